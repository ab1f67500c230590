"""Whom the programme reached, by strand."""

from __future__ import annotations

import pandas as pd

from evalkit.delivery.parts.account import Account, DeliveryInputs
from evalkit.records.delivery.reach import ProgrammeReach, StrandReach

CAME = ("attended", "in part")


def run(inputs: DeliveryInputs) -> ProgrammeReach:
    """Return sessions planned and held, and schools, persons and hours reached, by strand."""
    activities, attendance = inputs.kept.rows("activities"), inputs.kept.rows("attendance")
    came = attendance[attendance["status"].isin(CAME)].merge(
        activities[["activity", "strand", "hours"]], on="activity", suffixes=("", "_offered")
    )
    came = came.assign(spent=came["hours"].fillna(came["hours_offered"]))
    strands = tuple(
        _strand(name, activities[activities["strand"] == identifier], came[came["strand"] == identifier])
        for identifier, name in inputs.strands().items()
    )
    return ProgrammeReach(
        strands=strands, schools=len(inputs.kept.rows("schools")), invented=inputs.kept.invented("attendance")
    )


def _strand(name: str, activities: pd.DataFrame, came: pd.DataFrame) -> StrandReach:
    return StrandReach(
        strand=name,
        planned=int(activities["planned"].sum()),
        held=int(activities["held"].sum()),
        schools=came["school"].nunique(),
        people=came["person"].nunique(),
        hours=float(came["spent"].sum()),
    )


ACCOUNT = Account(
    summary="whom the programme reached, by strand",
    run=run,
    needs=("schools", "activities", "attendance"),
)
