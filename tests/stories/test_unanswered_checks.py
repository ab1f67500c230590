"""No check falls silent unnoticed: what the shipped studies leave unanswered is a list in the repository."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

import evalkit as ek
from assurance.unanswered_checks import PAGE, ROOT, STUDIES, left_out, page
from evalkit.evaluation.memory import VARIABLE
from evalkit.records.check import CheckResult, Wanted
from evalkit.sensitivity import CHECKS
from evalkit.sensitivity.parts.wanted import RESTS_ON, variable_of

ANSWERED = CheckResult("other_donor_pools", "Does it?", None, True, "")


def test_what_is_left_unanswered_is_listed(
    synthetic_folder: Path, stations_of_this_run: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """``python -m assurance.unanswered_checks`` renews the list, once it has been looked at."""
    monkeypatch.setenv(VARIABLE, str(stations_of_this_run))
    evaluations = [ek.open_study(ROOT / "studies" / name, data=synthetic_folder) for name in STUDIES]
    assert page(evaluations) == PAGE.read_text(encoding="utf-8")


def test_every_check_that_misses_data_names_them_and_who_publishes_them() -> None:
    assert all(wanted.data and wanted.publisher for _, wanted in RESTS_ON)
    assert {name for names, _ in RESTS_ON for name in names.split(", ")} <= set(CHECKS.names())
    assert variable_of("absence", (2019, 2017)) == Wanted(
        "absence from school (absence), 2016/17 and 2018/19",
        "Department for Education, school performance tables, absence",
    )
    assert variable_of("p8_english", (2019,)).publisher.endswith("Key Stage 4")


def test_what_an_answered_check_left_out_is_found_in_its_answer() -> None:
    answer = "It is +0.02. Not asked: without London: no school lies there; another: +0.3 SD. Could not be done: this."
    assert left_out(replace(ANSWERED, answer=answer)) == (
        "without London: no school lies there; another: +0.3 SD",
        "this",
    )
    assert left_out(replace(ANSWERED, answer="It is +0.02.")) == ()
    assert left_out(replace(ANSWERED, answered=False, answer="Not asked: anything.")) == ()
