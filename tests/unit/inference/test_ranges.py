"""The range at a lower level is what each inference itself gives when it is asked at that level, or it is not given."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from math import inf, nan

import numpy as np
import pytest

from evalkit.analysis.point import point_estimate
from evalkit.inference.parts.ranges import range_at
from evalkit.inference.parts.standing import estimate_as_declared, if_chosen_low
from evalkit.inference.placebo_areas import Options, placebo_areas
from evalkit.numeric.placebo import placebo_interval
from evalkit.records.analysis import Analysis, AreaRule
from evalkit.records.details import PlaceboAreas
from evalkit.records.estimate import Estimate, Inference
from evalkit.records.standing import LessRise
from tests.laws.every_law import subjects
from tests.laws.subject import Subject, quick
from tests.support.panels import analysis_of, draw_panel

# The same sums in another order.
SAME = 1e-9
LEVELS = (0.5, 0.8)
INFERENCES = [subject for subject in subjects() if subject.kind == "inference"]


@cache
def posed(subject: Subject) -> tuple[Analysis, Estimate]:
    analysis = subject.world(3)
    return analysis, point_estimate(analysis)


def asked(subject: Subject, level: float) -> Inference:
    analysis, estimate = posed(subject)
    return subject.method.run(analysis, estimate, point_estimate, replace(quick(subject.method), conf_level=level))


@pytest.mark.parametrize("subject", INFERENCES, ids=lambda one: f"{one.name}-{one.shape}")
def test_each_shipped_inference_asked_at_a_lower_level_gives_the_same_range(subject: Subject) -> None:
    shown = asked(subject, 0.95)
    whole = (shown.conf_low, shown.conf_high)
    assert range_at(shown, shown.conf_level) == pytest.approx(whole, abs=SAME)
    inner = whole
    for level in reversed(LEVELS):
        other = asked(subject, level)
        found = range_at(shown, level)
        assert found == pytest.approx((other.conf_low, other.conf_high), abs=SAME)
        assert found is not None and inner[0] <= found[0] <= found[1] <= inner[1]
        inner = found


def test_a_placebo_range_holds_what_the_test_would_not_reject() -> None:
    """By brute force: every shift of the estimate whose p, counted out among the placebos, lies above one half."""
    analysis = analysis_of(draw_panel(np.random.default_rng(4)))
    estimate = point_estimate(analysis)
    sure = placebo_areas(analysis, estimate, point_estimate, Options())
    placebos = sure.detail(PlaceboAreas)
    assert placebos is not None
    sizes = np.abs(placebos.table["standardised"].to_numpy())
    shifts = np.linspace(-6, 6, 24001) * sure.std_error
    p_values = (1 + (sizes[None, :] >= np.abs(shifts)[:, None] / sure.std_error).sum(axis=1)) / (1 + len(sizes))
    for level in LEVELS:
        # A p of exactly 1 - level rejects; as a float it may lie a hair above.
        kept = estimate.estimate + shifts[p_values > 1 - level + SAME]
        found = range_at(sure, level)
        step = shifts[1] - shifts[0]
        assert found == pytest.approx((kept.min(), kept.max()), abs=1.01 * step)


@pytest.mark.parametrize("rule", [AreaRule("p8_maths", (2016,), lowest=30, of="England"), None])
def test_the_answer_that_allows_for_how_an_area_stood_has_its_own_range(rule: AreaRule | None) -> None:
    analysis = analysis_of(draw_panel(np.random.default_rng(4), years=(2016, 2017, 2019)))
    if rule is None:
        other = if_chosen_low(analysis, point_estimate(analysis), 0.95)
    else:
        estimate = estimate_as_declared(analysis.change(chose="area", area_rule=rule))
        other = estimate.less_rise
        sure = placebo_areas(analysis, estimate, estimate_as_declared, Options())
        half = placebo_areas(analysis, estimate, estimate_as_declared, Options(conf_level=0.5))
        assert range_at(sure, 0.5) == pytest.approx((half.conf_low, half.conf_high), abs=SAME)
    assert isinstance(other, LessRise)
    judged = other.areas["standardised"].to_numpy(dtype=float)
    by_hand = placebo_interval(other.estimate, other.std_error, judged, 0.5)
    assert range_at(other, 0.5) == pytest.approx((by_hand.conf_low, by_hand.conf_high), abs=SAME)
    assert range_at(other, 0.95) == pytest.approx((other.conf_low, other.conf_high), abs=SAME)


def made(low: float, high: float, df: float = 11.4, **fields: object) -> Inference:
    return replace(Inference("theirs", 0.1, df, low, high, 0.95, 0.4, "", ""), **fields)


@pytest.mark.parametrize(
    "sure",
    [
        # Percentiles of a bootstrap: the standard error and t do not give them back.
        made(-0.30, 0.28),
        made(-0.2, 0.2, df=nan),
        made(-inf, inf),
        made(nan, nan),
    ],
)
def test_where_the_interval_shown_comes_from_elsewhere_no_range_is_given(sure: Inference) -> None:
    assert range_at(sure, 0.5) is None


def test_no_range_is_given_above_the_level_shown() -> None:
    low = made(-0.18, 0.18, conf_level=0.8)
    assert range_at(low, 0.95) is None


def test_infinite_degrees_of_freedom_are_the_normal_distribution() -> None:
    found = range_at(made(-0.195996398454005, 0.195996398454005, df=inf), 0.5)
    # Phi(0.6744897501960817) = 0.75.
    assert found == pytest.approx((-0.06744897501960817, 0.06744897501960817), abs=SAME)
