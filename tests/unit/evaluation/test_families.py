"""Questions of one status meet once; a question that is the only one waits for no other."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from evalkit.core.errors import EstimationError
from evalkit.evaluation.evaluation import Evaluation
from evalkit.evaluation.inputs import StudyInputs
from evalkit.evaluation.plans import Asked, Plan
from evalkit.evaluation.station import At
from evalkit.evaluation.station_keys import Keys
from evalkit.evaluation.stations import STATIONS, rests_of
from evalkit.evaluation.study_opening import read_plan
from evalkit.evaluation.tables import Tables
from evalkit.records.estimate import Estimate
from tests.support.panels import draw_panel
from tests.unit.inference.test_families import by_t

REFUSED = "targeted"


@pytest.fixture(scope="module")
def plan() -> Plan:
    """Return the plan of the shipped study: one planned question, nine exploratory ones."""
    return read_plan("leicester", None)


@pytest.fixture
def asked_for(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return whose estimates were asked for; each is the same, and one question is refused."""
    seen: list[str] = []

    def estimate(asked: Asked, _: At) -> Estimate:
        seen.append(asked.question.id)
        if asked.question.id == REFUSED:
            raise EstimationError.one(where="here", found="nothing", allowed="something", next="give it")
        return by_t(0.3, 0.1, 10, 0.2228)

    tables = Tables(draw_panel(np.random.default_rng(1), areas=3), ())
    monkeypatch.setitem(STATIONS, "panel", replace(STATIONS["panel"], make=lambda *_: tables))
    monkeypatch.setitem(STATIONS, "estimate", replace(STATIONS["estimate"], make=estimate))
    return seen


def test_a_question_that_is_the_only_one_of_its_status_waits_for_no_other(plan: Plan, asked_for: list[str]) -> None:
    found = Evaluation(plan).family("attainment")
    assert [one.finding for one in found.members] == ["attainment"]
    assert asked_for == ["attainment"]


def test_questions_of_one_status_meet_once_and_a_refused_one_is_counted(plan: Plan, asked_for: list[str]) -> None:
    planned, exploratory = Evaluation(plan).families()
    assert (planned.status, exploratory.status) == ("planned", "exploratory")
    named = [question.id for question in plan.study.questions if question.status == "exploratory"]
    assert [one.finding for one in exploratory.members] == [name for name in named if name != REFUSED]
    assert (exploratory.unanswered, planned.unanswered) == (1, 0)
    assert sorted(asked_for) == sorted(question.id for question in plan.study.questions)
    # Their intervals rest on t, so that their number widens them.
    assert {one.judged_by for one in exploratory.members} == {"number"}


def test_every_other_question_asks_the_first_of_its_status(plan: Plan) -> None:
    row, questions = STATIONS["family"], plan.study.questions
    rests = {one.id: rests_of(row, Asked(plan, one)) for one in questions}
    assert rests["attainment"] == (("panel", ""), ("estimate", "attainment"))
    assert rests["city"] == (("family", "all_subjects"),)
    assert len(rests["all_subjects"]) == len(questions) == 11


def test_a_question_that_becomes_planned_is_judged_anew_with_its_new_family(plan: Plan) -> None:
    other = plan.study.question("city").model_copy(update={"status": "planned"})
    questions = tuple(other if one.id == "city" else one for one in plan.study.questions)
    moved = replace(plan, study=plan.study.model_copy(update={"questions": questions}))
    ground = StudyInputs((("code", "a"),), (("table 2019.csv", "b"),))
    before, after = Keys(plan, ground), Keys(moved, ground)
    for question in ("attainment", "all_subjects", "city"):
        assert before.of("family", question).digest != after.of("family", question).digest
    assert before.of("estimate", "city").digest == after.of("estimate", "city").digest
    assert before.of("alone", "attainment").digest == after.of("alone", "attainment").digest
