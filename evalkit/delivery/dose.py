"""How much each school had: hours per teacher of maths, strands taken up, weeks to the first activity."""

from __future__ import annotations

import math

import pandas as pd

from evalkit.delivery.parts.account import Account, DeliveryInputs
from evalkit.delivery.parts.doses import DAYS_OF_WEEK, school_doses
from evalkit.delivery.parts.shown_schools import in_order_of_labels
from evalkit.records.delivery.dose import Doses, SchoolDose

HALF = 0.5


def run(inputs: DeliveryInputs) -> Doses:
    """Return the dose of each school that may be shown, and what all of them had together."""
    doses, shown = school_doses(inputs), inputs.labels("attendance")
    known = doses["per_teacher"].dropna()
    awarded, ends = inputs.study.delivery.awarded, inputs.study.programme.ends
    named = in_order_of_labels(shown, doses.index)
    return Doses(
        schools=tuple(_school(shown[str(name)], dose) for name, dose in doses.reindex(named).iterrows()),
        hidden=len(doses) - len(named),
        share=inputs.study.delivery.attended_share,
        uncounted=int(doses["per_teacher"].isna().sum()),
        half_mostly=int((doses["mostly"] >= HALF * doses["posts"]).sum()),
        median_weeks=float(doses["weeks"].median()),
        median_from_award=float(doses["from_award"].median()),
        grant_weeks=(ends - awarded).days / DAYS_OF_WEEK if awarded else math.nan,
        lowest=float(known.min()),
        highest=float(known.max()),
        mean=float(known.mean()),
        known=len(known),
        invented=inputs.kept.invented("schools", "activities", "attendance", "departments"),
    )


def _school(label: str, dose: pd.Series) -> SchoolDose:
    return SchoolDose(
        school=label,
        role=str(dose["role"]),
        posts=float(dose["posts"]),
        people=int(dose["people"]),
        mostly=int(dose["mostly"]),
        per_teacher=float(dose["per_teacher"]),
        had=float(dose["had"]),
        offered=float(dose["offered"]),
        others=int(dose["others"]),
        strands=int(dose["strands"]),
        strands_offered=int(dose["strands_offered"]),
        weeks=float(dose["weeks"]),
        from_award=float(dose["from_award"]),
    )


ACCOUNT = Account(
    summary="how much each school had, and how soon it began",
    called="hours received",
    run=run,
    needs=("schools", "activities", "attendance"),
    to_reach=True,
    uses=("departments",),
)
