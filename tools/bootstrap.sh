#!/bin/sh
# Hands over to tools/bootstrap.py with any Python that starts; that file then looks for a fitting one.
set -eu
here=$(dirname "$0")
for name in "${PYTHON:-}" python3.13 python3.12 python3.11 python3 python; do
    if [ -n "$name" ] && "$name" -c 'import sys' >/dev/null 2>&1; then
        exec "$name" "$here/bootstrap.py" "$@"
    fi
done
echo "No Python was found on this machine." >&2
echo "Install Python 3.13, 3.12 or 3.11 (Debian and Ubuntu: sudo apt install python3 python3-venv)," >&2
echo "or name one: make run PYTHON=/path/to/python3" >&2
exit 1
