"""Indicators, each for itself."""

from __future__ import annotations

import math

import pytest

import evalkit as ek
from evalkit.delivery.indicators import standing
from evalkit.records.delivery.indicators import Indicators
from tests.support.programme import account, kept_tables, schools


@pytest.mark.parametrize(
    ("baseline", "target", "last", "direction", "expected"),
    [
        (0, 4, 4, "up", "met"),
        (0, 4, 3, "up", "not met, moving the right way"),
        (2, 4, 2, "up", "not met"),
        (5, 2, 3, "down", "not met, moving the right way"),
        (5, 2, 1, "down", "met"),
        (5, 10, 9, "stay within", "met"),
        (5, 10, 11, "stay within", "not met"),
        (0, 4, math.nan, "up", "no figure yet"),
    ],
)
def test_where_an_indicator_stands(baseline: float, target: float, last: float, direction: str, expected: str) -> None:
    assert standing(baseline, target, last, direction) == expected


def test_the_last_figure_that_is_no_forecast_counts_by_date_and_not_by_row() -> None:
    rows = [
        {"kpi": "K1", "measure": "m", "unit": "number", "direction": "up", "baseline": 0, "target": 9, **row}
        for row in (
            {"period": "Summer 2018", "actual": 6, "status": "amber"},
            {"period": "January 2018", "actual": 3, "status": "red"},
            {"period": "Autumn 2018", "actual": 9, "forecast": "forecast"},
        )
    ]
    result = account("indicators", kept_tables(schools=schools("A"), kpis=rows))
    assert isinstance(result, Indicators)
    (one,) = result.indicators
    assert (one.last, one.period) == (6, "Summer 2018")
    assert one.reported == (("January 2018", "red"), ("Summer 2018", "amber"))
    assert "0 of 1 indicator" in ek.sentence(result).text
    assert ek.figure(result).values.shape == (1, 3)
