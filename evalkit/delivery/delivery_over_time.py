"""What was planned and what was held, month by month."""

from __future__ import annotations

import math

import pandas as pd

from evalkit.delivery.parts.account import Account, DeliveryInputs
from evalkit.delivery.parts.session_days import held_sessions, planned_sessions
from evalkit.records.delivery.delivery_over_time import DeliveryOverTime, MonthHours


def run(inputs: DeliveryInputs) -> DeliveryOverTime:
    """Return hours of sessions planned and held, added up month by month."""
    held = held_sessions(inputs.kept)
    months = pd.DataFrame({"planned": _by_month(planned_sessions(inputs.kept)), "held": _by_month(held)}).fillna(0.0)
    if len(months):
        months = months.reindex(pd.period_range(months.index.min(), months.index.max(), freq="M"), fill_value=0.0)
    total, behind = months.cumsum(), (months["planned"] - months["held"]).cumsum()
    hours, named = float(held["hours"].sum()), [f"{month}-01" for month in total.index.astype(str)]
    worst = int(behind.to_numpy().argmax()) if len(behind) else 0
    return DeliveryOverTime(
        months=tuple(
            MonthHours(month=month, planned=float(planned), held=float(so_far))
            for month, planned, so_far in zip(named, total["planned"], total["held"], strict=True)
        ),
        planned=float(months["planned"].sum()),
        held=hours,
        widest=max(0.0, float(behind.max())) if len(behind) else 0.0,
        widest_month=named[worst] if len(behind) and behind.max() > 0 else "",
        dated=float(held["hours"][held["dated"]].sum()) / hours if hours else math.nan,
        invented=inputs.kept.invented("activities", "attendance"),
    )


def _by_month(sessions: pd.DataFrame) -> pd.Series:
    return sessions.groupby(sessions["day"].dt.to_period("M"))["hours"].sum()


ACCOUNT = Account(
    summary="hours planned and held, month by month",
    called="hours by month",
    run=run,
    needs=("activities",),
    uses=("attendance",),
)
