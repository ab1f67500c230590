"""A declared margin is tested by whatever the primary inference rests on."""

from __future__ import annotations

from dataclasses import fields, replace
from math import isnan

import numpy as np
import pandas as pd
import pytest
from scipy.stats import t

from evalkit.analysis.point import point_estimate
from evalkit.inference import INFERENCES
from evalkit.inference.parts.margin import margin_of
from evalkit.records.details import PlaceboAreas, PlaceboSets
from evalkit.records.estimate import Estimate, Refusal
from evalkit.records.standing import LessRise
from tests.support.panels import analysis_of, draw_panel

MARGIN = 0.2
SAME = 1e-12


def judged(name: str, schools: int | None = None) -> Estimate:
    """Return an estimate with one inference; of the first few schools of the area where a number is given."""
    analysis = analysis_of(draw_panel(np.random.default_rng(31)))
    own = frozenset(sorted(analysis.treated)[:schools])
    analysis = analysis.change(treated=own, programme=own, inference=(name,), seed=7)
    estimate, method = point_estimate(analysis), INFERENCES.get(name)
    sure = method.run(analysis, estimate, point_estimate, method.options())
    return estimate.with_inferences((sure,), name)


def test_placebo_areas_are_counted_with_their_sign() -> None:
    estimate = judged("placebo_areas")
    sure = estimate.inference()
    z = sure.detail(PlaceboAreas).table["standardised"]
    found = margin_of(estimate, MARGIN)
    below = sum(z * sure.std_error <= estimate.estimate - MARGIN)
    above = sum(z * sure.std_error >= estimate.estimate + MARGIN)
    assert found.rise == pytest.approx((1 + below) / (1 + len(z)), abs=SAME)
    assert found.fall == pytest.approx((1 + above) / (1 + len(z)), abs=SAME)
    assert (found.size, found.inference) == (MARGIN, "placebo_areas")


def test_sets_count_by_their_share_of_each_area() -> None:
    estimate = judged("placebo_sets", 5)
    sure = estimate.inference()
    sets = sure.detail(PlaceboSets)
    assert [len(one) for one in sets.each] == sets.table["sets"].tolist()
    below = sum(np.mean(one <= (estimate.estimate - MARGIN) / sure.std_error) for one in sets.each)
    assert margin_of(estimate, MARGIN).rise == pytest.approx((1 + below) / (1 + len(sets.each)), abs=SAME)


def test_variances_and_clusters_use_t() -> None:
    estimate = judged("variance_components")
    sure = estimate.inference()
    found = margin_of(estimate, MARGIN)
    assert found.rise == pytest.approx(t.cdf((estimate.estimate - MARGIN) / sure.std_error, sure.df), abs=SAME)
    assert found.fall == pytest.approx(t.sf((estimate.estimate + MARGIN) / sure.std_error, sure.df), abs=SAME)


def test_without_a_margin_a_primary_or_a_test_nothing_is_ruled_out() -> None:
    estimate = judged("variance_components")
    assert margin_of(estimate, None) is None
    assert margin_of(replace(estimate, primary=""), MARGIN) is None
    bare = replace(estimate.inference(), df=float("nan"), details=())
    silent = margin_of(replace(estimate, inferences=(bare,)), 100.0)
    assert isnan(silent.rise)
    assert not silent.ruled_out


def test_where_another_answer_stands_beside_it_both_must_rule_the_margin_out() -> None:
    estimate = judged("placebo_areas")
    alone = margin_of(estimate, 0.6)
    assert alone.ruled_out
    assert not margin_of(replace(estimate, if_chosen_low=Refusal("", "too far")), 0.6).ruled_out
    areas = pd.DataFrame({"standardised": np.linspace(-2.0, 2.0, 99)})
    near, far = less(areas, 0.0), less(areas, 0.5)
    assert margin_of(replace(estimate, if_chosen_low=near), 0.6).ruled_out
    beside = margin_of(replace(estimate, if_chosen_low=far), 0.6)
    # (0.5 - 0.6) / 0.1 = -1: of 99 values from -2 to 2 a quarter lies at or below it.
    assert beside.rise == pytest.approx((1 + sum(areas["standardised"] <= -1.0)) / 100, abs=0.011)
    assert not beside.ruled_out


def less(areas: pd.DataFrame, value: float) -> LessRise:
    """Return another answer of this size with a predicted SD of 0.1."""
    numbers = {one.name: 0.0 for one in fields(LessRise)}
    told = {**numbers, "figure": "p8", "years": (2017,), "mirrored": False, "middling": True, "areas": areas}
    return LessRise(**{**told, "estimate": value, "std_error": 0.1})
