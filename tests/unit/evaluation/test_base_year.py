"""A base year below or above both its neighbours is found, with what the estimate would be from the mean of two."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from evalkit.analysis.point import point_estimate
from evalkit.core.quantity import GRADES
from evalkit.evaluation.base_year import base_year_of, unknown_neighbour
from evalkit.evaluation.bound_options import Bound
from evalkit.evaluation.events import event_study
from evalkit.inference import INFERENCES
from evalkit.records.analysis import Analysis, AreaRule
from evalkit.records.base_year import BaseYear
from evalkit.records.description import EventPoint
from evalkit.report.sentences.base_year import beside_its_neighbours
from evalkit.report.words import Words
from tests.support.panels import analysis_of, draw_panel, panel_of

OPTIONS = Bound(tuple((name, INFERENCES.get(name).options()) for name in INFERENCES.names()), ())
YEARS = (2016, 2017, 2018, 2019)
# Sums of the same numbers in another order.
SAME = 1e-9


def moved(gaps: dict[int, float]) -> Analysis:
    """Return a city whose schools stand so much above all others, and otherwise never move, in each year."""
    one = draw_panel(np.random.default_rng(7), years=(2017,)).frame
    frames = [one.assign(year=year, p8_maths=one["p8_maths"] + gaps[year] * (one["area"] == "100")) for year in YEARS]
    return analysis_of(panel_of(pd.concat(frames))).change(inference=("variance_components",))


def shaken(gaps: dict[int, float]) -> Analysis:
    """Return the same with chance in every year, so that intervals have a width."""
    still = moved(gaps)
    frame = still.panel().frame
    chance = 0.2 * np.random.default_rng(3).normal(size=len(frame))
    return still.change(data=panel_of(frame.assign(p8_maths=frame["p8_maths"] + chance)))


def found(analysis: Analysis) -> BaseYear | None:
    return event_study(analysis, OPTIONS, YEARS).base_year


@pytest.mark.parametrize(
    ("gaps", "kind", "from_two"),
    [
        # The mean of the gaps of 2016 and 2017 is taken from that of 2019.
        ({2016: 0.3, 2017: 0.0, 2018: 0.2, 2019: 0.25}, "dip", 0.25 - 0.15),
        ({2016: -0.1, 2017: 0.2, 2018: 0.1, 2019: 0.3}, "peak", 0.3 - 0.05),
    ],
)
def test_a_dip_or_a_peak_is_what_was_made(gaps: dict[int, float], kind: str, from_two: float) -> None:
    analysis = shaken(gaps)
    base = found(analysis)
    assert base is not None
    assert (base.kind, base.year, base.before, base.after) == (kind, 2017, 2016, 2018)
    two = analysis.change(estimand=replace(analysis.estimand, baseline=(2016, 2017)))
    assert base.two_years is not None
    assert base.two_years.estimate == pytest.approx(point_estimate(two).estimate, abs=SAME)
    assert base.two_years.estimate == pytest.approx(from_two, abs=0.15)
    assert base.two_years.conf_low < base.two_years.estimate < base.two_years.conf_high
    assert base.before_low < base.before_estimate < base.before_high


@pytest.mark.parametrize(
    "gaps",
    [
        {2016: 0.0, 2017: 0.1, 2018: 0.2, 2019: 0.3},
        {2016: 0.3, 2017: 0.2, 2018: 0.1, 2019: 0.0},
        {2016: 0.0, 2017: 0.0, 2018: 0.2, 2019: 0.3},
        # What nobody would see in a printed number is no dip.
        {2016: 0.004, 2017: 0.0, 2018: 0.2, 2019: 0.3},
    ],
)
def test_a_year_on_the_way_from_one_neighbour_to_the_other_is_neither(gaps: dict[int, float]) -> None:
    points = [EventPoint(year, gaps[year] - gaps[2017], 0, 0, 12, year == 2019) for year in YEARS if year != 2017]
    assert base_year_of(moved(gaps), OPTIONS, points) is None


def test_without_the_year_before_nobody_can_tell_and_the_event_study_says_so() -> None:
    analysis = shaken({2016: 0.3, 2017: 0.0, 2018: 0.2, 2019: 0.25})
    study = event_study(analysis, OPTIONS, YEARS[1:])
    assert study.base_year is None
    assert any("2016/17 was itself a low or a high year cannot be told" in note for note in study.notes)
    assert unknown_neighbour((2016, 2017), YEARS) == unknown_neighbour((2017,), YEARS) == ""


def test_a_baseline_of_several_years_is_no_single_dip() -> None:
    analysis = shaken({2016: 0.3, 2017: 0.0, 2018: 0.2, 2019: 0.25})
    assert found(analysis.change(estimand=replace(analysis.estimand, baseline=(2016, 2017)))) is None


def test_what_two_years_cannot_give_is_refused_in_words() -> None:
    analysis = shaken({2016: 0.3, 2017: 0.0, 2018: 0.2, 2019: 0.25})
    points = event_study(analysis, OPTIONS, YEARS).points
    frame = analysis.panel().frame
    hidden = frame.assign(p8_maths=frame["p8_maths"].where(frame["year"] != 2016))
    base = base_year_of(analysis.change(data=panel_of(hidden)), OPTIONS, points)
    assert base is not None
    assert base.two_years is None
    assert base.refusal


def test_a_dip_less_what_a_declared_rule_takes_off_is_no_level_of_the_tables() -> None:
    analysis = shaken({2016: 0.9, 2017: 0.0, 2018: 0.9, 2019: 0.9})
    plain = found(analysis)
    declared = found(analysis.change(chose="area", area_rule=AreaRule("ks2", (2017,), lowest=3, of="England")))
    assert plain is not None and declared is not None
    assert (plain.less_rise, declared.less_rise) == (False, True)
    assert declared.before_estimate != plain.before_estimate
    said = [beside_its_neighbours(Words(), one, GRADES.difference()) for one in (plain, declared)]
    assert ["less what areas that stood so change by themselves" in one for one in said] == [False, True]
