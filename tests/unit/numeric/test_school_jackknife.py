"""The interval by schools."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from evalkit.numeric.school_jackknife import school_jackknife


def test_one_row_a_school_is_the_textbook_interval_of_a_mean() -> None:
    values = np.array([0.4, -0.2, 1.1, 0.3, 0.9, -0.5])
    found = school_jackknife(lambda rows: float(values[rows].mean()), np.arange(6))
    low, high = stats.t.interval(0.95, 5, values.mean(), stats.sem(values))
    assert found.estimate == pytest.approx(values.mean())
    assert (found.low, found.high) == (pytest.approx(low), pytest.approx(high))


def test_rows_copied_within_schools_make_nobody_surer() -> None:
    values, schools = np.array([0.4, -0.2, 1.1, 0.3]), np.arange(4)
    once = school_jackknife(lambda rows: float(values[rows].mean()), schools)
    many = np.repeat(values, 5)
    five = school_jackknife(lambda rows: float(many[rows].mean()), np.repeat(schools, 5))
    assert five.std_error == pytest.approx(once.std_error)


def test_one_school_has_no_interval() -> None:
    found = school_jackknife(lambda rows: float(rows.sum()), np.zeros(7, dtype=int))
    assert (found.estimate, found.schools) == (7.0, 1)
    assert np.isnan([found.std_error, found.low, found.high]).all()


def test_a_figure_that_one_school_carries_alone_has_no_interval() -> None:
    schools = np.array([0, 0, 1])
    found = school_jackknife(lambda rows: float("nan") if not rows[2] else 1.0, schools)
    assert np.isnan([found.std_error, found.low, found.high]).all()
