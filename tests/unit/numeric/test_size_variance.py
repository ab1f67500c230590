"""Two parts of a variance: by hand, where sizes say nothing, and on average over draws."""

from __future__ import annotations

import numpy as np
import pytest

from evalkit.core.errors import EstimationError
from evalkit.numeric.size_variance import size_variance

EXACT = 1e-12
# Large enough a part by pupils that nought seldom stands in its way.
SHARED, BY_PUPILS = 0.008, 20.0
DRAWS = 300
# The standard error of a mean over the draws, in shares of the truth, three times over.
CLOSE = {"shared": 0.06, "by_pupils": 0.12}


def test_areas_of_one_size_give_the_ordinary_variance() -> None:
    change = np.array([1.0, 2.0, 3.0, 6.0])
    found = size_variance(change, np.zeros((4, 0)), np.full(4, 500.0))
    assert (found.shared, found.by_pupils, found.df) == (pytest.approx(14.0 / 3.0, abs=EXACT), 0.0, 3.0)


def test_a_part_that_would_fall_below_nought_is_nought() -> None:
    pupils = np.array([100.0, 100.0, 10000.0, 10000.0])
    found = size_variance(np.array([0.1, -0.1, 2.0, -2.0]), np.zeros((4, 0)), pupils)
    assert found.by_pupils == 0.0 and found.shared > 0.0


def test_areas_that_did_not_change_have_no_variance() -> None:
    found = size_variance(np.zeros(5), np.zeros((5, 0)), np.arange(1.0, 6.0))
    assert (found.shared, found.by_pupils) == (0.0, 0.0)


def test_a_column_that_repeats_another_is_counted_once() -> None:
    rng = np.random.default_rng(1)
    x, change, pupils = rng.normal(size=30), rng.normal(size=30), rng.uniform(200, 5000, 30)
    once, twice = (size_variance(change, columns, pupils) for columns in (x[:, None], np.column_stack([x, 2 * x])))
    assert twice.df == once.df == 28.0
    assert twice.shared == pytest.approx(once.shared, rel=1e-9)


def test_both_parts_are_right_on_average() -> None:
    rng = np.random.default_rng(2)
    pupils = np.exp(rng.normal(7.8, 0.7, 150))
    x = rng.normal(size=(150, 3))
    sd = np.sqrt(SHARED + BY_PUPILS / pupils)
    found = [size_variance(x @ [0.1, 0.0, -0.05] + sd * rng.normal(size=150), x, pupils) for _ in range(DRAWS)]
    assert np.mean([one.shared for one in found]) == pytest.approx(SHARED, rel=CLOSE["shared"])
    assert np.mean([one.by_pupils for one in found]) == pytest.approx(BY_PUPILS, rel=CLOSE["by_pupils"])


def test_as_many_variables_as_authorities_leave_nothing_to_vary_and_are_refused() -> None:
    rng = np.random.default_rng(3)
    with pytest.raises(EstimationError, match="more authorities than variables"):
        size_variance(rng.normal(size=6), rng.normal(size=(6, 5)), np.full(6, 900.0))
