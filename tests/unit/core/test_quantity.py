"""Numbers as a reader sees them, worked by hand: sign, decimals, and what the last bit of a sum must not decide."""

from __future__ import annotations

import math

import pytest

from evalkit.core.quantity import Unit, twelve_digits

DIFFERENCE, LEVEL, WHOLE = Unit("grades", 2, signed=True), Unit("grades", 2), Unit("pupils", 0, signed=True)
# The minus sign of print, U+2212, and not the hyphen of a keyboard.
SHOWN = [
    (DIFFERENCE, 0.314, "+0.31"),
    (DIFFERENCE, 9.5, "+9.50"),
    (DIFFERENCE, 12.0, "+12.00"),
    (DIFFERENCE, -0.314, "\u22120.31"),
    (DIFFERENCE, 0.0, "0.00"),
    (DIFFERENCE, 0.004, "0.00"),
    (DIFFERENCE, -0.004, "0.00"),
    (DIFFERENCE, math.nan, "not known"),
    (LEVEL, 0.314, "0.31"),
    (LEVEL, -0.314, "\u22120.31"),
    (WHOLE, 1.2, "+1"),
    (WHOLE, -0.6, "\u22121"),
]


@pytest.mark.parametrize(("unit", "value", "shown"), SHOWN)
def test_a_number_is_shown_with_its_own_sign_and_decimals(unit: Unit, value: float, shown: str) -> None:
    assert unit.show(value) == shown


def test_the_last_bit_of_a_sum_does_not_decide_what_is_shown() -> None:
    tenths, half = Unit("per cent", 1), 0.25
    assert tenths.show(math.nextafter(half, 1.0)) == tenths.show(half) == tenths.show(math.nextafter(half, 0.0))


def test_a_difference_shows_a_plus_sign_where_a_level_does_not() -> None:
    assert (LEVEL.show(0.5), LEVEL.difference().show(0.5)) == ("0.50", "+0.50")
    assert (LEVEL.difference().name, LEVEL.difference().decimals) == ("grades", 2)


def test_numbers_are_kept_to_twelve_significant_digits_and_what_is_no_number_to_nothing() -> None:
    assert twelve_digits(2 / 3) == 0.666666666667
    assert twelve_digits(2e6 / 3) == 666666.666667
    assert twelve_digits(math.nan) is twelve_digits(math.inf) is None
