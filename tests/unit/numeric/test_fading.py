"""Slopes of schools by hand, and what is not known."""

from __future__ import annotations

import math

import numpy as np
import pytest

from evalkit.numeric.fading import fading, mean_slope, school_slopes

TERM = np.tile(np.arange(4.0), 3)
SCHOOL = np.repeat(["A", "B", "C"], 4)
PLANNED = 40 - 10 * TERM


def test_slopes_are_those_worked_by_hand() -> None:
    # A falls by 10 a term, B by 5, C stays.
    done = np.concatenate([40 - 10 * np.arange(4.0), 40 - 5 * np.arange(4.0), np.full(4, 30.0)])
    found = fading(done, PLANNED, TERM, SCHOOL)
    assert found.actual.slope == pytest.approx(-5)
    # SD of -10, -5 and 0 is 5; t with 2 degrees of freedom at 97.5 per cent is 4.302653.
    assert found.actual.conf_high == pytest.approx(-5 + 4.302653 * 5 / math.sqrt(3), abs=1e-5)
    assert (found.actual.schools, found.actual.falling) == (3, 2)
    assert found.planned.slope == pytest.approx(-10)
    assert found.beyond.slope == pytest.approx(5)


def test_a_term_without_a_number_is_not_known_and_not_nought() -> None:
    done = np.array([40.0, 30.0, np.nan, 10.0])
    assert school_slopes(done, np.arange(4.0), np.repeat("A", 4))[0] == pytest.approx(-10)


def test_a_gap_between_terms_counts_as_long_as_it_was() -> None:
    assert school_slopes(np.array([40.0, 30.0, 0.0]), np.array([0.0, 1.0, 4.0]), np.repeat("A", 3))[0] == pytest.approx(
        -10
    )


def test_a_school_with_two_terms_has_no_slope() -> None:
    slopes = school_slopes(np.array([3.0, 1.0, 9.0, 5.0, 1.0]), np.array([0, 1, 0, 1, 2.0]), np.array(list("AABBB")))
    assert math.isnan(slopes[0])
    assert slopes[1] == pytest.approx(-4)


def test_two_schools_have_a_mean_and_no_interval() -> None:
    found = mean_slope(np.array([-1.0, -3.0, np.nan]), 0.95)
    assert (found.slope, found.schools) == (-2.0, 2)
    assert math.isnan(found.conf_low) and math.isnan(found.conf_high)


def test_without_a_school_nothing_is_known() -> None:
    found = fading(np.array([np.nan]), np.array([np.nan]), np.array([0.0]), np.array(["A"]))
    assert math.isnan(found.actual.slope) and found.actual.schools == 0


def test_the_plan_is_compared_over_the_same_terms_only() -> None:
    planned = np.where(TERM == 3, np.nan, PLANNED)
    done = np.where(TERM == 3, 100.0, PLANNED)
    assert fading(done, planned, TERM, SCHOOL).beyond.slope == pytest.approx(0)
