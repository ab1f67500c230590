"""Meetings month by month, decisions, and what they caught."""

from __future__ import annotations

import datetime as dt

import evalkit as ek
from evalkit.records.delivery.governance import Governance
from evalkit.study.model import Study
from evalkit.study.study_reader import read_study
from tests.support.programme import Row, account, kept_tables, schools


def short_study() -> Study:
    """Return the shipped study with a programme from September to December 2017."""
    study = read_study("leicester")
    return study.model_copy(update={"programme": study.programme.model_copy(update={"ends": dt.date(2017, 12, 31)})})


def meeting(day: str, **columns: object) -> Row:
    return {"meeting": day, "kind": "governance", "date": day, "held": "yes", **columns}


def governance(*meetings: Row, **tables: list[Row]) -> Governance:
    result = account("governance", kept_tables(schools=schools("A"), meetings=list(meetings), **tables), short_study())
    assert isinstance(result, Governance)
    return result


def test_a_month_without_a_meeting_is_named_and_one_not_held_counts_as_none() -> None:
    result = governance(meeting("2017-09-05"), meeting("2017-10-05", held="no"), meeting("2017-12-05"))
    assert [one.held for one in result.months] == [1, 0, 0, 1]
    assert "October 2017 and November 2017" in ek.sentence(result).text


def test_decisions_of_one_meeting_are_one_meeting() -> None:
    result = governance(
        meeting("2017-09-05", decision="a", due="2017-09-20", done="2017-09-20"),
        meeting("2017-09-05", decision="b", due="2017-09-20", done="2017-09-21"),
        meeting("2017-09-05", decision="c", due="2017-09-20"),
        meeting("2017-09-05", decision="d", due="2018-02-01"),
        meeting("2017-09-05", decision="e"),
    )
    assert result.months[0].held == 1
    assert (result.decisions, result.on_time, result.late, result.overdue, result.undated) == (5, 1, 1, 1, 1)


def kpi(period: str, actual: float, **columns: object) -> Row:
    return {"kpi": "K1", "measure": "hours", "direction": "up", "period": period, "actual": actual, **columns}


def test_an_indicator_that_stood_still_and_rose_after_a_decision_was_caught() -> None:
    decided = meeting("2017-11-06", decision="move the day", kpi="K1")
    figures = [kpi("September 2017", 5), kpi("October 2017", 5), kpi("November 2017", 8)]
    (caught,) = governance(decided, kpis=figures).caught
    assert (caught.before, caught.after) == ("5", "8")
    rising = [kpi("September 2017", 4), *figures[1:]]
    assert governance(decided, kpis=rising).caught == ()
    falling_is_better = [{**row, "direction": "down"} for row in figures]
    assert governance(decided, kpis=falling_is_better).caught == ()
    forecast = [*figures[:2], kpi("November 2017", 8, forecast="forecast")]
    assert governance(decided, kpis=forecast).caught == ()


def test_a_status_that_was_behind_and_soon_got_better_was_caught() -> None:
    decided = meeting("2017-10-06", decision="move the day", kpi="K1")

    def caught(*statuses: str) -> list[tuple[str, str]]:
        months = ("September", "October", "November", "December")
        rows = [kpi(f"{month} 2017", 5, status=status) for month, status in zip(months, statuses, strict=False)]
        return [(one.before, one.after) for one in governance(decided, kpis=rows).caught]

    assert caught("amber/red", "amber", "green") == [("amber/red", "green")]
    assert caught("green", "green") == []
    assert caught("amber", "red", "red") == []


def test_the_picture_tells_months_that_were_missed() -> None:
    result = governance(meeting("2017-09-05"), meeting("2017-10-05"), meeting("2017-12-05"))
    drawn = ek.figure(result)
    assert drawn.title == "Governance met in most months, and not in all"
    assert list(drawn.values["meetings_held"]) == [1, 1, 0, 1]
