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
    names = _shown(inputs)
    milestones = tuple(_milestone(row, names) for row in each_row(kept.rows("milestones")))
    return Milestones(
        milestones=milestones,
        providers=tuple(
            _provider(row, names[row.provider], milestones, kept.rows("activities"))
            for row in each_row(kept.rows("providers"))
        ),
        invented=kept.invented("milestones", "providers"),
    )


def _shown(inputs: DeliveryInputs) -> dict[str, str]:
    """Return what the report calls each provider; a school of the programme stands under its code here too."""
    rows, labels = inputs.kept.rows("providers"), inputs.labels(OF_CODES)
    schools = set(inputs.kept.rows("schools")["school"])
    return {
        code: labels.get(name, A_SCHOOL) if name in schools else name
        for code, name in zip(rows["provider"], rows["name"], strict=True)
    }


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


def _provider(row: Any, name: str, milestones: tuple[Milestone, ...], activities: pd.DataFrame) -> ProviderKept:
    planned, real = day_of(row.planned_start), day_of(row.real_start)
    own = [one for one in milestones if one.provider == name and one.days_late is not None]
    return ProviderKept(
        provider=name,
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


# Whether a school kept its days is shown no more openly than who came.
OF_CODES, A_SCHOOL = "attendance", "a school"
ACCOUNT = Account(
    summary="what was to be reached by when, and how providers kept time and money",
    called="providers' milestones",
    run=run,
    needs=("milestones",),
    uses=("providers", "activities"),
)
