"""The day of every session, planned and held."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pandas as pd

from evalkit.delivery.parts.register import CAME, sessions_held
from evalkit.programme.kept import KeptTables

# Strand, day, hours, and whether somebody wrote the day of that very session.
Session = tuple[str, pd.Timestamp, float, bool]


class _Activity(NamedTuple):
    activity: str
    strand: str
    starts: pd.Timestamp
    ends: pd.Timestamp
    hours: float
    planned: float


def planned_sessions(kept: KeptTables) -> pd.DataFrame:
    """Return one row per session planned, spread evenly from the first to the last day of its activity.

    Returns
    -------
    DataFrame
        ``strand``, ``day``, ``hours``, and ``dated``: whether somebody wrote the day of that very session.
    """
    return _frame(
        [
            (one.strand, day, one.hours, False)
            for one in _activities(kept)
            for day in _spread(one.starts, one.ends, one.planned)
        ]
    )


def held_sessions(kept: KeptTables) -> pd.DataFrame:
    """Return one row per session held: on a day on which a register says that somebody came, else as planned.

    Sessions that were held beyond those of the registers stand where the plan puts the last of them.
    """
    rows, held = kept.rows("attendance"), sessions_held(kept).fillna(0.0)
    days = rows[rows["status"].isin(CAME)].groupby("activity")["date"].unique().to_dict()
    found: list[Session] = []
    for one in _activities(kept):
        known = sorted(days.get(one.activity, ()))[: int(held[one.activity])]
        further = int(held[one.activity]) - len(known)
        spread = _spread(one.starts, one.ends, max(one.planned, held[one.activity]))
        found += [(one.strand, pd.Timestamp(day), one.hours, True) for day in known]
        found += [(one.strand, day, one.hours, False) for day in spread[len(spread) - further :]]
    return _frame(found)


def _activities(kept: KeptTables) -> list[_Activity]:
    rows = kept.rows("activities")
    columns = [rows[name] for name in _Activity._fields]
    return [_Activity(*cells) for cells in zip(*columns, strict=True)]


def _spread(starts: pd.Timestamp, ends: pd.Timestamp, sessions: float) -> list[pd.Timestamp]:
    last = starts if pd.isna(ends) else ends
    shares = np.linspace(0.0, 1.0, int(sessions)) if sessions > 0 else ()
    return [(starts + (last - starts) * share).normalize() for share in shares]


def _frame(rows: list[Session]) -> pd.DataFrame:
    strand, day, hours, dated = zip(*rows, strict=True) if rows else ((), (), (), ())
    return pd.DataFrame(
        {
            "strand": pd.Series(strand, dtype="object"),
            "day": pd.Series(day, dtype="datetime64[us]"),
            "hours": pd.Series(hours, dtype="float64"),
            "dated": pd.Series(dated, dtype="bool"),
        }
    )
