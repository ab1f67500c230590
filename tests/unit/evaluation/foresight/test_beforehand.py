"""What check says of each question before any result: how certainty is judged, and whom of the programme it loses."""

from __future__ import annotations

from pathlib import Path

import pytest

from evalkit.evaluation.evaluation import Evaluation
from evalkit.evaluation.foresight.foresight import Foresight, foresee
from evalkit.evaluation.memory import Memory, memory_folder
from evalkit.evaluation.study_opening import read_plan
from evalkit.run.jobs.check import check
from tests.hostile.foreseen import PROGRAMME, Variant, changed, write_study
from tests.hostile.own_rules import OUTSIDE

GIRLS = changed(lambda row, _: row.update({"EGENDER": "GIRLS"} if row["URN"] == str(PROGRAMME[0]) else {}))


def foreseen(folder: Path, variant: Variant) -> Foresight:
    return foresee(read_plan(write_study(folder / "study", variant), None))


def test_a_declared_primary_that_departs_from_the_rule_is_said_with_its_reason(tmp_path: Path) -> None:
    why = "The plan was made before variances of areas were known."
    parts = {"inference": '"cluster_robust"', "question": f'departs = "{why}"'}
    (said,) = foreseen(tmp_path, Variant((), parts)).certainty
    assert said.startswith("main: departs from the design's own rule. The plan puts cluster robust first; the design")
    assert "would put variance components first. 6 of the 6 eligible schools of one area are studied" in said
    assert said.endswith(why)


def test_a_declared_primary_that_is_the_rules_own_departs_from_nothing(tmp_path: Path) -> None:
    (said,) = foreseen(tmp_path, Variant((), {"inference": '"variance_components"'})).certainty
    assert said.startswith("main: variance components first, as the design calls for.")


def test_inferences_left_out_are_chosen_by_the_design_and_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = write_study(tmp_path / "study", Variant((), {"inference": ""}))
    assert check(str(folder), data=None) == 0
    said = capsys.readouterr().out
    assert "how sure: left to the design, as said below" in said
    assert "main: left to the design, which puts variance components first; beside it placebo areas" in said
    estimate = Evaluation(read_plan(folder, None)).estimate("main")
    assert estimate.primary == "variance_components"
    assert [one.name for one in estimate.inferences] == ["variance_components", "placebo_areas", "cluster_robust"]


def test_schools_without_a_comparison_are_said_by_name(tmp_path: Path) -> None:
    (said,) = foreseen(tmp_path, Variant((), {}, GIRLS)).own
    assert said == ("990001 Invented School 990001: has no comparison: too few similar schools within reach (main)")


def test_schools_outside_a_donor_rule_are_said_by_name(tmp_path: Path) -> None:
    kept = foreseen(tmp_path / "kept", Variant((), {"donors": OUTSIDE})).own
    assert [line[:6] for line in kept] == ["990001", "990002"]
    assert all("stays in the estimate though it does not pass a rule" in line for line in kept)
    out = foreseen(tmp_path / "out", Variant((), {"donors": f'{OUTSIDE}\nown = "leave_out"'})).own
    assert [line[:6] for line in out] == ["990001", "990002"]
    assert all("has no comparison: outside a rule for comparison schools: Small" in line for line in out)


def test_schools_that_the_declared_rule_would_not_have_chosen_are_said_by_name(tmp_path: Path) -> None:
    chosen = {"chosen": 'chosen_on = { variable = "p8_maths", year = 2017, below = 0.1 }'}
    found = foreseen(tmp_path, Variant((), chosen))
    assert [line[:31] for line in found.own] == [f"{urn} Invented School {urn}: " for urn in PROGRAMME[4:]]
    assert len(found.faults) == 1


def test_check_leaves_nothing_behind_and_takes_what_a_run_has_read(tmp_path: Path) -> None:
    folder = write_study(tmp_path / "study", Variant(()))
    plan = read_plan(folder, None)
    plain = foresee(plan)
    assert not (folder / ".evalkit").exists()
    kept = memory_folder(folder)
    Evaluation(plan, Memory(kept)).comparison("main")
    assert foresee(plan) == plain
    again = Evaluation(plan, Memory(kept))
    again.ways("main")
    assert {one.made for one in again.stations.told} == {"reused"}
