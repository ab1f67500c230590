"""How far the people of one meeting are those of the next, worked by hand."""

from __future__ import annotations

import numpy as np
import pytest

from evalkit.numeric.overlap import next_meeting_overlap


def test_people_in_common_are_divided_by_people_at_either() -> None:
    # First to second: one of three in common; second to third: both of two.
    present = np.array([[True, True, False], [False, True, True], [False, True, True]])
    assert next_meeting_overlap(present) == pytest.approx((1 / 3 + 1) / 2)


def test_a_meeting_without_anybody_is_no_meeting() -> None:
    present = np.array([[True, True], [False, False], [True, False]])
    assert next_meeting_overlap(present) == pytest.approx(1 / 2)


def test_one_meeting_says_nothing() -> None:
    assert np.isnan(next_meeting_overlap(np.array([[True, True]])))
