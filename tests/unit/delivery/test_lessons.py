"""Lessons, each with the evidence it names."""

from __future__ import annotations

import evalkit as ek
from evalkit.delivery import DELIVERY
from evalkit.delivery.lessons import run
from evalkit.delivery.parts.account import DeliveryInputs
from evalkit.records.delivery.lessons import Lessons
from evalkit.study.study_reader import read_study
from tests.support.programme import Row, account, kept_tables, schools

PUBLISHED = "programme's own report"
MEETING = {"meeting": "M1", "kind": "governance", "date": "2017-09-05", "held": "yes", "invented": "yes"}


def lesson(identifier: str, kind: str, evidence: str = "project's view", **columns: object) -> Row:
    return {"lesson": identifier, "kind": kind, "evidence": evidence, **columns}


def lessons(*rows: Row) -> Lessons:
    kept = kept_tables(schools=schools("A"), lessons=list(rows), meetings=[MEETING])
    study = read_study("leicester")
    return run(DeliveryInputs(study, kept, accounts=lambda name: account(name, kept, study)))


def test_a_lesson_shows_what_its_evidence_shows() -> None:
    result = lessons(
        lesson("They met every month", "worked", "delivery:governance", origin=PUBLISHED),
        lesson("Meetings were written down", "worked", "table:meetings"),
        lesson("Trust took time", "worked", says="heads of maths"),
    )
    text = ek.sentence(result, "worked").text
    assert "- They met every month. (Evidence: steering meetings, invented.)" in text
    assert (
        "- Meetings were written down. These tables brought it up. (Evidence: Meetings of governance, invented.)"
        in text
    )
    assert "This is the project's view, as told by heads of maths." in text
    shown = [row[-1] for row in ek.table(result).cells]
    assert shown[0].startswith("Invented: Those who steered the programme met in")
    assert shown[1] == "Invented: Recorded in 1 row of “Meetings of governance”."


def test_evidence_may_be_some_rows_of_a_table() -> None:
    rows = (lesson("a", "worked", "table:meetings kind=governance"), lesson("b", "worked", "table:meetings held=no"))
    first, second = (one.evidence for one in lessons(*rows).lessons)
    assert (first.rows, first.about) == (1, "Meetings of governance, Kind: governance")
    assert second.rows == 0


def test_what_the_programme_published_and_what_tables_show_stand_apart() -> None:
    result = lessons(lesson("a", "worked"), lesson("b", "worked", origin=PUBLISHED))
    text = ek.sentence(result, "worked").text
    assert text.index("- B. This is") < text.index("- A. These tables brought it up.")
    assert "unless a point says that these tables brought it up" in ek.sentence(result).text


def test_points_are_counted_by_kind() -> None:
    result = lessons(lesson("a", "worked", "table:meetings"), lesson("b", "differently"), lesson("c", "continues"))
    assert ek.sentence(result).text.startswith(
        "The programme sets down 3 points: 1 that worked, 1 to do differently and 1 to continue. 1 of them"
    )
    assert ek.sentence(lessons(lesson("a", "worked")), "differently").text == ""


def test_the_front_page_takes_those_with_evidence_first() -> None:
    rows = [lesson(word, "worked") for word in ("one", "two", "three")]
    result = lessons(*rows, lesson("four", "worked", "table:meetings"))
    assert ek.sentence(result, "front_worked").text == "- Four.\n- One.\n- Two."


def test_the_table_holds_every_lesson() -> None:
    result = lessons(lesson("a", "worked", point="L9", schools=12), lesson("b", "continues"))
    block = ek.table(result)
    assert [row[1] for row in block.cells] == ["L9", ""]
    assert block.cells[0][4] == "12"


def test_every_account_is_called_something_that_a_funder_can_read() -> None:
    called = {name: DELIVERY.get(name).called for name in DELIVERY.own_names()}
    assert len(set(called.values())) == len(DELIVERY.own_names())
    for name, words in called.items():
        assert 2 <= len(words.split()) <= 4 and words != name.replace("_", " ") and words[-1] != ".", name
