"""A workbook under construction: texts that stay texts, tables marked up as tables, and no return code unread."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from textwrap import wrap

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_range
from xlsxwriter.worksheet import Worksheet

from evalkit.core.csv_cells import would_be_computed
from evalkit.core.errors import ReportError
from evalkit.document.renderers.parts.book_columns import BookColumn

# A packed file cannot be older, and no day of ours says anything about what stands in it.
WRITTEN = dt.datetime(1980, 1, 1)
FACE, INK, PALE, RULE = "Arial", "#000000", "#D5E0EA", "#12436D"
HEADED: dict[str, object] = {"bold": True, "text_wrap": True, "bg_color": PALE, "bottom": 2, "bottom_color": RULE}
# Right-aligned, and a little away from the words of the next column.
RIGHT: dict[str, object] = {"align": "right", "indent": 1}
LOOKS: dict[str, dict[str, object]] = {
    "title": {"bold": True, "font_size": 15, "font_color": RULE},
    "heading": {"bold": True, "font_size": 12, "font_color": RULE, "text_wrap": True},
    "line": {},
    "words": {"text_wrap": True},
    "link": {"font_color": RULE, "underline": 1},
    "header": HEADED,
    "number header": HEADED | RIGHT,
    "cell": {"text_wrap": True},
    "led": {"text_wrap": True, "font_color": RULE, "underline": 1},
    "number": RIGHT,
}
# Widths of columns, in letters: no narrower, no wider, and what a header may ask for before it goes on below.
NARROWEST, WIDEST, HEADER, SPARE = 9, 58, 16, 2
PAPER_A4 = 9
# The width of a column counts noughts; of running text in this face there fit so many letters to each, and some more.
FITTING = 1.2
# Points of one line of a row. Programs that convert a workbook without showing it leave rows as high as they are told.
LINE, EXTRA = 15, 8


@dataclass(slots=True)
class BookWriter:
    """A workbook that is being written, in memory and without the clock.

    Attributes
    ----------
    title : str
        What its properties call it.
    """

    title: str
    _file: io.BytesIO = field(default_factory=io.BytesIO)
    _looks: dict[tuple[str, str, bool], Format] = field(default_factory=dict)
    _book: Workbook = field(init=False)

    def __post_init__(self) -> None:
        settings = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        self._book = Workbook(self._file, settings)
        self._book.set_properties({"title": self.title, "author": "evalkit", "created": WRITTEN})

    def sheet(self, name: str) -> Worksheet:
        """Return a new sheet, to be printed on A4 as wide as the page."""
        made = self._book.add_worksheet(name)
        made.set_landscape()
        made.set_paper(PAPER_A4)
        made.fit_to_pages(1, 0)
        made.set_footer("&L&A&RPage &P of &N")
        return made

    def text(self, sheet: Worksheet, row: int, column: int, text: str, look: str = "line") -> None:
        """Write a text as a text, whatever it begins with."""
        if text:
            form = self._look(look, quoted=would_be_computed(text))
            _done(sheet.write_string(row, column, text, form), sheet, f"the text {text[:40]!r}")

    def page(self, sheet: Worksheet, lines: Sequence[tuple[str, str]], width: int) -> None:
        """Write lines of text, each with its look, one below the other in a first column so many letters wide."""
        _done(sheet.set_column(0, 0, width), sheet, "the width of column 1")
        for row, (text, look) in enumerate(lines):
            self.text(sheet, row, 0, text, look)
            _done(sheet.set_row(row, _height([text], [width], look)), sheet, f"the height of row {row + 1}")

    def head(self, sheet: Worksheet, title: str, lines: Sequence[str], back_to: str = "") -> int:
        """Write the title of a sheet, lines below it and a link to another; return the first row below them."""
        self.text(sheet, 0, 0, title, "title")
        _done(sheet.set_row(0, _height([], [], "title")), sheet, "the height of row 1")
        for row, text in enumerate(lines, 1):
            self.text(sheet, row, 0, text)
        if not back_to:
            return len(lines) + 1
        self.link(sheet, (len(lines) + 1, 0), back_to, f"Back to the {back_to.lower()}")
        return len(lines) + 2

    def link(self, sheet: Worksheet, at: tuple[int, int], to: str, text: str, look: str = "link") -> None:
        """Write a text that leads to another sheet of the workbook."""
        code = sheet.write_url(*at, f"internal:'{to}'!A1", self._look(look), text, f"Go to the sheet {to}")
        _done(code, sheet, f"the link to {to}")

    def table(
        self, sheet: Worksheet, row: int, columns: Sequence[BookColumn], targets: dict[str, str], caption: str
    ) -> None:
        """Write a table from the first column on, and mark it up as one that is called as its sheet is."""
        height = len(columns[0].cells)
        looks = ["number header" if column.numeric else "header" for column in columns]
        options = {
            "name": sheet.name,
            "title": caption,
            "style": None,
            "autofilter": False,
            "first_column": True,
            "banded_rows": False,
            "columns": [
                {"header": column.header, "header_format": self._look(look)}
                for column, look in zip(columns, looks, strict=True)
            ],
        }
        _done(sheet.add_table(row, 0, row + height, len(columns) - 1, options), sheet, "the table")
        widths = [_width(column) for column in columns]
        for place, (column, width) in enumerate(zip(columns, widths, strict=True)):
            _done(sheet.set_column(place, place, width), sheet, f"the width of column {place + 1}")
            self._column(sheet, row + 1, place, column, targets)
        texts = [[column.header, *(cell.text for cell in column.cells)] for column in columns]
        for at, cells in enumerate(zip(*texts, strict=True), row):
            _done(sheet.set_row(at, _height(cells, widths)), sheet, f"the height of row {at + 1}")
        sheet.repeat_rows(row)
        # Years and numbers of schools are texts; that is no mistake, and no mark shall say so.
        whole = xl_range(row, 0, row + height, len(columns) - 1)
        _done(sheet.ignore_errors({"number_stored_as_text": whole}), sheet, "that years are text")

    def content(self) -> bytes:
        """Return the file."""
        self._book.close()
        return self._file.getvalue()

    def _column(self, sheet: Worksheet, row: int, place: int, column: BookColumn, targets: dict[str, str]) -> None:
        for at, cell in enumerate(column.cells, row):
            if cell.number is not None:
                _done(sheet.write_number(at, place, cell.number, self._look("number", cell.form)), sheet, cell.text)
            elif cell.target in targets:
                self.link(sheet, (at, place), targets[cell.target], cell.text, "led")
            else:
                self.text(sheet, at, place, cell.text, "number" if column.numeric else "cell")

    def _look(self, name: str, form: str = "", *, quoted: bool = False) -> Format:
        key = (name, form, quoted)
        if key not in self._looks:
            asked = {"font_name": FACE, "font_size": 11, "font_color": INK, "valign": "top", **LOOKS[name]}
            if form:
                asked["num_format"] = form
            self._looks[key] = self._book.add_format({**asked, "quote_prefix": quoted})
        return self._looks[key]


def _done(code: int | None, sheet: Worksheet, what: str) -> None:
    """Refuse whatever the library did not write: it says so by a number alone."""
    if code not in (0, None):
        raise ReportError.one(
            where=f"sheet {sheet.name} of the workbook",
            found=f"{what} could not be written (code {code})",
            allowed="what a spreadsheet can hold",
            next="tell whoever keeps evalkit, with the study folder",
        )


def _width(column: BookColumn) -> int:
    """Return the width of a column in letters: that of its content, as long as that is no paragraph."""
    longest = max((len(cell.text) for cell in column.cells), default=0)
    words = max(len(word) for word in column.header.split())
    return min(WIDEST, max(NARROWEST, longest, words, min(HEADER, len(column.header)))) + SPARE


def _height(texts: Sequence[str], widths: Sequence[int], look: str = "") -> float:
    """Return how high a row must be, in points, for texts that go on below in columns of so many letters."""
    lines = (len(wrap(text, int(FITTING * width))) for text, width in zip(texts, widths, strict=True))
    return LINE * max([1, *lines]) + (EXTRA if look in ("title", "heading") else 0)
