"""Intervals of ranks: Dunnett's published critical values, cases worked by hand, and how often truth is held."""

from __future__ import annotations

import numpy as np
import pytest

from evalkit.numeric.ranks import rank_interval

# Dunnett (1964), Biometrics 20: two-sided 5 per cent points, infinite degrees of freedom, by number of comparisons.
DUNNETT = {1: 1.96, 2: 2.21, 3: 2.35, 4: 2.44, 5: 2.51, 9: 2.69}
# Ten thousand draws fix the 95th percentile to about 0.02; the table is printed to two decimals.
TOLERANCE = 0.05
DRAWS = 300
# The exact one-sided 1 per cent point of a binomial with 300 draws at 95 per cent.
FEWEST_HELD = 276


def rng(seed: int = 1) -> np.random.Generator:
    return np.random.default_rng(seed)


@pytest.mark.parametrize("comparisons", DUNNETT)
def test_the_critical_value_for_equal_errors_is_dunnetts(comparisons: int) -> None:
    alike = np.zeros(comparisons + 1)
    found = rank_interval(alike, np.ones_like(alike), 0, 0.95, rng())
    assert found.critical == pytest.approx(DUNNETT[comparisons], abs=TOLERANCE)


def test_two_units_are_told_apart_by_the_usual_test() -> None:
    errors = np.array([3.0, 4.0])
    near, far = (rank_interval(np.array([0.0, gap]), errors, 0, 0.95, rng()) for gap in (9.0, 10.6))
    assert (near.rank, near.low, near.high) == (2, 1, 2)
    assert (far.rank, far.low, far.high) == (2, 2, 2)


def test_units_far_apart_have_certain_ranks_and_units_alike_share_the_best() -> None:
    values = np.array([5.0, 4.0, 3.0, 3.0])
    sure = rank_interval(values, np.full(4, 0.01), 1, 0.95, rng())
    assert (sure.rank, sure.low, sure.high, sure.units) == (2, 2, 2, 4)
    tied = rank_interval(values, np.full(4, 0.01), 2, 0.95, rng())
    assert (tied.rank, tied.low, tied.high) == (3, 3, 4)


@pytest.mark.parametrize("spread", [0.0, 0.5, 3.0])
def test_the_interval_holds_the_true_rank(spread: float) -> None:
    truth = spread * np.linspace(1.0, -1.0, 12)
    errors = rng(2).uniform(0.5, 1.5, 12)
    place = int((truth > truth[5]).sum()) + 1
    last = place + int((truth == truth[5]).sum()) - 1
    held = 0
    for draw in range(DRAWS):
        source = rng(1000 + draw)
        found = rank_interval(truth + errors * source.standard_normal(12), errors, 5, 0.95, source)
        held += found.low <= place and found.high >= last
    assert held >= FEWEST_HELD


@pytest.mark.parametrize(("values", "errors"), [([1.0], [1.0]), ([1.0, np.nan], [1.0, 1.0]), ([1.0, 2.0], [1.0, 0.0])])
def test_what_cannot_be_ranked_is_refused(values: list[float], errors: list[float]) -> None:
    with pytest.raises(ValueError, match="at least two units"):
        rank_interval(np.array(values), np.array(errors), 0, 0.95, rng())
