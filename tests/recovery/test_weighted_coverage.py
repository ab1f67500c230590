"""Weighted schools recover a known truth, and their intervals hold it.

A small cut of ``python -m assurance.simulation.weighted``.
"""

from __future__ import annotations

from functools import cache

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from assurance.simulation.weighted import METHODS, bent_draw, city_draw
from assurance.worlds.simulated import CELLS

DRAWS = 20
BENT = 4
# Means agree to eleven digits; a ten-thousandth of a grade is more than any rounding.
SAME = 1e-9
VISIBLE = 1e-4
# An honest interval falls below this count once in a thousand such tests (exact binomial).
FEWEST_HELD = int(stats.binom.ppf(0.001, DRAWS, 0.95))
LARGEST_BIAS = 0.01
# Standard errors of a mean over the draws; once in 400 runs an unbiased estimate lies further off.
MONTE_CARLO = 3.0
# Much shared by areas, levels that drift, heavy tails.
HARD = len(CELLS) - 1


@cache
def drawn() -> pd.DataFrame:
    return pd.DataFrame([city_draw("city", HARD, draw) for draw in range(DRAWS)])


@cache
def bent(kind: str) -> pd.DataFrame:
    return pd.DataFrame([bent_draw(kind, 0, draw) for draw in range(BENT)])


@pytest.mark.parametrize("method", METHODS)
def test_intervals_hold_the_truth_where_areas_move_together(method: str) -> None:
    assert drawn()[f"held {method}"].sum() >= FEWEST_HELD


def test_weighted_estimates_centre_on_the_truth() -> None:
    errors = drawn()["error"]
    assert abs(errors.mean()) < LARGEST_BIAS + MONTE_CARLO * errors.std(ddof=1) / np.sqrt(DRAWS)


def test_weights_vary_less_than_five_matches_each() -> None:
    assert drawn()["true_sd"].mean() < drawn()["matched_sd"].mean()


def test_what_follows_a_straight_line_is_taken_away_to_the_last_digit() -> None:
    """The same draws with and without the line give the same estimate; matching leaves some of it."""
    assert bent("line")["error"].abs().max() < SAME
    assert bent("line")["matched"].abs().min() > VISIBLE


def test_a_curve_needs_variances_balanced_too() -> None:
    assert bent("curve")["error"].abs().min() > VISIBLE
    assert bent("curve")["spreads"].abs().max() < SAME
