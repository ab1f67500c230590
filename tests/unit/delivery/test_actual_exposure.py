"""Exposure from actual days beside the planned one."""

from __future__ import annotations

import datetime as dt

import pytest

from evalkit.delivery.parts.account import DeliveryInputs
from evalkit.description.exposure import exposure, weeks_after
from evalkit.records.delivery.actual_exposure import ActualExposure
from evalkit.study.study_reader import read_study
from tests.support.delivered import NAMES, delivered
from tests.support.programme import Row, account, kept_tables


def of(attendance: list[Row]) -> ActualExposure:
    result = account("actual_exposure", kept_tables(**{**delivered(), "attendance": attendance}))
    assert isinstance(result, ActualExposure)
    return result


def starts() -> dict[str, dt.date]:
    return DeliveryInputs(read_study("leicester"), kept_tables(**delivered())).starts()


def test_where_every_first_activity_is_on_the_day_planned_both_are_equal() -> None:
    on_time = [
        {"activity": "L", "date": str(day), "school": name, "person": f"{name}1", "status": "attended"}
        for name, day in starts().items()
    ]
    result = of(on_time)
    assert [one.actual for one in result.cohorts] == pytest.approx([one.planned for one in result.cohorts])
    assert [one.later for one in result.cohorts] == [0] * 4
    rows = exposure([(name, 1, day) for name, day in starts().items()], [2019]).rows
    assert result.cohorts[-1].planned == pytest.approx(sum(row.share for row in rows) / len(rows))


def test_a_school_that_nobody_came_from_had_nothing() -> None:
    result = of([{"activity": "L", "date": "2018-09-01", "school": NAMES[0], "person": "A1", "status": "attended"}])
    main = result.cohorts[-1]
    assert (result.unreached, main.lowest, main.later) == (11, 0.0, 12)
    assert main.highest == pytest.approx(31 / 70, abs=0.001)
    assert main.actual == pytest.approx(main.highest / 12)


def test_the_mean_over_schools_uses_the_calendar_of_the_planned_exposure() -> None:
    # Somebody of eleven of the twelve schools came to the first day.
    result = of(delivered()["attendance"])
    assert result.cohorts[-1].actual == pytest.approx(11 * weeks_after(dt.date(2017, 10, 10), 2019) / 70 / 12)
