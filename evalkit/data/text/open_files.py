"""Opening tables as text: csv, gz or xlsx, whatever its encoding and line ends, and nothing lost on the way.

Every cell stays the text that stands in the file; numbers are made once, in cleaning. A row that does
not fit its header is refused, because shifted cells give wrong numbers in silence.
"""

from __future__ import annotations

import csv
import gzip
import io
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from itertools import islice

from evalkit.core.errors import DataError, Fault
from evalkit.data.text.headers import MOST_ABOVE, Knows, cleaned, header_row, note_above
from evalkit.data.text.lines import Factored, Grid, Record, Rows, cells_of, cut, grid_of
from evalkit.data.text.table_paths import ARCHIVE, TablePath
from evalkit.data.text.workbooks import FIRST_BYTES, SHEET, Sheet, read_workbook

SUFFIXES = (".csv", ".gz", ".xlsx")
# Faults of one kind listed one by one before the rest is counted.
SHOWN = 5
# Bytes that hold the header of any table.
_ENOUGH = 200_000
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
    first : int
        Row of the file in which the first data row stands, counted from 1 as in a spreadsheet.
    codes : tuple of (str, str)
        Codes that the study explains, each with a code or word that every reader knows.
    """

    file: str
    sha256: str
    header: tuple[str, ...]
    rows: Rows | Grid
    notes: tuple[str, ...] = ()
    first: int = 2
    codes: tuple[tuple[str, str], ...] = ()

    def has(self, name: str) -> bool:
        """Say whether the header names that column, whatever its capitals."""
        return _bare(name) in _places(self.header)

    def place(self, name: str) -> int:
        """Return where the column stands, counted from 0; a name that stands twice is refused."""
        places = _places(self.header).get(_bare(name), ())
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
        found = self.rows.columns([self.place(name) for name in names], rows)
        meant = dict(self.codes)
        return [tuple(meant.get(cell.strip(), cell) for cell in cells) for cells in found] if meant else found

    def factored(self, names: Sequence[str], rows: Sequence[int] | None = None) -> list[Factored]:
        """Return several columns as their different texts and which of them stands in each row."""
        found = self.rows.factored([self.place(name) for name in names], rows)
        meant = dict(self.codes)
        if not meant:
            return found
        return [Factored(one.codes, tuple(meant.get(text.strip(), text) for text in one.unique)) for one in found]


def open_tables(path: TablePath, name: str, knows: Knows | None = None) -> tuple[OpenFile, ...]:
    """Return the tables of a file as text, one for each sheet of a workbook; what cannot be one is refused in words.

    Parameters
    ----------
    path : Path or Packed
        A .csv, .gz or .xlsx file.
    name : str
        How messages and records call the file.
    knows : callable or None
        Says which headers somebody can read; rows above such a header are passed over.
    """
    raw = path.read_bytes()
    digest = sha256(raw).hexdigest()
    content = _unpacked(raw, name)
    _refuse_other_kinds(content, name)
    if content.startswith(FIRST_BYTES):
        book = read_workbook(content, name)
        hidden = (f"not read, as they are hidden: {', '.join(book.hidden)}",) if book.hidden else ()
        titles = [name if len(book.sheets) == 1 else f"{name}{SHEET}{sheet.title}" for sheet in book.sheets]
        pairs = zip(titles, book.sheets, strict=True)
        return tuple(_of_sheet(title, digest, sheet, knows, hidden) for title, sheet in pairs)
    content, encoding, notes = _decoded(content, name)
    above, known = header_row(_first_rows(content, encoding), knows)
    if not known:
        _refuse_other_separators(content, name)
    if above:
        notes = (*notes, *note_above(islice(_first_rows(content, encoding), above), known=known))
        content = _below(content, encoding, above)
    try:
        opened = _rows_of(content, encoding, name, notes, above + 1)
    except DataError as error:
        if known or knows is None:
            raise
        # Nobody reads it, so it stops nobody; what is wrong with it is told beside it.
        said = tuple(f"{fault.where}: {fault.found}" for fault in error.faults)
        header = cleaned(next(_first_rows(content, encoding), ()))
        opened = header, Rows(()), (*notes, *said)
    return (OpenFile(name, digest, *opened, above + 2),)


def open_table(path: TablePath, name: str, knows: Knows | None = None) -> OpenFile:
    """Return the one table meant in a file: the first with a known header, else the first; see `open_tables`."""
    tables = open_tables(path, name, knows)
    return next((table for table in tables if knows is not None and knows(table.header)), tables[0])


def not_opened(path: TablePath) -> str:
    """Return why a file that looks like a table is not opened."""
    if path.suffix.casefold() == ARCHIVE:
        return "nothing can be taken from the archive, which is damaged, locked or packed twice: unpack it"
    return f"evalkit opens .csv, .gz and .xlsx, also within .zip, not {path.suffix}"


def first_rows(path: TablePath) -> tuple[tuple[str, ...], ...]:
    """Return the first rows of a csv or csv.gz file; none of anything else, and of a file that cannot be opened."""
    try:
        with path.open("rb") as opened:
            packed = opened.read(2) == b"\x1f\x8b"
            opened.seek(0)
            raw = gzip.GzipFile(fileobj=opened).read(_ENOUGH) if packed else opened.read(_ENOUGH)
    except (DataError, EOFError, OSError, zlib.error):
        return ()
    if raw.startswith(FIRST_BYTES) or b"\x00" in raw:
        return ()
    return tuple(map(cleaned, islice(_first_rows(raw.removeprefix(b"\xef\xbb\xbf"), "utf-8"), MOST_ABOVE)))


def _first_rows(content: bytes, encoding: str) -> Iterator[tuple[str, ...]]:
    """Yield the first rows of a csv, as many as can be read."""
    whole = content[:_ENOUGH].decode(encoding, errors="replace")
    try:
        yield from map(tuple, csv.reader(io.StringIO(whole, newline="")))
    except csv.Error:
        return


def _below(content: bytes, encoding: str, rows: int) -> bytes:
    """Return a csv without its first rows."""
    whole = io.StringIO(content.decode(encoding), newline="")
    reader = csv.reader(iter(whole.readline, ""))
    for _ in range(rows):
        next(reader)
    return whole.read().encode(encoding)


@lru_cache(maxsize=64)
def _places(header: tuple[str, ...]) -> dict[str, tuple[int, ...]]:
    """Return where each name stands, without capitals."""
    places: dict[str, tuple[int, ...]] = {}
    for place, column in enumerate(header):
        places[_bare(column)] = (*places.get(_bare(column), ()), place)
    return places


def _bare(heading: str) -> str:
    return " ".join(heading.casefold().split())


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
    elif not kind and not content.startswith(FIRST_BYTES) and b"\x00" in content:
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
    lines = [line for line in content[:_ENOUGH].splitlines()[:MOST_ABOVE] if line.strip()]
    separator = next((mark for mark in (";", "\t", "|") if _keeps_apart(mark.encode(), lines)), "")
    if separator:
        raise DataError.one(
            where=f"{name}, header",
            found=f"cells kept apart by {separator!r}",
            allowed="cells kept apart by commas",
            next="save the table again as CSV with commas",
        )


def _keeps_apart(mark: bytes, lines: list[bytes]) -> bool:
    """Say whether a mark keeps cells apart: in most lines, or in the first where most lines have it too."""
    more = [line.count(mark) > line.count(b",") for line in lines]
    return 2 * sum(more) > len(more) or (more[0] and 2 * sum(mark in line for line in lines) > len(lines))


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


_Opened = tuple[tuple[str, ...], Rows | Grid, tuple[str, ...]]


def _of_sheet(title: str, digest: str, sheet: Sheet, knows: Knows | None, notes: tuple[str, ...]) -> OpenFile:
    above, known = header_row(sheet.rows, knows)
    header = tuple(" ".join(cell.split()) for cell in cleaned(sheet.rows[above]))
    rows = Rows(tuple(sheet.rows[above + 1 :]))
    if not rows and (known or knows is None):
        raise DataError([_no_rows(title)])
    said = (*notes, *note_above(sheet.rows[:above], known=known))
    return OpenFile(title, digest, header, rows, said, above + 2)


def _rows_of(content: bytes, encoding: str, name: str, notes: tuple[str, ...], at: int) -> _Opened:
    """Return header and rows of a csv whose header is row ``at`` of its file."""
    grid = grid_of(content, encoding)
    if grid is not None:
        return _evenly(grid, name, notes)
    text = content.decode(encoding)
    return _fitted(_csv_rows(text, name), name, notes, at, ended=text.endswith(("\n", "\r")))


def _evenly(grid: Grid, name: str, notes: tuple[str, ...]) -> _Opened:
    """Return header and rows of a table in which every row has as many cells as the header."""
    rows = grid.after(1)
    if all(rows.blank(position) for position in range(len(rows))):
        raise DataError([_no_rows(name)])
    return cleaned(grid[0]), rows, notes


def _fitted(records: list[Record], name: str, notes: tuple[str, ...], at: int, *, ended: bool) -> _Opened:
    """Return header and rows of any other table, each row as long as the header, which is row ``at``, or refused."""
    header = cleaned(cells_of(records[0]))
    width = len(header)
    rows: list[Record] = []
    faults: list[Fault] = []
    short: list[int] = []
    for number, line in enumerate(records[1:], at + 1):
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
    if short == [at + len(records) - 1] and not ended:
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
