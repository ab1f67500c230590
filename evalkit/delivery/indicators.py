"""The indicators agreed with the funder: where each stood, stands and was to stand. No score is made of them."""

from __future__ import annotations

import datetime as dt
import math

import pandas as pd

from evalkit.delivery.parts.account import Account, DeliveryInputs
from evalkit.delivery.parts.periods import last_day
from evalkit.delivery.parts.rows import each_row
from evalkit.records.delivery.indicators import AgreedIndicator, Indicators

MET, NOT_MET, MOVING, NO_FIGURE = "met", "not met", "not met, moving the right way", "no figure yet"
FORECAST = "forecast"


def run(inputs: DeliveryInputs) -> Indicators:
    """Return each indicator with its last figure that is no forecast."""
    kpis = inputs.kept.rows("kpis")
    return Indicators(
        indicators=tuple(_indicator(kpis[kpis["kpi"] == kpi]) for kpi in dict.fromkeys(kpis["kpi"])),
        invented=inputs.kept.invented("kpis"),
    )


def _indicator(rows: pd.DataFrame) -> AgreedIndicator:
    # A period that nobody can date stands last, in the order of the table.
    ends = [last_day(period) or dt.date.max for period in rows["period"]]
    dated = rows.assign(end=ends).sort_values("end", kind="stable")
    known = dated[dated["actual"].notna() & (dated["forecast"] != FORECAST)]
    first = dated.iloc[0]
    last = float(known["actual"].iloc[-1]) if len(known) else math.nan
    baseline, target = float(first["baseline"]), float(dated["target"].iloc[-1])
    return AgreedIndicator(
        measure=first["measure"],
        unit=first["unit"],
        direction=first["direction"],
        baseline=baseline,
        target=target,
        last=last,
        period=known["period"].iloc[-1] if len(known) else "",
        standing=standing(baseline, target, last, first["direction"]),
        reported=tuple((one.period, one.status) for one in each_row(dated) if one.status),
    )


def standing(baseline: float, target: float, last: float, direction: str) -> str:
    """Return where an indicator stands to its target; one that is to stay within it has met it at or below."""
    if math.isnan(last):
        return NO_FIGURE
    sign = 1 if direction == "up" else -1
    if sign * (last - target) >= 0:
        return MET
    return MOVING if sign * (last - baseline) > 0 else NOT_MET


ACCOUNT = Account(
    summary="the indicators agreed with the funder, each for itself",
    called="agreed indicators",
    run=run,
    needs=("kpis",),
)
