"""Corners of agreement among many raters."""

from __future__ import annotations

import numpy as np
import pytest

from evalkit.numeric.ordinal_alpha import ordinal_alpha


def test_full_agreement_is_one_and_things_rated_once_tell_nothing() -> None:
    agreed = np.array([[2, 0, 0], [0, 3, 0], [0, 0, 2]], dtype=float)
    assert ordinal_alpha(agreed) == 1.0
    assert ordinal_alpha(np.vstack([agreed, [[1, 0, 0]] * 5])) == 1.0


def test_a_grade_nobody_used_changes_nothing() -> None:
    counts = np.array([[2, 0, 0], [1, 1, 0], [0, 1, 2], [0, 2, 1]], dtype=float)
    wider = np.insert(counts, 1, 0, axis=1)
    assert ordinal_alpha(wider) == pytest.approx(ordinal_alpha(counts))


def test_two_grades_by_hand() -> None:
    # Two raters, four things: three agree (1, 1, 2), one does not. Of 8 ratings 5 are 1 and 3 are 2;
    # 1 - (8 - 1) * 1 / (5 * 3), disagreement being 2 within and 2 * 15 / 7 by chance.
    counts = np.array([[2, 0], [2, 0], [0, 2], [1, 1]], dtype=float)
    assert ordinal_alpha(counts) == pytest.approx(1 - 7 / 15)


def test_one_grade_alone_or_nothing_twice_is_unknown() -> None:
    assert np.isnan(ordinal_alpha(np.array([[2, 0], [3, 0]], dtype=float)))
    assert np.isnan(ordinal_alpha(np.array([[1, 0], [0, 1]], dtype=float)))
