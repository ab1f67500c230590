"""When each strand ran, beside the years in which each exam cohort was taught."""

from __future__ import annotations

import datetime as dt
import math

import pandas as pd

from evalkit.delivery.parts.account import Account, DeliveryInputs
from evalkit.delivery.parts.session_days import held_sessions
from evalkit.description.exposure import EXAM_LEAVE, SEPTEMBER
from evalkit.records.delivery.strand_timeline import CohortSpan, StrandSpan, StrandTimeline


def run(inputs: DeliveryInputs) -> StrandTimeline:
    """Return the days of each strand, and the span in which each cohort was taught for its examinations."""
    study, sessions = inputs.study, held_sessions(inputs.kept)
    ran = {key: sessions[sessions["strand"] == key] for key in inputs.strands()}
    cohorts = sorted({study.years.cohort, *study.years.baseline, *study.years.others})
    return StrandTimeline(
        strands=tuple(_span(inputs.strands()[key], own["day"]) for key, own in ran.items() if len(own)),
        unheld=tuple(inputs.strands()[key] for key, own in ran.items() if own.empty),
        cohorts=tuple(_cohort(cohort, sessions["day"]) for cohort in cohorts),
        main=study.years.cohort,
        invented=inputs.kept.invented("activities", "attendance"),
    )


def _span(name: str, days: pd.Series) -> StrandSpan:
    each = sorted({day.date().isoformat() for day in days})
    return StrandSpan(strand=name, first=each[0], last=each[-1], days=tuple(each), sessions=len(days))


def _cohort(cohort: int, days: pd.Series) -> CohortSpan:
    leaves = dt.date(cohort, *EXAM_LEAVE)
    before = float((days < pd.Timestamp(leaves)).mean()) if len(days) else math.nan
    return CohortSpan(
        cohort=cohort,
        begins=dt.date(cohort - 2, *SEPTEMBER).isoformat(),
        ends=leaves.isoformat(),
        sessions_before=before,
    )


ACCOUNT = Account(
    summary="when each strand ran, beside the years in which each exam cohort was taught",
    called="dates of strands",
    run=run,
    needs=("activities",),
    uses=("attendance",),
)
