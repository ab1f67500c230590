"""Digests of files, kept by what the file system says of each, so that no page reads again what no one has touched.

A file counts as untouched while its path, size, node and both times are as they were. A file that was changed so
lately that a second change could bear the same time is read every time.
"""

from __future__ import annotations

import json
import os
import time
from contextlib import suppress
from hashlib import file_digest
from pathlib import Path

KEPT = "digests-of-files.json"
# Nanoseconds after a change from which on the next one must bear another time, also on coarse clocks.
SETTLED = 3_000_000_000


class FileDigests:
    """Digests of files, recalled from a folder and kept there.

    Parameters
    ----------
    folder : Path or None
        Where they are kept; None keeps none, so every file is read.
    """

    def __init__(self, folder: Path | None) -> None:
        self._file = None if folder is None else folder / KEPT
        self._known = _read(self._file)
        self._new: dict[str, list[str]] = {}

    def of(self, file: Path) -> str:
        """Return the SHA-256 digest of a file."""
        if self._file is None:
            return digest_of(file)
        state = file.stat()
        stamp = f"{state.st_size} {state.st_ino} {state.st_mtime_ns} {state.st_ctime_ns}"
        match self._known.get(name := str(file.absolute())):
            case [known, str(digest)] if known == stamp:
                return digest
        digest = digest_of(file)
        self._known[name] = [stamp, digest]
        if time.time_ns() - max(state.st_mtime_ns, state.st_ctime_ns) > SETTLED:
            self._new[name] = [stamp, digest]
        return digest

    def keep(self) -> None:
        """Write what was read anew; where it cannot be written it is left out."""
        if self._file is not None and self._new:
            write_whole(self._file, json.dumps(_read(self._file) | self._new).encode())
            self._new = {}


def digest_of(file: Path) -> str:
    """Return the SHA-256 digest of a file as it is read now."""
    with file.open("rb") as opened:
        return file_digest(opened, "sha256").hexdigest()


def write_whole(file: Path, content: bytes) -> None:
    """Write a file so that nobody ever reads half of it; where it cannot be written it is left out."""
    fresh = file.with_name(f".{file.name}-{os.getpid()}")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with fresh.open("wb") as opened:
            opened.write(content)
            opened.flush()
            os.fsync(opened.fileno())
        fresh.replace(file)
    except OSError:
        with suppress(OSError):
            fresh.unlink()


def _read(file: Path | None) -> dict[str, list[str]]:
    try:
        known = json.loads(file.read_bytes()) if file else {}
    except (OSError, ValueError):
        return {}
    return known if isinstance(known, dict) else {}
