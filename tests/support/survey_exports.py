"""Small invented exports, one for each survey tool, of one and the same five answers."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from openpyxl import Workbook

from evalkit.study.surveys import Survey
from tests.support.survey_studies import Declared, survey

Table = list[list[str]]

CODE, SCHOOL, GRID = "Your code", "Which school do you work in?", "How far do you agree?"
PLAN, RARELY = "We plan lessons together.", "I rarely use bar models."
USEFUL, USED, CHANGE = "How useful was it? (0 to 10)", "Which have you used?", "What would you change?"
OPTIONS = ("Bar models", "Quizzes, every week", "None of these")
LABELS = ("Strongly disagree", "Disagree", "Neither agree nor disagree", "Agree", "Strongly agree", "Don't know")
SCHOOLS = ("School A", "School B")


@dataclass(frozen=True)
class Person:
    """What one invented person answered."""

    code: str
    school: str
    plan: str
    rarely: str
    useful: str
    used: tuple[str, ...]
    own: str = ""
    change: str = ""


# The fourth tried the questionnaire for the project; the fifth answers a second time as the first.
PEOPLE = (
    Person("K01", "School A", "Agree", "Disagree", "6", ("Bar models", "Quizzes, every week"), change="More time"),
    Person("K02", "School B", "Strongly agree", "Strongly disagree", "0", (), own="Counters"),
    Person("K03", "School B", "Don't know", "Agree", "", ("None of these",), change="Nothing; it was good"),
    Person("TEST", "test", "Agree", "Agree", "5", ("Bar models",)),
    Person("k01 ", "School A", "Strongly agree", "Disagree", "8", ("Bar models",)),
)
# Of those who count: the mean of each, the higher the better.
RIGHT = {"plan": 5.0, "rarely": (4 + 5 + 2) / 3, "useful": 4.0}
TICKED = {"Bar models": 1, "None of these": 1, "Other": 1}
TIMES = tuple(datetime(2026, 2, day, 15, 30, 11) for day in (3, 3, 4, 5, 16))


def declared(file: str, key: str = "", **more: object) -> Survey:
    """Return the declaration that fits every one of these exports."""
    items: Sequence[Declared] = (
        {"id": "plan", "asks": PLAN},
        {"id": "rarely", "asks": RARELY, "reversed": True},
        {"id": "useful", "asks": USEFUL, "kind": "number", "low": 0, "high": 10},
        {"id": "used", "asks": USED, "kind": "ticks", "answers": [*OPTIONS, "Other"]},
        {"id": "change", "asks": CHANGE, "kind": "text"},
    )
    return survey(items, [{"id": "after", "file": file, "key": key}], **{"person": CODE, "school": SCHOOL, **more})


def as_csv(rows: Table, separator: str = ",", encoding: str = "utf-8") -> bytes:
    """Return a table as the bytes of a file of text."""
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=separator).writerows(rows)
    return out.getvalue().encode(encoding)


def as_workbook(rows: Sequence[Sequence[object]], title: str = "Sheet1") -> bytes:
    """Return a table as a workbook of one sheet."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = title
    for row in rows:
        sheet.append([None if cell == "" else cell for cell in row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def microsoft_forms() -> Table:
    """Return what Microsoft Forms writes, saved as text."""
    head = ["ID", "Start time", "Completion time", "Email", "Name", "Last modified time"]
    rows = [[*head, CODE, SCHOOL, PLAN, RARELY, USEFUL, USED, f"{CHANGE}\n"]]
    for number, (person, when) in enumerate(zip(PEOPLE, TIMES, strict=True), 2):
        time = f"{when.month}/{when.day}/{when:%y %H:%M:%S}"
        ticks = "".join(f"{option};" for option in (*person.used, *([person.own] if person.own else [])))
        about = [str(number), time, time, f"person-0{number}@example.org", f"Person 0{number}", ""]
        rows.append([*about, person.code, person.school, *_three(person), ticks, person.change])
    return rows


def google_forms() -> Table:
    """Return what Google Sheets writes of a form's responses."""
    grid = [f"{GRID} [{PLAN}]", f"{GRID}  [{RARELY}]"]
    rows = [["Timestamp", "Email address", CODE, SCHOOL, *grid, USEFUL, USED, CHANGE]]
    for person, when in zip(PEOPLE, TIMES, strict=True):
        ticks = ", ".join((*person.used, *([person.own] if person.own else [])))
        about = [f"{when:%d/%m/%Y %H:%M:%S}", "person-01@example.org", person.code, person.school]
        rows.append([*about, *_three(person), ticks, person.change])
    return rows


def jisc() -> Table:
    """Return what Jisc Online Surveys writes in codes, whose order is that in which choices were shown."""
    rows = [
        ["URN", "Q1", "Q2", "Q3", "Q3_1_a", "Q3_2_a", "Q4", "Q5_1", "Q5_2", "Q5_3", "Q5_4", "Q5_a", "Q6", "StartDate"]
    ]
    rows[0].append("CompletionDate")
    shown = [*LABELS[4::-1], LABELS[5]]
    for number, (person, when) in enumerate(zip(PEOPLE, TIMES, strict=True), 1):
        school = str(SCHOOLS.index(person.school) + 1) if person.school in SCHOOLS else ""
        codes = [str(shown.index(one) + 1) for one in (person.plan, person.rarely)]
        rows.append(
            [
                f"9-9-{number}",
                person.code,
                school,
                "",
                *codes,
                person.useful,
                *_boxes(person),
                person.own,
                person.change,
            ]
            + [str(when)] * 2
        )
    return rows


def jisc_key() -> Table:
    """Return the key to it."""
    shown = [[str(code), label] for code, label in enumerate([*LABELS[4::-1], LABELS[5]], 1)]
    options = [[str(code), option] for code, option in enumerate([*OPTIONS, "Other"], 1)]
    schools = [[str(code), name] for code, name in enumerate(SCHOOLS, 1)]
    return [
        ["URN", "Unique Response Number"],
        ["Q1", CODE],
        ["Q2", SCHOOL],
        *schools,
        ["Q3", GRID],
        ["Q3_1_a", PLAN],
        *shown,
        ["Q3_2_a", RARELY],
        *shown,
        ["Q4", USEFUL],
        ["Q5", USED],
        *options,
        ["Q5_a", "If you selected Other, please specify:"],
        ["Q6", CHANGE],
        ["StartDate", "Start date"],
        ["CompletionDate", "Submission date"],
    ]


def surveymonkey() -> Table:
    """Return what SurveyMonkey writes: two heading rows."""
    about = ["Respondent ID", "Collector ID", "Start Date", "End Date", "IP Address", "Email Address"]
    rows = [
        [*about, CODE, SCHOOL, GRID, "", USEFUL, USED, "", "", "", CHANGE],
        [""] * 6
        + ["Open-Ended Response", "Response", PLAN, RARELY, "Open-Ended Response", *OPTIONS]
        + ["Other (please specify)", "Open-Ended Response"],
    ]
    for number, (person, when) in enumerate(zip(PEOPLE, TIMES, strict=True)):
        ticks = [option if option in person.used else "" for option in OPTIONS]
        time = f"{when:%m/%d/%Y %I:%M:%S %p}"
        rows.append(
            [
                f"11887000000{number}",
                "400",
                time,
                time,
                f"192.0.2.{number}",
                "person-01@example.org",
                person.code,
                person.school,
                *_three(person),
                *ticks,
                person.own,
                person.change,
            ]
        )
    return rows


def qualtrics() -> Table:
    """Return what Qualtrics writes: three heading rows."""
    names = ["StartDate", "EndDate", "Status", "IPAddress", "Progress", "Finished", "RecordedDate", "ResponseId"]
    asked = ["Q1", "Q2", "Q3_1", "Q3_2", "Q4", "Q5", "Q5_4_TEXT", "Q6"]
    words = [
        CODE,
        f"<strong>{SCHOOL}</strong>",
        f"{GRID} - {PLAN}",
        f"{GRID} - {RARELY}",
        USEFUL,
        f"{USED} - Selected Choice",
        f"{USED} - Other (please specify): - Text",
        CHANGE,
    ]
    titles = ["Start Date", "End Date", "Response Type", "IP Address", "Progress", "Finished", "Recorded Date"]
    rows = [
        [*names, *asked],
        [*titles, "Response ID", *words],
        [f'{{"ImportId":"{name}"}}' for name in (*names, *(f"QID{one[1:]}" for one in asked))],
    ]
    for number, (person, when) in enumerate(zip(PEOPLE, TIMES, strict=True)):
        ticks = ",".join((*person.used, *(["Other (please specify):"] if person.own else [])))
        rows.append(
            [
                str(when),
                str(when),
                "IP Address",
                f"198.51.100.{number}",
                "100",
                "True",
                str(when),
                f"R_{number}",
                person.code,
                person.school,
                *_three(person),
                ticks,
                person.own,
                person.change,
            ]
        )
    return rows


def limesurvey() -> Table:
    """Return what LimeSurvey writes with codes and words in its headings."""
    about = ["id. Response ID", "submitdate. Date submitted", "lastpage. Last page", "startlanguage. Start language"]
    grid = [f"AGREE[SQ001]. {GRID} [{PLAN}]", f"AGREE[SQ002]. {GRID} [{RARELY}]"]
    ticks = [f"USED[SQ00{place}]. {USED} [{option}]" for place, option in enumerate(OPTIONS, 1)]
    rows = [
        [
            *about,
            "token. Access code",
            f"CODE. {CODE}",
            f"SCH. {SCHOOL}",
            *grid,
            f"USE. {USEFUL}",
            *ticks,
            f"USED[other]. {USED} [Other]",
            f"CHANGE. {CHANGE}",
            "interviewtime. Total time",
        ]
    ]
    for number, (person, when) in enumerate(zip(PEOPLE, TIMES, strict=True), 11):
        boxes = ["Yes" if option in person.used else "No" for option in OPTIONS]
        rows.append(
            [
                str(number),
                str(when),
                "3",
                "en",
                f"tok{number}",
                person.code,
                person.school,
                *_three(person),
                *boxes,
                person.own,
                person.change,
                "300.1",
            ]
        )
    return rows


def redcap() -> Table:
    """Return what REDCap writes in raw codes."""
    rows = [
        [
            "record_id",
            "redcap_survey_identifier",
            "teacher_timestamp",
            "code",
            "school",
            "agree_a",
            "agree_b",
            "useful",
            "used___1",
            "used___2",
            "used___3",
            "used___4",
            "used_other",
            "change",
            "teacher_complete",
        ]
    ]
    for number, (person, when) in enumerate(zip(PEOPLE, TIMES, strict=True), 1):
        school = str(SCHOOLS.index(person.school) + 1) if person.school in SCHOOLS else ""
        codes = [str(LABELS.index(one) + 1) for one in (person.plan, person.rarely)]
        rows.append(
            [
                str(number),
                "person-01@example.org",
                str(when),
                person.code,
                school,
                *codes,
                person.useful,
                *_boxes(person),
                person.own,
                person.change,
                "2",
            ]
        )
    return rows


def redcap_dictionary() -> Table:
    """Return the data dictionary to it."""
    scale = " | ".join(f"{code}, {label}" for code, label in enumerate(LABELS, 1))
    schools = " | ".join(f"{code}, {name}" for code, name in enumerate(SCHOOLS, 1))
    used = " | ".join(f"{code}, {option}" for code, option in enumerate([*OPTIONS, "Other"], 1))
    head = ["Variable / Field Name", "Form Name", "Section Header", "Field Type", "Field Label"]
    fields = [
        ("record_id", "text", "Record ID", ""),
        ("code", "text", CODE, ""),
        ("school", "radio", SCHOOL, schools),
        ("agree_a", "radio", PLAN, scale),
        ("agree_b", "radio", RARELY, scale),
        ("useful", "text", USEFUL, ""),
        ("used", "checkbox", USED, used),
        ("used_other", "text", "Please specify", ""),
        ("change", "notes", CHANGE, ""),
    ]
    rows = [[name, "teacher", "", kind, label, choices] for name, kind, label, choices in fields]
    return [[*head, "Choices, Calculations, OR Slider Labels"], *rows]


# Each with its key, where it has one.
EXPORTS: dict[str, tuple[Callable[[], Table], Callable[[], Table] | None]] = {
    "Microsoft Forms": (microsoft_forms, None),
    "Google Forms": (google_forms, None),
    "Jisc Online Surveys": (jisc, jisc_key),
    "SurveyMonkey": (surveymonkey, None),
    "Qualtrics": (qualtrics, None),
    "LimeSurvey": (limesurvey, None),
    "REDCap": (redcap, redcap_dictionary),
}


def _three(person: Person) -> list[str]:
    return [person.plan, person.rarely, person.useful]


def _boxes(person: Person) -> list[str]:
    return [str(int(option in person.used)) for option in OPTIONS] + [str(int(bool(person.own)))]
