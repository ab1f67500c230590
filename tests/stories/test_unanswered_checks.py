"""No check falls silent unnoticed: what the shipped studies leave unanswered is a list in the repository."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

import evalkit as ek
from assurance.unanswered_checks import PAGE, ROOT, STUDIES, left_out, page, rests_on
from evalkit.core.wanted import Wanted
from evalkit.evaluation.memory import VARIABLE
from evalkit.evaluation.wanted import in_words
from evalkit.records.check import CheckResult
from evalkit.sensitivity import CHECKS

ANSWERED = CheckResult("other_donor_pools", "Does it?", None, True, "")


def test_what_is_left_unanswered_is_listed(
    synthetic_folder: Path, stations_of_this_run: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """``python -m assurance.unanswered_checks`` renews the list, once it has been looked at."""
    monkeypatch.setenv(VARIABLE, str(stations_of_this_run))
    evaluations = [ek.open_study(ROOT / "studies" / name, data=synthetic_folder) for name in STUDIES]
    assert page(evaluations) == PAGE.read_text(encoding="utf-8")


def test_every_check_that_misses_data_names_them_and_who_publishes_them() -> None:
    assert all(wanted.data and wanted.publisher for wanted in rests_on())
    asking = {name for names in rests_on().values() for name in names.split(", ")}
    assert {"placebo_years", "maths_minus_english", "falsification_outcomes", "spill_over", "attenuation"} <= asking
    assert asking <= set(CHECKS.names())
    absence = in_words(Wanted(variable="absence", years=(2019, 2017)))
    assert absence.data == "absence from school (absence), 2016/17 and 2018/19"
    assert absence.publisher == (
        "absence tables: Compare school and college performance, download data (Department for Education), or data "
        "catalogue, Pupil absence in schools in England (Department for Education)"
    )
    assert in_words(Wanted(variable="p8_english", years=(2019,))).publisher.startswith("Key Stage 4 tables")


def test_what_an_answered_check_left_out_is_found_in_its_answer() -> None:
    answer = "It is +0.02. Not asked: without London: no school lies there; another: +0.3 SD. Could not be done: this."
    assert left_out(replace(ANSWERED, answer=answer)) == (
        "without London: no school lies there; another: +0.3 SD",
        "this",
    )
    assert left_out(replace(ANSWERED, answer="It is +0.02.")) == ()
    assert left_out(replace(ANSWERED, answered=False, answer="Not asked: anything.")) == ()
