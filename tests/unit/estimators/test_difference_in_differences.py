from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm

from evalkit.analysis.compare import compare
from evalkit.analysis.point import point_estimate
from tests.support.panels import analysis_of, draw_panel

# Two routes to the same number in double precision.
SAME = 1e-10


def with_effects(frame: pd.DataFrame, contrast: dict[int, float]) -> float:
    """Return the coefficient of treated x cohort from weighted least squares with school and year effects."""
    cohort = max(contrast)
    design = pd.get_dummies(frame[["unit", "year"]].astype(str), drop_first=True).astype(float)
    design.insert(0, "effect", (frame["treated"] & (frame["year"] == cohort)).astype(float))
    design.insert(0, "one", 1.0)
    return float(sm.WLS(frame["outcome"], design, weights=frame["weight"]).fit().params["effect"])


@pytest.mark.parametrize("weighting", ["schools", "pupils"])
def test_equals_weighted_least_squares_with_effects(weighting: str) -> None:
    analysis = analysis_of(draw_panel(np.random.default_rng(1), effect=0.3))
    analysis = analysis.change(estimand=replace(analysis.estimand, weighting=weighting))
    comparison = compare(analysis)
    assert abs(point_estimate(analysis).estimate - with_effects(comparison.frame, {2017: -1.0, 2019: 1.0})) < SAME


def test_equals_weighted_least_squares_with_two_baseline_years() -> None:
    panel = draw_panel(np.random.default_rng(2), years=(2016, 2017, 2019))
    analysis = analysis_of(panel, baseline=(2016, 2017))
    comparison = compare(analysis)
    assert set(comparison.frame["year"]) == {2016, 2017, 2019}
    expected = with_effects(comparison.frame, analysis.estimand.contrast())
    assert abs(point_estimate(analysis).estimate - expected) < SAME


def test_a_planted_effect_moves_the_estimate_by_itself() -> None:
    plain = point_estimate(analysis_of(draw_panel(np.random.default_rng(3), effect=0.0))).estimate
    planted = point_estimate(analysis_of(draw_panel(np.random.default_rng(3), effect=0.4))).estimate
    assert abs(planted - plain - 0.4) < SAME


def test_the_estimate_prints_as_a_line_one_would_send() -> None:
    line = repr(point_estimate(analysis_of(draw_panel(np.random.default_rng(3)))))
    assert line.startswith("Estimate(ATT on progress in maths, 12 v ")
