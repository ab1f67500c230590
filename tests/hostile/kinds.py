"""Kinds of damaged file: what may happen to a table on its way, and what evalkit must say of it."""

from __future__ import annotations

from dataclasses import dataclass, field

from tests.support.ks4_files import HEADER, NAME, SCHOOLS, text, with_cell

WHOLE = text()


@dataclass(frozen=True)
class Refused:
    """A file that must stop the reading, with words that its message must hold."""

    content: bytes
    words: tuple[str, ...]
    name: str = NAME
    beside: dict[str, bytes] = field(default_factory=dict)


@dataclass(frozen=True)
class Mended:
    """A file that must give the panel of the whole one; ``words`` must stand in a note or a loss."""

    content: bytes
    words: tuple[str, ...] = ()
    name: str = NAME
    beside: dict[str, bytes] = field(default_factory=dict)


@dataclass(frozen=True)
class Counted:
    """A file of which one cell cannot be read: the rest is, and ``words`` name the cell in a note or a loss.

    ``lost`` is the school that no panel can hold for it, ``open`` the variable that is left open; one of the two.
    """

    content: bytes
    words: tuple[str, ...]
    lost: int | None = None
    open: str = ""
    name: str = NAME


def changed(row: int, column: str, value: str) -> bytes:
    """Return the table with one cell changed; ``row`` counts as in a spreadsheet."""
    return text(with_cell(row, column, value)).encode()


def lines(*extra: str, at: int | None = None) -> bytes:
    """Return the table with further lines, at the end or before the one counted from 0."""
    rows = WHOLE.splitlines()
    rows[len(rows) if at is None else at : len(rows) if at is None else at] = extra
    return ("\n".join(rows) + "\n").encode()


def with_columns(**cells: str) -> bytes:
    """Return the table with further columns, each with one text in every row."""
    rows = tuple((*row, *cells.values()) for row in SCHOOLS)
    return text(rows, (*HEADER, *cells)).encode()


def everywhere(old: str, new: str) -> bytes:
    """Return the table with one text changed wherever it stands, quoted where that is needed."""
    return text(tuple(tuple(cell.replace(old, new) for cell in row) for row in SCHOOLS)).encode()


def renamed(**names: str) -> bytes:
    """Return the table with some headings changed."""
    return text(header=tuple(names.get(name, name) for name in HEADER)).encode()
