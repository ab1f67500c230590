"""Whether the people of one meeting are those of the meeting before, worked by hand."""

from __future__ import annotations

import numpy as np

from evalkit.numeric.meetings import came_back


def test_people_of_the_meeting_before_come_back() -> None:
    # The second has one of the first and one who is new; the third has both of the second.
    assert came_back(np.array([[True, True, False], [False, True, True], [False, True, True]])) == (4, 3)


def test_a_meeting_without_anybody_is_no_meeting() -> None:
    assert came_back(np.array([[True, True], [False, False], [True, False]])) == (1, 1)


def test_one_meeting_says_nothing() -> None:
    assert came_back(np.array([[True, True]])) == (0, 0)


def test_who_stayed_away_once_does_not_come_back() -> None:
    assert came_back(np.array([[True, True], [False, True], [True, False]])) == (2, 1)
