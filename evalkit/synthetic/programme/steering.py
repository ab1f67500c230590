"""Indicators by month, and meetings that look at them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from evalkit.synthetic.programme.cast import Row
from evalkit.synthetic.programme.counted import Events
from evalkit.synthetic.programme.terms import DAY

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


@dataclass(frozen=True, slots=True)
class TwinIndicator:
    """One indicator that rises month by month.

    Attributes
    ----------
    code, measure, unit, source : str
        As in the table.
    target : float
        Where it was to stand at the end, on an even way from ``begins``.
    begins : date
        First month in which it was to rise.
    """

    code: str
    measure: str
    unit: str
    source: str
    target: float
    begins: dt.date


def kpi_rows(counted: Sequence[tuple[TwinIndicator, Events]], last: dt.date) -> list[Row]:
    """Return each indicator month by month, with its status against an even way to the target."""
    rows: list[Row] = []
    for one, events in counted:
        months = _months(one.begins, last)
        for place, month in enumerate(months):
            value = sum(step for day, step in events if (day.year, day.month) <= (month.year, month.month))
            due = one.target * (place + 1) / len(months)
            rows.append(
                {
                    "kpi": one.code,
                    "measure": one.measure,
                    "unit": one.unit,
                    "direction": "up",
                    "baseline": 0,
                    "target": one.target,
                    "actual": round(value),
                    "period": f"{MONTHS[month.month - 1]} {month.year}",
                    "forecast": "actual",
                    "status": _status(value / due),
                    "source": one.source,
                }
            )
    return rows


def _status(share: float) -> str:
    levels = ((0.95, "green"), (0.85, "amber/green"), (0.7, "amber"), (0.5, "amber/red"))
    return next((word for least, word in levels if share >= least), "red")


def meeting_rows(first: dt.date, last: dt.date, decisions: dict[str, list[Row]], missed: dict[str, str]) -> list[Row]:
    """Return a meeting a month, in its second week.

    Parameters
    ----------
    first, last : date
        Of the programme.
    decisions : dict of str to list of Row
        What was decided, by month such as ``2018-04``.
    missed : dict of str to str
        Months without a meeting: ``none`` where none was called, ``called`` where it was called off.
    """
    rows: list[Row] = []
    for number, month in enumerate(_months(first, last), 1):
        key = f"{month:%Y-%m}"
        if missed.get(key) == "none":
            continue
        day = _second_thursday(month)
        meeting = {
            "meeting": f"M{number:02d}",
            "kind": "governance",
            "date": day,
            "held": "no" if key in missed else "yes",
            "reported": "" if key in missed else "project manager, P01",
        }
        rows += [{**meeting, **decision} for decision in decisions.get(key, [{}])]
    return rows


def _months(first: dt.date, last: dt.date) -> list[dt.date]:
    count = (last.year - first.year) * 12 + last.month - first.month + 1
    return [dt.date(first.year + (first.month - 1 + n) // 12, (first.month - 1 + n) % 12 + 1, 1) for n in range(count)]


def _second_thursday(month: dt.date) -> dt.date:
    # In August the heads meet when results are out.
    day = month.replace(day=28 if month.month == 8 else 8)
    while day.weekday() != 3:
        day += DAY
    return day
