from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from evalkit.analysis.point import point_estimate
from evalkit.measures.parts.added_measure import add_measure
from evalkit.records.analysis import Analysis
from evalkit.sensitivity.maths_minus_english import Options, maths_minus_english
from tests.support.panels import analysis_of, draw_panel, with_more
from tests.unit.sensitivity.hand import sure, worked

# A difference of means against a mean of differences.
ROUNDING = 1e-12


def told(seed: int) -> Analysis:
    rng = np.random.default_rng(seed)
    return analysis_of(with_more(draw_panel(rng), rng))


def test_the_difference_is_maths_minus_english() -> None:
    """Matching does not look at either outcome, so the three estimates are linear in them."""
    analysis = told(71)
    result = maths_minus_english(analysis, sure(analysis), point_estimate, Options())
    maths, english, difference = result.shows.frame()["estimate"].iloc[:3]
    assert maths == point_estimate(analysis).estimate
    assert difference == pytest.approx(maths - english, abs=ROUNDING)
    panel, _ = add_measure(analysis.panel(), "p8_english", years=(2017, 2019))
    other = analysis.change(data=panel, estimand=replace(analysis.estimand, outcome="p8_english"))
    assert english == point_estimate(other).estimate


def test_each_row_has_the_interval_of_the_primary_inference() -> None:
    analysis = told(72)
    estimate = sure(analysis)
    table = maths_minus_english(analysis, estimate, point_estimate, Options()).shows.frame()
    assert table["conf_low"].iloc[0] == estimate.inference().conf_low
    assert (table["conf_low"] < table["estimate"]).all()
    assert (table["conf_high"] > table["estimate"]).all()


def test_without_english_it_says_what_would_answer_it() -> None:
    analysis = worked()
    result = maths_minus_english(analysis, point_estimate(analysis), point_estimate, Options())
    assert result.answered is False
    assert result.answer.startswith("Progress in English of both years, school by school, would answer it")


def test_it_is_not_asked_of_another_outcome() -> None:
    analysis = told(73)
    other = analysis.change(estimand=replace(analysis.estimand, outcome="ks2"))
    result = maths_minus_english(other, point_estimate(other), point_estimate, Options())
    assert result.answered is False


def test_schools_without_english_are_counted() -> None:
    analysis = told(74)
    frame = analysis.panel().frame.copy()
    first = min(analysis.treated)
    frame.loc[frame["unit"] == first, "progress8_english"] = np.nan
    fewer = analysis.change(data=replace(analysis.panel(), frame=frame))
    result = maths_minus_english(fewer, sure(fewer), point_estimate, Options())
    assert "English is known for 11 of 12 schools" in result.answer


def test_other_years_equal_planning_them() -> None:
    """Year 2016 stands before the start, 2018 between baseline and cohort; each is planned by hand."""
    analysis = told(75)
    frame = analysis.panel().frame
    between = frame[frame["year"] == 2019].assign(year=2018)
    between["progress8_maths"] = between["progress8_maths"] / 2
    more = pd.concat([frame, between]).sort_values(["unit", "year"], ignore_index=True)
    analysis = analysis.change(data=replace(analysis.panel(), frame=more))
    result = maths_minus_english(analysis, sure(analysis), point_estimate, Options())
    table = result.shows.frame()
    years = ((2016, 2017), (2017, 2018))
    assert table["label"].tolist()[3:] == [
        "maths minus English, 2015/16 to 2016/17",
        "maths minus English, 2016/17 to 2017/18",
    ]
    for row, (first, end) in enumerate(years, 3):
        panel, _ = add_measure(analysis.panel(), "p8_maths_minus_english", years=(first, end))
        estimand = replace(analysis.estimand, outcome="p8_maths_minus_english", cohort=end, baseline=(first,))
        by_hand = point_estimate(analysis.change(data=panel, estimand=estimand))
        assert table["estimate"].iloc[row] == by_hand.estimate
    assert "In other years maths minus English changed by" in result.answer
    few = maths_minus_english(analysis, sure(analysis), point_estimate, Options(other_years=False))
    assert len(few.shows.rows) == 3
