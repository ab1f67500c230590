"""Days of a column are read in one order, settled by the column itself."""

from __future__ import annotations

import datetime as dt

import pytest

from evalkit.programme.surveys.days import is_moment, moments


@pytest.mark.parametrize(
    ("text", "month_first", "right"),
    [
        ("2026-02-03 15:30:11", False, dt.datetime(2026, 2, 3, 15, 30, 11)),
        ("2026/02/03 3:30:11 pm GMT", False, dt.datetime(2026, 2, 3, 15, 30, 11)),
        ("2026-02-03T15:30:11", False, dt.datetime(2026, 2, 3, 15, 30, 11)),
        ("02/03/2026 12:05:00 AM", True, dt.datetime(2026, 2, 3, 0, 5, 0)),
        ("02/03/2026 12:05:00 PM", True, dt.datetime(2026, 2, 3, 12, 5, 0)),
        ("2/3/26 15:30:11", True, dt.datetime(2026, 2, 3, 15, 30, 11)),
        ("03/02/2026", False, dt.datetime(2026, 2, 3)),
        ("30/02/2026", False, None),
        ("1980-01-01 00:00:00", False, None),
        ("[not completed]", False, None),
        ("", False, None),
    ],
)
def test_a_time_is_read_as_its_tool_writes_it(text: str, month_first: bool, right: dt.datetime | None) -> None:
    found, _ = moments([text], month_first=month_first)
    assert found == (right,)


def test_one_day_above_12_turns_the_whole_column_whatever_the_tool() -> None:
    found, said = moments(["03/02/2026", "16/02/2026"], month_first=True)
    assert [moment.month for moment in found if moment] == [2, 2]
    assert said == ""


def test_an_order_that_nothing_settles_is_said() -> None:
    assert "day first" in moments(["03/02/2026"], month_first=False)[1]
    assert moments(["2026-02-03"], month_first=False)[1] == ""


def test_a_column_in_two_orders_is_not_read() -> None:
    found, said = moments(["16/02/2026", "02/16/2026"], month_first=False)
    assert found == (None, None)
    assert "two orders" in said


def test_only_a_day_is_a_moment() -> None:
    assert [is_moment(text) for text in ("2/16/26 9:00:00", "Agree", "12", "2026-02-03")] == [True, False, False, True]
