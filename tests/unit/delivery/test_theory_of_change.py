"""The theory of change: each arrow with what its indicator gives."""

from __future__ import annotations

import pytest

import evalkit as ek
from evalkit.core.errors import Fault
from evalkit.delivery import DELIVERY
from evalkit.delivery.parts.account import DeliveryInputs, given
from evalkit.delivery_blocks.figures import theory_of_change as drawing
from evalkit.findings.finding import Unanswered
from evalkit.records.delivery.record import DeliveryRecord, NotKept
from evalkit.records.delivery.theory_of_change import ChangeTheory
from evalkit.report.figures.parts.canvas import NARROW, WIDE
from evalkit.report.words import Words, banned_in
from evalkit.study.study_reader import read_study
from evalkit.study.theory_of_change import TheoryOfChange
from tests.support.programme import account, kept_tables

ROWS = [{"strand": "leadership", "mechanism": "modelling the technique", "clear": 2, "invented": "yes"}]
THEORY = {
    "steps": [
        {"id": "grant", "level": "inputs", "says": "A grant"},
        {"id": "course", "level": "activities", "says": "A course"},
        {"id": "teachers", "level": "teachers", "says": "Teachers who know more"},
        {"id": "results", "level": "pupils", "says": "Better results"},
    ],
    "arrows": [
        {"from": "grant", "to": "course", "indicator": "delivery:mechanisms", "shows": "as planned"},
        {"from": "course", "to": "teachers", "indicator": "delivery:courses"},
        {"from": "teachers", "to": "results", "because": "what teachers know they can teach"},
        {"from": "course", "to": "results", "indicator": "finding:attainment"},
    ],
}
REFUSED = Unanswered("attainment", "Did it rise?", "planned", (Fault("here", "nothing", "something", "look"),), 3)


def asked() -> ChangeTheory:
    """Return the theory where one account has an answer, one lacks its tables, and the question is refused."""
    kept = kept_tables(mechanisms=ROWS)
    study = read_study("leicester").model_copy(update={"theory": TheoryOfChange.model_validate(THEORY)})
    answers: dict[str, object] = {
        "delivery:mechanisms": account("mechanisms", kept),
        "delivery:courses": account("courses", kept),
        "finding:attainment": REFUSED,
    }
    inputs = DeliveryInputs(study, kept, indicators=answers, refused=frozenset({"finding:attainment"}))
    result = given(DELIVERY, "theory_of_change", inputs)
    assert isinstance(result, ChangeTheory)
    return result


def test_without_a_theory_the_account_says_what_it_needs() -> None:
    result: DeliveryRecord = account("theory_of_change", kept_tables(), theory=None)
    assert isinstance(result, NotKept)
    assert "theory_of_change.toml" in ek.sentence(result).text


def test_an_arrow_has_an_answer_only_where_tables_were_kept_and_the_question_was_answered() -> None:
    assert [one.recorded for one in asked().arrows] == [True, False, False, False]
    assert "expected 4 steps; something tests 3 of them, and for 1 of these" in ek.sentence(asked()).text
    assert "Nothing tests the step from “Teachers who know more” to “Better results”" in ek.sentence(asked()).text


def test_the_table_quotes_each_indicator_s_own_answer_and_the_lead_s_words_beside_it() -> None:
    shows = [row[-1] for row in ek.table(asked()).cells]
    own = ek.sentence(asked().arrows[0].answer).text
    assert shows[0] == f"{own} As planned."
    assert own.startswith("Invented: ")
    assert shows[1].startswith("Not recorded: ")
    assert shows[2] == ""
    assert shows[3] == "This question could not be answered."


def test_what_stands_alone_is_listed_on_both_sides() -> None:
    rows = [" ".join(row) for row in ek.table(asked(), "loose").cells]
    assert "Arrow without an indicator Teachers who know more → Better results" in rows
    assert any("(finding:gap)" in row for row in rows)
    # Courses are named, reach lacks its tables: neither stands alone.
    assert not any("(delivery:" in row for row in rows)


def test_every_step_and_arrow_is_in_the_words_beside_the_picture() -> None:
    text = ek.figure(asked()).text
    assert all(str(step["says"]) in text for step in THEORY["steps"])
    assert "A grant to A course (tested)" in text
    assert "A course to Teachers who know more (not recorded)" in text
    assert "Teachers who know more to Better results (nothing tests it)" in text
    assert not banned_in(text)


def test_steps_are_listed_in_the_order_of_their_levels() -> None:
    assert [row[0] for row in ek.table(asked(), "steps").cells] == ["Inputs", "Activities", "Teachers", "Pupils"]


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_the_words_of_the_picture_touch_nothing(width: float) -> None:
    assert drawing.draw(asked(), Words(), width).overlaps() == []


@pytest.mark.parametrize("study", ["leicester", "north-west"])
@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_pictures_of_shipped_theories_are_clean(study: str, width: float) -> None:
    inputs = DeliveryInputs(read_study(study), kept_tables())
    result = given(DELIVERY, "theory_of_change", inputs)
    assert isinstance(result, ChangeTheory)
    assert drawing.draw(result, Words(), width).overlaps() == []
