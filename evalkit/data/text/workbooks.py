"""The sheets of a workbook as rows of text: those that are shown, with every formula that has no value told apart."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable
from dataclasses import dataclass
from zipfile import ZIP_STORED, BadZipFile, ZipFile

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from evalkit.core.errors import DataError

# Stands between the name of a workbook and that of its sheet.
SHEET = ", sheet "
FIRST_BYTES = b"PK\x03\x04"
_SHEETS = re.compile(r"xl/worksheets/[^/]+\.xml")
# What stands behind the cells of a sheet says how it looks; some of it is nothing that a reader of cells understands.
_LOOKS = re.compile(rb"<(?:\w+:)?(?:extLst|conditionalFormatting|headerFooter)\b")
_CELLS_END = re.compile(rb"</(\w+:)?sheetData>")
_NO_VALUE = re.compile(
    rb"<(\w+:)?c\b([^>]*)>\s*<(?:\w+:)?f\b(?:[^>]*/>|[^>]*>([^<]*)</(?:\w+:)?f>)"
    rb"\s*(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v>\s*</(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)
_PLACE = re.compile(rb'\br="[A-Z]+\d+"')


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet.

    Attributes
    ----------
    title : str
        Its name.
    rows : tuple of tuple of str
        Its cells as text, all rows of one length, without empty rows and columns at the ends.
    """

    title: str
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Workbook:
    """The sheets of a workbook that are shown and hold something.

    Attributes
    ----------
    sheets : tuple of Sheet
        In their order.
    hidden : tuple of str
        Names of the sheets that are hidden; they are not read.
    """

    sheets: tuple[Sheet, ...]
    hidden: tuple[str, ...]


def read_workbook(content: bytes, name: str) -> Workbook:
    """Return the sheets of a workbook; what is none, or holds nothing, is refused in words."""
    try:
        book = load_workbook(io.BytesIO(_cells_alone(content)), read_only=True, data_only=True)
        hidden = tuple(sheet.title for sheet in book.worksheets if sheet.sheet_state != "visible")
        shown = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
        for sheet in shown:
            # A sheet may claim thousands of empty columns; without the claim each row ends where its cells do.
            sheet.reset_dimensions()
        sheets = [Sheet(sheet.title, _rows(sheet.iter_rows(values_only=True))) for sheet in shown]
    except (BadZipFile, InvalidFileException, KeyError, OSError, ValueError) as error:
        raise DataError.one(
            where=name,
            found=f"a packed file that is no Excel workbook ({error})",
            allowed="an .xlsx workbook, a .csv or a .csv.gz",
            next="unpack the table, or save it again from a spreadsheet",
        ) from error
    filled = tuple(sheet for sheet in sheets if sheet.rows)
    if not filled:
        raise DataError.one(
            where=name,
            found="nothing: every sheet that is shown is empty"
            + (f"; there are hidden sheets ({', '.join(hidden)})" if hidden else ""),
            allowed="a workbook with a table on a sheet that is shown",
            next="show the sheet that is meant in a spreadsheet program and save the workbook, or fetch it again",
        )
    return Workbook(filled, hidden)


def _cells_alone(content: bytes) -> bytes:
    """Return a workbook without what says how its sheets look, and with each formula that has no value as text."""
    with ZipFile(io.BytesIO(content)) as book:
        sheets = {name: book.read(name) for name in book.namelist() if _SHEETS.fullmatch(name)}
        changed = {name: _NO_VALUE.sub(_as_text, _without_looks(xml)) for name, xml in sheets.items()}
        if changed == sheets:
            return content
        out = io.BytesIO()
        with ZipFile(out, "w", ZIP_STORED) as copy:
            for name in dict.fromkeys(book.namelist()):
                copy.writestr(name, changed[name] if name in changed else book.read(name))
    return out.getvalue()


def _without_looks(xml: bytes) -> bytes:
    end = _CELLS_END.search(xml)
    if end is None or not _LOOKS.search(xml, end.end()):
        return xml
    return xml[: end.end()] + b"</" + (end[1] or b"") + b"worksheet>"


def _as_text(cell: re.Match[bytes]) -> bytes:
    """Return a cell with its formula as its text; a formula whose value is an empty text has a value."""
    place = _PLACE.search(cell[2])
    if b't="str"' in cell[2] or place is None:
        return cell[0]
    space = cell[1] or b""
    inside = b"<%sis><%st>=%s</%st></%sis>" % (space, space, (cell[3] or b"").strip(), space, space)
    return b'<%sc %s t="inlineStr">%s</%sc>' % (space, place[0], inside, space)


def _rows(cells: Iterable[tuple[object, ...]]) -> tuple[tuple[str, ...], ...]:
    rows = [tuple(_text(value) for value in row) for row in cells]
    width = max((place + 1 for row in rows for place, cell in enumerate(row) if cell.strip()), default=0)
    while rows and not any(cell.strip() for cell in rows[-1]):
        rows.pop()
    return tuple((*row, *("",) * (width - len(row)))[:width] for row in rows)


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
