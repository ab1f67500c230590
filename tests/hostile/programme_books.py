"""Workbooks of a programme as people keep them, and as nobody can read them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from openpyxl import Workbook
from openpyxl.styles import PatternFill

from tests.hostile.programme_kinds import BookRead, BookRefused
from tests.support.programme_files import whole


def titles_above(book: Workbook) -> None:
    sheet = book["attendance"]
    sheet.insert_rows(1, 2)
    sheet["A1"] = "Attendance of the programme"
    sheet.merge_cells("A1:H1")


def totals_below(book: Workbook) -> None:
    book["attendance"].append(["Total", None, None, None, None, None, "=SUM(G2:G4)", "=SUM(H2:H4)"])


def headings_again(book: Workbook) -> None:
    book["attendance"].insert_rows(3)
    for place, text in enumerate(whole()["attendance"][0], 1):
        book["attendance"].cell(3, place, text)


def other_headings(book: Workbook) -> None:
    for cell, text in zip(book["attendance"][1], ("ACTIVITY", " date ", "School *", "person  code", "Role", "Status:",
                                                  "hours", "Cover\npaid"), strict=True):  # fmt: skip
        cell.value = text


def hide(kind: str) -> Callable[[Workbook], None]:
    def change(book: Workbook) -> None:
        sheet = book["attendance"]
        if kind == "rows":
            sheet.row_dimensions[3].hidden = True
            sheet.auto_filter.ref = "A1:H4"
        elif kind == "columns":
            sheet.column_dimensions["G"].hidden = True
        else:
            sheet.sheet_state = "hidden"

    return change


def other_sheets(book: Workbook) -> None:
    book.create_sheet("Read me", 0)["A1"] = "How to fill this workbook"
    book.create_sheet("Lists").sheet_state = "hidden"
    book["Lists"]["A1"] = "Please select an option"
    book.create_sheet("Budget draft")["A1"] = "first thoughts"


def renamed(old: str, new: str) -> Callable[[Workbook], None]:
    def change(book: Workbook) -> None:
        book[old].title = new

    return change


def another_column(book: Workbook) -> None:
    book["attendance"]["I1"] = "Remarks"
    book["attendance"]["I2"] = "came late"


def repeated_row(book: Workbook) -> None:
    book["attendance"].append(whole()["attendance"][1])


def example_row(book: Workbook) -> None:
    book["attendance"].insert_rows(2)
    for place, text in enumerate(("EXAMPLE", "01/09/2017", "Example School", "T99", "", "attended", 6), 1):
        book["attendance"].cell(2, place, text)


def blank_rows(book: Workbook) -> None:
    book["attendance"].insert_rows(3, 4)
    book["attendance"].append([" ", "\xa0", None, "Please select"])


def remark_below(book: Workbook) -> None:
    book["attendance"]["A8"] = "Cover is paid by the trust from January"


def formatted_for_ever(book: Workbook) -> None:
    book["attendance"].row_dimensions[1_048_576].height = 15
    book["attendance"]["H1048576"].number_format = "0.00"


def wrong_colour(book: Workbook) -> None:
    book["kpis"]["H1"] = "Status"
    book["kpis"]["H2"] = "Red"
    book["kpis"]["H2"].fill = PatternFill("solid", fgColor="92D050")


def counted_from_1904(book: Workbook) -> None:
    book.epoch = dt.datetime(1904, 1, 1)


def placeholder_rows(book: Workbook) -> None:
    for row in range(5, 60):
        book["attendance"].cell(row, 6, "Please select an option")


BOOKS_READ: dict[str, BookRead] = {
    "titles above the headings": BookRead(titles_above),
    "totals below the rows": BookRead(totals_below, "row 5 not read, as it holds totals"),
    "headings once more": BookRead(headings_again, "row 3 not read, as it repeats the headings"),
    "headings with other capitals and blanks": BookRead(other_headings),
    "hidden rows and a filter": BookRead(hide("rows"), "hidden rows are read (row 3)"),
    "a hidden column": BookRead(hide("columns"), "hidden columns are read: Hours"),
    "sheets that are no tables": BookRead(other_sheets, "no table is called so: Budget draft"),
    "the title of a table for its name": BookRead(renamed("reviews", "Reviews of departments ")),
    "a table's name in capitals": BookRead(renamed("attendance", " ATTENDANCE")),
    "a column of one's own": BookRead(another_column, "Remarks (I)"),
    "a row entered twice": BookRead(repeated_row, "the same as row 2, counted once"),
    "an example row": BookRead(example_row, "row 2 not read, as it is an example"),
    "blank rows between": BookRead(blank_rows),
    "a remark below the table": BookRead(remark_below, "row 8 not read, as it is a remark"),
    "a million rows that are formatted": BookRead(formatted_for_ever),
    "days counted from 1904": BookRead(counted_from_1904),
    "placeholders in unused rows": BookRead(placeholder_rows),
    "a colour that contradicts its word": BookRead(wrong_colour, "H2 says red and is green"),
}


def without_column(name: str, place: int) -> Callable[[Workbook], None]:
    def change(book: Workbook) -> None:
        book[name].delete_cols(place)

    return change


def without_headings(book: Workbook) -> None:
    book["attendance"].delete_rows(1)


def heading_twice(book: Workbook) -> None:
    book["attendance"]["I1"] = "Hours"


def second_table(book: Workbook) -> None:
    for row in ([], [], *whole()["costs"]):
        book["attendance"].append(row)


def merged_data(book: Workbook) -> None:
    book["attendance"].merge_cells("C2:C4")


def contradicting_row(book: Workbook) -> None:
    book["attendance"].append([*whole()["attendance"][1][:6], 2, None])


def rated_twice(book: Workbook) -> None:
    book["reviews"].append(["North School", dt.datetime(2017, 10, 2), "second", "teaching", 4, "self", "R01"])


def table_twice(book: Workbook) -> None:
    copy = book.create_sheet("Attendance ")
    for row in whole()["attendance"]:
        copy.append(row)


def after_leaving(book: Workbook) -> None:
    book["schools"]["E3"] = dt.datetime(2017, 9, 30)


def before_joining(book: Workbook) -> None:
    book["schools"]["D2"] = dt.datetime(2017, 10, 20)


def without_sheet(name: str) -> Callable[[Workbook], None]:
    def change(book: Workbook) -> None:
        del book[name]

    return change


def chaos(book: Workbook) -> None:
    sheet = book["attendance"]
    sheet.delete_rows(1, 10)
    sheet["B7"], sheet["F3"], sheet["A9"] = "some words", 12, "Hours"


def more_sessions_than_held(book: Workbook) -> None:
    for day in range(1, 7):
        book["attendance"].append(["A02", dt.datetime(2018, 1, day), "North School", "T01", None, "attended", 1.5])


def in_two_schools(book: Workbook) -> None:
    book["attendance"]["D3"] = "t01"


def a_name_beside(book: Workbook) -> None:
    book["attendance"]["I1"] = "Teacher name"
    book["attendance"]["I2"] = "Example"


BOOKS_REFUSED: dict[str, BookRefused] = {
    "a needed column that is missing": BookRefused(without_column("attendance", 6), "attendance, row 1",
                                                   "no column headed Status", "add the column Status"),
    "no headings": BookRefused(without_headings, "attendance", "no row with the headings", "write the headings"),
    "one sheet of chaos": BookRefused(chaos, "attendance", "no row with the headings", "write the headings"),
    "a heading twice": BookRefused(heading_twice, "attendance, cell I1", "stands twice (G1 and I1)", "rename"),
    "a second table below": BookRefused(second_table, "attendance, row 7", "headings of another table", "of its own"),
    "merged cells among the data": BookRefused(merged_data, "attendance, cells C2:C4", "merged cells", "merging off"),
    "a row that contradicts another": BookRefused(contradicting_row, "attendance, cell A5", "other words under Hours",
                                                  "one of the two rows"),
    "an area rated twice": BookRefused(rated_twice, "reviews, cell D4", "the same rater", "rater's code"),
    "a table on two sheets": BookRefused(table_twice, "Attendance ", "also stands in", "keep the one"),
    "a table on a hidden sheet": BookRefused(hide("sheet"), "attendance", "hidden sheet", "show the sheet"),
    "a school that had left": BookRefused(after_leaving, "attendance, cell B3", "after the school left", "Left"),
    "a school that had not joined": BookRefused(before_joining, "attendance, cell B2", "before the school joined",
                                                "Joined"),
    "no table of schools": BookRefused(without_sheet("schools"), "attendance",
                                       "no table schools", "fill in the table schools"),
    "no table of activities": BookRefused(without_sheet("activities"), "attendance", "no table activities", "fill in"),
    "more sessions than were held": BookRefused(
        more_sessions_than_held, "attendance, cell G10", "10.5 hours of this person", "Sessions held"
    ),
    "one person in two schools": BookRefused(
        in_two_schools, "attendance, cell C3", "another school than on the same day", "the person's code"
    ),
    "a column of names": BookRefused(a_name_beside, "attendance, cell I2", "name of a person", "take it out"),
}  # fmt: skip
