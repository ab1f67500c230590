"""``python -m evalkit`` is the same as the command ``evalkit``."""

from evalkit.run.commands import main

if __name__ == "__main__":
    main()
