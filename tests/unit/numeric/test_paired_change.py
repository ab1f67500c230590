"""The change of the same people: by hand, and against t on school means where schools are of one size."""

from __future__ import annotations

import math

import numpy as np
import pytest
from scipy import stats

from evalkit.core.errors import EstimationError
from evalkit.numeric.paired_change import paired_change


def test_mean_and_both_kinds_of_standard_deviations_are_those_worked_by_hand() -> None:
    first, second = np.array([1.0, 2.0, 3.0, 4.0]), np.array([2.0, 2.0, 5.0, 5.0])
    found = paired_change(first, second, np.array(["A", "A", "B", "B"]))
    # Changes 1, 0, 2, 1: mean 1, SD sqrt(2/3); SDs of both times sqrt(5/3) and sqrt(3).
    assert (found.people, found.schools, found.mean) == (4, 2, 1.0)
    assert found.d_z == pytest.approx(1 / math.sqrt(2 / 3))
    assert found.d_av == pytest.approx(1 / ((math.sqrt(5 / 3) + math.sqrt(3)) / 2))


def test_below_ten_schools_there_is_no_interval() -> None:
    rng = np.random.default_rng(1)
    first, second = rng.normal(size=90), rng.normal(size=90)
    nine, ten = (paired_change(first, second, np.arange(90) % schools) for schools in (9, 10))
    assert all(math.isnan(value) for value in (nine.std_error, nine.df, nine.conf_low, nine.conf_high))
    assert ten.conf_low < ten.mean < ten.conf_high


def test_with_schools_of_one_size_the_interval_is_that_of_t_on_their_means() -> None:
    rng = np.random.default_rng(2)
    school = np.repeat(np.arange(12), 5)
    first = rng.normal(size=60)
    second = first + 0.3 + rng.normal(0, 0.4, 12)[school] + rng.normal(size=60)
    found = paired_change(first, second, school)
    means = (second - first).reshape(12, 5).mean(axis=1)
    low, high = stats.t.interval(0.95, 11, means.mean(), stats.sem(means))
    assert (found.conf_low, found.conf_high) == (pytest.approx(low), pytest.approx(high))
    assert found.df == pytest.approx(11)


def test_people_with_one_value_do_not_count() -> None:
    first, second = np.array([1.0, np.nan, 3.0]), np.array([2.0, 9.0, np.nan])
    found = paired_change(first, second, np.array(["A", "B", "C"]))
    assert (found.people, found.schools, found.mean) == (1, 1, 1.0)
    assert math.isnan(found.d_z) and math.isnan(found.sd_change)


def test_where_everybody_changes_alike_nothing_tells_how_sure_the_mean_is() -> None:
    first = np.arange(24.0)
    found = paired_change(first, first + 0.5, np.arange(24) % 12)
    assert found.mean == 0.5
    assert math.isnan(found.std_error) and math.isnan(found.d_z)


def test_nobody_with_both_values_is_refused() -> None:
    with pytest.raises(EstimationError, match="both times"):
        paired_change(np.array([1.0]), np.array([np.nan]), np.array(["A"]))
