"""The workbook of tables holds what the report prints, opens without repair, and computes nothing of its own."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path
from zipfile import ZipFile

import pandas as pd
import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from evalkit.document.front_page import SYNTHETIC
from evalkit.document.parts import Callout, Document, Figure, Heading, Note, Paragraph, Table, one_layer
from evalkit.document.renderers.parts.book_sheets import sheets_of
from evalkit.document.renderers.xlsx import render
from evalkit.document.report_files import write_documents
from evalkit.report.block import Block
from evalkit.report.table_cells import MARKS
from evalkit.report.verbs import figure
from tests.support.workbook_text import printed_cells, seen, table_of
from tests.unit.document.conftest import RECORD
from tests.unit.report import samples

DANGEROUS = ("=1+1", "+1-1", "-2+3", "@SUM(A1)", "\t=1+1", "−0.5 or so", "http://example.org", "{=A1}", "_x0041_", "'a")


def block_of(name: str, columns: tuple[str, ...], rows: list[tuple[str, ...]], **texts: str) -> Block:
    """Return a table as a page keeps it."""
    values = pd.DataFrame(rows, columns=range(len(columns))) if rows else pd.DataFrame()
    return Block(name, "table", texts.get("title", "Invented"), "", values, columns=columns, cells=tuple(rows))


def opened(*blocks: Block) -> Workbook:
    """Return the workbook of a document of some tables, as another library reads it."""
    parts = [Table(block, f"place-{number}", f"Table {number}") for number, block in enumerate(blocks, 1)]
    return read(one_layer("Invented", "Nowhere", parts))


def read(document: Document) -> Workbook:
    """Return the workbook of a document."""
    return load_workbook(io.BytesIO(render(document)))


def lines(sheet: Worksheet) -> list[str]:
    """Return the texts of the first column."""
    return [str(row[0]) for row in sheet.iter_rows(values_only=True, max_col=1)]


@pytest.fixture(scope="module")
def document(rendered: Path) -> Document:
    """Return the sample document, whole."""
    return write_documents(rendered.parent, samples.study(), [samples.finding()], RECORD).whole


@pytest.fixture(scope="module")
def content(document: Document) -> bytes:
    """Return its workbook as a file."""
    return render(document)


@pytest.fixture(scope="module")
def book(content: bytes) -> Workbook:
    """Return its workbook."""
    return load_workbook(io.BytesIO(content))


def test_every_cell_can_be_had_back_as_the_report_prints_it(document: Document, book: Workbook) -> None:
    sheets = [sheet for sheet in sheets_of(document)[0] if isinstance(sheet.part, Table)]
    wanted = [part for part in document.parts if isinstance(part, Table)]
    assert [sheet.part for sheet in sheets] == wanted
    for sheet, part in zip(sheets, wanted, strict=True):
        if part.block.cells:
            assert printed_cells(book[sheet.name], part.block) == [list(row) for row in part.block.cells], sheet.name


def test_more_digits_than_are_shown_are_those_that_the_block_holds(document: Document, book: Workbook) -> None:
    unrounded = 0
    for sheet in sheets_of(document)[0]:
        values = sheet.part.block.values
        held = {f"{value:.12g}" for name in values for value in values[name] if isinstance(value, float | int)}
        for row in table_of(book[sheet.name])[1:]:
            for cell in row:
                if isinstance(cell.value, float) and float(seen(cell).replace("\N{MINUS SIGN}", "-")) != cell.value:
                    unrounded += 1
                    assert f"{cell.value:.12g}" in held, (sheet.name, cell.coordinate)
    assert unrounded > 20


def test_the_data_behind_each_figure_of_front_and_report_stand_there(document: Document, book: Workbook) -> None:
    drawn = [sheet for sheet in sheets_of(document)[0] if isinstance(sheet.part, Figure)]
    outside = [part for layer in document.layers[:2] for part in layer.parts if isinstance(part, Figure)]
    assert drawn
    assert [sheet.part for sheet in drawn] == outside
    for sheet in drawn:
        rows = table_of(book[sheet.name])
        values = sheet.part.block.values
        assert len(rows) - 1 == len(values)
        for place, name in enumerate(values.columns):
            cells = [row[place].value for row in rows[1:]]
            if values[name].dtype.kind == "f":
                shown = [None if cell in MARKS else cell for cell in cells]
                wanted = [None if pd.isna(value) else value for value in values[name]]
                assert shown == pytest.approx(wanted, rel=1e-11)


def test_cover_contents_and_notes_come_first_and_lead_to_every_sheet(document: Document, book: Workbook) -> None:
    sheets, notes = sheets_of(document)
    names = [sheet.name for sheet in sheets]
    assert book.sheetnames == ["Cover", "Contents", "Notes", *names]
    listed = table_of(book["Contents"])[1:]
    assert [row[0].value for row in listed] == ["Notes", *names]
    assert [row[0].hyperlink.location for row in listed] == [f"'{name}'!A1" for name in ["Notes", *names]]
    assert [row[3].value for row in listed[1:]] == [sheet.title for sheet in sheets]
    assert [row[4].value for row in listed[1:]] == [sheet.rows for sheet in sheets]
    assert [row[1].value for row in table_of(book["Notes"])[1:]] == list(notes.numbers)


def test_a_cover_says_what_the_front_page_says_of_the_whole(document: Document, book: Workbook) -> None:
    told = lines(book["Cover"])
    front = document.layers[0].parts
    notices = [part.text for part in front if isinstance(part, Note) or getattr(part, "kind", "") == "notice"]
    assert told[:2] == [f"{document.title}: tables", document.standfirst]
    assert len(notices) >= 2
    assert [text for text in notices if text not in told] == []
    used = {cell.text for sheet in sheets_of(document)[0] for column in sheet.columns for cell in column.cells}
    assert [mark for mark in MARKS if (mark in used) != (MARKS[mark] in told)] == []


def test_every_sheet_names_its_title_its_notes_and_its_source(document: Document, book: Workbook) -> None:
    sheets, notes = sheets_of(document)
    numbered = {number: text for text, number in notes.numbers.items()}
    for sheet in sheets:
        title, one_table, *rest = lines(book[sheet.name])
        block = sheet.part.block
        assert title == " ".join([sheet.title, *(f"[note {number}]" for number in sheet.notes)])
        # A sheet that is copied into another workbook takes the mark with it.
        assert one_table.startswith(f"{SYNTHETIC} This sheet holds one table")
        own = [note for note in block.notes if note not in MARKS.values()]
        told = [numbered[number] for number in sheet.notes]
        assert told[: len(own)] == own
        if block.source:
            assert f"Source: {block.source}" in (*rest, *told)
        for meaning in sheet.marks:
            assert any(meaning in line for line in rest)


def test_nothing_is_merged_filtered_frozen_or_computed(content: bytes, book: Workbook) -> None:
    for sheet in book.worksheets:
        assert not sheet.merged_cells.ranges
        assert sheet.freeze_panes is None
        assert sheet.auto_filter.ref is None
    with ZipFile(io.BytesIO(content)) as file:
        sheets = [file.read(name).decode() for name in file.namelist() if name.startswith("xl/worksheets/sheet")]
    assert len(sheets) == len(book.sheetnames)
    assert not any("<f>" in text or "<f " in text for text in sheets)


def test_between_the_title_and_the_last_row_no_row_and_no_column_is_blank(book: Workbook) -> None:
    for sheet in book.worksheets[1:]:
        assert all(any(value is not None for value in row) for row in sheet.iter_rows(values_only=True)), sheet.title
        assert all(row[0] is not None for row in sheet.iter_rows(values_only=True, max_col=1)), sheet.title


def test_the_same_document_gives_the_same_bytes_whatever_the_clock_says(document: Document, content: bytes) -> None:
    assert render(document) == content
    with ZipFile(io.BytesIO(content)) as file:
        assert {entry.date_time for entry in file.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b"1980-01-01T00:00:00Z</dcterms:created>" in file.read("docProps/core.xml")


def test_text_that_looks_like_a_formula_or_a_link_stays_text() -> None:
    block = block_of("dangerous", ("=1+1", "What"), [(text, text) for text in DANGEROUS], title="=HYPERLINK(1)")
    content = render(one_layer("=cmd", "@a", [Table(block, "place", "Table 1")]))
    sheet = load_workbook(io.BytesIO(content))["Table_1"]
    rows = table_of(sheet)
    assert [row[1].value for row in rows[1:]] == list(DANGEROUS)
    assert {cell.data_type for row in rows for cell in row} == {"s"}
    # Whoever edits such a cell and leaves it must not make a formula of it.
    assert [row[0].quotePrefix for row in rows[1:5]] == [True] * 4
    with ZipFile(io.BytesIO(content)) as file:
        raw = file.read("xl/worksheets/sheet3.xml").decode()
        links = [name for name in file.namelist() if "worksheets/_rels" in name and b"hyperlink" in file.read(name)]
    # Two lines and a link above the table, its headers and its rows: all of them texts of the list of texts.
    assert raw.count('t="s"') == raw.count("<c ") == 3 + 2 + 2 * len(DANGEROUS)
    assert "<f>" not in raw
    assert links == []


def test_headers_alike_but_for_capitals_keep_the_table() -> None:
    block = block_of("alike", ("Mean", "mean", "MEAN", ""), [("1", "2", "3", "4")])
    assert printed_cells_by_place(opened(block)["Table_1"]) == [["1", "2", "3", "4"]]


def printed_cells_by_place(sheet: Worksheet) -> list[list[str]]:
    """Return what is seen of a table, column by column of the sheet."""
    return [[seen(cell) for cell in row] for row in table_of(sheet)[1:]]


@pytest.mark.parametrize(("rows", "columns"), [(1, 1), (1, 3), (3, 200), (500, 2)])
def test_a_table_of_any_size_is_marked_up_whole(rows: int, columns: int) -> None:
    cells = [tuple(f"r{row}c{column}" for column in range(columns)) for row in range(rows)]
    sheet = opened(block_of("sized", tuple(f"Column {number}" for number in range(columns)), cells))["Table_1"]
    assert printed_cells_by_place(sheet) == [list(row) for row in cells]


def test_a_table_without_rows_says_so_and_has_one_that_stands_for_none() -> None:
    sheet = opened(block_of("none", ("Question", "What became of it"), []))["Table_1"]
    assert printed_cells_by_place(sheet) == [["[z]", "[z]"]]
    assert "There was nothing to list" in lines(sheet)[1]


def test_titles_with_quotes_and_signs_are_kept_and_names_of_sheets_are_plain_and_unlike() -> None:
    title = "“Quoted” 'title' \"with\" [signs]: * ? / \\ & <b>"
    parts = [
        Table(block_of("a", ("x",), [("y",)], title=title), f"p{at}", label)
        for at, label in enumerate(
            ("Table 1", "TABLE 1", "History", "Tabelle: [1] / 'x'", "A1", "", "T" * 60, "T" * 60, "=1+1")
        )
    ]
    book = read(one_layer("Invented", "", parts))
    assert book.sheetnames[2:] == [
        "Table_1",
        "Table_1_2",
        "History_1",
        "Tabelle_1_x",
        "A1_1",
        "Report_1",
        f"T{'t' * 19}_1",
        f"T{'t' * 19}_2",
        "Sheet_1_1",
    ]
    assert lines(book["Table_1"])[0] == f"Table 1: {title}"
    assert all(len(table_of(book[name])) == 2 for name in book.sheetnames[2:])


def test_a_cell_leads_to_the_sheet_of_its_place_and_is_words_where_that_has_none() -> None:
    block = block_of("led", ("Point", "Where"), [("1", "there"), ("2", "nowhere")])
    parts = [
        Heading(2, "Part", "part"),
        Table(block, "first", "Table 1", ((0, 1, "second"), (1, 1, "elsewhere"))),
        Table(block, "second", "Table 2"),
    ]
    rows = table_of(read(one_layer("Invented", "", parts))["Table_1"])[1:]
    assert [row[1].hyperlink.location if row[1].hyperlink else None for row in rows] == ["'Table_2'!A1", None]
    assert [row[1].value for row in rows] == ["there", "nowhere"]


def test_a_note_is_said_once_and_names_the_sheets_that_it_belongs_to() -> None:
    plain = block_of("one", ("a",), [("b",)])
    one = replace(plain, notes=("First.",))
    other = replace(plain, id="other", notes=("Second.", "First."), source="Long. " * 40)
    rows = [[cell.value for cell in row] for row in table_of(opened(one, other)["Notes"])[1:]]
    assert [row[:2] for row in rows] == [
        ["[note 1]", "First."],
        ["[note 2]", "Second."],
        ["[note 3]", f"Source: {'Long. ' * 40}"],
    ]
    assert [row[2] for row in rows] == ["Table_1, Table_2", "Table_2", "Table_2"]


def test_without_a_note_there_is_no_sheet_of_notes() -> None:
    book = opened(block_of("plain", ("a",), [("b",)]))
    assert book.sheetnames == ["Cover", "Contents", "Table_1"]
    assert not any("Notes" in line for line in lines(book["Cover"]))


def test_the_cover_of_a_document_of_one_layer_has_its_notices() -> None:
    parts = [
        Callout("notice", "Invented."),
        Paragraph("Words alone."),
        Figure(figure(samples.trends()), "p", "Figure 1"),
    ]
    book = read(one_layer("Invented", "", parts))
    assert book.sheetnames == ["Cover", "Contents", "Figure_1"]
    assert "Invented." in lines(book["Cover"])
