"""Every fault in a workbook beside the user's own: a list with links, and faulty sheets with their cells coloured.

The user's file is only read. A library that loads and saves it would drop what it does not understand.
"""

from __future__ import annotations

from collections.abc import Container, Iterable
from pathlib import Path
from urllib.parse import quote

from openpyxl import Workbook
from openpyxl.cell import Cell as BookCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import quote_sheetname
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from evalkit.core.errors import Fault
from evalkit.data.text.cell_sheets import CellSheet, SheetCell, letters
from evalkit.programme.files import FAULTS
from evalkit.programme.placed import Spot
from evalkit.programme.reading import ProgrammeReading
from evalkit.programme.sheet_looks import height, page_set
from evalkit.programme.workbook_file import file_of

HEADINGS = ("Number", "File", "Sheet", "Cell", "Found", "Allowed", "What to do")
_TIP = "opens the place in your own file"
NOT_COPIED = "(not copied: it may be a person's)"
LIST = "Faults"
_WIDTHS = (8, 22, 18, 8, 48, 48, 60)
_FAULTY = PatternFill("solid", fgColor="F7C6C7")
_HEAD = PatternFill("solid", fgColor="12436D")
_WIDTH = 18
_LONGEST, _TITLE = 32_000, 31
_DAY_FORMATS = {"day": "dd/mm/yyyy", "month": "mmm yyyy", "time": "hh:mm", "percent": "0%"}
# A picture of values need not be longer than what somebody can look through.
_ROWS = 20_000


def show_faults(reading: ProgrammeReading, folder: Path) -> Path | None:
    """Write the workbook of faults into the study folder; without a fault, take an old one away.

    Returns
    -------
    Path or None
        The workbook; None where there is nothing to show, or where it cannot be written: another program may hold it.
    """
    file = folder / FAULTS
    try:
        if not reading.faults:
            file.unlink(missing_ok=True)
            return None
        content = fault_workbook(reading)
        if not file.exists() or file.read_bytes() != content:
            file.write_bytes(content)
    except OSError:
        return None
    return file


def fault_workbook(reading: ProgrammeReading) -> bytes:
    """Return the workbook of faults; equal faults give equal bytes."""
    book = Workbook()
    listed = book.active
    listed.title = LIST
    _list(listed, reading)
    faulty: dict[tuple[str, str], list[Spot]] = {}
    for placed in reading.placed:
        faulty.setdefault((placed.spot.file, placed.spot.sheet), []).append(placed.spot)
    for sheet in reading.sheets:
        spots = faulty.get((sheet.file, sheet.title))
        if spots:
            _picture(book, sheet, spots, reading.persons)
    return file_of(book, "What is to be mended in the programme's tables")


def _list(listed: Worksheet, reading: ProgrammeReading) -> None:
    for place, (heading, width) in enumerate(zip(HEADINGS, _WIDTHS, strict=True), 1):
        cell = listed.cell(1, place, heading)
        cell.font, cell.fill = Font(bold=True, color="FFFFFF"), _HEAD
        listed.column_dimensions[letters(place - 1)].width = width
    listed.freeze_panes = "A2"
    page_set(listed, "1:1")
    for row, placed in enumerate(reading.placed, 2):
        fault, spot = placed.fault, placed.spot
        _told(listed, row, (spot.file, spot.sheet, _cell(spot, fault), fault.found, fault.allowed, fault.next))
        _link(listed, row, spot, reading.paths.get(spot.file, spot.file))
    for row, fault in enumerate(reading.of_surveys, len(reading.placed) + 2):
        _told(listed, row, (fault.where, "", "", fault.found, fault.allowed, fault.next))


def _told(listed: Worksheet, row: int, words: tuple[str, ...]) -> None:
    told = (str(row - 1), *words)
    for place, text in enumerate(told, 1):
        _text(listed.cell(row, place), text).alignment = Alignment(wrap_text=True, vertical="top")
    listed.row_dimensions[row].height = height(told, _WIDTHS)


def _cell(spot: Spot, fault: Fault) -> str:
    if not spot.row:
        return ""
    if not spot.sheet:
        return fault.where.partition(", ")[2]
    return f"row {spot.row}" if spot.column is None else f"{letters(spot.column)}{spot.row}"


def _link(listed: Worksheet, row: int, spot: Spot, file: str) -> None:
    """Link the place to the user's own file; in a workbook, to the cell."""
    where = f"{quote_sheetname(spot.sheet)}!{letters(spot.column or 0)}{max(spot.row, 1)}" if spot.sheet else None
    cell = listed.cell(row, 4 if spot.row else 2)
    cell.hyperlink = Hyperlink(ref=cell.coordinate, target=quote(file), location=where, tooltip=_TIP)
    cell.font = Font(color="12436D", underline="single")


def _picture(book: Workbook, sheet: CellSheet, spots: Iterable[Spot], persons: Container[Spot]) -> None:
    """Write the values of a sheet at their places, the faulty ones coloured; whole faulty rows are coloured too."""
    shown = book.create_sheet(_title(book, sheet.title or sheet.file))
    page_set(shown)
    cells = {(spot.row, spot.column) for spot in spots if spot.row}
    for row in sorted(sheet.rows)[:_ROWS]:
        for column, cell in sheet.rows[row].items():
            if Spot(sheet.file, sheet.title, row, column) in persons:
                _text(shown.cell(row, column + 1), NOT_COPIED)
            else:
                _value(shown.cell(row, column + 1), cell, sheet)
    widest = max((column for row in sheet.rows.values() for column in row), default=0)
    for place in range(widest + 1):
        shown.column_dimensions[letters(place)].width = _WIDTH
    for row, at in cells:
        for place in range(widest + 1) if at is None else (at,):
            shown.cell(row, place + 1).fill = _FAULTY


def _title(book: Workbook, name: str) -> str:
    bare = "".join("_" if mark in "[]:*?/\\" else mark for mark in name)[:_TITLE].strip("'") or "sheet"
    taken = {title.casefold() for title in book.sheetnames}
    if bare.casefold() not in taken:
        return bare
    return next(
        title for number in range(2, 100) if (title := f"{bare[: _TITLE - 3]} {number}").casefold() not in taken
    )


def _value(shown: BookCell, cell: SheetCell, sheet: CellSheet) -> None:
    value, kind = cell.value, cell.look.kind
    if isinstance(value, str):
        _text(shown, value)
        return
    if isinstance(value, float) and sheet.epoch.year == 1904 and kind in ("day", "month"):
        value += 1462
    shown.value = "(a formula without a value)" if value is None else value
    if kind in _DAY_FORMATS:
        shown.number_format = _DAY_FORMATS[kind]


def _text(shown: BookCell, text: str) -> BookCell:
    """Write a text as a text, whatever it begins with: a formula of somebody else's must not run here."""
    shown.value = "".join(mark for mark in text[:_LONGEST] if mark >= " " or mark in "\t\n")
    shown.data_type = "s"
    shown.quotePrefix = text.startswith(("=", "+", "-", "@"))
    return shown
