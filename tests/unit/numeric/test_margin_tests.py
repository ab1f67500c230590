"""A margin is ruled out by two one-sided tests with signed values, never by the size of z."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.special import stdtr
from scipy.stats import norm

from evalkit.numeric.margin_tests import ALPHA, by_placebos, by_t, smallest_margin

# Three standard errors of a share of 5 per cent.
DRAWS = 600
SHARE_TOLERANCE = 3 * np.sqrt(0.05 * 0.95 / DRAWS)


def alone(values: np.ndarray) -> tuple[np.ndarray, ...]:
    """Return each value as an area of one set."""
    return tuple(np.asarray(values, dtype=float)[:, None])


def test_the_handbooks_example_gives_0_055_and_not_0_945() -> None:
    # z = (0.02 - 0.10) / 0.05 = -1.6; a standard normal lies below that in 5.48 per cent.
    assert by_t(0.02, 0.05, 0.10, 1e9).rise == pytest.approx(0.0548, abs=2e-4)
    grid = norm.ppf((np.arange(9_999) + 0.5) / 9_999)
    found = by_placebos(0.02, 0.05, 0.10, alone(grid))
    assert found.rise == pytest.approx(0.0548, abs=2e-4)
    assert found.fall == pytest.approx(1 - norm.cdf(2.4), abs=2e-4)


def test_counts_by_hand_with_placebos_off_centre() -> None:
    # Ten areas, all above 0 but one: symmetric |z| would count seven beyond 1.
    z = np.array([-1.2, 0.1, 0.3, 0.5, 0.9, 1.1, 1.3, 1.5, 1.9, 2.5])
    found = by_placebos(0.0, 1.0, 1.0, alone(z))
    assert found.rise == pytest.approx(2 / 11)
    assert found.fall == pytest.approx(6 / 11)


def test_sets_count_by_their_share_of_an_area_by_brute_force() -> None:
    rng = np.random.default_rng(3)
    sets = tuple(rng.standard_normal(number) for number in (1, 7, 40, 500, 3))
    found = by_placebos(0.1, 0.2, 0.3, sets)
    below = above = 1.0
    for inside in sets:
        for z in inside:
            below += (z * 0.2 <= 0.1 - 0.3) / len(inside)
            above += (z * 0.2 >= 0.1 + 0.3) / len(inside)
    assert found.rise == pytest.approx(below / 6, abs=1e-12)
    assert found.fall == pytest.approx(above / 6, abs=1e-12)


def test_fewer_than_nineteen_areas_rule_nothing_out_and_nineteen_can() -> None:
    near = by_placebos(0.0, 1.0, 50.0, alone(np.linspace(-2, 2, 18)))
    assert min(near.rise, near.fall) > ALPHA
    assert by_placebos(0.0, 1.0, 50.0, alone(np.linspace(-2, 2, 19))).rise == ALPHA


def test_a_true_difference_of_the_whole_margin_is_ruled_out_in_no_more_than_five_per_cent() -> None:
    rng = np.random.default_rng(20170901)
    margin, sd, areas = 0.1, 0.05, 59
    wrong = 0
    for _ in range(DRAWS):
        z = rng.standard_normal(areas) + 0.3
        estimate = margin + sd * (rng.standard_normal() + 0.3)
        found = by_placebos(estimate, sd, margin, alone(z))
        wrong += max(found.rise, found.fall) <= ALPHA
    assert wrong / DRAWS == pytest.approx(0.05, abs=SHARE_TOLERANCE)


def test_the_smallest_margin_is_the_one_that_an_estimate_of_nought_just_rules_out() -> None:
    least = smallest_margin(0.1, 144.6)
    assert least == pytest.approx(0.1655, abs=5e-4)
    assert by_t(0.0, 0.1, least, 144.6).rise == pytest.approx(ALPHA)
    assert by_t(0.0, 0.1, least, 144.6).fall == pytest.approx(ALPHA)
    assert stdtr(144.6, -0.1 / 0.1) > ALPHA
