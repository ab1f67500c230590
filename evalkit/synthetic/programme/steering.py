"""Indicators by month and meetings that look at them: one indicator turns after a decision."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import numpy as np

from evalkit.synthetic.programme.cast import Cast, Row
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
    """One indicator: where it begins and ends, and in which month, counted from 0, it is behind and turns.

    Attributes
    ----------
    code, measure, unit : str
        As in the table.
    target : float
        Where it was to stand at the end.
    reached : float
        Where it stands at the end.
    behind : tuple of (int, int) or None
        Months between which it stands still.
    """

    code: str
    measure: str
    unit: str
    target: float
    reached: float
    behind: tuple[int, int] | None = None


def kpi_rows(cast: Cast, indicators: tuple[TwinIndicator, ...], first: dt.date, last: dt.date) -> list[Row]:
    """Return each indicator month by month, with its status against an even way to the target."""
    draws, rows = cast.draws("kpis"), []
    months = _months(first, last)
    for one in indicators:
        values = _path(one, len(months), draws)
        for place, (month, value) in enumerate(zip(months, values, strict=True)):
            due = one.target * (place + 1) / len(months)
            rows.append(
                {
                    "kpi": one.code,
                    "measure": one.measure,
                    "unit": one.unit,
                    "direction": "up",
                    "baseline": 0,
                    "target": one.target,
                    "actual": round(value) if one.unit == "number" else round(value, 1),
                    "period": f"{MONTHS[month.month - 1]} {month.year}",
                    "forecast": "actual",
                    "status": _status(value / due),
                    "source": "register of attendance" if one.unit != "per cent" else "reviews",
                }
            )
    return rows


def _path(one: TwinIndicator, count: int, draws: np.random.Generator) -> list[float]:
    steps = np.clip(draws.normal(1, 0.25, count), 0.2, None)
    if one.behind is not None:
        steps[one.behind[0] : one.behind[1]] = 0.05
        # After the decision it catches up.
        steps[one.behind[1] : one.behind[1] + 3] *= 2.2
    return [float(value) for value in one.reached * np.cumsum(steps) / steps.sum()]


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
