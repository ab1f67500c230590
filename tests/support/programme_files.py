"""A programme's workbook and csv files for one test: small tables that agree, to be damaged one by one."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Callable, Mapping
from pathlib import Path

from openpyxl import Workbook

from evalkit.programme.reading import ProgrammeReading, read_programme
from evalkit.study.model import Study
from evalkit.study.study_reader import read_study

Table = list[list[object]]
DAY = dt.datetime(2017, 10, 10)


def whole() -> dict[str, Table]:
    """Return tables without a fault: headings, then rows; every call gives new ones."""
    return who_came() | what_became()


def who_came() -> dict[str, Table]:
    """Return schools, providers, activities and attendance."""
    return {
        "schools": [
            ["URN", "School", "Role", "Joined", "Left"],
            [990001, "North School", "participant", dt.datetime(2017, 9, 1), None],
            [990002, "South School", "targeted", dt.datetime(2017, 9, 1), dt.datetime(2018, 12, 21)],
            [990003, "West School", "participant", dt.datetime(2017, 11, 1), None],
        ],
        "providers": [["Provider", "Name", "Kind", "Budget"], ["P01", "The hub", "maths hub", 12000]],
        "activities": [
            ["Activity", "Title", "Kind", "Strand", "Provider", "From", "To", "Hours a session", "Sessions planned",
             "Sessions held"],
            ["A01", "Leading, day 1", "course day", "leadership", "P01", DAY, None, 6, 1, 1],
            ["A02", "Coaching", "coaching", "bespoke", "P01", dt.datetime(2017, 11, 1), dt.datetime(2018, 6, 30), 1.5,
             8, 6],
            ["A03", "Never held", "work group", "bespoke", None, dt.datetime(2018, 2, 6), None, 2, 1, 0],
        ],
        "attendance": [
            ["Activity", "Date", "School", "Person code", "Role", "Status", "Hours", "Cover paid"],
            ["A01", DAY, "North School", "T01", "head of maths", "attended", 6, 180.5],
            ["A01", DAY, "South School", "T02", "teacher of maths", "in part", 3, None],
            ["A02", dt.datetime(2017, 11, 15), "North School", "T01", "head of maths", "attended", 1.5, None],
        ],
    }  # fmt: skip


def what_became() -> dict[str, Table]:
    """Return what was found, agreed and spent."""
    return {
        "departments": [
            ["School", "Term", "Maths teachers (headcount)", "Lessons by non-specialists (%)",
             "Head of maths on leadership team"],
            ["North School", "Autumn 2017", 9, 24, "yes"],
        ],
        "reviews": [
            ["School", "Date", "Round", "Area", "Rating", "Judged by", "Rater code"],
            ["North School", dt.datetime(2017, 10, 2), "first", "teaching", 2, "self", "R01"],
            ["North School", dt.datetime(2017, 10, 2), "first", "assessment", 3, "self", "R01"],
        ],
        "actions": [
            ["Action", "School", "Area", "What", "Responsible (role)", "Start", "Due", "Status", "Completed",
             "Support given (activity)"],
            ["AC1", "North School", "teaching", "one scheme", "head of maths", dt.datetime(2017, 11, 1),
             dt.datetime(2018, 7, 19), "in progress", None, "A02"],
        ],
        "meetings": [
            ["Meeting", "Kind", "Date", "Held", "Decision", "Due", "Done", "KPI"],
            ["M01", "governance", dt.datetime(2017, 10, 5), "yes", "hold two days", dt.datetime(2017, 11, 30),
             dt.datetime(2017, 11, 20), "K1"],
        ],
        "links": [
            ["From", "To", "Kind", "Term", "Strength"],
            ["North School", "South School", "joint planning", "Autumn 2017", 2],
        ],
        "costs": [
            ["Year", "Category", "Provider", "Cash or in kind", "Paid by", "Budget", "Actual"],
            ["2017/18", "provider fees", "P01", "cash", "grant", 4200, 3900],
        ],
        "kpis": [
            ["KPI", "Measure", "Unit", "Direction", "Target", "Actual", "Period"],
            ["K1", "schools taking part", "number", "up", 3, 3, "July 2018"],
            ["K2", "teachers with 15 hours", "per cent", "up", 60, 45, "July 2018"],
        ],
    }  # fmt: skip


def what_was_learned(evidence: object, words: object = "one scheme is shared") -> dict[str, Table]:
    """Return one lesson with the evidence it names."""
    return {"lessons": [["Lesson", "Kind", "Evidence"], [words, "worked", evidence]]}


def workbook(tables: Mapping[str, Table], change: Callable[[Workbook], None] | None = None) -> bytes:
    """Return tables as a workbook, a sheet each, changed by a function where one is given."""
    book, out = Workbook(), io.BytesIO()
    book.remove(book.active)
    for name, rows in tables.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    if change is not None:
        change(book)
    book.save(out)
    return out.getvalue()


def csv_of(rows: Table, separator: str = ",") -> str:
    """Return one table as csv, its days as a spreadsheet of this country writes them."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=separator, lineterminator="\r\n")
    for row in rows:
        writer.writerow([f"{cell:%d/%m/%Y}" if isinstance(cell, dt.datetime) else cell for cell in row])
    return out.getvalue()


def study_in(folder: Path, **changes: object) -> Study:
    """Return the study of Leicester as if it lay in a folder, with some of its parts changed."""
    return read_study("leicester").model_copy(update={"folder": folder, **changes})


def reading_of(folder: Path, content: bytes, name: str = "programme.xlsx", **changes: object) -> ProgrammeReading:
    """Return what is read where one file stands in a study folder."""
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)
    return read_programme(study_in(folder, **changes))
