"""A theory of change names accounts that exist, rests on what they show, and moves no number."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from evalkit.evaluation.inputs import StudyInputs
from evalkit.evaluation.plans import Asked, Plan, as_plain
from evalkit.evaluation.station_keys import Keys
from evalkit.evaluation.stations import rests_of, row_of
from evalkit.evaluation.study_opening import inspect_plan, read_plan
from tests.support.locked import study_copy

GROUND = StudyInputs((("code", "a"),), (("table 2019.csv", "b"),))
OTHERS = ("panel", "delivery courses", "delivery mechanisms")


def changed(study: Path, pattern: str, by: str) -> None:
    """Change the first place of the theory that a pattern fits."""
    file = study / "theory_of_change.toml"
    text = file.read_text(encoding="utf-8")
    assert re.search(pattern, text)
    file.write_text(re.sub(pattern, by, text, count=1), encoding="utf-8")


def key(plan: Plan, station: str) -> str:
    return Keys(plan, GROUND).of(station, "").digest


@pytest.mark.parametrize(
    ("by", "found", "next_step"),
    [
        ("delivery:course", "delivery:course, which is no account", "did you mean courses?"),
        ("delivery:theory_of_change", "delivery:theory_of_change, which is no account", "name one of these"),
        ("delivery:courses.team", "delivery:courses.team, which the account does not answer", "did you mean teams?"),
    ],
)
def test_an_account_that_does_not_exist_is_a_fault(tmp_path: Path, by: str, found: str, next_step: str) -> None:
    study = study_copy(tmp_path)
    changed(study, r"delivery:courses\.teams", by)
    (fault,) = inspect_plan(study, None).faults
    assert fault.where == "theory_of_change.toml, [[arrows]] 5 (team to teams), indicator"
    assert fault.found.startswith(found)
    assert fault.next.startswith(next_step)


def test_the_plan_is_the_same_with_and_without_a_theory(tmp_path: Path) -> None:
    study = study_copy(tmp_path)
    before = as_plain(read_plan(study, None))
    (study / "theory_of_change.toml").unlink()
    assert as_plain(read_plan(study, None)) == before


def test_another_theory_is_asked_anew_and_nothing_else_is(tmp_path: Path) -> None:
    study = study_copy(tmp_path)
    before = read_plan(study, None)
    changed(study, "A grant, and the Maths Hub", "A grant")
    after = read_plan(study, None)
    assert key(before, "delivery theory_of_change") != key(after, "delivery theory_of_change")
    assert [key(before, one) for one in OTHERS] == [key(after, one) for one in OTHERS]


def test_it_rests_on_every_indicator_that_it_names(tmp_path: Path) -> None:
    plan = read_plan(study_copy(tmp_path), None)
    assert plan.study.theory is not None
    row, part = row_of("delivery theory_of_change")
    assert row is not None
    rests = set(rests_of(row, Asked(plan, part=part)))
    assert {("finding", "attainment"), ("refused", "attainment"), ("delivery courses", "")} <= rests
