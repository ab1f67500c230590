"""The forms as a workbook to print: one sheet a form, each as wide as a page."""

from __future__ import annotations

from collections.abc import Sequence

from openpyxl import Workbook
from openpyxl.styles import Border, Side
from openpyxl.worksheet.worksheet import Worksheet

from evalkit.programme.instruments.content import Instruments, Questionnaire
from evalkit.programme.sheet_looks import LOOKS, dressed, height, page_set
from evalkit.programme.workbook_file import file_of

SHEETS = "instruments.xlsx"
_RULE = Side(style="thin", color="595959")
BOXED = Border(left=_RULE, right=_RULE, top=_RULE, bottom=_RULE)
BLANKS_OF_A_REVIEW = ("School", "Date", "Which review", "Judged by", "Code of the rater")
BLANKS_OF_A_LESSON = ("School", "Term", "Year group", "Kind of lesson", "Why you are there")
BLANKS_OF_A_MEETING = ("Code of the meeting", "Whose meeting", "Date", "Held (yes, no)", "Who reported")
DECISIONS = ("What was decided", "By which day", "Done on", "About which indicator")


def sheets(forms: Instruments) -> bytes:
    """Return the workbook of the forms; equal for equal words."""
    book = Workbook()
    grid = book.active
    grid.title = "Review grid"
    rows = [(one.area, one.asks, *one.levels, "") for one in forms.grid]
    headings = ("Area", "Question", *forms.grid_levels, "What we saw, next step")
    widths = (20, 26, 30, 30, 30, 30, 30)
    _form(grid, (forms.grid_title, forms.grid_about), BLANKS_OF_A_REVIEW, headings, rows, widths)
    for one in forms.questionnaires:
        _questionnaire(book.create_sheet(one.survey.name), one)
    features = [(one.label, one.looks_for, *[""] * len(forms.lesson_levels)) for one in forms.features]
    headings = ("Feature", "Look for", *forms.lesson_levels)
    lesson = book.create_sheet(forms.lesson_title)
    _form(
        lesson, (forms.lesson_title, forms.lesson_about), BLANKS_OF_A_LESSON, headings, features, (26, 60, 14, 14, 14)
    )
    decisions = [("",) * len(DECISIONS)] * forms.meeting_rows
    meeting = book.create_sheet(forms.meeting_title)
    _form(
        meeting, (forms.meeting_title, forms.meeting_about), BLANKS_OF_A_MEETING, DECISIONS, decisions, (70, 18, 18, 24)
    )
    return file_of(book, "Forms of the programme")


def _questionnaire(sheet: Worksheet, one: Questionnaire) -> None:
    survey = one.survey
    blanks = (survey.person, survey.school, *([survey.role] if survey.role else []))
    rows = [(f"{number}. {item.asks}", *[""] * len(survey.answers)) for number, item in enumerate(survey.items, 1)]
    headings = ("How far do you agree?", *survey.answers)
    _form(sheet, (survey.name, one.about), blanks, headings, rows, (70, *[14] * len(survey.answers)))


def _form(
    sheet: Worksheet,
    words: tuple[str, str],
    blanks: Sequence[str],
    headings: Sequence[str],
    rows: Sequence[Sequence[str]],
    widths: Sequence[int],
) -> None:
    """Write title and words, lines to fill in, and a table whose cells are boxes."""
    for place, width in enumerate(widths):
        sheet.column_dimensions[chr(ord("A") + place)].width = width
    title, about = words
    dressed(sheet.cell(1, 1, title), LOOKS["title"])
    dressed(sheet.cell(2, 1, about), LOOKS["wrapped"])
    sheet.merge_cells(start_row=2, end_row=2, start_column=1, end_column=len(widths))
    sheet.row_dimensions[2].height = height([about], [sum(widths)])
    for row, blank in enumerate(blanks, 3):
        dressed(sheet.cell(row, 1, f"{blank}: {'_' * 24}"), LOOKS["plain"])
    head = len(blanks) + 4
    for place, text in enumerate(headings, 1):
        dressed(sheet.cell(head, place, text), LOOKS["needed"])
    sheet.row_dimensions[head].height = height(headings, widths)
    for row, cells in enumerate(rows, head + 1):
        for place, text in enumerate(cells, 1):
            dressed(sheet.cell(row, place, text or None), LOOKS["wrapped"])
            sheet.cell(row, place).border = BOXED
        sheet.row_dimensions[row].height = max(height(cells, widths), 30)
    page_set(sheet, f"{head}:{head}")
