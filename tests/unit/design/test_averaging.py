from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from evalkit.analysis.point import point_estimate
from evalkit.design.parts.averages import averaged_over
from evalkit.design.weighted import Options as Weighted
from evalkit.inference import INFERENCES
from evalkit.records.analysis import Analysis
from tests.support.panels import NEAREST, analysis_of, draw_panel

# Sums of a few dozen numbers in double precision.
ROUNDING = 1e-10
AFTER = (2018, 2019)


def analysis(seed: int = 41, baseline: tuple[int, ...] = (2016, 2017)) -> Analysis:
    panel = draw_panel(np.random.default_rng(seed), years=(2016, 2017, *AFTER))
    plain = analysis_of(averaged_over(panel, "p8_maths", 2019, (2018,)), baseline=baseline)
    return plain.change(estimand=replace(plain.estimand, averaged=(2018,)))


@pytest.mark.parametrize("design", ["matched", "weighted"])
def test_the_estimate_is_the_mean_of_the_estimates_of_each_year(design: str) -> None:
    """Donors hang on no outcome after the start, so the mean of both years' estimates is that of their mean."""
    panel = draw_panel(np.random.default_rng(41), years=(2016, 2017, *AFTER))
    both = analysis()
    plain = both.change(data=panel, estimand=replace(both.estimand, averaged=()))
    options = both.design_options if design == "matched" else Weighted(nearest=NEAREST, largest_smd=9.0)
    each = [
        point_estimate(
            plain.change(estimand=replace(plain.estimand, cohort=year), design=design, design_options=options)
        ).estimate
        for year in AFTER
    ]
    assert abs(point_estimate(both.change(design=design, design_options=options)).estimate - np.mean(each)) < ROUNDING


def test_least_squares_lies_around_the_same_estimate() -> None:
    both, method = analysis(), INFERENCES.get("cluster_robust")
    found = method.run(both, point_estimate(both), point_estimate, method.options())
    assert abs((found.conf_low + found.conf_high) / 2 - point_estimate(both).estimate) < ROUNDING


def test_the_estimand_says_which_years_are_averaged_on_both_sides() -> None:
    assert "in its schools on average over 2017/18 and 2018/19, relative to 2015/16 and 2016/17" in str(
        analysis().estimand
    )
    assert analysis().estimand.after() == AFTER


def test_a_school_without_one_of_the_years_has_no_mean_and_keeps_the_reason() -> None:
    panel = draw_panel(np.random.default_rng(42), years=(2017, *AFTER))
    frame, school = panel.frame.copy(), int(panel.frame["unit"].iloc[0])
    lacking = (frame["unit"] == school) & (frame["year"] == 2018)
    frame.loc[lacking, "p8_maths"] = np.nan
    reasons = pd.DataFrame({"unit": [school], "year": [2018], "variable": ["p8_maths"], "reason": ["suppressed"]})
    found = averaged_over(replace(panel, frame=frame, reasons=reasons), "p8_maths", 2019, (2018,))
    assert np.isnan(found.wide("p8_maths").loc[school, 2019])
    assert (
        found.why("p8_maths", 2019, pd.Index([school])).tolist()
        == found.why("p8_maths", 2018, pd.Index([school])).tolist()
    )
    before, after = (one[one["unit"] != school].set_index(["unit", "year"])["p8_maths"] for one in (frame, found.frame))
    assert (after.xs(2018, level="year") == before.xs(2018, level="year")).all()
    mean = (before.xs(2018, level="year") + before.xs(2019, level="year")) / 2
    assert np.abs(after.xs(2019, level="year") - mean).max() < ROUNDING


def test_without_further_years_the_panel_is_the_same_object() -> None:
    panel = draw_panel(np.random.default_rng(43), areas=3)
    assert averaged_over(panel, "p8_maths", 2019, ()) is panel
