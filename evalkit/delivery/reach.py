"""Whom the programme reached, by strand and school."""

from __future__ import annotations

import pandas as pd

from evalkit.core.small_groups import FEWEST_PEOPLE
from evalkit.delivery.parts.account import Account, DeliveryInputs
from evalkit.delivery.parts.doses import school_doses, strand_doses
from evalkit.delivery.parts.register import CANCELLED, attended_mostly, persons, register, sessions_held
from evalkit.delivery.parts.shown_schools import in_order_of_labels
from evalkit.records.delivery.reach import ProgrammeReach, StrandCell, StrandReach


def run(inputs: DeliveryInputs) -> ProgrammeReach:
    """Return sessions planned and held, and schools, persons and hours reached, by strand and school."""
    rows, held = register(inputs.kept), sessions_held(inputs.kept)
    doses, cells = school_doses(inputs), strand_doses(inputs)
    own = rows["school"].isin(doses.index)
    everybody = persons(rows[own], held)
    teachers = everybody[everybody["maths"] & everybody["came"]]
    several = len(teachers) >= FEWEST_PEOPLE
    counted = doses["posts"].notna()
    shown = inputs.labels("attendance")
    return ProgrammeReach(
        strands=tuple(_strand(inputs, name, rows, cells) for name in inputs.strands()),
        cells=_cells(cells, shown, inputs.strands()),
        schools=len(doses),
        reached=int(doses["first"].notna().sum()),
        hidden=sum(name not in shown for name in doses.index),
        counted=int(counted.sum()),
        posts=int(doses["posts"].sum()),
        overfull=int((doses["people"] > doses["posts"]).sum()),
        teachers=len(teachers),
        teachers_counted=int(doses["people"][counted].sum()),
        hours=float(teachers["had"].mean()) if several else float("nan"),
        offered=float(teachers["offered"].mean()) if several else float("nan"),
        mostly=int(attended_mostly(teachers, inputs.study.delivery.attended_share).sum()),
        share=inputs.study.delivery.attended_share,
        others=int(doses["others"].sum()),
        elsewhere=int(rows[~own & rows["came"]]["person"].nunique()),
        without_hours=int((rows["came"] & rows["spent"].isna()).sum()),
        invented=inputs.kept.invented("schools", "activities", "attendance", "departments"),
    )


def _strand(inputs: DeliveryInputs, identifier: str, rows: pd.DataFrame, cells: pd.DataFrame) -> StrandReach:
    activities = inputs.kept.rows("activities")
    own = activities[activities["strand"] == identifier]
    held = sessions_held(inputs.kept).reindex(own["activity"])
    here = rows[rows["strand"] == identifier]
    came, taken = here[here["came"]], cells.xs(identifier, level="strand")
    sessions = (here["status"] == CANCELLED).groupby([here["activity"], here["date"]]).all()
    return StrandReach(
        strand=inputs.strands()[identifier],
        planned=int(own["planned"].sum()),
        held=int(held.sum()),
        cancelled=int(sessions.sum()),
        unsaid=int(held.isna().sum()),
        registered=bool(taken["registered"].any()),
        offered=int(taken["offered"].sum()),
        schools=int((taken["people"] > 0).sum()),
        people=came["person"].nunique(),
        hours=float(came["spent"].sum()),
    )


def _cells(cells: pd.DataFrame, shown: dict[str, str], strands: dict[str, str]) -> tuple[StrandCell, ...]:
    known = set(cells.index.unique("school"))
    rows = {key: place for place, key in enumerate(cells.index)}
    offered, people, hours = (cells[name].to_numpy() for name in ("offered", "people", "per_teacher"))
    return tuple(
        StrandCell(
            school=shown[school],
            strand=name,
            offered=bool(offered[rows[school, strand]]),
            people=int(people[rows[school, strand]]),
            per_teacher=float(hours[rows[school, strand]]),
        )
        for school in in_order_of_labels(shown, known)
        for strand, name in strands.items()
    )


ACCOUNT = Account(
    summary="whom the programme reached, by strand and school",
    called="who took part",
    run=run,
    needs=("schools", "activities", "attendance"),
    to_reach=True,
    uses=("departments",),
)
