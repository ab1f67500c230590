"""Teachers of maths in the programme's schools: how many, how many trained in it, who left, which posts stood empty."""

from __future__ import annotations

import pandas as pd

from evalkit.delivery.parts.account import Account, DeliveryInputs
from evalkit.delivery.parts.periods import last_day
from evalkit.records.delivery.staffing import Staffing, StaffingYear

YES, KNOWN = "yes", ("yes", "no")
AUTUMN = 9


def run(inputs: DeliveryInputs) -> Staffing:
    """Return the staffing of each school year; who left is said once a year, in the last term that says it."""
    rows = inputs.kept.rows("departments")
    ends = [last_day(term) for term in rows["term"]]
    years = [None if end is None else end.year + (end.month >= AUTUMN) for end in ends]
    dated = rows.assign(
        school_year=pd.Series(years, index=rows.index, dtype="float64"),
        end=pd.to_datetime(pd.Series(ends, index=rows.index)),
    )
    return Staffing(
        years=tuple(
            _year(int(year), dated[dated["school_year"] == year].sort_values("end"))
            for year in sorted(dated["school_year"].dropna().unique())
        ),
        invented=inputs.kept.invented("departments"),
    )


def _year(year: int, rows: pd.DataFrame) -> StaffingYear:
    by_school = rows.groupby("school")
    teachers = by_school["teachers"].mean().dropna()
    specialists = by_school["specialists"].mean().dropna()
    left = by_school["left"].last().dropna()
    vacancies = by_school["vacancies"].mean().dropna()
    heads = rows[rows["head_all_year"].isin(KNOWN)].groupby("school")["head_all_year"].last()
    return StaffingYear(
        year=year,
        schools=len(teachers),
        teachers=float(teachers.sum()),
        specialists=float(specialists.sum(min_count=1)),
        specialists_of=float(teachers.reindex(specialists.index).sum()),
        left=float(left.sum(min_count=1)),
        left_of=float(teachers.reindex(left.index).sum()),
        vacancies=float(vacancies.sum(min_count=1)),
        heads_stayed=int((heads == YES).sum()),
        heads_known=len(heads),
    )


ACCOUNT = Account(
    summary="who taught maths, who left and which posts stood empty",
    called="maths staff",
    run=run,
    needs=("departments",),
)
