"""Nothing from after the start is held alike on both sides, unless a study says why."""

from __future__ import annotations

import datetime as dt
from dataclasses import fields

import pytest

import evalkit as ek
from evalkit.core.errors import DataError, Fault
from evalkit.design import DESIGNS
from evalkit.evaluation.bound_options import options_from
from evalkit.evaluation.covariate_dates import held_alike
from evalkit.evaluation.plans import bind_study
from evalkit.study.model import Override, Study
from evalkit.study.study_reader import read_study
from tests.hostile.test_frames import ASKED, table

LATE = {"variable": "disadvantaged", "year": 2018}
WHY = "The figure describes pupils as they were in Year 6, long before the start"


def asked(option: str, rules: tuple[Override, ...] = (), **changes: object) -> Study:
    """Return the shipped study with one option of its first question's design set to a figure of 2017/18."""
    study = read_study("leicester")
    first = study.questions[0]
    options = {**first.options, "matched": {**first.options["matched"], option: [LATE]}}
    questions = (first.model_copy(update={"options": options, **changes}), *study.questions[1:])
    years = study.years.model_copy(update={"overrides": rules})
    return study.model_copy(update={"questions": questions, "years": years})


def test_a_figure_of_a_year_that_ends_after_the_start_is_refused_with_the_day_of_the_start() -> None:
    _, faults = bind_study(asked("nearest"))
    assert [fault.where for fault in faults] == ["study.toml, [[questions]] 1 (attainment), options.matched"]
    assert "disadvantaged of 2017/18 (matched on); the programme started on 2017-09-01" in faults[0].found
    assert "2017 or earlier" in faults[0].allowed


def test_a_figure_that_is_only_shown_is_no_fault() -> None:
    assert bind_study(asked("also_show"))[1] == ()


def test_a_study_may_set_the_rule_aside_with_a_reason() -> None:
    rule = Override(rule="measured after the start", reason=WHY)
    assert bind_study(asked("nearest", (rule,)))[1] == ()


def test_a_rule_of_comparison_schools_that_looks_past_the_start_is_refused() -> None:
    study = read_study("leicester")
    rules = tuple(one.model_copy(update={"year": 2018} if one.year else {}) for one in study.donors.rules)
    late = study.model_copy(update={"donors": study.donors.model_copy(update={"rules": rules})})
    (fault,) = bind_study(late)[1]
    assert fault.where == "study.toml, [donors], rules 3 (pupils)"
    assert "2017/18; the programme started on 2017-09-01" in fault.found
    years = late.years.model_copy(update={"overrides": (Override(rule="measured after the start", reason=WHY),)})
    assert bind_study(late.model_copy(update={"years": years}))[1] == ()


@pytest.mark.parametrize("name", ["leicester", "north-west"])
def test_the_shipped_studies_hold_nothing_alike_from_after_the_start(name: str) -> None:
    assert bind_study(read_study(name))[1] == ()


@pytest.mark.parametrize("name", DESIGNS.names())
def test_every_figure_that_a_design_may_hold_alike_is_found_by_its_type(name: str) -> None:
    kind = DESIGNS.get(name).options
    wanted = [one.name for one in fields(kind) if one.name in ("nearest", "series", "exact")]
    raw = {"nearest": [LATE], "series": [{"variable": "absence", "years": [2017, 2018]}], "exact": ["gender"]}
    options, wrong = options_from(kind, {key: raw[key] for key in wanted}, "here")
    assert wrong == []
    found = {(look.variable, look.year) for look in held_alike(options, 2017)}
    expected = {"nearest": {("disadvantaged", 2018)}, "series": {("absence", 2018)}, "exact": {("gender", 2017)}}
    assert all(expected[key] <= found for key in wanted)


@pytest.mark.parametrize("name", DESIGNS.names())
def test_what_a_design_only_shows_is_not_taken_for_what_it_holds_alike(name: str) -> None:
    kind = DESIGNS.get(name).options
    if "also_show" in [one.name for one in fields(kind)]:
        options, _ = options_from(kind, {"also_show": [LATE]}, "here")
        assert held_alike(options, 2017) == ()
    assert held_alike(None, 2017) == ()


def test_a_start_before_the_examinations_of_its_year_makes_that_year_late() -> None:
    study = asked("also_show")
    early = study.model_copy(update={"programme": study.programme.model_copy(update={"starts": dt.date(2017, 6, 30)})})
    found = [fault.found for fault in bind_study(early)[1]]
    assert any(text.startswith("ks2 of 2016/17") for text in found)


def refused(**changes: object) -> tuple[Fault, ...]:
    with pytest.raises(DataError) as told:
        ek.Analysis.from_frame(table(), **ASKED, **changes)
    return told.value.faults


def test_a_covariate_of_a_bare_table_measured_after_the_start_is_refused() -> None:
    (fault,) = refused(starts="2017-09-01", measured={"prior": dt.date(2017, 9, 1)})
    assert fault.where == "the argument covariates, prior"
    assert fault.found == "measured on 2017-09-01, with the programme starting on 2017-09-01"


def test_a_covariate_measured_before_the_start_changes_nothing() -> None:
    plain = ek.Analysis.from_frame(table(), **ASKED).estimate()
    dated = ek.Analysis.from_frame(table(), **ASKED, starts="2017-09-01", measured={"prior": "2017-08-31"})
    assert dated.estimate() == plain


def test_days_that_are_none_and_columns_that_are_no_covariates_are_told_together() -> None:
    faults = refused(starts="first of May", measured={"prior": "last year", "grade": "2016-05-01"})
    assert [fault.where for fault in faults] == [
        "the argument measured, prior",
        "the argument measured, grade",
        "the argument starts",
    ]


def test_days_without_a_start_are_refused() -> None:
    (fault,) = refused(measured={"prior": "2016-05-01"})
    assert fault.where == "the argument starts"
