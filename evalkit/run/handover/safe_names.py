"""Whether the name of a file in a bundle can only mean a file inside the folder into which the bundle is unpacked."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

# Letters that are no part of a name on some machine, of which a drive's colon is one.
_NO_NAME = re.compile(r'[\\:*?"<>|\x00-\x1f]')
LETTERS = "a name with letters that no file of a bundle has"
OUTSIDE = "a name that leads outside the folder, or names no file in it"


def why_unsafe(name: str) -> str:
    """Return why no file is written under a name; empty where one may be."""
    if not name.strip() or _NO_NAME.search(name):
        return LETTERS
    parts = name.split("/")
    if name.startswith("/") or {"..", "."} & set(parts) or PurePosixPath(name).as_posix() != name:
        return OUTSIDE
    return ""
