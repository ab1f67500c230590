"""Kinds of damage to a programme's workbook and csv files, with what must be read or said of each."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass

from openpyxl import Workbook
from openpyxl.styles import PatternFill

from tests.support.programme_files import Table, csv_of, whole, workbook

DAY = dt.datetime(2017, 10, 10)


@dataclass(frozen=True)
class CellRead:
    """A cell written in another way: the value that must be kept for it, in the row of its number."""

    table: str
    cell: str
    written: object
    column: str
    value: object
    look: str = ""


@dataclass(frozen=True)
class CellRefused:
    """A cell that must be refused, with words of what was found and of what to do."""

    table: str
    cell: str
    written: object
    found: str
    remedy: str
    look: str = ""


@dataclass(frozen=True)
class BookRead:
    """A workbook changed in a way that must lose nothing, with words that a note must hold."""

    change: Callable[[Workbook], None]
    note: str = ""


@dataclass(frozen=True)
class BookRefused:
    """A workbook changed so that it must be refused: the place, words found, and words of the remedy."""

    change: Callable[[Workbook], None]
    where: str
    found: str
    remedy: str


@dataclass(frozen=True)
class FileRead:
    """A file that must give the rows of the whole table."""

    name: str
    content: bytes
    note: str = ""


@dataclass(frozen=True)
class FileRefused:
    """A file that must be refused: the place, words found, and words of the remedy."""

    name: str
    content: bytes
    where: str
    found: str
    remedy: str


CELLS_READ: dict[str, CellRead] = {
    "hours with a letter": CellRead("attendance", "G2", "1.5 h", "hours", 1.5),
    "hours and minutes": CellRead("attendance", "G2", "1h30", "hours", 1.5),
    "hours as a clock": CellRead("attendance", "G2", "1:30", "hours", 1.5),
    "minutes": CellRead("attendance", "G2", "90 mins", "hours", 1.5),
    "a time of the clock": CellRead("attendance", "G2", dt.time(1, 30), "hours", 1.5),
    "a number as text": CellRead("attendance", "G2", " 6 ", "hours", 6.0),
    "pounds": CellRead("attendance", "H2", "£1,200.00", "cover", 1200.0),
    "brackets for minus": CellRead("costs", "G2", "(450.50)", "actual", -450.5),
    "thousands with blanks": CellRead("costs", "G2", "12 000", "actual", 12000.0),
    "a no-break space": CellRead("attendance", "C2", "North\xa0School ", "school", "North School"),
    "a school in capitals": CellRead("attendance", "C2", "NORTH  SCHOOL", "school", "North School"),
    "a school by its number": CellRead("attendance", "C2", 990001, "school", "North School"),
    "a school's number as text": CellRead("attendance", "C2", "990001", "school", "North School"),
    "a choice with a blank behind it": CellRead("attendance", "F2", "Attended ", "status", "attended"),
    "a choice in other words": CellRead("attendance", "F2", "Attended in part", "status", "in part"),
    "Y for yes": CellRead("attendance", "F2", "yes", "status", "attended"),
    "a yes of one letter": CellRead("departments", "E2", "Y", "head_on_leadership", "yes"),
    "a true value": CellRead("departments", "E2", True, "head_on_leadership", "yes"),
    "not known": CellRead("departments", "E2", "Unknown", "head_on_leadership", "not known"),
    "a long dash in a choice": CellRead("links", "C2", "outreach special–mainstream", "kind",
                                        "outreach special-mainstream"),
    "a per cent sign": CellRead("departments", "D2", "45%", "non_specialist_lessons", 45.0),
    "a share shown as a per cent": CellRead("departments", "D2", 0.45, "non_specialist_lessons", 45.0, "0%"),
    "a share beside a per cent sign": CellRead("kpis", "F3", "45%", "actual", 45.0),
    "a day as text": CellRead("attendance", "B2", "10/10/2017", "date", DAY),
    "a day with stops": CellRead("attendance", "B2", "10.10.17", "date", DAY),
    "a day in words": CellRead("attendance", "B2", "Tuesday 10th October 2017", "date", DAY),
    "a day with its hour": CellRead("attendance", "B2", "2017-10-10 09:30:00", "date", DAY),
    "a serial number for a day": CellRead("attendance", "B2", 43018, "date", DAY),
    "a year with a dash": CellRead("costs", "A2", "2017-18", "year", "2017/18"),
    "a year in full": CellRead("costs", "A2", "2017–2018", "year", "2017/18"),
    "a term with its word": CellRead("departments", "B2", "Autumn term 2017", "term", "Autumn 2017"),
    "a short term": CellRead("departments", "B2", "Aut 17", "term", "Autumn 2017"),
    "a term of a school year": CellRead("departments", "B2", "Spring 2017/18", "term", "Spring 2018"),
    "a level of the scale as a word": CellRead("reviews", "E2", "2", "rating", "2"),
    "a placeholder of a list": CellRead("attendance", "E2", "< Select >", "role", ""),
    "another placeholder": CellRead("attendance", "E2", "Please select an option", "role", ""),
    "not applicable": CellRead("attendance", "H2", "n/a", "cover", float("nan")),
    "a level with its words": CellRead("links", "E2", "2 - termly", "strength", 2.0),
    "an activity in small letters": CellRead("attendance", "A2", "a01", "activity", "A01"),
    "a strand by its name": CellRead("activities", "D2", "Maths leadership", "strand", "leadership"),
}  # fmt: skip

CELLS_REFUSED: dict[str, CellRefused] = {
    "a term for a day": CellRefused("actions", "G2", "Summer term", '"Summer term"', "a term is no day"),
    "a month for a day": CellRefused("attendance", "B2", "October 2017", '"October 2017"', "with month and year"),
    "a day with the month first": CellRefused("attendance", "B2", "10/25/2017", "does not exist", "before the month"),
    "a day that does not exist": CellRefused("attendance", "B2", "31/02/2018", "does not exist", "write the day"),
    "a small number for a day": CellRefused("attendance", "B2", 12, "the number 12", "write the day", "0"),
    "a day of another century": CellRefused("attendance", "B2", "10/10/1917", "10/10/1917", "correct the year"),
    "a day outside the programme": CellRefused("reviews", "B2", dt.datetime(2027, 10, 2), "outside the programme",
                                               "correct the year"),
    "words for a number": CellRefused("attendance", "G2", "all day", '"all day"', "in figures"),
    "to follow": CellRefused("attendance", "G2", "to follow", '"to follow"', "leave the cell empty"),
    "two numbers": CellRefused("attendance", "G2", "3-4", '"3-4"', "in figures"),
    "a comma for a point": CellRefused("costs", "G2", "1200,50", '"1200,50"', "in figures"),
    "a negative number of hours": CellRefused("attendance", "G2", -2, "-2", "from 0 to 24"),
    "more hours than a day has": CellRefused("attendance", "G2", 60, "60", "24"),
    "half a teacher": CellRefused("departments", "C2", 8.5, "no whole number", "whole number"),
    "a share that may be a per cent": CellRefused("departments", "D2", 0.24, "share of one", "from 0 to 100"),
    "a per cent above a hundred": CellRefused("departments", "D2", 240, "240", "100"),
    "a day for a number": CellRefused("attendance", "G2", DAY, "a date", "format of a number", "dd/mm/yyyy"),
    "a word off the list": CellRefused("attendance", "F2", "maybe", '"maybe"', "one of the words"),
    "a level off the scale": CellRefused("reviews", "E2", "Amber/Green", '"Amber/Green"', "one of the words"),
    "a strand of no study": CellRefused("activities", "D2", "Chess", '"Chess"', "one of the words"),
    "a year alone": CellRefused("costs", "A2", 2017, "2017 alone", "2016/17 or 2017/18"),
    "a year that ends too late": CellRefused("costs", "A2", "2017/19", '"2017/19"', "2017/18"),
    "a year for a term": CellRefused("departments", "B2", "2017/18", "without a term", "Autumn 2017"),
    "a term without a year": CellRefused("departments", "B2", "Autumn", '"Autumn"', "calendar year"),
    "an error of the spreadsheet": CellRefused("attendance", "G2", "#REF!", "an error of the spreadsheet", "mend"),
    "a formula without a value": CellRefused("attendance", "G2", "=3*2", "formula whose value", "calculate"),
    "nothing where something is needed": CellRefused("attendance", "D2", None, "nothing under", "fill it in"),
    "a placeholder for a word": CellRefused("attendance", "F2", "Please select", "says nothing", "fill it in"),
    "an unknown school": CellRefused("attendance", "C2", "Moon School", "not in the table schools", "add the school"),
    "an unknown activity": CellRefused("attendance", "A2", "A77", "not in the table activities", "add the activity"),
    "an unknown provider": CellRefused("costs", "C2", "P77", "not in the table providers", "add the provider"),
    "an unknown indicator": CellRefused("meetings", "H2", "K77", "not in the table kpis", "add the kpi"),
    "support that is no activity": CellRefused("actions", "J2", "A77", "not in the table activities", "add"),
    "an activity that never took place": CellRefused("attendance", "A2", "A03", "no session was held", "Sessions held"),
    "a day on which nothing was held": CellRefused("attendance", "B4", dt.datetime(2018, 9, 3), "was not held",
                                                   "From and To"),
    "more hours than offered": CellRefused("attendance", "G4", 3, "3 hours", "Hours a session"),
    "a decision done before its meeting": CellRefused("meetings", "G2", dt.datetime(2017, 9, 20), "before Date",
                                                      "one of the two days"),
    "an end before its beginning": CellRefused("activities", "G3", dt.datetime(2017, 10, 1), "before From",
                                               "one of the two days"),
    "a link of a school with itself": CellRefused("links", "B2", "North School", "the same school", "two schools"),
    "a school that is no six figures": CellRefused("schools", "A2", 9901, "9901", "100000"),
    "an address of mail": CellRefused("attendance", "D2", "person-01@example.org", "e-mail address", "take it out"),
}  # fmt: skip


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
    "one person in two schools": BookRefused(
        in_two_schools, "attendance, cell C3", "another school than on the same day", "the person's code"
    ),
    "a column of names": BookRefused(a_name_beside, "attendance, cell I2", "name of a person", "take it out"),
}  # fmt: skip


def repacked(content: bytes, part: str, change: Callable[[bytes], bytes] | None) -> bytes:
    """Return a workbook with one of its parts changed, or without it."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as book, zipfile.ZipFile(out, "w") as again:
        for name in book.namelist():
            if name != part:
                again.writestr(name, book.read(name))
            elif change is not None:
                again.writestr(name, change(book.read(name)))
    return out.getvalue()


def _archive(**parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


BOOK = workbook(whole())
SHEET = "xl/worksheets/sheet4.xml"
_MIDDLE = BOOK.index(SHEET.encode()) + len(SHEET) + 20
_BOMB = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]><worksheet/>'

FILES_REFUSED: dict[str, FileRefused] = {
    name: FileRefused("programme.xlsx", content, "programme.xlsx", found, "save it again as .xlsx")
    for name, content, found in (
        ("an empty file", b"", "the file is empty"),
        ("an old workbook", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(90), "an old Excel workbook"),
        ("a PDF document", b"%PDF-1.4 ...", "a PDF document"),
        ("text under the name of a workbook", b"Activity,Date\nA01,1\n", "no workbook"),
        ("half a workbook", BOOK[: len(BOOK) // 2], "breaks off"),
        ("a workbook with a damaged middle", BOOK[:_MIDDLE] + bytes(60) + BOOK[_MIDDLE + 60 :], "damaged"),
        ("an OpenDocument workbook", _archive(**{"content.xml": b"<x/>"}), "OpenDocument"),
        ("a binary workbook", _archive(**{"xl/workbook.bin": b"x"}), "binary workbook"),
        ("a Word document", _archive(**{"word/document.xml": b"<x/>"}), "Word document"),
        ("an archive of something else", _archive(**{"photo.txt": b"x"}), "damaged"),
        ("a workbook without one of its sheets", repacked(BOOK, SHEET, None), "without its sheet attendance"),
        ("a sheet that is no XML", repacked(BOOK, SHEET, lambda xml: xml[:400]), "damaged"),
        ("a sheet made to fill the memory", repacked(BOOK, SHEET, lambda _: _BOMB), "declares a type"),
        ("a cell in no column", repacked(BOOK, SHEET, lambda xml: xml.replace(b'r="B2"', b'r="ZZZZ2"')), "damaged"),
        ("a style that does not exist",
         repacked(BOOK, SHEET, lambda xml: re.sub(rb' s="\d"', b' s="99"', xml)), "damaged"),
    )
}  # fmt: skip

ACTIVITIES = "programme/activities.csv"
ROWS: Table = whole()["activities"]
CSV = csv_of(ROWS).encode()


def lines(change: Callable[[list[str]], list[str]]) -> bytes:
    return "\r\n".join(change(csv_of(ROWS).split("\r\n"))).encode()


FILES_READ: dict[str, FileRead] = {
    "csv with a byte order mark": FileRead(ACTIVITIES, b"\xef\xbb\xbf" + CSV),
    "csv with semicolons": FileRead(ACTIVITIES, csv_of(ROWS, ";").encode(), "semicolons"),
    "csv with tabs": FileRead(ACTIVITIES, csv_of(ROWS, "\t").encode(), "tabs"),
    "csv in UTF-16": FileRead(ACTIVITIES, csv_of(ROWS, "\t").encode("utf-16"), "UTF-16"),
    "csv in Windows-1252": FileRead(ACTIVITIES,
                                    csv_of([[*ROWS[0], "Café"], *ROWS[1:]]).encode("cp1252"), "Windows-1252"),
    "csv with line ends of old machines": FileRead(ACTIVITIES, CSV.replace(b"\r\n", b"\r")),
    "csv with short rows": FileRead(ACTIVITIES, lines(lambda rows: [one.rstrip(",") for one in rows])),
    "csv with titles above": FileRead(ACTIVITIES, b"What was held,,,\r\n,,,\r\n" + CSV),
    "csv beside the study": FileRead("activities.csv", CSV),
    "csv named after the title": FileRead("programme/Activities.CSV", CSV),
    "csv with blank lines": FileRead(ACTIVITIES, lines(lambda rows: [*rows[:2], "", *rows[2:], "", ""])),
    "csv with a total": FileRead(ACTIVITIES, CSV + b"Total,,,,,,,,10,7\r\n", "line 5 not read"),
    "csv with rows wider than the header": FileRead(ACTIVITIES,
                                                    lines(lambda rows: [f"{one},," for one in rows if one])),
}  # fmt: skip

FILES_REFUSED |= {
    "csv with a quotation mark that never closes": FileRefused(
        ACTIVITIES, CSV.replace(b'"Leading, day 1"', b'"Leading day 1'), "activities.csv, line 2",
        "quotation marks", "mend the line"),
    "csv with a quotation mark inside a cell": FileRefused(
        ACTIVITIES, CSV.replace(b'"Leading, day 1"', b'"Leading" day 1'), "activities.csv, line 2",
        "quotation marks", "mend the line"),
    "csv with bytes that are no text": FileRefused(
        ACTIVITIES, CSV.replace(b"Coaching", b"Coach\x00ing"), "activities.csv", "no text", "save it"),
    "csv with half a character of UTF-16": FileRefused(
        ACTIVITIES, csv_of(ROWS).encode("utf-16")[:-1], "activities.csv", "breaks off", "save it"),
    "a workbook under the name of a csv file": FileRefused(
        ACTIVITIES, BOOK, "activities.csv", "a workbook under the name", "rename it"),
    "csv without headings": FileRefused(
        ACTIVITIES, lines(lambda rows: rows[1:]), "activities.csv", "no row with the headings", "write"),
    "csv with shifted cells": FileRefused(
        ACTIVITIES, lines(lambda rows: [*rows[:2], rows[2].replace("Coaching,", "Coaching,,", 1),
                                                        *rows[3:]]),
        "activities.csv, line 3, column Kind", "nothing under Kind", "fill it in"),
    "csv with a day of another country": FileRefused(
        ACTIVITIES, CSV.replace(b"10/10/2017", b"10/25/2017"), "activities.csv, line 2, column From",
        "does not exist", "before the month"),
}  # fmt: skip
