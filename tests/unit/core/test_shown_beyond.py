"""A number that a limit refuses is shown with as many decimals as it takes to see that it lies beyond the limit."""

from __future__ import annotations

import pytest

from evalkit.core.quantity import MINUS, Unit, shown_beyond


@pytest.mark.parametrize(
    ("value", "limit", "shown"),
    [
        (0.264, 0.25, "+0.26"),
        (-0.264, 0.25, f"{MINUS}0.26"),
        (-0.2504, 0.25, f"{MINUS}0.2504"),
        (-0.004, 0.001, f"{MINUS}0.004"),
        (-0.004, 0.0, f"{MINUS}0.004"),
        (1e-6, 1e-9, "+0.000001"),
    ],
)
def test_a_refused_difference_never_reads_as_nought_or_as_the_limit(value: float, limit: float, shown: str) -> None:
    assert shown_beyond(value, limit) == shown


@pytest.mark.parametrize("value", [-0.004, -0.0, 0.0, 0.004, -1e-14])
@pytest.mark.parametrize("signed", [True, False])
def test_nought_has_no_sign(value: float, signed: bool) -> None:
    assert Unit("grades", 2, signed=signed).show(value) == "0.00"
