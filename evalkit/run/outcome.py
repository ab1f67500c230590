"""How a command ends: an exit code, plain words, and never a traceback on the screen."""

from __future__ import annotations

import errno
import sys
import traceback
from datetime import UTC, datetime
from pathlib import Path
from tempfile import gettempdir
from types import TracebackType

from evalkit.core.errors import EvalkitError, PageError, ReportError
from evalkit.run.places import PRIVATE, shown

UNEXPECTED = 70
# A disk, or a person's share of it, that is full, or one that can only be read.
NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EROFS)


def in_words(error: EvalkitError) -> str:
    """Return what a command prints: one plain line for each page that failed, else every fault in full."""
    if isinstance(error, PageError):
        return "\n".join(f"{fault.where}: {fault.found}; {fault.next}" for fault in error.faults)
    return str(error)


class PlainEnding:
    """A context in which errors end the command in plain words.

    A fault that a reader can mend is printed with all its places, and the command ends with the code of
    the error's class. Anything else is a fault of evalkit: one line and the place of the full log.
    """

    def __enter__(self) -> PlainEnding:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if isinstance(error, Exception):
            words, code = left_over(error)
            print(words, file=sys.stderr)
            raise SystemExit(code) from None


class SetAside:
    """A context in which an error is kept for the end of a command, so that what does not need it goes on.

    Attributes
    ----------
    error : Exception or None
        What went wrong inside.
    """

    def __init__(self) -> None:
        self.error: Exception | None = None

    def __enter__(self) -> SetAside:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> bool:
        self.error = error if isinstance(error, Exception) else None
        return self.error is not None


def left_over(error: Exception) -> tuple[str, int]:
    """Return what a command says at its end of an error that did not stop it, and the code that it ends with."""
    if isinstance(error, OSError) and error.errno in NO_ROOM:
        error = ReportError.one(
            where=str(error.filename or "the disk"),
            found=f"it could not be written: {error.strerror}",
            allowed="a disk with room, on which files may be written",
            next="make room, or choose another folder, then run it again: what was computed is remembered",
        )
    return (in_words(error), error.exit_code) if isinstance(error, EvalkitError) else (unexpected(error), UNEXPECTED)


def unexpected(error: Exception) -> str:
    """Write the log of an error nobody foresaw and return the line that points to it."""
    first = next(iter(str(error).splitlines()), "")
    cause = f"{type(error).__name__}: {first}" if first else type(error).__name__
    return f"evalkit: something went wrong that should not have ({cause}); the full log is {shown(_log(error))}"


def _log(error: Exception) -> Path:
    name = f"{datetime.now(UTC):%Y%m%d-%H%M%S-%f}.log"
    text = "".join(traceback.format_exception(error))
    for folder in (PRIVATE / "logs", Path(gettempdir())):
        file = folder / name
        try:
            folder.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
        except OSError:
            continue
        return file
    return Path("no log could be written")
