"""How much of its courses each exam cohort had after the first activity reached its school, beside the plan."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pandas as pd

from evalkit.delivery.parts.account import Account, DeliveryInputs
from evalkit.delivery.parts.doses import school_doses
from evalkit.description.exposure import YEAR_10_WEEKS, YEAR_11_WEEKS, weeks_after
from evalkit.records.delivery.actual_exposure import ActualExposure, CohortExposure

WEEKS = YEAR_10_WEEKS + YEAR_11_WEEKS


def run(inputs: DeliveryInputs) -> ActualExposure:
    """Return the share of Years 10 and 11 after the planned start and after the first activity, by cohort.

    A school that left keeps its first activity: what its teachers have learned they keep, by the same rule as in the
    planned exposure.
    """
    first, starts = school_doses(inputs)["first"], inputs.starts()
    study = inputs.study
    cohorts = sorted({study.years.cohort, *study.years.baseline, *study.years.others})
    return ActualExposure(
        cohorts=tuple(_cohort(cohort, first, starts) for cohort in cohorts),
        schools=len(first),
        unreached=int(first.isna().sum()),
        weeks_total=WEEKS,
        main=study.years.cohort,
        invented=inputs.kept.invented("schools", "activities", "attendance"),
    )


def _cohort(cohort: int, first: pd.Series, starts: dict[str, dt.date]) -> CohortExposure:
    planned = np.array([weeks_after(starts[name], cohort) for name in first.index])
    actual = np.array([0.0 if pd.isna(day) else weeks_after(day.date(), cohort) for day in first])
    return CohortExposure(
        cohort=cohort,
        planned=float(planned.mean() / WEEKS),
        actual=float(actual.mean() / WEEKS),
        lowest=float(actual.min() / WEEKS),
        highest=float(actual.max() / WEEKS),
        later=int((planned - actual >= 1.0).sum()),
    )


ACCOUNT = Account(
    summary="how much of its courses each exam cohort had after the first activity, beside the plan",
    called="courses by exam year",
    run=run,
    needs=("schools", "activities", "attendance"),
    to_reach=True,
    checked_against=(
        "tests/unit/delivery/test_actual_exposure.py::test_where_every_first_activity_is_on_the_day_planned_both_are_equal",
    ),
)
