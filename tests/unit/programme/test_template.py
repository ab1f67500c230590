"""The workbook of a programme is made from its tables alone, and holds people to what may stand in a cell."""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Iterator
from functools import cache
from zipfile import ZipFile

import openpyxl
import pytest
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from evalkit.document.report_parts import REPORT_PARTS
from evalkit.programme.marks import EXAMPLE, EXPLANATION, MARKS, is_marked
from evalkit.programme.tables import ProgrammeTable, programme_tables
from evalkit.programme.tables.parts.table import ProgrammeColumn
from evalkit.programme.template import COVER, FIRST_ROW, LAST_ROW, LISTS, TemplateSchool, TemplateWords, template
from evalkit.programme.workbook_file import WRITTEN

PARTS = {part.id: part.title for part in REPORT_PARTS}
SCHOOLS = (
    TemplateSchool(990001, "Example, North", dt.date(2017, 9, 1)),
    TemplateSchool(990002, 'The "Other" School', dt.date(2018, 1, 8)),
)
WORDS = TemplateWords("Maths for all", PARTS, SCHOOLS, ("Leading maths", "Number, everywhere"), ("1", "2", "3", "4"))
TABLES = programme_tables()
COLUMNS = [(table, column) for table in TABLES.values() for column in table.every_column]
RANGE = re.compile(r"^'?([^'!]+)'?!\$([A-Z]+)\$(\d+):\$\2\$(\d+)$")
# What spreadsheet programs show beside a cell may not be longer.
PROMPT, PROMPT_TITLE = 255, 32


@cache
def book() -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(template(WORDS)))


def letter(table: ProgrammeTable, column: ProgrammeColumn) -> str:
    return get_column_letter([one.name for one in table.every_column].index(column.name) + 2)


def rule(table: ProgrammeTable, column: ProgrammeColumn) -> DataValidation:
    wanted = f"{letter(table, column)}{FIRST_ROW}:{letter(table, column)}{LAST_ROW}"
    (own,) = [one for one in book()[table.name].data_validations.dataValidation if str(one.sqref) == wanted]
    return own


def listed(formula: str) -> Iterator[object]:
    sheet, place, first, last = RANGE.fullmatch(formula).groups()  # type: ignore[union-attr]
    for row in range(int(first), int(last) + 1):
        yield book()[sheet][f"{place}{row}"].value


def texts(sheet: Worksheet) -> set[object]:
    return {cell for row in sheet.iter_rows(values_only=True) for cell in row if cell is not None}


def test_the_same_words_give_the_same_bytes_on_whatever_day() -> None:
    written = template(WORDS)
    assert written == template(WORDS)
    properties = openpyxl.load_workbook(io.BytesIO(written)).properties
    assert properties.created == properties.modified == dt.datetime(*WRITTEN)
    assert {entry.date_time for entry in ZipFile(io.BytesIO(written)).infolist()} == {WRITTEN}


def test_there_is_a_cover_then_a_sheet_for_each_table_in_order_then_the_hidden_lists() -> None:
    assert book().sheetnames == [COVER, *TABLES, LISTS]
    assert [sheet.title for sheet in book().worksheets if sheet.sheet_state != "visible"] == [LISTS]


def test_the_cover_says_which_part_of_the_report_each_sheet_fills_and_that_it_may_stay_empty() -> None:
    rows = {row[0]: row for row in book()[COVER].iter_rows(values_only=True)}
    for table in TABLES.values():
        assert rows[table.name][1:4] == (table.title, table.row, "; ".join(PARTS[part] for part in table.fills))
        assert rows[table.name][5] == "yes"
    links = {row[0].value: row[0].hyperlink.location for row in book()[COVER].iter_rows() if row[0].hyperlink}
    assert links == {name: f"'{name}'!A1" for name in TABLES}
    assert "activities, schools" in rows["attendance"][4]


@pytest.mark.parametrize("name", TABLES)
def test_a_sheet_holds_headings_then_what_to_write_then_an_example_each_marked(name: str) -> None:
    sheet, columns = book()[name], TABLES[name].every_column
    headings, explained, example = (
        [cell.value for cell in row] for row in sheet.iter_rows(min_row=1, max_row=3, max_col=len(columns) + 1)
    )
    assert headings == [MARKS, *(column.label for column in columns)]
    assert explained[0] == EXPLANATION
    assert example[0] == EXAMPLE
    assert is_marked(str(explained[0]))
    assert is_marked(str(example[0]))
    for column, said in zip(columns, explained[1:], strict=True):
        assert said == f"{'needed: ' if column.needed else ''}{column.explains}"
    assert sheet.freeze_panes == "B3"


def test_below_the_example_only_the_schools_of_the_study_stand() -> None:
    for name in TABLES:
        below = [row for row in book()[name].iter_rows(min_row=FIRST_ROW, values_only=True) if any(row)]
        assert len(below) == (len(SCHOOLS) if name == "schools" else 0), name
    first = next(book()["schools"].iter_rows(min_row=FIRST_ROW, values_only=True))
    assert first[1:3] == (990001, "Example, North")
    assert dt.datetime(2017, 9, 1) in first


@pytest.mark.parametrize(("table", "column"), [pair for pair in COLUMNS if pair[1].among])
def test_closed_choices_stand_in_a_range_and_are_enforced(table: ProgrammeTable, column: ProgrammeColumn) -> None:
    own = rule(table, column)
    assert (own.type, own.errorStyle or "stop") == ("list", "stop")
    assert tuple(listed(own.formula1)) == column.among


@pytest.mark.parametrize(("table", "column"), [pair for pair in COLUMNS if pair[1].refers in TABLES])
def test_codes_of_other_sheets_are_chosen_from_what_stands_there(
    table: ProgrammeTable, column: ProgrammeColumn
) -> None:
    own = rule(table, column)
    assert (own.type, own.errorStyle) == ("list", "warning")
    sheet, place, first, last = RANGE.fullmatch(own.formula1).groups()  # type: ignore[union-attr]
    of = TABLES[column.refers]
    assert (sheet, int(first), int(last)) == (of.name, FIRST_ROW, LAST_ROW)
    assert book()[sheet][f"{place}1"].value == of.column(of.key[0]).label


def test_schools_with_commas_and_quotation_marks_can_be_chosen() -> None:
    own = rule(TABLES["attendance"], TABLES["attendance"].column("school"))
    assert list(listed(own.formula1))[:2] == ["Example, North", 'The "Other" School']


def test_strands_and_levels_are_those_of_the_study() -> None:
    assert tuple(listed(rule(TABLES["activities"], TABLES["activities"].column("strand")).formula1)) == WORDS.strands
    assert list(listed(rule(TABLES["reviews"], TABLES["reviews"].column("rating")).formula1)) == [1, 2, 3, 4]


@pytest.mark.parametrize(("table", "column"), [pair for pair in COLUMNS if pair[1].kind == "date"])
def test_days_are_days_with_a_uk_format_and_are_asked_about(table: ProgrammeTable, column: ProgrammeColumn) -> None:
    own, place = rule(table, column), letter(table, column)
    assert (own.type, own.errorStyle) == ("date", "warning")
    assert book()[table.name].column_dimensions[place].number_format == "dd/mm/yyyy"
    example = book()[table.name][f"{place}3"]
    if column.example:
        assert example.value == dt.datetime.strptime(column.example, "%d/%m/%Y")
        assert example.number_format == "dd/mm/yyyy"


@pytest.mark.parametrize(("table", "column"), [pair for pair in COLUMNS if pair[1].numeric])
def test_numbers_are_numbers_and_their_limits_are_the_tables(table: ProgrammeTable, column: ProgrammeColumn) -> None:
    example = book()[table.name][f"{letter(table, column)}3"].value
    assert example is None or isinstance(example, int | float)
    own = rule(table, column)
    limits = [text for text in (own.formula1, own.formula2) if text]
    assert limits == [f"{bound:g}" for bound in (column.low, column.high) if bound is not None]


@pytest.mark.parametrize(("table", "column"), COLUMNS)
def test_each_cell_says_what_to_write_in_as_many_letters_as_programs_show(
    table: ProgrammeTable, column: ProgrammeColumn
) -> None:
    own = rule(table, column)
    assert own.showInputMessage
    assert 0 < len(own.prompt) <= PROMPT
    assert 0 < len(own.promptTitle) <= PROMPT_TITLE
    assert own.prompt.casefold().startswith(column.explains.casefold())


def test_codes_and_years_are_text_so_that_no_program_makes_them_something_else() -> None:
    for table, column in COLUMNS:
        if column.kind in {"id", "person", "year", "term"}:
            assert book()[table.name].column_dimensions[letter(table, column)].number_format == "@"


def test_no_rule_holds_its_choices_itself() -> None:
    for sheet in book().worksheets:
        for own in sheet.data_validations.dataValidation:
            assert own.type != "list" or RANGE.fullmatch(own.formula1)


def test_a_study_of_a_whole_area_gets_the_workbook_without_schools() -> None:
    empty = openpyxl.load_workbook(io.BytesIO(template(TemplateWords("Ours", PARTS))))
    assert len([row for row in empty["schools"].iter_rows(min_row=FIRST_ROW, values_only=True) if any(row)]) == 0
    assert "Example School" in texts(empty["schools"])
