"""Support against needs, every order of the schools written out."""

from __future__ import annotations

from itertools import permutations

import numpy as np
import pytest

from evalkit.numeric.moved_rows import moved_rows

RNG_SEED = 11


def by_hand(needs: np.ndarray, support: np.ndarray) -> tuple[float, float]:
    """Return needs met and the share of all orders that meet as many, by loops."""
    schools, areas = needs.shape
    met = sum(needs[s, a] * support[s, a] for s in range(schools) for a in range(areas))
    every = [
        sum(needs[s, a] * support[order[s], a] for s in range(schools) for a in range(areas))
        for order in permutations(range(schools))
    ]
    return met, sum(round(one, 9) >= round(met, 9) for one in every) / len(every)


@pytest.mark.parametrize("schools", [1, 2, 4, 6])
def test_up_to_eight_schools_every_order_is_looked_at(schools: int) -> None:
    rng = np.random.default_rng(schools)
    for _ in range(5):
        needs = (rng.random((schools, 4)) < 0.5).astype(float)
        support = np.where(rng.random((schools, 4)) < 0.6, needs, 1 - needs)
        found = moved_rows(needs, support, rng)
        met, chance = by_hand(needs, support)
        assert found.exact and found.draw_error == 0.0
        assert (found.met, found.chance) == (met, pytest.approx(chance))


def test_three_schools_each_helped_in_its_own_need_are_one_order_of_six() -> None:
    found = moved_rows(np.eye(3), np.eye(3), np.random.default_rng(RNG_SEED))
    assert (found.met, found.expected, found.chance, found.orders) == (3, 1, pytest.approx(1 / 6), 6)


def test_beyond_eight_schools_draws_agree_with_every_order_and_say_how_far_they_may_be_off() -> None:
    rng = np.random.default_rng(RNG_SEED)
    needs = (rng.random((7, 5)) < 0.5).astype(float)
    support = np.where(rng.random((7, 5)) < 0.6, needs, 0.0)
    exact = moved_rows(needs, support, rng)
    # Two schools that neither need nor get anything: the share of orders stays near, and is no longer exact.
    padded = [np.vstack([table, np.zeros((2, 5))]) for table in (needs, support)]
    drawn = moved_rows(*padded, np.random.default_rng(RNG_SEED))
    assert not drawn.exact and drawn.orders == 10_000
    assert drawn.chance >= 1 / 10_000
    assert drawn.draw_error == pytest.approx(np.sqrt(drawn.chance * (1 - drawn.chance) / 10_000))
    assert drawn.met == exact.met


def test_draws_estimate_the_share_of_all_orders() -> None:
    rng = np.random.default_rng(RNG_SEED)
    needs = (rng.random((9, 3)) < 0.4).astype(float)
    support = (rng.random((9, 3)) < 0.4).astype(float)
    fits = needs @ support.T
    orders = np.array(list(permutations(range(9))), dtype=np.int8)
    every = sum(fits[place, orders[:, place]] for place in range(9))
    true = float((every >= np.trace(fits) - 1e-9).mean())
    found = moved_rows(needs, support, rng)
    assert abs(found.chance - true) < 4 * found.draw_error + 1 / 10_000


def test_weights_in_another_unit_change_no_chance() -> None:
    rng = np.random.default_rng(RNG_SEED)
    needs, support = rng.random((6, 4)).round(1), (rng.random((6, 4)) < 0.5).astype(float)
    one, ten = (moved_rows(times * needs, support, rng) for times in (1.0, 10.0))
    assert one.chance == ten.chance
