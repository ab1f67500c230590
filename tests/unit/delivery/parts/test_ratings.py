"""Which ratings count."""

from __future__ import annotations

import pytest

from evalkit.delivery.parts.ratings import weak_levels


@pytest.mark.parametrize(("levels", "weak"), [(2, 1), (3, 1), (4, 2), (5, 2), (6, 3)])
def test_the_lower_half_of_the_scale_is_a_need(levels: int, weak: int) -> None:
    assert weak_levels(tuple("abcdef"[:levels])) == weak
