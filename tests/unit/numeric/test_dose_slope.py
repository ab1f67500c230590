"""A slope over few schools."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from scipy import stats

from evalkit.numeric.dose_slope import FEWEST_SCHOOLS, dose_slope, rank_correlation

# Two ways through the same closed form.
CLOSED_FORM = 1e-10
DOSE = np.array([0, 2.5, 4, 4, 6.5, 8, 9.5, 12, 12, 15])
CHANGE = np.array([0.12, -0.31, 0.05, 0.22, -0.14, 0.3, 0.08, 0.41, -0.05, 0.27])


def test_below_ten_schools_there_is_no_slope_and_no_correlation() -> None:
    few = FEWEST_SCHOOLS - 1
    assert dose_slope(DOSE[:few], CHANGE[:few]) is None
    assert rank_correlation(DOSE[:few], CHANGE[:few]) is None


def test_schools_that_all_had_the_same_give_no_slope() -> None:
    assert dose_slope(np.full(12, 4.0), np.arange(12.0)) is None
    assert rank_correlation(np.full(12, 4.0), np.arange(12.0)) is None


def test_a_school_without_either_number_is_left_out() -> None:
    dose, change = np.append(DOSE, [3.0, np.nan]), np.append(CHANGE, [np.nan, 0.5])
    assert dose_slope(dose, change) == dose_slope(DOSE, CHANGE)


def test_another_unit_of_dose_changes_the_slope_alone() -> None:
    hours, minutes = dose_slope(DOSE, CHANGE), dose_slope(60 * DOSE, CHANGE)
    assert hours is not None
    assert minutes is not None
    assert 60 * minutes.value == pytest.approx(hours.value, rel=CLOSED_FORM)
    assert minutes.df == pytest.approx(hours.df, rel=CLOSED_FORM)
    assert 60 * minutes.conf_low == pytest.approx(hours.conf_low, rel=CLOSED_FORM)


def test_the_line_passes_through_the_means_and_fits_as_least_squares_do() -> None:
    found, plain = dose_slope(DOSE, CHANGE), stats.linregress(DOSE, CHANGE)
    assert found is not None
    assert found.value == pytest.approx(plain.slope, rel=CLOSED_FORM)
    at_nought = found.mean_change - found.value * found.mean_dose
    assert at_nought == pytest.approx(plain.intercept, rel=CLOSED_FORM)


def test_the_rank_correlation_agrees_with_scipy_where_ranks_are_tied() -> None:
    assert rank_correlation(DOSE, CHANGE) == pytest.approx(stats.spearmanr(DOSE, CHANGE).statistic, rel=CLOSED_FORM)


def test_whether_the_interval_holds_nought_agrees_with_every_order_of_the_doses() -> None:
    # Two doses over ten schools have few orders: each is a choice of who had the larger, so all can be counted.
    dose = np.array([0.0] * 5 + [10.0] * 5)
    change = np.array([0.0, 0.1, -0.1, 0.2, -0.2, 1.0, 1.1, 0.9, 1.2, 0.8])
    rng = np.random.default_rng(4)
    for outcome in (change, rng.permutation(change), rng.normal(size=10)):
        chosen = [list(five) for five in combinations(range(10), 5)]
        slopes = [abs(outcome[five].mean() - np.delete(outcome, five).mean()) for five in chosen]
        own = abs(outcome[5:].mean() - outcome[:5].mean())
        chance = np.mean([slope >= own - 1e-12 for slope in slopes])
        found = dose_slope(dose, outcome)
        assert found is not None
        assert (found.conf_low > 0 or found.conf_high < 0) == (chance < 0.05)
