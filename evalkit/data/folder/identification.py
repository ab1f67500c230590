"""What a file is, whether or not a study uses it: its reader, its tables and their sizes, its encoding."""

from __future__ import annotations

import gzip
from dataclasses import dataclass

from evalkit.data.sources import SOURCES, TableSource
from evalkit.data.text.open_files import OpenFile
from evalkit.data.text.table_paths import TablePath

UNKNOWN = "a table that evalkit does not know; a study reads it with a map of its columns"


@dataclass(frozen=True, slots=True)
class TableSize:
    """One table of a file.

    Attributes
    ----------
    title : str
        Name of the file, and of the sheet in a workbook.
    rows, columns : int
        Data rows without the header and without rows that are blank; named and unnamed columns.
    """

    title: str
    rows: int
    columns: int


@dataclass(frozen=True, slots=True)
class Identified:
    """What a file is.

    Attributes
    ----------
    file : str
        Its name, with the folders below the data folder.
    readers : tuple of str
        Registered readers that recognise its first table; one, or none where it is not known.
    gives : str
        What the reader gives: ``schools``, ``facts``, ``register``, ``areas``, ``reference``, or nothing.
    what : str
        What it is in words.
    encoding : str
        How its text is written.
    tables : tuple of TableSize
        One for each table in it.
    """

    file: str
    readers: tuple[str, ...]
    gives: str
    what: str
    encoding: str
    tables: tuple[TableSize, ...]


def identified(path: TablePath, name: str, tables: tuple[OpenFile, ...]) -> Identified:
    """Return what a file is whose tables are open already."""
    header = tables[0].header
    kinds = {reader: kind for reader, kind in SOURCES.parts().items() if kind.recognises(header)}
    source = next(iter(kinds.values()), None)
    return Identified(
        file=name,
        readers=tuple(kinds),
        gives=source.gives if source else "",
        what=_words(source, header) if source else UNKNOWN,
        encoding=_encoding(path),
        tables=tuple(TableSize(table.file, _rows(table), len(table.header)) for table in tables),
    )


def _words(source: TableSource, header: tuple[str, ...]) -> str:
    return source.what(header) if source.what else source.summary


def _rows(table: OpenFile) -> int:
    return sum(any(cell.strip() for cell in row) for row in table.rows)


def _encoding(path: TablePath) -> str:
    raw = path.read_bytes()
    if raw[:4] == b"PK\x03\x04":
        return "Excel workbook"
    content = gzip.decompress(raw) if raw[:2] == b"\x1f\x8b" else raw
    if content.startswith(b"\xef\xbb\xbf"):
        return "UTF-8 with a byte order mark"
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return "Windows-1252"
    return "UTF-8"
