"""What stands beside a finding: the programme counted whole, and the teaching behind the estimate."""

from __future__ import annotations

import datetime as dt

import pytest

from evalkit.design.parts.facts import ASKED_ABOUT
from evalkit.evaluation.standing import asked_of
from evalkit.evaluation.waves import waves_asked
from evalkit.tables.flow import Flow, Loss, Step
from tests.unit.report import samples

LOST = (Loss(990003, None, "closed"), Loss(990004, None, "closed"))
KEPT = Step("has every year and fact needed", "programme", "schools", 5, 3, LOST)
APART = Step(ASKED_ABOUT, "programme", "schools", 7, 5, (Loss(990008, None, "apart"), Loss(990009, None, "apart")))
OTHERS = Step("may serve as a comparison", "comparison", "schools", 400, 400)


@pytest.mark.parametrize(
    ("steps", "asked"), [((KEPT, OTHERS), 5), ((APART, KEPT, OTHERS), 5), ((OTHERS, KEPT), 5), ((OTHERS,), 0), ((), 0)]
)
def test_schools_are_counted_before_any_is_lost_for_what_it_lacks(steps: tuple[Step, ...], asked: int) -> None:
    assert asked_of(Flow(steps)) == asked


def test_a_question_about_targeted_schools_counts_their_waves_alone() -> None:
    study = samples.study(
        schools={
            "list": (
                {"urn": 990001, "wave": "late"},
                {"urn": 990002, "wave": "late", "role": "targeted"},
                {"urn": 990003, "role": "targeted", "starts": dt.date(2018, 4, 1)},
            ),
            "waves": ({"id": "late", "name": "Late", "starts": dt.date(2018, 1, 8)},),
        }
    )
    (question,) = study.questions
    every = waves_asked(study, question, 3)
    assert every == (("Late", 2, dt.date(2018, 1, 8)), ("All schools", 1, dt.date(2018, 4, 1)))
    targeted = waves_asked(study, question.model_copy(update={"schools": "targeted"}), 2)
    assert targeted == (("Late", 1, dt.date(2018, 1, 8)), ("All schools", 1, dt.date(2018, 4, 1)))


def test_schools_named_by_a_rule_are_counted_as_they_are() -> None:
    study = samples.study(schools={"rule": {"areas": ("856",)}})
    assert waves_asked(study, study.questions[0], 19) == (("All schools", 19, dt.date(2017, 9, 1)),)
