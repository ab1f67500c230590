"""Kinds of damage to a programme's files: what is done, and what must be read or said of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from openpyxl import Workbook


@dataclass(frozen=True)
class CellRead:
    """A cell written in another way: the value that must be kept for it, in the row of its number."""

    table: str
    cell: str
    written: object
    column: str
    value: object
    look: str = ""


@dataclass(frozen=True)
class CellRefused:
    """A cell that must be refused, with words of what was found and of what to do."""

    table: str
    cell: str
    written: object
    found: str
    remedy: str
    look: str = ""


@dataclass(frozen=True)
class BookRead:
    """A workbook changed in a way that must lose nothing, with words that a note must hold."""

    change: Callable[[Workbook], None]
    note: str = ""


@dataclass(frozen=True)
class BookRefused:
    """A workbook changed so that it must be refused: the place, words found, and words of the remedy."""

    change: Callable[[Workbook], None]
    where: str
    found: str
    remedy: str


@dataclass(frozen=True)
class FileRead:
    """A file that must give the rows of the whole table."""

    name: str
    content: bytes
    note: str = ""


@dataclass(frozen=True)
class FileRefused:
    """A file that must be refused: the place, words found, and words of the remedy."""

    name: str
    content: bytes
    where: str
    found: str
    remedy: str
