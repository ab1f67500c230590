"""The workbook in which a programme keeps its tables, made from the tables themselves.

A cover says which sheet fills which part of the report. Each table has a sheet: headings in row 1, what to write in
row 2, an example in row 3, data from row 4 on. The first column marks the rows that are no data
(`evalkit.programme.marks`). Choices stand in ranges of a sheet ``lists``, never in the rule of a cell, where a comma
would part them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from evalkit.core.column import NUMERIC
from evalkit.programme.marks import EXAMPLE, EXPLANATION, MARKS
from evalkit.programme.sheet_looks import LOOKS, dressed, height, page_set
from evalkit.programme.tables import ProgrammeTable, programme_tables
from evalkit.programme.tables.parts.table import ProgrammeColumn
from evalkit.programme.workbook_file import file_of

COVER, LISTS = "Read me", "lists"
HEADINGS, EXPLAINED, EXAMPLES, FIRST_ROW, LAST_ROW = 1, 2, 3, 4, 9999
FORMATS = {"date": "dd/mm/yyyy", "money": "£#,##0.00", "hours": "0.0#", "whole": "0"}
AS_TEXT = "@"
# What a spreadsheet takes for something else unless its cells are text: codes such as 01, years such as 2017/18.
TEXTS = frozenset({"id", "person", "year", "term", "text"})
EARLIEST = 36526
LONGEST_PROMPT, LONGEST_PROMPT_TITLE = 255, 32
WIDEST, NARROWEST = 30, 14
COVER_HEADINGS = ("Sheet", "What it holds", "One row is", "Part of the report", "Fill first", "May stay empty")
COVER_WIDTHS = (22, 36, 46, 46, 22, 16)


@dataclass(frozen=True, slots=True)
class TemplateSchool:
    """A school that the workbook names beforehand.

    Attributes
    ----------
    urn : int
        Its number.
    name : str
        Its name.
    joined : date
        The day on which it joined.
    """

    urn: int
    name: str
    joined: dt.date


@dataclass(frozen=True, slots=True)
class TemplateWords:
    """What of a study stands in its workbook.

    Attributes
    ----------
    programme : str
        Name of the programme.
    parts : mapping of str to str
        Title of each part of the report by its id.
    schools : tuple of TemplateSchool
        Schools of the study.
    strands : tuple of str
        Names of its strands.
    ratings : tuple of str
        Levels of its reviews, the weakest first.
    """

    programme: str
    parts: Mapping[str, str]
    schools: tuple[TemplateSchool, ...] = ()
    strands: tuple[str, ...] = ()
    ratings: tuple[str, ...] = ("1", "2", "3", "4")


def template(words: TemplateWords) -> bytes:
    """Return the workbook of a study, with its own schools, strands and levels; equal for equal words."""
    book = Workbook()
    _cover(book.active, words)
    tables = programme_tables()
    sheets = {name: book.create_sheet(name) for name in tables}
    lists = _Lists(book.create_sheet(LISTS))
    for name, table in tables.items():
        _headed(sheets[name], table)
        for place, column in enumerate(table.every_column, 2):
            _ruled(sheets[name], place, column, lists.allowed(column, words))
    _schools(sheets["schools"], tables["schools"], words.schools)
    return file_of(book, f"{words.programme}: what was done")


class _Lists:
    """The sheet of choices, each list once.

    Parameters
    ----------
    sheet : Worksheet
        Empty; it is hidden.
    """

    def __init__(self, sheet: Worksheet) -> None:
        self.sheet = sheet
        self.ranges: dict[tuple[str, ...], str] = {}
        sheet.sheet_state = "hidden"

    def allowed(self, column: ProgrammeColumn, words: TemplateWords) -> str:
        """Return the range from which cells of a column are chosen; empty where people write freely."""
        tables = programme_tables()
        if column.refers in tables:
            table = tables[column.refers]
            place = next(at for at, one in enumerate(table.columns, 2) if one.name == table.key[0])
            letter = get_column_letter(place)
            return f"'{table.name}'!${letter}${FIRST_ROW}:${letter}${LAST_ROW}"
        own = {"components": words.strands, "ratings": words.ratings}.get(column.refers, column.among)
        return self._range(column.label, own) if own else ""

    def _range(self, label: str, choices: tuple[str, ...]) -> str:
        if choices not in self.ranges:
            place = len(self.ranges) + 1
            self.sheet.cell(1, place, label)
            for row, choice in enumerate(choices, 2):
                self.sheet.cell(row, place, int(choice) if choice.isdecimal() else choice)
            letter = get_column_letter(place)
            self.ranges[choices] = f"'{LISTS}'!${letter}$2:${letter}${len(choices) + 1}"
        return self.ranges[choices]


def _cover(sheet: Worksheet, words: TemplateWords) -> None:
    sheet.title = COVER
    lines = (
        f"{words.programme}: what was done",
        "Each sheet holds one kind of thing. Every sheet may stay empty: the report then says what it would need.",
        "Short of time? Fill schools, activities and attendance first; then departments, reviews and costs.",
        "At the end, fill lessons and sustainability. They close the report.",
        "Row 1 holds headings, row 2 says what to write, row 3 is an example that is never read. Begin in row 4.",
        "Columns with a dark heading must be filled in each row; the others may stay empty.",
        "People stand here by codes such as T01. Never write a name, an address, a day of birth or a person's number.",
        "Save the file and type evalkit check with the name of the study: each cell that cannot be read is named.",
    )
    for row, line in enumerate(lines, 1):
        dressed(sheet.cell(row, 1, line), LOOKS["title"] if row == 1 else LOOKS["plain"])
    head = len(lines) + 2
    for place, text in enumerate(COVER_HEADINGS, 1):
        dressed(sheet.cell(head, place, text), LOOKS["needed"])
    for row, table in enumerate(programme_tables().values(), head + 1):
        first = dict.fromkeys(one.refers for one in table.columns if one.refers in programme_tables())
        told = (
            table.name,
            table.title,
            table.row,
            "; ".join(words.parts.get(part, part) for part in table.fills),
            ", ".join(name for name in first if name != table.name),
            "yes",
        )
        for place, text in enumerate(told, 1):
            dressed(sheet.cell(row, place, text), LOOKS["wrapped"])
        sheet.row_dimensions[row].height = height(told, COVER_WIDTHS)
        link = sheet.cell(row, 1)
        link.hyperlink = Hyperlink(ref=link.coordinate, location=f"'{table.name}'!A1")
        dressed(sheet.cell(row, 1), LOOKS["link"])
    for letter, width in zip("ABCDEF", COVER_WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.freeze_panes = f"A{head + 1}"
    page_set(sheet, f"{head}:{head}")


def _headed(sheet: Worksheet, table: ProgrammeTable) -> None:
    """Write headings, what to write below each, and the example row."""
    for row, text in ((HEADINGS, MARKS), (EXPLAINED, EXPLANATION), (EXAMPLES, EXAMPLE)):
        dressed(sheet.cell(row, 1, text), LOOKS["mark"])
    for place, column in enumerate(table.every_column, 2):
        dressed(sheet.cell(HEADINGS, place, column.label), LOOKS["needed" if column.needed else "heading"])
        explained = f"{'needed: ' if column.needed else ''}{column.explains}"
        dressed(sheet.cell(EXPLAINED, place, explained), LOOKS["explained"])
        example = sheet.cell(EXAMPLES, place, _as_cell(column))
        dressed(example, LOOKS["example"])
        example.number_format = _format(column)
    sheet.column_dimensions["A"].width = NARROWEST
    widths = [_width(column) for column in table.every_column]
    told = [f"needed: {column.explains}" for column in table.every_column]
    sheet.row_dimensions[HEADINGS].height = height([column.label for column in table.every_column], widths)
    sheet.row_dimensions[EXPLAINED].height = height(told, widths)
    # Headings, and what to write below them, stay in sight; the example rolls away.
    sheet.freeze_panes = sheet.cell(EXAMPLES, 2)
    page_set(sheet, f"{HEADINGS}:{HEADINGS}")


def _ruled(sheet: Worksheet, place: int, column: ProgrammeColumn, allowed: str) -> None:
    """Give the cells of a column their format, their rule and the words that show beside a chosen cell."""
    letter = get_column_letter(place)
    sheet.column_dimensions[letter].width = _width(column)
    sheet.column_dimensions[letter].number_format = _format(column)
    rule = _rule(column, allowed)
    rule.promptTitle = column.label[:LONGEST_PROMPT_TITLE]
    rule.prompt = f"{column.explains[:1].upper()}{column.explains[1:]}."[:LONGEST_PROMPT]
    rule.error = f"Allowed: {column.allowed()}."[:LONGEST_PROMPT]
    rule.errorTitle = rule.promptTitle
    rule.showInputMessage, rule.showErrorMessage = True, rule.type is not None
    sheet.add_data_validation(rule)
    rule.add(f"{letter}{FIRST_ROW}:{letter}{LAST_ROW}")


def _width(column: ProgrammeColumn) -> int:
    return max(NARROWEST, min(WIDEST, max(len(column.label) + 4, len(column.example) + 2)))


def _rule(column: ProgrammeColumn, allowed: str) -> DataValidation:
    """Return what a spreadsheet holds the cells to.

    Only closed choices are enforced. Days and numbers may be written in ways that evalkit reads and a spreadsheet of
    another country does not, and codes of another sheet may be filled in later: about these it only asks.
    """
    if allowed:
        style = "stop" if column.among else "warning"
        return DataValidation(type="list", formula1=allowed, allow_blank=True, errorStyle=style)
    if column.kind == "date":
        return DataValidation(
            type="date", operator="greaterThanOrEqual", formula1=str(EARLIEST), allow_blank=True, errorStyle="warning"
        )
    if column.kind in NUMERIC and (column.low is not None or column.high is not None):
        return DataValidation(
            type="whole" if column.kind == "whole" else "decimal",
            allow_blank=True,
            errorStyle="warning",
            **_limits(column),
        )
    return DataValidation(allow_blank=True)


def _limits(column: ProgrammeColumn) -> dict[str, str]:
    low, high = column.low, column.high
    if low is not None and high is not None:
        return {"operator": "between", "formula1": f"{low:g}", "formula2": f"{high:g}"}
    if low is not None:
        return {"operator": "greaterThanOrEqual", "formula1": f"{low:g}"}
    return {"operator": "lessThanOrEqual", "formula1": f"{high:g}"}


def _schools(sheet: Worksheet, table: ProgrammeTable, schools: tuple[TemplateSchool, ...]) -> None:
    """Write the schools of the study, as taking part from their first day on, for whoever fills the sheet to change."""
    places = {column.name: place for place, column in enumerate(table.every_column, 2)}
    role = table.column("role").among[0]
    for row, school in enumerate(schools, FIRST_ROW):
        own = {"urn": school.urn, "school": school.name, "role": role, "joined": school.joined}
        for name, value in own.items():
            sheet.cell(row, places[name], value).number_format = _format(table.column(name))


def _format(column: ProgrammeColumn) -> str:
    return FORMATS.get(column.kind, AS_TEXT if column.kind in TEXTS else "General")


def _as_cell(column: ProgrammeColumn) -> object:
    """Return the example as a cell holds it: a day as a day, a number as a number."""
    if column.kind == "date" and column.example:
        return dt.datetime.strptime(column.example, "%d/%m/%Y")
    if column.example and (column.kind in NUMERIC or (column.kind == "category" and column.example.isdecimal())):
        return float(column.example) if "." in column.example else int(column.example)
    return column.example or None
