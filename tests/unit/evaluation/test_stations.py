"""One table of stations: methods, keys and the order of a run follow from it."""

from __future__ import annotations

import numpy as np
import pytest

from evalkit.core.errors import StudyFileError
from evalkit.evaluation import evaluation as door
from evalkit.evaluation import stations as table
from evalkit.evaluation.evaluation import Evaluation
from evalkit.evaluation.inputs import StudyInputs
from evalkit.evaluation.plans import Asked, Plan
from evalkit.evaluation.reads import outcome
from evalkit.evaluation.station import At, Station
from evalkit.evaluation.station_keys import Keys
from evalkit.evaluation.stations import STATIONS, ahead, rests_of
from evalkit.evaluation.study_opening import read_plan
from evalkit.evaluation.tables import Tables
from tests.support.panels import draw_panel

# One part of each station that is asked for in parts.
SOME_PART = {"check": "placebo_years", "delivery": "reach"}
GROUND = StudyInputs((("code", "a"),), (("table 2019.csv", "b"),))


@pytest.fixture(scope="module")
def plan() -> Plan:
    """Return the plan of the shipped study."""
    return read_plan("leicester", None)


@pytest.mark.parametrize("name", STATIONS)
def test_every_row_is_a_method_that_says_what_it_gives(name: str) -> None:
    method = vars(Evaluation)[name]
    assert (method.fget if isinstance(method, property) else method).__doc__
    assert STATIONS[name].name == name
    assert STATIONS[name].gives


def test_every_station_rests_on_rows_of_the_table_and_never_on_itself(plan: Plan) -> None:
    def below(name: str, question: str, seen: tuple[tuple[str, str], ...]) -> None:
        row, part = table.row_of(name)
        assert row is not None
        asked = Asked(plan, plan.study.question(question) if question else None, part)
        for address in rests_of(row, asked):
            assert address not in seen
            below(*address, (*seen, address))

    for row in STATIONS.values():
        question = "" if row.of_study else "attainment"
        below(f"{row.name} {SOME_PART[row.name]}" if row.in_parts else row.name, question, ())


def test_a_run_computes_ahead_what_its_pages_share() -> None:
    assert ahead(of_study=True) == ("panel", "exposure")
    assert set(ahead(of_study=False)) >= {"comparison", "trends", "estimate", "event_study", "checks", "alone"}


def test_a_new_row_is_all_that_a_new_station_needs(plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    def make(asked: Asked, at: At) -> str:
        return f"{asked.question.id}: {len(at('panel', Tables).panel.frame)} rows"

    row = Station("rows", "how many rows there are", make, ("panel",), (outcome,))
    monkeypatch.setitem(STATIONS, "rows", row)
    monkeypatch.setattr(Evaluation, "rows", door._method(row), raising=False)
    drawn = draw_panel(np.random.default_rng(1), areas=3)
    monkeypatch.setitem(
        STATIONS, "panel", Station("panel", "a panel", lambda *_: Tables(drawn, ()), of_study=True, reads_tables=True)
    )
    assert Evaluation(plan).rows("attainment") == f"attainment: {len(drawn.frame)} rows"
    assert Evaluation.rows.__doc__ == "Return how many rows there are."
    inputs = dict(Keys(plan, GROUND).of("rows", "attainment").inputs)
    assert list(inputs) == ["code", "outcome", "panel"]


def test_a_station_may_ask_only_for_what_its_row_says_it_rests_on(plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(
        STATIONS, "sly", Station("sly", "what it should not know", lambda asked, at: at("panel", Tables))
    )
    with pytest.raises(LookupError, match="sly does not say that it rests on panel"):
        Evaluation(plan).ask("sly", "attainment")


def test_an_unknown_question_is_refused_with_those_there_are(plan: Plan) -> None:
    with pytest.raises(StudyFileError, match="attainment, all_subjects"):
        Evaluation(plan).finding("attainmnet")


def test_a_question_is_resolved_once_and_travels_as_one_record(plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[Asked] = []
    resolved: list[str] = []
    own = door.question_of
    monkeypatch.setattr(door, "question_of", lambda study, name: resolved.append(name) or own(study, name))
    for name in ("comparison", "estimate"):
        row = Station(name, "one of two", lambda asked, at: seen.append(asked), kept=False)
        monkeypatch.setitem(STATIONS, name, row)
    rests = (("comparison", "attainment"), ("estimate", "attainment"))
    both = Station("finding", "both", lambda asked, at: [at(name, object) for name, _ in rests], lambda _: rests)
    monkeypatch.setitem(STATIONS, "finding", both)
    Evaluation(plan).ask("finding", "attainment")
    assert resolved == ["attainment"]
    assert [one.question for one in seen] == [plan.study.question("attainment")] * 2
