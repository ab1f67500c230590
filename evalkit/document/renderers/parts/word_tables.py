"""Tables of a Word file: header rows that come again, rows that stay whole, numbers to the right."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from docx.oxml.xmlchemy import BaseOxmlElement

from evalkit.core.errors import ReportError
from evalkit.document.parts import PartAnswers, Table
from evalkit.document.renderers.parts.column_widths import ONE_SHEET, columns_fitted, row_lines
from evalkit.document.renderers.parts.named_cells import headers, rows
from evalkit.document.renderers.parts.word_markup import (
    TWIPS,
    line_break,
    node,
    paragraph,
    run,
    valued,
)
from evalkit.document.renderers.parts.word_references import TOGETHER, WordPlaces
from evalkit.document.renderers.parts.word_styles import (
    CELL,
    HEADER,
    SMALL_CELL,
    SMALL_HEADER,
    STRONG,
    TABLE,
    WIDER_WORD,
)
from evalkit.report.table_cells import numeric_column

# Up to so many rows a table stays on one page; below this size of type its style is that of small tables.
LENGTHY, SIZE = 10, 9.5
NONE = "–"
# Of a table in Word.
MOST_COLUMNS = 63

Cell = list[BaseOxmlElement]


def table_of(part: Table, places: WordPlaces, room: float) -> BaseOxmlElement:
    """Return a block of cells as a table.

    Parameters
    ----------
    part : Table
        Of the document.
    places : WordPlaces
        To which its cells may lead.
    room : float
        Width of the text, in points.
    """
    _refuse_wide(part)
    block = part.block
    targets = {(row, column): place for row, column, place in part.links}
    cells = [
        [[places.link(cell, targets[row, column]) if (row, column) in targets else run(cell)] for column, cell in line]
        for row, line in enumerate(map(enumerate, rows(block)))
    ]
    numbers = [numeric_column(block, place) for place in range(len(block.columns))]
    return _table([headers(block), *rows(block)], cells, numbers, room)


def answers_of(part: PartAnswers, places: WordPlaces, room: float) -> BaseOxmlElement:
    """Return the parts of a report with their answers as a table; what they name are fields that lead there."""
    words, cells = [list(part.columns)], []
    for line in part.lines:
        heading = f"{line.heading.number} {line.heading.text}".strip()
        carried = list(_carried(line.carried_by, places))
        cells.append(
            [
                [*places.reference(heading, line.heading.id, STRONG), line_break(), run(line.answer)],
                carried,
                [run(f"{line.sides:g}")],
            ]
        )
        labels = [one.replace(" ", TOGETHER) for one in line.carried_by] or [NONE]
        words.append([line.answer, ", ".join(labels), f"{line.sides:g}"])
    return _table(words, cells, [False, False, True], room)


def _carried(labels: Sequence[str], places: WordPlaces) -> Iterator[BaseOxmlElement]:
    """Yield the labels of figures and tables, each whole on its line."""
    if not labels:
        yield run(NONE)
    for number, label in enumerate(labels):
        if number:
            yield run(", ")
        yield from places.reference(label.replace(" ", TOGETHER), places.labels.get(label, ""))


def _refuse_wide(part: Table) -> None:
    """Refuse a table that Word would call damaged."""
    if len(part.block.columns) > MOST_COLUMNS:
        raise ReportError.one(
            where=f"block {part.block.id}, the table “{part.block.title}”",
            found=f"{len(part.block.columns):,} columns",
            allowed=f"at most {MOST_COLUMNS} columns in a table of a Word file",
            next="keep it for the annex, which no Word file has, or part it in several",
        )


def _table(
    words: Sequence[Sequence[str]], cells: Sequence[Sequence[Cell]], numbers: Sequence[bool], room: float
) -> BaseOxmlElement:
    """Return a table from its words, the headers first, and what its cells hold."""
    fitted = columns_fitted(words[0], words[1:], numbers, room / WIDER_WORD)
    small = fitted.size < SIZE
    header, cell = (SMALL_HEADER, SMALL_CELL) if small else (HEADER, CELL)
    widths = [round(one * WIDER_WORD * TWIPS) for one in fitted.widths]
    look = {"firstRow": 1, "lastRow": 0, "firstColumn": 1, "lastColumn": 0, "noHBand": 1, "noVBand": 1}
    properties = node(
        "w:tblPr", {}, valued("w:tblStyle", TABLE), node("w:tblW", {"w:w": str(sum(widths)), "w:type": "dxa"}),
        node("w:tblLayout", {"w:type": "fixed"}),
        node("w:tblLook", {"w:val": "06A0", **{f"w:{name}": str(value) for name, value in look.items()}}),
    )  # fmt: skip
    grid = node("w:tblGrid", {}, *(node("w:gridCol", {"w:w": str(wide)}) for wide in widths))
    high = row_lines(fitted)
    whole = len(cells) <= LENGTHY and sum(high) <= ONE_SHEET
    lines = [_row([[run(one)] for one in words[0]], header, widths, numbers, first=True, keeps=True)]
    for place, line in enumerate(cells, 1):
        made = _row(line, cell, widths, numbers, first=False, keeps=whole and place < len(cells))
        if high[place - 1] > ONE_SHEET:
            # A row that no sheet can hold goes on over the next; LibreOffice would look for one that can for ever.
            made.remove(made[0])
        lines.append(made)
    return node("w:tbl", {}, properties, grid, *lines)


def _row(
    cells: Sequence[Cell],
    style: str,
    widths: Sequence[int],
    numbers: Sequence[bool],
    *,
    first: bool,
    keeps: bool,
) -> BaseOxmlElement:
    """Return a row that no page break parts."""
    made = [node("w:trPr", {}, node("w:cantSplit"), *([node("w:tblHeader")] if first else []))]
    for runs, wide, number in zip(cells, widths, numbers, strict=True):
        has = [*([node("w:keepNext")] if keeps else []), *([valued("w:jc", "right")] if number else [])]
        size = node("w:tcPr", {}, node("w:tcW", {"w:w": str(wide), "w:type": "dxa"}))
        made.append(node("w:tc", {}, size, paragraph(style, runs, has)))
    return node("w:tr", {}, *made)
