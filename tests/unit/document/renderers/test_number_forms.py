"""A number has the form in which a spreadsheet shows what the report prints."""

from __future__ import annotations

import math

import pytest

from evalkit.document.renderers.parts.number_forms import (
    behind,
    is_printed_number,
    number_form,
    printed_value,
    through,
)


@pytest.mark.parametrize("text", ["0", "19", "1,500", "−0.02", "+0.18", "990001", "-0.02"])
def test_a_printed_number_is_known(text: str) -> None:
    assert is_printed_number(text)


@pytest.mark.parametrize("text", ["", "2018/19", "19 schools", "[x]", "−", "0.1.2", "3."])
def test_what_is_no_printed_number_is_known(text: str) -> None:
    assert not is_printed_number(text)


@pytest.mark.parametrize(
    ("form", "number", "shown"),
    [
        (number_form(0), 19.0, "19"),
        (number_form(0, grouped=True), 1500.0, "1,500"),
        (number_form(2), -0.0176, "−0.02"),
        (number_form(2, signed=True), 0.1751, "+0.18"),
        (number_form(2, signed=True), 0.0, "0.00"),
        (number_form(1, grouped=True, signed=True), -12345.678, "−12,345.7"),
        # Halves go away from nought, by the digits that are written and not by the binary fraction behind them.
        (number_form(2), 0.125, "0.13"),
        (number_form(2), 1.005, "1.01"),
        # The sign is chosen before the number is rounded.
        (number_form(2), -0.001, "−0.00"),
    ],
)
def test_a_spreadsheet_shows_this(form: str, number: float, shown: str) -> None:
    assert through(form, number) == shown


def test_behind_a_printed_number_stands_the_unrounded_one() -> None:
    assert behind("0.33", 1 / 3) == 0.333333333333
    assert behind("+1,200", math.nan) == 1200.0
    assert behind("−2", "as text") == -2.0
    assert behind("1", True) == printed_value("1")
