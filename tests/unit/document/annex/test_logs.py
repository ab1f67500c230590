"""The plan, the commands and the four logs say what the record holds, once, and leave to people what is theirs."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from evalkit.core.assumption import Assumption
from evalkit.document.annex.assumptions_log import UNTRUE, assumptions_log, decisions_log
from evalkit.document.annex.audited_run import AuditedRun
from evalkit.document.annex.data_log import data_log
from evalkit.document.annex.plan_followed import DEFAULT, WRITTEN, plan_and_deviations
from evalkit.document.annex.quality_log import GUARDS, quality_log
from evalkit.document.annex.rerun import rerun
from evalkit.document.parts import Paragraph, Part, Table
from evalkit.records.check import CheckResult
from evalkit.records.estimate import Refusal
from evalkit.sensitivity import CHECKS
from tests.unit.document.annex.runs import PLAN, RECORD, TABLES, finding, run
from tests.unit.report import samples

ROOT = Path(__file__).resolve().parents[4]


def rows(parts: tuple[Part, ...], end: str) -> list[dict[str, str]]:
    """Return the rows of the table whose place ends so, by header."""
    block = next(part.block for part in parts if isinstance(part, Table) and part.place.endswith(end))
    return [dict(zip(block.columns, cells, strict=True)) for cells in block.cells]


def test_the_plan_shows_every_setting_once_and_who_set_it() -> None:
    plan = rows(plan_and_deviations(run()), "plan-table")
    settings = {(row["Part of the plan"], row["Setting"]): row for row in plan}
    assert len(settings) == len(plan)
    assert settings["question", "outcome"]["Set by"] == WRITTEN
    assert settings["question", "weighting"]["Set by"] == DEFAULT
    assert settings["placebo areas", "min_schools"]["Value"] == "5"
    assert settings["years", "baseline"]["Value"] == "2016/17"


def test_a_run_without_a_plan_says_so() -> None:
    parts = plan_and_deviations(run(record={}))
    assert any(isinstance(part, Paragraph) and "holds no plan" in part.text for part in parts)


def test_every_kind_of_departure_is_listed_and_none_is_said_where_there_is_none() -> None:
    (none,) = rows(plan_and_deviations(run()), "deviations-table")
    assert none["What departs"] == "none"
    refused = Refusal("cluster_robust_by_area", "one treated area")
    departed = replace(finding(), departs="It was agreed so", estimate=replace(finding().estimate, refused=(refused,)))
    outside = {"attainment": [[1, "small", "keep"], [2, "small", "keep"]]}
    record = {**RECORD, "plan": {**PLAN, "outside_donor_rules": outside}}
    found = rows(plan_and_deviations(run(departed, samples.unanswered(), record=record)), "deviations-table")
    assert [row["Of"] for row in found] == ["targeted", "attainment", "attainment", "attainment"]
    assert found[-1]["What departs"].startswith("2 of the programme's schools outside a rule")
    assert "one treated area." in {row["Reason, or what was found"] for row in found}


@pytest.mark.parametrize(
    ("commit", "first"),
    [
        ("a" * 40, f"git checkout {'a' * 40}"),
        (f"{'a' * 40} with changes", "evalkit 0.1.0"),
        ("no commit", "evalkit 0.1.0"),
    ],
)
def test_the_commands_take_the_code_of_the_run_where_it_is_known(commit: str, first: str) -> None:
    commands = [row["Command"] for row in rows(rerun(run(record={**RECORD, "commit": commit})), "commands")]
    assert commands == [
        first,
        "make ready",
        "evalkit data invented",
        "evalkit run invented",
        "evalkit compare invented",
    ]


def test_digests_seed_and_versions_stand_with_the_commands() -> None:
    text = " ".join(part.block.text for part in rerun(run()) if isinstance(part, Table))
    for known in ("0a1b" * 16, "9c8d" * 16, "cd34" * 16, "3.11.7", "11"):
        assert known in text


def test_each_table_read_stands_once_with_its_digest_and_what_is_missing() -> None:
    log = rows(data_log(run()), "data-log-table")
    assert [row["File"] for row in log] == [str(one["file"]) for one in TABLES[:2]]
    assert log[0]["Missing (cells)"] == "10"
    assert log[0]["Hidden (cells)"] == "7"
    digests = rows(data_log(run()), "digests")
    assert digests[0]["Rows left out, by rule"] == "2 national total, not a school"
    assert [row["Digest (SHA-256)"] for row in digests] == ["ab12" * 16, "cd34" * 16]


def test_a_note_of_many_tables_is_told_once_and_files_not_read_are_apart() -> None:
    block = next(part.block for part in data_log(run()) if isinstance(part, Table))
    assert [note for note in block.notes if "Windows-1252" in note] == [
        "No. 1 to 2: is not UTF-8; it was read as Windows-1252."
    ]
    (left,) = rows(data_log(run()), "not-read")
    assert left["Files"] == "2021-2022/england_abs.csv"


def test_a_record_without_tables_says_so() -> None:
    assert any(isinstance(part, Paragraph) for part in data_log(run(record={})))


def test_every_assumption_is_logged_with_the_checks_that_speak_to_it() -> None:
    log = rows(assumptions_log(run()), "assumptions-log-comparisons")
    told = {row["It is assumed that"]: row for row in log}
    assert {one.value for one in Assumption} == set(told)
    assert told[Assumption.SPREAD]["What speaks to it"] == "leave one school out: holds"
    assert told[Assumption.SPREAD]["Standing"] == "held where it could be tested"
    assert told[Assumption.ALIKE]["Standing"] == "not tested"
    certain = rows(assumptions_log(run()), "assumptions-log-certainty")
    assert [row["It is assumed that"] for row in certain] == [one.assumes for one in finding().estimate.inferences]
    assert certain[0]["By"].endswith("which the report shows first")


@pytest.mark.parametrize(("passed", "standing"), [(False, "in doubt"), (None, "could not be told")])
def test_the_standing_of_an_assumption_is_that_of_its_worst_check(passed: bool | None, standing: str) -> None:
    doubted: CheckResult = replace(samples.check(), passed=passed)
    told = rows(assumptions_log(run(replace(finding(), checks=(doubted,)))), "assumptions-log-comparisons")
    assert next(row["Standing"] for row in told if row["It is assumed that"] == Assumption.SPREAD) == standing


def test_ways_of_judging_certainty_say_how_many_others_tell_the_same() -> None:
    sure = samples.inference("cluster_robust", 0.02, 0.27)
    apart = replace(finding(), estimate=samples.estimate(0.11, samples.inference(), sure))
    for answer, told in ((finding(), "attainment: 1 of 1"), (apart, "attainment: 0 of 1")):
        certain = rows(assumptions_log(run(answer)), "assumptions-log-certainty")
        assert {list(row.values())[-1] for row in certain} == {told}


def test_an_assumption_that_is_known_to_be_untrue_is_called_so() -> None:
    needy = replace(finding(), unobserved_need="the head asked for help")
    told = rows(assumptions_log(run(needy)), "assumptions-log-comparisons")
    row = next(row for row in told if row["It is assumed that"] == Assumption.NOT_CHOSEN)
    assert row["Standing"] == UNTRUE
    assert "the head asked for help" in row["What speaks to it"]


def test_every_check_of_the_house_speaks_to_an_assumption() -> None:
    assert [name for name in CHECKS.own_names() if not CHECKS.get(name).speaks_to] == []


def test_no_answer_assumes_nothing() -> None:
    assert not any(isinstance(part, Table) for part in assumptions_log(AuditedRun(samples.study(), (), {}, ())))


def test_decisions_carry_the_reasons_of_the_study() -> None:
    text = " ".join(part.block.text for part in decisions_log(run()) if isinstance(part, Table))
    assert "selects by ability" in text


def test_what_was_verified_is_what_was_used() -> None:
    used = rows(quality_log(run()), "verification")
    assert {(row["Kind"], row["Part"]) for row in used} == {
        ("source", "legacy tables"),
        ("measure", "p8 maths"),
        ("design", "matched"),
        ("estimator", "difference in differences"),
        ("certainty", "placebo areas"),
        ("certainty", "cluster robust"),
        ("check", "leave one school out"),
    }
    by_part = {row["Part"]: row["Held to values of other programs"] for row in used}
    assert by_part["cluster robust"] == by_part["matched"] == "yes"
    (checks,) = rows(quality_log(run()), "quality-log-checks")
    assert (checks["Checks (number)"], checks["Holds (number)"], checks["Raises doubt (number)"]) == ("1", "1", "0")


@pytest.mark.parametrize("test", [test for _, test in GUARDS])
def test_the_test_that_shows_a_guard_is_there(test: str) -> None:
    path, _, name = test.partition("::")
    assert f"def {name}(" in (ROOT / path).read_text(encoding="utf-8")
