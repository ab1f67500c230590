"""Ways in which a survey export, its key or its declaration goes wrong, each with what must be said of it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from openpyxl import Workbook

from tests.support.survey_exports import (
    CHANGE,
    PLAN,
    RARELY,
    USED,
    USEFUL,
    Table,
    as_csv,
    as_workbook,
    google_forms,
    jisc,
    jisc_key,
    limesurvey,
    microsoft_forms,
    qualtrics,
    redcap,
    surveymonkey,
)

# Stand in damaged files where a person could be named; none may ever be printed.
PERSONS = ("Wilhelmina", "Featherstone", "person-77@example.org", "01632 960123")
NAMED, MAIL = " ".join(PERSONS[:2]), PERSONS[2]

Files = Mapping[str, bytes]


@dataclass(frozen=True)
class Damage:
    """One way of going wrong.

    ``says`` are words of one fault, ``notes`` words that stand among the notes; ``people`` who count then.
    """

    files: Callable[[], Files]
    says: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    people: int | None = None
    file: str = "a.csv"
    key: str = ""
    more: Mapping[str, object] = field(default_factory=dict)
    items: Mapping[str, Mapping[str, object]] = field(default_factory=dict)
    wave: Mapping[str, object] = field(default_factory=dict)


def alone(content: bytes, name: str = "a.csv") -> Callable[[], Files]:
    return lambda: {name: content}


def changed(table: Callable[[], Table], change: Callable[[Table], object]) -> Callable[[], Files]:
    """Return a csv of a table after something was done to its rows."""

    def made() -> Files:
        rows = table()
        change(rows)
        return {"a.csv": as_csv(rows)}

    return made


def replaced(old: str, new: str, table: Callable[[], Table] = google_forms) -> Callable[[], Files]:
    return lambda: {"a.csv": as_csv([[cell.replace(old, new) for cell in row] for row in table()])}


def placed(row: int, heading: str, text: str, table: Callable[[], Table] = google_forms) -> Callable[[], Files]:
    """Return a csv in which one cell, by a word of its heading, holds another text."""

    def change(rows: Table) -> None:
        place = next(place for place, words in enumerate(rows[0]) if heading in words)
        rows[row][place] = text

    return changed(table, change)


def column(heading: str, texts: tuple[str, ...], table: Callable[[], Table] = google_forms) -> Callable[[], Files]:
    """Return a csv in which one column holds other texts."""

    def change(rows: Table) -> None:
        place = next(place for place, words in enumerate(rows[0]) if heading in words)
        for row, text in zip(rows[1:], texts, strict=True):
            row[place] = text

    return changed(table, change)


def added(*cells: str, table: Callable[[], Table] = google_forms) -> Callable[[], Files]:
    """Return a csv with one column more."""
    return changed(table, lambda rows: [row.append(cell) for row, cell in zip(rows, cells, strict=True)])


def packed() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("Teacher survey.csv", as_csv(qualtrics()))
    return out.getvalue()


def book(*sheets: tuple[str, Table, str]) -> bytes:
    made = Workbook()
    made.remove(made.worksheets[0])
    for title, rows, state in sheets:
        sheet = made.create_sheet(title)
        sheet.sheet_state = state
        for row in rows:
            sheet.append([cell or None for cell in row])
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def two_grids(rows: Table) -> None:
    for row, more in zip(rows, (["How useful?"], [PLAN], *([["Agree"]] * 5)), strict=True):
        row.extend(more)


def twice(rows: Table) -> None:
    rows.append(list(rows[3]))


CODES = ("14", "15", "16", "14", "15")

REFUSED: dict[str, Damage] = {
    "a file that is not there": Damage(dict, ("no such file",)),
    "a folder in place of a file": Damage(alone(b"x", "folder/a.csv"), ("no file",), file="folder"),
    "an empty file": Damage(alone(b""), ("the file is empty",)),
    "a file of separators alone": Damage(alone(b",,,\n,,,\n"), ("the file is empty",)),
    "an old workbook, or one with a password": Damage(alone(b"\xd0\xcf\x11\xe0" + bytes(60)), ("old Excel workbook",)),
    "a PDF": Damage(alone(b"%PDF-1.7 ..."), ("a PDF document",)),
    "a file of SPSS": Damage(alone(b"$FL2@(#) SPSS DATA FILE" + bytes(80)), ("SPSS",)),
    "a compressed file": Damage(alone(b"\x1f\x8b\x08" + bytes(30)), ("compressed",)),
    "a page of the web": Damage(alone(b"<!DOCTYPE html><html>Sign in</html>"), ("a web page",)),
    "JSON": Damage(alone(b'{"responses": []}'), ("JSON",)),
    "XML": Damage(alone(b"<?xml version='1.0'?><a/>"), ("XML",)),
    "an archive as Qualtrics hands it out": Damage(lambda: {"a.zip": packed()}, ("no Excel workbook",), file="a.zip"),
    "a workbook that breaks off": Damage(
        lambda: {"a.xlsx": as_workbook(microsoft_forms())[:900]}, ("no Excel workbook",), file="a.xlsx"
    ),
    "a workbook with nothing in it": Damage(
        lambda: {"a.xlsx": as_workbook([])}, ("every sheet that is shown is empty",), file="a.xlsx"
    ),
    "a workbook whose answers are hidden": Damage(
        lambda: {"a.xlsx": book(("Read me", [["about"]], "visible"), ("Sheet1", microsoft_forms(), "hidden"))},
        ("none of the survey tools",),
        file="a.xlsx",
    ),
    "two sheets with answers": Damage(
        lambda: {"a.xlsx": book(("Before", microsoft_forms(), "visible"), ("After", microsoft_forms(), "visible"))},
        ("2 sheets with answers (Before, After)",),
        file="a.xlsx",
    ),
    "bytes that are no text": Damage(alone(b"Timestamp,A\n\x01\x00\x02\x03\x00\x00\x00q,1\n"), ("no text",)),
    "UTF-16 that breaks off": Damage(
        lambda: {"a.csv": as_csv(google_forms(), encoding="utf-16")[:-1]}, ("UTF-16", "breaks off")
    ),
    "quotation marks that do not close": Damage(
        lambda: {"a.csv": as_csv(google_forms()) + b'"16/02/2026'}, ("quotation marks", "do not close")
    ),
    "quotation marks within a cell": Damage(
        lambda: {"a.csv": as_csv(google_forms()) + b'"He said "more",b\n'}, ("quotation marks",)
    ),
    "headings and no answers": Damage(
        changed(google_forms, lambda rows: rows.__delitem__(slice(1, None))), ("no answers",)
    ),
    "a comma without quotation marks": Damage(
        lambda: {
            "a.csv": as_csv(google_forms()).replace(
                b'"Bar models, Quizzes, every week"', b"Bar models, Quizzes, every week"
            )
        },
        ("under no heading", "rows 2"),
    ),
    "the key in place of the answers": Damage(lambda: {"a.csv": as_csv(jisc_key())}, ("the key of an export of Jisc",)),
    "the dictionary of another tool": Damage(
        lambda: {"a.csv": as_csv(redcap()), "k.csv": as_csv(jisc_key())}, ("no key of REDCap",), key="k.csv"
    ),
    "a key that is no key": Damage(
        lambda: {"a.csv": as_csv(jisc()), "k.csv": as_csv(jisc())}, ("no key of Jisc",), key="k.csv"
    ),
    "a key that is not there": Damage(lambda: {"a.csv": as_csv(jisc())}, ("no such file",), key="k.csv"),
    "codes of Jisc without the key": Damage(lambda: {"a.csv": as_csv(jisc())}, ("codes alone", "key")),
    "codes of REDCap without the dictionary": Damage(lambda: {"a.csv": as_csv(redcap())}, ("codes alone",)),
    "a code that the key does not know": Damage(
        lambda: {
            "a.csv": as_csv(
                [["7" if (r, c) == (2, 4) else cell for c, cell in enumerate(row)] for r, row in enumerate(jisc())]
            ),
            "k.csv": as_csv(jisc_key()),
        },
        ("item plan", "codes without a key: '7' (1)"),
        key="k.csv",
    ),
    "a table of schools": Damage(
        alone(as_csv([["URN", "School", "P8MEA"], ["990001", "School A", "0.1"]])), ("none of the survey tools",)
    ),
    "a question that was reworded": Damage(
        replaced(PLAN, "We plan lessons together"[:-8] + "as a team"), ("item plan", "no question")
    ),
    "a question that is not in the file": Damage(
        changed(google_forms, lambda rows: [row.pop(6) for row in rows]), ("item useful", "no question")
    ),
    "a question that nobody declared": Damage(
        added("How long have you taught?", *"12345"), ("1 question", "'How long have you taught?'")
    ),
    "a heading of the person's code with a slip": Damage(
        lambda: {"a.csv": as_csv(google_forms())}, ("person", "did you mean 'Your code'"), more={"person": "Your cod"}
    ),
    "a heading of the school that is not there": Damage(
        lambda: {"a.csv": as_csv(google_forms())},
        ("school", "no column headed 'Institution'"),
        more={"school": "Institution"},
    ),
    "an answer with a slip": Damage(placed(2, PLAN, "Stronly agree"), ("item plan", "'Stronly agree' (1)", "perhaps")),
    "answers in another language": Damage(
        column(PLAN, ("trifft zu", "trifft zu", "egal", "egal", "trifft zu")), ("'trifft zu' (2)", "'egal' (1)")
    ),
    "a number beyond its ends": Damage(placed(2, USEFUL, "11"), ("item useful", "'11' (1)", "from 0 to 10")),
    "a number in words": Damage(placed(2, USEFUL, "eight"), ("item useful", "'eight' (1)")),
    "numbers whose order nobody told": Damage(column(PLAN, CODES), ("codes without a key", "'15' (2)")),
    "a name among the answers of a scale": Damage(
        placed(2, PLAN, NAMED), ("item plan", "1 in words that may tell of a person")
    ),
    "an address among the answers of a scale": Damage(placed(2, PLAN, MAIL), ("item plan", "not repeated")),
    "somebody's own words among the options": Damage(
        lambda: {"a.csv": as_csv(google_forms())},
        ("item used", "no options are declared"),
        items={"used": {"answers": []}},
    ),
    "an option that nobody declared": Damage(
        changed(
            surveymonkey,
            lambda rows: rows[1].__setitem__(11, "Algebra tiles") or rows[2].__setitem__(11, "Algebra tiles"),
        ),
        ("item used", "'Algebra tiles' (1)"),
    ),
    "a school with a slip": Damage(placed(2, "Which school", "Shool B"), ("school", "'Shool B' (1)", "as 'School B'")),
    "a school that is in no list": Damage(placed(2, "Which school", "Elsewhere"), ("school", "'Elsewhere' (1)")),
    "a name in the column of the school": Damage(placed(2, "Which school", NAMED), ("school", "not repeated")),
    "names in the column of codes": Damage(placed(2, "Your code", NAMED), ("row 3, person", "the name of a person")),
    "an address in the column of codes": Damage(placed(2, "Your code", MAIL), ("row 3, person", "an e-mail address")),
    "addresses as codes": Damage(column("Your code", (MAIL,) * 5), ("person", "no column headed 'Your code'")),
    "codes that a spreadsheet turned into powers": Damage(placed(2, "Your code", "1.1887E+11"), ("powers of ten",)),
    "two grids with the same rows": Damage(changed(surveymonkey, two_grids), (f"[{PLAN}]", "2 columns")),
    "rows of a wave that are not in the file": Damage(
        added("When?", "Before", "Before", "After", "After", "After"),
        ("no row with 'Later'", "'After' (3)"),
        wave={"rows": {"When?": "Later"}},
    ),
    "a heading of the wave that is not in the file": Damage(
        lambda: {"a.csv": as_csv(google_forms())},
        ("rows", "no column headed 'When?'"),
        wave={"rows": {"When?": "Before"}},
    ),
    "nobody who counts": Damage(column("Your code", ("TEST",) * 5), ("nobody counts of 5 rows", "5 tests")),
    "a role that no table knows": Damage(
        added("Role", "Teacher", "Wizard", "Teacher", "Teacher", "Teacher"),
        ("role", "'Wizard' (1)"),
        more={"role": "Role"},
    ),
    "a wave in reversed_in that is none": Damage(
        lambda: {"a.csv": as_csv(google_forms())},
        ("item rarely, reversed_in", "'later'"),
        items={"rarely": {"reversed_in": ["later"]}},
    ),
    "a scale that is none": Damage(
        lambda: {"a.csv": as_csv(google_forms())},
        ("item plan, scale", "'climate'"),
        items={"plan": {"scale": "climate"}},
    ),
    "a number turned round without its ends": Damage(
        lambda: {"a.csv": as_csv(google_forms())}, ("low and high",), items={"useful": {"low": None, "reversed": True}}
    ),
    "two items with one id": Damage(
        lambda: {"a.csv": as_csv(google_forms())}, ("2 items with the id 'plan'",), items={"rarely": {"id": "plan"}}
    ),
}

MENDED: dict[str, Damage] = {
    "a mark of the byte order": Damage(lambda: {"a.csv": as_csv(google_forms(), encoding="utf-8-sig")}, people=3),
    "UTF-16 without its mark": Damage(
        lambda: {"a.csv": as_csv(google_forms(), "\t", "utf-16-le")}, notes=("UTF-16", "tabs"), people=3
    ),
    "line ends of an old Macintosh": Damage(
        lambda: {"a.csv": as_csv(google_forms()).replace(b"\r\n", b"\r")}, people=3
    ),
    "a first line that names the separator": Damage(
        lambda: {"a.csv": b"sep=;\r\n" + as_csv(google_forms(), ";")}, notes=("cells kept apart by ;",), people=3
    ),
    "bars between cells": Damage(lambda: {"a.csv": as_csv(google_forms(), "|")}, notes=("apart by |",), people=3),
    "titles above the headings": Damage(
        changed(microsoft_forms, lambda rows: rows.insert(0, ["Survey of March"])), people=3
    ),
    "totals below the answers": Damage(
        changed(microsoft_forms, lambda rows: rows.append(["Average", *[""] * 9, "5"])),
        notes=("1 row of totals",),
        people=3,
    ),
    "empty rows among the answers": Damage(
        changed(google_forms, lambda rows: rows.insert(2, [""] * len(rows[0]))), people=3
    ),
    "empty columns at the end": Damage(
        changed(google_forms, lambda rows: [row.extend(["", ""]) for row in rows]), people=3
    ),
    "rows that end early": Damage(changed(google_forms, lambda rows: [row.pop() for row in rows[2:3]]), people=3),
    "columns in another order": Damage(
        changed(google_forms, lambda rows: [row.insert(1, row.pop()) for row in rows]), people=3
    ),
    "mark-up and doubled blanks in headings": Damage(replaced(PLAN, "<b>We\xa0plan</b>  lessons together. "), people=3),
    "curled quotation marks and capitals in answers": Damage(
        lambda: {
            "a.csv": as_csv([[cell.replace("Don't know", "DON’T KNOW ") for cell in row] for row in google_forms()])
        },
        people=3,
    ),
    "the same response twice": Damage(changed(limesurvey, twice), people=3),
    "responses that were not finished": Damage(changed(limesurvey, lambda rows: rows[3].__setitem__(1, "")), people=2),
    "spam and previews": Damage(
        changed(qualtrics, lambda rows: [rows[4].__setitem__(2, "Spam"), rows[5].__setitem__(2, "Survey Preview")]),
        people=1,
    ),
    "numbers as text with decimals": Damage(placed(2, USEFUL, " '7.0000000000"), people=3),
    "a number with the words of its end": Damage(placed(2, USEFUL, "10 – completely"), people=3),
    "days and months in two orders": Damage(
        placed(2, "Timestamp", "02/16/2026 10:00:00"), notes=("two orders",), people=3
    ),
    "times that are none": Damage(column("Timestamp", ("yesterday",) * 5), people=3),
    "a code left blank": Damage(placed(2, "Your code", ""), people=3),
    "codes with blanks and small letters": Damage(
        column("Your code", (" k01", "K 02", "k03", "test ", "K01 ")), people=3
    ),
    "a code under two spellings": Damage(placed(3, "Your code", "K2"), notes=("'K2' may be somebody",), people=3),
    "numbers of responses that a spreadsheet damaged": Damage(
        changed(surveymonkey, lambda rows: [row.__setitem__(0, "1.1887E+11") for row in rows[2:]]),
        notes=("IDs damaged",),
        people=3,
    ),
    "a question on two branches": Damage(
        changed(
            microsoft_forms,
            lambda rows: [
                row.append(text) for row, text in zip(rows, (f"{CHANGE}2", "", "Less", "", "", ""), strict=True)
            ],
        ),
        notes=("never both answered",),
        people=3,
    ),
    "a hidden sheet beside the answers": Damage(
        lambda: {"a.xlsx": book(("Sheet1", microsoft_forms(), "visible"), ("Lists", [["x"]], "hidden"))},
        notes=("hidden: Lists",),
        people=3,
        file="a.xlsx",
    ),
    "dates that a spreadsheet made": Damage(
        lambda: {"a.xlsx": as_workbook([[*row] for row in microsoft_forms()])}, people=3, file="a.xlsx"
    ),
    "own words that are a declared option": Damage(
        changed(surveymonkey, lambda rows: rows[3].__setitem__(14, "bar models")), people=3
    ),
    "a schools' list of another spelling": Damage(replaced("School B", "SCHOOL  B "), people=3),
    "a question that was not asked in this wave": Damage(
        changed(google_forms, lambda rows: [row.pop(6) for row in rows]),
        people=3,
        items={"useful": {"waves": ["before"]}},
        wave={},
    ),
}

__all__ = ["MENDED", "PERSONS", "RARELY", "REFUSED", "USED", "Damage"]
