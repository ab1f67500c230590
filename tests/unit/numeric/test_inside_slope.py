from __future__ import annotations

import numpy as np
import pytest

from evalkit.numeric.inside_slope import FEWEST_GROUPS, inside_slope
from evalkit.numeric.transience import transience

# Sums of a few hundred doubles in another order.
EXACT = 1e-10


def drawn(groups: int = 12, seed: int = 4) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    rng = np.random.default_rng(seed)
    group = np.repeat(np.arange(groups), rng.integers(2, 9, groups))
    level = rng.normal(size=len(group)) + rng.normal(size=groups)[group]
    return -0.4 * level + rng.normal(size=groups)[group] + rng.normal(size=len(group)), level, group


def test_slope_and_error_are_those_of_whole_matrices() -> None:
    """A constant for each group, and the sandwich with scores summed by group, times groups over groups less one."""
    outcome, level, group = drawn()
    found = inside_slope(outcome, level, group)
    matrix = np.column_stack([level, group[:, None] == np.unique(group)[None, :]]).astype(float)
    bread = np.linalg.inv(matrix.T @ matrix)
    beta = bread @ matrix.T @ outcome
    left = outcome - matrix @ beta
    scores = np.array([matrix[group == one].T @ left[group == one] for one in np.unique(group)])
    sandwich = 12 / 11 * bread @ scores.T @ scores @ bread
    assert found is not None
    assert found.value == pytest.approx(beta[0], abs=EXACT)
    assert found.std_error == pytest.approx(np.sqrt(sandwich[0, 0]), abs=EXACT)
    assert (found.members, found.groups) == (len(group), 12)


def test_rows_that_lack_a_number_and_groups_of_one_count_for_nothing() -> None:
    outcome, level, group = drawn()
    more = [np.append(values, added) for values, added in ((outcome, [np.nan, 5.0]), (level, [1.0, -3.0]))]
    found = inside_slope(*more, np.append(group, [0, 99]))
    assert found == inside_slope(outcome, level, group)


def test_too_few_groups_give_no_slope() -> None:
    assert inside_slope(*drawn(FEWEST_GROUPS - 1)) is None
    outcome, level, group = drawn()
    assert inside_slope(outcome, np.zeros_like(level), group) is None


def test_a_level_loses_what_its_autocovariances_imply() -> None:
    """Two years on, a random walk with noise has lost the noise's share of its variance."""
    rng = np.random.default_rng(11)
    number = 20000
    walk = np.cumsum(rng.normal(0, [0.5, 0.2, 0.2, 0.2], (number, 4)), axis=1)
    levels = walk + rng.normal(0, 0.25, (number, 4))
    slope = inside_slope(levels[:, 3] - levels[:, 1], levels[:, 1], np.repeat(np.arange(100), 200))
    split = transience(levels, (2016, 2017, 2018, 2019))
    assert slope is not None
    gone = 1.0 - split.carried(float(levels[:, 1].var(ddof=1)), 2)
    assert -slope.value == pytest.approx(gone, abs=3 * slope.std_error + 0.01)
    assert -slope.value == pytest.approx(0.0625 / (0.25 + 0.04 + 0.0625), abs=4 * slope.std_error)
