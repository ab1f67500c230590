"""The spread of pupils is read back from published limits."""

from __future__ import annotations

import numpy as np
import pytest

from evalkit.measures.parts.progress8 import Spread, recovered_pupil_sd, rescaling, spread, standardised

THREE_DECIMALS = 5e-4  # the expected value is given with three decimals
ROUNDED_LIMITS = 0.01  # limits are printed with two decimals; the median over 200 schools leaves less than 1 %
FLOATING = 1e-12


def test_one_school_gives_back_the_sd_behind_its_limits():
    sd = recovered_pupil_sd(np.array([0.00]), np.array([0.49]), np.array([99.0]), at_least=1)
    assert sd == pytest.approx(1.244, abs=THREE_DECIMALS)


def test_the_published_half_width_of_2024_gives_back_its_sd():
    half = 1.96 * 1.487134 / np.sqrt(165)
    assert half == pytest.approx(0.2269, abs=THREE_DECIMALS)
    sd = recovered_pupil_sd(np.array([-half]), np.array([half]), np.array([165.0]))
    assert sd == pytest.approx(1.487134, rel=FLOATING)


def test_rounding_of_limits_averages_out_over_large_schools():
    rng = np.random.default_rng(3)
    pupils = rng.integers(100, 300, 200).astype(float)
    score, half = rng.normal(0, 0.4, 200), 1.96 * 1.262 / np.sqrt(pupils)
    sd = recovered_pupil_sd(np.round(score - half, 2), np.round(score + half, 2), pupils)
    assert sd == pytest.approx(1.262, rel=ROUNDED_LIMITS)


def test_small_schools_and_missing_limits_do_not_count():
    low, high = np.array([0.0, 0.0, np.nan]), np.array([0.5, 9.0, 1.0])
    alone = recovered_pupil_sd(low[:1], high[:1], np.array([120.0]))
    assert recovered_pupil_sd(low, high, np.array([120.0, 30.0, 200.0])) == alone
    assert np.isnan(recovered_pupil_sd(low[2:], high[2:], np.array([200.0])))


def test_a_spread_that_rests_on_few_schools_is_unknown():
    few = np.linspace(-1, 1, 19)
    found = spread(few, few - 0.2, few + 0.2, np.full(19, 150.0))
    assert np.isnan(found.limits) and np.isnan(found.schools)


def test_pupils_come_before_schools_and_nothing_known_gives_nothing():
    unknown = float("nan")
    assert rescaling(Spread(1.0, 0.5), Spread(1.2, 0.4)).source == "pupils"
    assert rescaling(Spread(unknown, 0.5), Spread(1.2, 0.4)).factor == pytest.approx(0.8, rel=FLOATING)
    assert rescaling(Spread(1.0, unknown), Spread(unknown, 0.4)).source == ""


def test_standardised_reference_rows_have_mean_nought_and_sd_one():
    values = np.array([3.0, 9.0, 27.0, np.nan, 100.0])
    inside = np.array([True, True, True, True, False])
    z = standardised(values, inside)
    assert np.nanmean(z[inside]) == pytest.approx(0.0, abs=FLOATING)
    assert np.nanstd(z[inside]) == pytest.approx(1.0, rel=FLOATING)
    assert np.isnan(z[3]) and np.isfinite(z[4])
