"""The sign test by hand."""

from __future__ import annotations

import pytest

from evalkit.numeric.sign_test import sign_test


@pytest.mark.parametrize(("rose", "fell", "chance"), [(0, 0, 1.0), (3, 3, 1.0), (3, 0, 0.25), (4, 1, 0.375)])
def test_small_splits_by_hand(rose: int, fell: int, chance: float) -> None:
    assert sign_test(rose, fell) == pytest.approx(chance)
    assert sign_test(fell, rose) == pytest.approx(chance)
