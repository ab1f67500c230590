"""A conversation by lines of text: plain words within eighty columns, without colour, and an end that loses nothing."""

from __future__ import annotations

import re
import sys
import textwrap
from collections.abc import Callable
from dataclasses import dataclass

WIDTH = 78
PROMPT = "> "
# What arrow keys, and pasting, leave in a line where nothing reads them.
_KEYS = re.compile(r"\x1b\[[0-9;]*[A-Za-z~]")


class HungUpError(Exception):
    """Nobody answers any more: the window was closed, or Ctrl-C or Ctrl-D was pressed."""


@dataclass(frozen=True, slots=True)
class Terminal:
    """Where questions are put and answers come from.

    Attributes
    ----------
    read : callable
        Takes a prompt and returns the next line.
    write : callable
        Takes one line of text.
    """

    read: Callable[[str], str] = input
    write: Callable[[str], None] = print

    def say(self, *lines: str, indent: str = "") -> None:
        """Print lines, each broken where it is too long for a narrow window."""
        for line in lines:
            broken = textwrap.wrap(
                line, WIDTH, initial_indent=indent, subsequent_indent=f"{indent}  ", break_on_hyphens=False
            )
            for part in broken or [""]:
                self.write(part)

    def ask(self) -> str:
        """Return the next line as it is meant: without spaces around it, and without quotes around it."""
        try:
            return bare(self.read(PROMPT))
        except (EOFError, KeyboardInterrupt) as error:
            raise HungUpError from error
        except UnicodeDecodeError:
            # Letters that are not UTF-8 reach nobody; an empty answer brings the question again or its own default.
            return ""

    def ask_lines(self) -> str:
        """Return all lines up to an empty one, so that a column of a spreadsheet can be pasted."""
        lines = []
        while line := self.ask():
            lines.append(line)
        return "\n".join(lines)


def somebody_there() -> bool:
    """Say whether a person can be asked: both what is typed and what is printed belong to a terminal."""
    return sys.stdin is not None and sys.stdin.isatty() and sys.stdout.isatty()


def bare(text: str) -> str:
    """Return an answer without what surrounds it: spaces, quotes, the arrow of an example, keys that move a cursor.

    Examples
    --------
    >>> bare(' "Leicester" '), bare("“8 January 2018”"), bare("> yes"), bare("'")
    ('Leicester', '8 January 2018', 'yes', '')
    """
    text = _KEYS.sub("", text).strip().removeprefix(">").strip()
    marks = "\"'“”‘’`"
    if text and text[0] in marks and text[-1] in marks:
        return text.strip(marks).strip()
    return text
