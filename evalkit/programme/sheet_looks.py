"""How cells of our workbooks look: few colours, each with words beside it, readable in grey and on paper."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet.worksheet import Worksheet

DARK, PALE, GREY, WHITE, BLUE = "12436D", "D5E0EA", "EFEFEF", "FFFFFF", "12436D"
FACE = "Calibri"
# Points of one line, and letters that the breaking of lines costs.
LINE, SPARE = 15, 2


@dataclass(frozen=True, slots=True)
class SheetLook:
    """How one kind of cell looks.

    Attributes
    ----------
    ink, fill : str
        Colours as six hexadecimal digits; no fill where empty.
    size : int
        Of the letters, in points.
    bold, slanted, wrapped, underlined : bool
        How its letters stand.
    """

    ink: str = "000000"
    fill: str = ""
    size: int = 11
    bold: bool = False
    slanted: bool = False
    wrapped: bool = True
    underlined: bool = False


LOOKS = {
    "title": SheetLook(size=16, bold=True, wrapped=False),
    "plain": SheetLook(wrapped=False),
    "wrapped": SheetLook(),
    "link": SheetLook(ink=BLUE, underlined=True, wrapped=False),
    "needed": SheetLook(ink=WHITE, fill=DARK, bold=True),
    "heading": SheetLook(fill=PALE, bold=True),
    "explained": SheetLook(fill=GREY, size=9),
    "example": SheetLook(ink="595959", fill=GREY, slanted=True, wrapped=False),
    "mark": SheetLook(ink="595959", fill=GREY, size=9, bold=True),
    "box": SheetLook(),
}


def dressed(cell: Cell, look: SheetLook) -> None:
    """Give a cell its look."""
    cell.font = Font(
        name=FACE,
        color=look.ink,
        size=look.size,
        bold=look.bold,
        italic=look.slanted,
        underline="single" if look.underlined else None,
    )
    cell.alignment = Alignment(wrap_text=look.wrapped, vertical="top")
    if look.fill:
        cell.fill = PatternFill("solid", fgColor=look.fill)


def height(texts: Sequence[str], widths: Sequence[int]) -> int:
    """Return how high a row must be, in points, for wrapped texts in columns of so many letters."""
    return LINE * max(ceil((len(text) + 1) / (width - SPARE)) for text, width in zip(texts, widths, strict=True)) + 3


def page_set(sheet: Worksheet, repeated: str = "") -> None:
    """Lay a sheet out for paper: A4 across, as wide as the page, with the rows that every page repeats."""
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    if repeated:
        sheet.print_title_rows = repeated
