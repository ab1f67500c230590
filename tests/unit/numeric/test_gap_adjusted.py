"""Placebos adjusted for how low each stood: by hand, against refits, the law of rank, and what it mends."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from evalkit.numeric.gap_adjusted import Adjusted, StoodBefore, centred, gap_adjusted

# Two columns, well conditioned: what is left is rounding.
TOLERANCE = 1e-9
SLOPE = -0.12


def _drawn(seed: int, number: int = 45) -> StoodBefore:
    rng = np.random.default_rng(seed)
    sd = rng.uniform(0.04, 0.12, number)
    gap = rng.normal(0.0, 0.2, number)
    return StoodBefore(SLOPE * gap + sd * rng.standard_normal(number), sd, gap)


def test_four_placebos_on_a_line_are_taken_off_as_by_hand() -> None:
    # All lie on θ = 0.1 - 0.5 g, so nothing is left of them; of 0.5 at a gap of -0.4 there is left 0.5 - 0.3 = 0.2.
    gap = np.array([-1.0, -0.5, 0.5, 1.0] * 3)
    placebos = StoodBefore(0.1 - 0.5 * gap, np.full(12, 0.1), gap)
    found = gap_adjusted(0.5, 0.1, -0.4, placebos, 0.80)
    assert (found.centre, found.slope, found.estimate) == pytest.approx((0.1, -0.5, 0.2))
    # Gaps sum to nought, so h is a twelfth for the middle, and g² over Σ g² = 7.5 for how far out it lies.
    assert found.leverage == pytest.approx(1 / 12 + 0.16 / 7.5)
    assert np.abs(found.placebos).max() < TOLERANCE
    assert found.p_value == pytest.approx(1 / 13)


def test_the_mean_alone_is_taken_off_where_placebos_were_chosen_alike() -> None:
    placebos = StoodBefore(np.array([0.1, 0.3] * 6), np.full(12, 0.1), np.zeros(12))
    found = centred(0.5, 0.1, placebos, 0.80)
    assert (found.centre, found.estimate) == pytest.approx((0.2, 0.3))
    assert found.leverage == pytest.approx(1 / 12)
    # Each lies 0.1 from the mean, one SD; with itself left out 12/11 of it, over √(12/11).
    assert np.abs(found.placebos) == pytest.approx(np.full(12, np.sqrt(12 / 11)))
    assert np.isnan(found.slope)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_each_placebo_is_judged_by_a_fit_without_itself(seed: int) -> None:
    placebos = _drawn(seed)
    found = gap_adjusted(0.1, 0.06, -0.3, placebos, 0.95)
    z = placebos.estimate / placebos.sd
    x = np.column_stack([1 / placebos.sd, placebos.gap / placebos.sd])
    for one in range(len(z)):
        rest = np.arange(len(z)) != one
        beta = np.linalg.lstsq(x[rest], z[rest], rcond=None)[0]
        wide = 1 + x[one] @ np.linalg.inv(x[rest].T @ x[rest]) @ x[one]
        assert found.placebos[one] == pytest.approx((z[one] - x[one] @ beta) / np.sqrt(wide), abs=TOLERANCE)


@given(st.integers(0, 10_000), st.floats(-0.4, 0.4), st.floats(0.03, 0.2), st.floats(-0.6, 0.6))
def test_the_interval_leaves_out_nought_exactly_when_the_test_rejects(
    seed: int, estimate: float, sd: float, gap: float
) -> None:
    placebos = _drawn(seed)
    for found in (gap_adjusted(estimate, sd, gap, placebos, 0.95), centred(estimate, sd, placebos, 0.95)):
        assert (found.p_value <= 0.05) == (abs(found.standardised) > found.critical)
        assert (found.p_value <= 0.05) == (found.conf_low > 0 or found.conf_high < 0)


def test_the_unit_of_the_gap_and_where_it_begins_move_nothing_but_the_slope() -> None:
    placebos = _drawn(4)
    plain = gap_adjusted(0.1, 0.06, -0.3, placebos, 0.95)
    other = StoodBefore(placebos.estimate, placebos.sd, 10 * placebos.gap + 3)
    found = gap_adjusted(0.1, 0.06, 0.0, other, 0.95)
    assert (found.estimate, found.p_value, found.slope) == pytest.approx(
        (plain.estimate, plain.p_value, plain.slope / 10)
    )


def test_an_area_lies_inside_the_middle_or_beyond_the_gaps_of_others() -> None:
    gap = np.linspace(-0.5, 0.5, 101)
    placebos = StoodBefore(gap, gap + 1.0, gap)
    assert placebos.spread() == pytest.approx(float(np.std(gap, ddof=1)))
    assert placebos.middling(-0.4) and not placebos.middling(-0.401) and not placebos.middling(0.41)
    assert placebos.beyond(-0.5) == 0.0
    assert placebos.beyond(-0.5 - placebos.spread()) == pytest.approx(1.0)
    assert placebos.beyond(0.5 + 2 * placebos.spread()) == pytest.approx(2.0)


def test_gaps_that_were_balanced_away_tell_nothing() -> None:
    rounding = np.array([1e-12, -2e-12, 3e-13, 0.0])
    assert not StoodBefore(rounding, np.ones(4), rounding).tell()
    assert StoodBefore(rounding, np.ones(4), np.array([0.1, -0.1, 0.2, 0.0])).tell()


def _chosen_low(draws: int) -> tuple[list[Adjusted], list[Adjusted], list[float]]:
    """One of the areas below -0.2 takes part and nothing works; the adjusted, the mirrored and the plain estimate."""
    by_gap, mirrored, plain = [], [], []
    for seed in range(draws):
        drawn = _drawn(seed, 400)
        low = np.flatnonzero(drawn.gap < -0.2)
        own, rest = low[0], np.arange(400) != low[0]
        others = StoodBefore(drawn.estimate[rest], drawn.sd[rest], drawn.gap[rest])
        alike = StoodBefore(drawn.estimate[low[1:]], drawn.sd[low[1:]], drawn.gap[low[1:]])
        estimate, sd, gap = float(drawn.estimate[own]), float(drawn.sd[own]), float(drawn.gap[own])
        by_gap.append(gap_adjusted(estimate, sd, gap, others, 0.95))
        mirrored.append(centred(estimate, sd, alike, 0.95))
        plain.append(estimate)
    return by_gap, mirrored, plain


def test_a_low_area_rises_by_itself_and_both_ways_take_that_off() -> None:
    draws = 400
    by_gap, mirrored, plain = _chosen_low(draws)
    # Mean gap below -0.2 of a normal with SD 0.2 is -0.305, so the rise to take off is 0.12 × 0.305 = 0.037; the
    # Monte Carlo error of a mean over draws is 0.084 / √400 = 0.0042.
    error = 0.0042
    assert np.mean(plain) == pytest.approx(0.037, abs=3 * error)
    for found in (by_gap, mirrored):
        assert np.mean([one.estimate for one in found]) == pytest.approx(0.0, abs=3 * error)
        # Exact binomial bounds at 1 per cent for 95 per cent of 400: 369 to 391.
        assert 369 <= sum(one.conf_low <= 0.0 <= one.conf_high for one in found) <= 391
