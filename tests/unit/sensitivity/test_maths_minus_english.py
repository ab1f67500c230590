from dataclasses import replace

import numpy as np
import pytest

from evalkit.analysis.point import point_estimate
from evalkit.measures.parts.adding import add_measure
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
    maths, english, difference = result.table["estimate"]
    assert maths == point_estimate(analysis).estimate
    assert difference == pytest.approx(maths - english, abs=ROUNDING)
    panel, _ = add_measure(analysis.panel(), "p8_english", years=(2017, 2019))
    other = analysis.change(data=panel, estimand=replace(analysis.estimand, outcome="p8_english"))
    assert english == point_estimate(other).estimate


def test_each_row_has_the_interval_of_the_primary_inference() -> None:
    analysis = told(72)
    estimate = sure(analysis)
    table = maths_minus_english(analysis, estimate, point_estimate, Options()).table
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
    frame.loc[frame["school"] == first, "progress8_english"] = np.nan
    fewer = analysis.change(data=replace(analysis.panel(), frame=frame))
    result = maths_minus_english(fewer, sure(fewer), point_estimate, Options())
    assert "English is known for 11 of 12 schools" in result.answer
