import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from evalkit.numeric.placebo import level_is_offered, placebo_interval

values = st.lists(st.floats(-5, 5).map(lambda x: round(x, 2)), min_size=39, max_size=120)


@given(values, st.floats(-1, 1), st.floats(0.05, 0.5))
def test_the_interval_excludes_nought_exactly_when_the_test_rejects(
    placebos: list[float], estimate: float, sd: float
) -> None:
    found = placebo_interval(estimate, sd, np.array(placebos), 0.95)
    own = abs(estimate / sd)
    assert (found.p_value <= 0.05) == (own > found.critical)


def test_with_39_areas_the_critical_value_is_the_largest_but_none() -> None:
    placebos = np.arange(1, 40, dtype=float)
    found = placebo_interval(0.0, 1.0, placebos, 0.95)
    # k = 40 - floor(0.05 x 40) = 38: the second largest of 39.
    assert found.critical == 38.0
    assert found.p_value == 1.0


def test_p_value_counts_ties_as_extreme() -> None:
    found = placebo_interval(2.0, 1.0, np.array([2.0, -2.0, *([0.5] * 37)]), 0.95)
    assert found.p_value == pytest.approx(3 / 40)


@pytest.mark.parametrize(
    ("areas", "level", "offered"),
    [(39, 0.95, True), (38, 0.95, False), (19, 0.90, True), (18, 0.90, False), (10, 0.80, True), (9, 0.80, False)],
)
def test_levels_need_enough_areas(areas: int, level: float, offered: bool) -> None:
    assert level_is_offered(areas, level) is offered
