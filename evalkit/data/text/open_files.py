"""Opening a table as text: csv, gz or xlsx, whatever its encoding and line ends, and nothing lost on the way.

Every cell stays the text that stands in the file; numbers are made once, in cleaning. A row that does
not fit its header is refused, because shifted cells give wrong numbers in silence.
"""

from __future__ import annotations

import csv
import gzip
import io
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from zipfile import BadZipFile

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from evalkit.core.errors import DataError, Fault
from evalkit.data.text.lines import Factored, Grid, Record, Rows, cells_of, cut, grid_of

SUFFIXES = (".csv", ".gz", ".xlsx")
# Faults of one kind listed one by one before the rest is counted.
SHOWN = 5
# Marks that spreadsheets and wrongly decoded files leave around a header: byte order marks, zero-width spaces.
_DIRT = "\ufeff\u200b\u200e\xa0 \t\r\n"
_WRONG_MARK = "ï»¿"
# Bytes that hold the header of any table.
_ENOUGH = 200_000
_AROUND = "\ufeff\u200b \t\r\n"
# Characters that look like a blank or a minus sign and are not the plain ones.
_PLAIN = str.maketrans({"\xa0": " ", "\u2212": "-", "\u2013": "-", "\u200b": "", "\ufeff": ""})
_FIRST_BYTES = {
    b"\xd0\xcf\x11\xe0": "an old Excel workbook (.xls)",
    b"\xff\xfe": "text in UTF-16",
    b"\xfe\xff": "text in UTF-16",
    b"%PDF": "a PDF document",
    b"PAR1": "a Parquet file",
}


@dataclass(frozen=True, slots=True)
class OpenFile:
    """One table as text.

    Attributes
    ----------
    file : str
        Its name, with the folders below the data folder.
    sha256 : str
        Digest of the file's bytes.
    header : tuple of str
        Cleaned names of the columns; unnamed ones are empty.
    rows : Rows or Grid
        Data rows as they stand; a blank row is empty.
    notes : tuple of str
        What was mended on opening, in words.
    """

    file: str
    sha256: str
    header: tuple[str, ...]
    rows: Rows | Grid
    notes: tuple[str, ...] = ()

    def has(self, name: str) -> bool:
        """Say whether the header names that column, whatever its capitals."""
        return name.casefold() in _places(self.header)

    def place(self, name: str) -> int:
        """Return where the column stands, counted from 0; a name that stands twice is refused."""
        places = _places(self.header).get(name.casefold(), ())
        if len(places) != 1:
            raise DataError.one(
                where=f"{self.file}, header",
                found=f"{len(places)} columns called {name!r}",
                allowed="each column once",
                next="rename the columns that are not meant" if places else "check the spelling of the column",
            )
        return places[0]

    def cells(self, name: str) -> list[str]:
        """Return the text of one column, one entry for each data row; blank rows give empty text."""
        (column,) = self.factored((name,))
        return Factored(column.codes, tuple(text.strip() for text in column.unique)).texts()

    def columns(self, names: Sequence[str], rows: Sequence[int] | None = None) -> list[tuple[str, ...]]:
        """Return the text of several columns at one go, as it stands; ``rows`` counts from 0, None means all."""
        return self.rows.columns([self.place(name) for name in names], rows)

    def factored(self, names: Sequence[str], rows: Sequence[int] | None = None) -> list[Factored]:
        """Return several columns as their different texts and which of them stands in each row."""
        return self.rows.factored([self.place(name) for name in names], rows)


def open_table(path: Path, name: str) -> OpenFile:
    """Return the table in ``path`` as text; what cannot be one is refused in words.

    Parameters
    ----------
    path : Path
        A .csv, .gz or .xlsx file.
    name : str
        How messages and records call the file.
    """
    raw = path.read_bytes()
    digest = sha256(raw).hexdigest()
    content = _unpacked(raw, name)
    _refuse_other_kinds(content, name)
    if content[:4] == b"PK\x03\x04":
        records, notes = _sheet_rows(content, name)
        return OpenFile(name, digest, *_fitted(records, name, notes, ended=True))
    content, encoding, notes = _decoded(content, name)
    _refuse_other_separators(content, name)
    grid = grid_of(content, encoding)
    if grid is not None:
        return OpenFile(name, digest, *_evenly(grid, name, notes))
    text = content.decode(encoding)
    ended = text.endswith(("\n", "\r"))
    return OpenFile(name, digest, *_fitted(_csv_rows(text, name), name, notes, ended=ended))


def tables_in(folder: Path, suffixes: tuple[str, ...]) -> dict[str, Path]:
    """Return the files below a folder whose names end so, by name from the folder; hidden and lock files are no tables.

    Parameters
    ----------
    folder : Path
        Searched with its subfolders.
    suffixes : tuple of str
        Ends of names in small letters, such as ``.csv``.
    """
    return {
        path.relative_to(folder).as_posix(): path
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name.casefold().endswith(suffixes) and not path.name.startswith((".", "~$"))
    }


def header_of(path: Path) -> tuple[str, ...]:
    """Return the first row of a csv or csv.gz file; empty for anything else, and for a file that cannot be opened."""
    try:
        with path.open("rb") as opened:
            packed = opened.read(2) == b"\x1f\x8b"
            opened.seek(0)
            raw = gzip.GzipFile(fileobj=opened).read(_ENOUGH) if packed else opened.read(_ENOUGH)
    except (EOFError, OSError, zlib.error):
        return ()
    if raw[:4] == b"PK\x03\x04" or b"\x00" in raw:
        return ()
    text = raw.decode("utf-8-sig", errors="replace")
    try:
        first = next(csv.reader(text.splitlines()), [])
    except csv.Error:
        return ()
    return tuple(cell.strip(_AROUND) for cell in first)


@lru_cache(maxsize=64)
def _places(header: tuple[str, ...]) -> dict[str, tuple[int, ...]]:
    """Return where each name stands, without capitals."""
    places: dict[str, tuple[int, ...]] = {}
    for place, column in enumerate(header):
        places[column.casefold()] = (*places.get(column.casefold(), ()), place)
    return places


def _unpacked(raw: bytes, name: str) -> bytes:
    if raw[:2] != b"\x1f\x8b":
        return raw
    try:
        return gzip.decompress(raw)
    except (EOFError, OSError, zlib.error) as error:
        raise DataError.one(
            where=name,
            found=f"a compressed file that breaks off or is damaged ({error})",
            allowed="a whole .gz file",
            next="fetch or copy the file again",
        ) from error


def _refuse_other_kinds(content: bytes, name: str) -> None:
    kind = next((words for first, words in _FIRST_BYTES.items() if content.startswith(first)), "")
    if not content.strip(b"\xef\xbb\xbf \r\n\t,"):
        kind = "nothing: the file is empty"
    elif content[:200].lstrip().lower().startswith((b"<!doctype", b"<html")):
        kind = "a web page saved under the name of a table"
    elif content[:200].lstrip().startswith(b"<?xml"):
        kind = "XML, which some programs save under the name of a table"
    elif not kind and content[:4] != b"PK\x03\x04" and b"\x00" in content:
        kind = "bytes that are no text"
    if kind:
        raise DataError.one(
            where=name,
            found=kind,
            allowed="a table as .csv (UTF-8 or Latin-1), .csv.gz or .xlsx",
            next="save the table as CSV (UTF-8) from a spreadsheet, or fetch it again",
        )


def _decoded(content: bytes, name: str) -> tuple[bytes, str, tuple[str, ...]]:
    """Return the bytes without a byte order mark, how to read them, and what must be said of it."""
    content = content.removeprefix(b"\xef\xbb\xbf")
    for encoding, words in (("utf-8", ""), ("cp1252", "Windows-1252")):
        try:
            content.decode(encoding)
        except UnicodeDecodeError:
            continue
        return content, encoding, (f"{name} is not UTF-8; it was read as {words}",) if words else ()
    return content, "latin-1", (f"{name} is not UTF-8; it was read as Latin-1",)


def _refuse_other_separators(content: bytes, name: str) -> None:
    first = content.split(b"\n", 1)[0]
    separator = next((mark for mark in (";", "\t", "|") if first.count(mark.encode()) > first.count(b",")), "")
    if separator:
        raise DataError.one(
            where=f"{name}, header",
            found=f"cells kept apart by {separator!r}",
            allowed="cells kept apart by commas",
            next="save the table again as CSV with commas",
        )


def _csv_rows(text: str, name: str) -> list[Record]:
    try:
        return cut(text)
    except csv.Error as error:
        raise DataError.one(
            where=f"{name}, row {error.args[1]}",
            found=f"quotation marks that do not close or stand inside a cell ({error.args[0]})",
            allowed="a cell with commas or quotation marks stands in quotation marks, which are doubled inside",
            next="mend the row in a spreadsheet, or fetch the file again if it breaks off there",
        ) from error


def _sheet_rows(content: bytes, name: str) -> tuple[list[Record], tuple[str, ...]]:
    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    except (BadZipFile, InvalidFileException, KeyError, OSError, ValueError) as error:
        raise DataError.one(
            where=name,
            found=f"a packed file that is no Excel workbook ({error})",
            allowed="an .xlsx workbook, a .csv or a .csv.gz",
            next="unpack the table, or save it again from a spreadsheet",
        ) from error
    sheet = book.worksheets[0]
    rows: list[Record] = [tuple(_text(value) for value in row) for row in sheet.iter_rows(values_only=True)]
    others = len(book.worksheets) - 1
    notes = (f"{name}: only the first of {others + 1} sheets ({sheet.title}) was read",) if others else ()
    return rows, notes


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


_Opened = tuple[tuple[str, ...], Rows | Grid, tuple[str, ...]]


def _header(cells: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(cell.removeprefix(_WRONG_MARK).strip(_DIRT).replace("\u200b", "") for cell in cells)


def _evenly(grid: Grid, name: str, notes: tuple[str, ...]) -> _Opened:
    """Return header and rows of a table in which every row has as many cells as the header."""
    rows = grid.after(1)
    if all(rows.blank(position) for position in range(len(rows))):
        raise DataError([_no_rows(name)])
    return _header(grid[0]), rows, notes


def _fitted(records: list[Record], name: str, notes: tuple[str, ...], *, ended: bool) -> _Opened:
    """Return header and rows of any other table, each row as long as the header or refused."""
    header = _header(cells_of(records[0]))
    width = len(header)
    rows: list[Record] = []
    faults: list[Fault] = []
    short: list[int] = []
    for number, line in enumerate(records[1:], 2):
        if (line.count(",") + 1 if isinstance(line, str) else len(line)) == width:
            rows.append(line)
            continue
        record = cells_of(line)
        if not any(cell.strip() for cell in record):
            rows.append(())
        elif len(record) > width and any(cell.strip() for cell in record[width:]):
            faults.append(_misfit(name, number, len(record), width))
        else:
            short.extend([number] if len(record) < width else [])
            rows.append((*record, *("",) * (width - len(record)))[:width])
    # A spreadsheet that leaves out blank cells does so in many rows; one short row at an unfinished end is a cut.
    if short == [len(records)] and not ended:
        faults.append(_broken_off(name, short[-1], len(cells_of(records[-1])), width))
    found = Rows(tuple(rows))
    if all(found.blank(position) for position in range(len(found))) and not faults:
        faults.append(_no_rows(name))
    if faults:
        raise DataError(capped(faults, name, "rows that do not fit the header"))
    return header, found, (*notes, *_short_note(short))


def _short_note(short: list[int]) -> tuple[str, ...]:
    # Spreadsheets leave out blank cells at the end of a row when they write csv.
    if not short:
        return ()
    listed = ", ".join(str(number) for number in short[:SHOWN]) + (", ..." if len(short) > SHOWN else "")
    return (f"{len(short)} rows end before the header does; the cells missing there count as blank (rows {listed})",)


def _misfit(name: str, number: int, cells: int, width: int) -> Fault:
    return Fault(
        where=f"{name}, row {number}",
        found=f"{cells} cells",
        allowed=f"{width} cells, as in the header",
        next="look for a comma in a cell without quotation marks; mend the row or fetch the file again",
    )


def _broken_off(name: str, number: int, cells: int, width: int) -> Fault:
    return Fault(
        where=f"{name}, row {number}",
        found=f"the file breaks off after {cells} cells of its last row",
        allowed=f"{width} cells, as in the header, and the end of a line",
        next="fetch or copy the file again",
    )


def _no_rows(name: str) -> Fault:
    return Fault(
        where=name,
        found="a header and no rows",
        allowed="a table with at least one row",
        next="fetch or save the file again",
    )


def capped(faults: list[Fault], where: str, what: str) -> list[Fault]:
    """Return the first few faults of one kind and, if there are more, one fault that says how many."""
    rest = len(faults) - SHOWN
    if rest <= 0:
        return faults
    more = Fault(where=where, found=f"{rest} more {what}", allowed=faults[0].allowed, next=faults[0].next)
    return [*faults[:SHOWN], more]


def plain(text: str) -> str:
    """Return a cell's text with plain blanks and minus signs, without blanks around it."""
    return text.strip() if text.isascii() else text.translate(_PLAIN).strip()
