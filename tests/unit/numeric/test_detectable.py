"""Multipliers against published formulas of trials that assign whole schools."""

from __future__ import annotations

import pytest
from scipy import stats

from evalkit.numeric.detectable import exact_multiplier, multiplier
from tests.support.trials import Trial

# Published to eight decimals.
TOLERANCE = 1e-8

TRIALS = {
    "40 schools, no covariate": (Trial(40, 60, 0.15, 0.0, 0.0, 0.5, 0), 38, 0.36844060, 0.36835623),
    "40 schools, one covariate": (Trial(40, 60, 0.15, 0.5, 0.5, 0.5, 1), 37, 0.26071344, 0.26065330),
    "5 of 60 schools": (Trial(60, 180, 0.15, 0.5, 0.5, 5 / 60, 1), 57, 0.37032434, 0.37025448),
    "19 of 119 schools": (Trial(119, 180, 0.15, 0.5, 0.6, 19 / 119, 1), 116, 0.17657406, 0.17655447),
}


@pytest.mark.parametrize("name", TRIALS)
def test_detectable_differences_of_trials_equal_the_published_formula(name: str) -> None:
    trial, df, summed, exact = TRIALS[name]
    assert trial.df == df
    assert multiplier(trial.df) * trial.std_error == pytest.approx(summed, abs=TOLERANCE)
    assert exact_multiplier(trial.df) * trial.std_error == pytest.approx(exact, abs=TOLERANCE)


@pytest.mark.parametrize("df", [4.3, 38.0, 131.2])
def test_the_exact_multiplier_gives_the_test_its_power(df: float) -> None:
    edge = stats.t.ppf(0.975, df)
    away = exact_multiplier(df)
    assert stats.nct.sf(edge, df, away) + stats.nct.cdf(-edge, df, away) == pytest.approx(0.80, abs=TOLERANCE)


def test_few_degrees_of_freedom_ask_for_more() -> None:
    assert multiplier(4.0) > multiplier(10.0) > multiplier(100.0) > stats.norm.ppf(0.975) + stats.norm.ppf(0.8)
