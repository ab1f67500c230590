"""The tables of the report as a workbook: one table to a sheet, numbers as numbers, for whoever calculates with them.

It follows what the Government Analysis Function asks of statistics in spreadsheets: a cover, the contents, the notes,
then one table to a sheet, marked up as a table; no cells merged, no filters, and shorthand in brackets that is
explained.
"""

from __future__ import annotations

from collections.abc import Sequence

from evalkit.document.parts import Callout, Document, Figure, Note, flattened
from evalkit.document.renderers.parts.book_columns import BookCell, BookColumn
from evalkit.document.renderers.parts.book_limits import refuse_too_large
from evalkit.document.renderers.parts.book_sheets import BookNotes, BookSheet, sheets_of
from evalkit.document.renderers.parts.book_writing import BookWriter
from evalkit.document.renderers.parts.number_forms import number_form
from evalkit.document.renderers.parts.renderer import Renderer
from evalkit.document.renderers.parts.unprintable_parts import refuse_unprintable
from evalkit.report.table_cells import NOT_APPLICABLE

COVER, CONTENTS, NOTES = "Cover", "Contents", "Notes"
COVER_WIDTH = 100
ONE_TABLE = "This sheet holds one table"
BEHIND = "the data behind a figure of the report"
EMPTY = "Where a cell is empty, there is nothing to say in it."
NO_ROWS = "There was nothing to list: its only row stands for none."
WHAT = (
    "Here stand the tables of the report, one to a sheet, and the data behind each figure of its front page and of the "
    "report itself. What they mean, and what they do not show, stands in the report; read it before you quote a number."
)
READING = (
    "The sheet Contents lists all sheets in the order of the report, and leads to each of them. On every sheet the "
    "table begins below its title, its source and a link back.",
    "A cell shows as many decimals as the report prints; behind them stand the digits from which the report was made.",
    "The two ends of a range stand in columns of their own, whose headers end in “from” and “to”.",
    "School years are written as 2018/19 and are text.",
    "Notes are numbered over the whole workbook. The title of a sheet names its notes, and the sheet Notes says them.",
)
READING_WITHOUT_NOTES = READING[:-1]


def render(document: Document) -> bytes:
    """Return the tables of a document as a workbook."""
    refuse_unprintable(document)
    sheets, notes = sheets_of(document)
    refuse_too_large(sheets)
    writer = BookWriter(f"{document.title}: tables")
    _cover(writer, document, sheets, notes)
    _contents(writer, sheets, notes)
    if notes.numbers:
        _notes(writer, sheets, notes)
    targets = {sheet.part.place: sheet.name for sheet in sheets}
    for sheet in sheets:
        _table(writer, sheet, targets, document.notice)
    return writer.content()


def _cover(writer: BookWriter, document: Document, sheets: Sequence[BookSheet], notes: BookNotes) -> None:
    """Write what it is, whether it is invented, who wrote it and when its question was fixed, and how to read it."""
    marks = tuple(dict.fromkeys(mark for sheet in sheets for mark in sheet.marks))
    own = [
        part.text
        for layer in document.layers[:1]
        for part in flattened(layer.parts)
        if isinstance(part, Note) or (isinstance(part, Callout) and part.kind == "notice")
    ]
    parts = [
        (writer.title, (document.standfirst, *own)),
        ("What it is", (WHAT,)),
        ("How to read it", READING if notes.numbers else READING_WITHOUT_NOTES),
        ("Shorthand", marks),
    ]
    lines = [(parts[0][0], "title"), *((text, "words") for text in parts[0][1] if text)]
    for heading, texts in parts[1:]:
        lines += [(heading, "heading"), *((text, "words") for text in texts)] if texts else []
    cover = writer.sheet(COVER)
    writer.page(cover, lines, COVER_WIDTH)
    writer.link(cover, (len(lines), 0), CONTENTS, "Go to the contents")


def _contents(writer: BookWriter, sheets: Sequence[BookSheet], notes: BookNotes) -> None:
    listed = writer.sheet(CONTENTS)
    row = writer.head(listed, CONTENTS, [f"{ONE_TABLE}, which lists the others in the order of the report."])
    of_notes = ("The workbook", NOTES, "All notes, with the sheets that they belong to", len(notes.numbers))
    rows = [
        *([(NOTES, *of_notes)] if notes.numbers else []),
        *((sheet.name, sheet.layer, _part(sheet), sheet.title, sheet.rows) for sheet in sheets),
    ]
    columns = [
        BookColumn("Sheet", tuple(BookCell(name, target=name) for name, *_ in rows)),
        BookColumn("Layer of the report", tuple(BookCell(layer) for _, layer, *_ in rows)),
        BookColumn("Part", tuple(BookCell(part) for _, _, part, *_ in rows)),
        BookColumn("What it holds", tuple(BookCell(title) for *_, title, _ in rows)),
        BookColumn("Rows (number)", tuple(_count(number) for *_, number in rows)),
    ]
    columns = columns if rows else [_none(column) for column in columns]
    writer.table(listed, row, columns, {name: name for name, *_ in rows}, CONTENTS)


def _notes(writer: BookWriter, sheets: Sequence[BookSheet], notes: BookNotes) -> None:
    listed = writer.sheet(NOTES)
    row = writer.head(listed, NOTES, [f"{ONE_TABLE}."], CONTENTS)
    users = {number: [sheet.name for sheet in sheets if number in sheet.notes] for number in notes.numbers.values()}
    columns = [
        BookColumn("Note", tuple(BookCell(_note(number)) for number in notes.numbers.values())),
        BookColumn("What it says", tuple(BookCell(text) for text in notes.numbers)),
        BookColumn("Sheets", tuple(BookCell(", ".join(users[number])) for number in notes.numbers.values())),
    ]
    writer.table(listed, row, columns, {}, NOTES)


def _table(writer: BookWriter, sheet: BookSheet, targets: dict[str, str], notice: str) -> None:
    made = writer.sheet(sheet.name)
    # Each sheet carries the mark: one is soon copied into another workbook.
    about = [
        notice,
        f"{ONE_TABLE}{f': {BEHIND}' if isinstance(sheet.part, Figure) else ''}.",
        EMPTY if sheet.blank else "",
        "" if sheet.rows else NO_ROWS,
    ]
    shorthand = f"Shorthand: {' '.join(sheet.marks)}" if sheet.marks else ""
    lines = [" ".join(filter(None, about)), shorthand, *sheet.about]
    title = " ".join([sheet.title, *map(_note, sheet.notes)])
    row = writer.head(made, title, [line for line in lines if line], CONTENTS)
    columns = sheet.columns if sheet.rows else [_none(column) for column in sheet.columns]
    writer.table(made, row, columns, targets, sheet.title)


def _part(sheet: BookSheet) -> str:
    return " – ".join(sheet.under) or sheet.layer


def _note(number: int) -> str:
    return f"[note {number}]"


def _count(number: int) -> BookCell:
    return BookCell(f"{number:,}", number, number_form(0, grouped=True))


def _none(column: BookColumn) -> BookColumn:
    """Return a column with the one row that a table must have."""
    return BookColumn(column.header, (BookCell(NOT_APPLICABLE),))


RENDERER = Renderer(
    summary="a workbook of all tables, one to a sheet, and of the data behind the figures, with numbers as numbers",
    file="tables.xlsx",
    render=render,
    checked_against=(
        "tests/unit/document/renderers/test_xlsx.py::test_every_cell_can_be_had_back_as_the_report_prints_it",
    ),
)
