"""What was to be reached by when, and how each provider kept time and money."""

from __future__ import annotations

import math
from typing import Any

import pandas as pd

from evalkit.delivery.parts.account import Account, DeliveryInputs
from evalkit.delivery.parts.rows import day_of, each_row
from evalkit.records.delivery.milestones import Milestone, Milestones, ProviderKept


def run(inputs: DeliveryInputs) -> Milestones:
    """Return milestones with the days they came late, and providers with theirs."""
    kept = inputs.kept
    names = dict(zip(kept.rows("providers")["provider"], kept.rows("providers")["name"], strict=True))
    milestones = tuple(_milestone(row, names) for row in each_row(kept.rows("milestones")))
    return Milestones(
        milestones=milestones,
        providers=tuple(
            _provider(row, milestones, kept.rows("activities")) for row in each_row(kept.rows("providers"))
        ),
        invented=kept.invented("milestones", "providers"),
    )


def _milestone(row: Any, names: dict[str, str]) -> Milestone:
    reached, expected = day_of(row.actual), day_of(row.forecast)
    when, planned = reached or expected, row.planned.date()
    return Milestone(
        what=row.what,
        provider=names.get(row.provider, row.provider),
        planned=planned,
        reached=when,
        expected=reached is None and expected is not None,
        days_late=None if when is None else (when - planned).days,
        status=row.status,
        reason=row.reason,
    )


def _provider(row: Any, milestones: tuple[Milestone, ...], activities: pd.DataFrame) -> ProviderKept:
    planned, real = day_of(row.planned_start), day_of(row.real_start)
    own = [one for one in milestones if one.provider == row.name and one.days_late is not None]
    return ProviderKept(
        provider=row.name,
        kind=row.kind,
        commissioned=row.commissioned,
        record_before=row.record_before,
        start_late=None if planned is None or real is None else (real - planned).days,
        milestones=len(own),
        late=sum(one.days_late is not None and one.days_late > 0 for one in own),
        sessions=int(activities[activities["provider"] == row.provider]["planned"].sum()),
        cancelled=None if math.isnan(row.cancelled) else int(row.cancelled),
        budget=row.budget,
        spend=row.spend,
    )


ACCOUNT = Account(
    summary="what was to be reached by when, and how providers kept time and money",
    run=run,
    needs=("milestones",),
    uses=("providers", "activities"),
)
