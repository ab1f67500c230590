"""Support as schools met it: the days on which anybody came, and help of one kind for one school."""

from __future__ import annotations

import pandas as pd

from evalkit.delivery.parts.account import DeliveryInputs
from evalkit.delivery.parts.register import CAME


def days_met(inputs: DeliveryInputs) -> pd.DataFrame:
    """Return each day on which a school met an activity: ``school``, ``date``, ``activity``, ``kind``, ``provider``.

    The days of attendance; where nobody wrote who came to an activity for one school that was held, its first day.
    """
    activities, attendance = inputs.kept.rows("activities"), inputs.kept.rows("attendance")
    known = ["activity", "kind", "provider", "strand", "need"]
    came = attendance.loc[attendance["status"].isin(CAME), ["school", "date", "activity"]].drop_duplicates()
    met = came.merge(activities[known], on="activity")
    written = set(zip(attendance["school"], attendance["activity"], strict=True))
    # Sessions held that nobody filled in are as good as held where the activity has a school of its own.
    own = activities[(activities["school"] != "") & ~(activities["held"] == 0)]
    pairs = pd.Series(list(zip(own["school"], own["activity"], strict=True)), own.index, dtype="object")
    alone = own[~pairs.isin(written)].rename(columns={"starts": "date"})[["school", "date", *known]]
    return pd.concat([met, alone], ignore_index=True).sort_values(["school", "date", "activity"], kind="stable")


def first_days(met: pd.DataFrame, *by: str) -> pd.DataFrame:
    """Return the first day of each group."""
    return met.sort_values("date").drop_duplicates(list(by))[[*by, "date"]]
