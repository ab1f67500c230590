"""What the programme cost: money by strand, category, payer and year; days of staff apart; and for one pupil.

The cost for one pupil and year follows the guidance of the Education Endowment Foundation: what is paid once and what
must be paid again are kept apart and averaged over three years of use, (once + 3 × recurring of one year) / 3, and
shared among the pupils of one year. Time given free and days of staff are shown beside it and not added.
"""

from __future__ import annotations

import math

import pandas as pd

from evalkit.delivery.parts.account import Account, DeliveryInputs
from evalkit.delivery.parts.cost_bands import cost_bands
from evalkit.delivery.parts.register import TO_REACH
from evalkit.records.delivery.cost import WHOLE, Cost, CostPerPupil, CostShare

CASH, IN_KIND, ONCE = "cash", "in kind", "once"
YEARS_OF_USE = 3
# Year groups among whom a year's cost is shared.
YEAR_GROUPS = {"years_10_and_11": (2, "pupils in Years 10 and 11"), "years_7_to_11": (5, "pupils in Years 7 to 11")}


def run(inputs: DeliveryInputs) -> Cost:
    """Return the costs that are known; a row without an actual cost counts nowhere and is counted."""
    rows = inputs.kept.rows("costs")
    known = rows[rows["actual"].notna()]
    cash, kind = known[known["in_kind"] == CASH], known[known["in_kind"] == IN_KIND]
    once = float(cash.loc[cash["once"] == ONCE, "actual"].sum())
    again = cash[cash["once"] != ONCE]
    schools = inputs.kept.rows("schools")
    strands = inputs.strands()
    exam_cohort = _exam_cohort(inputs)
    groups, in_words = YEAR_GROUPS[inputs.study.delivery.pupils_counted]
    years = max(1, _years(again))
    recurring = float(again["actual"].sum())
    return Cost(
        cash=once + recurring,
        in_kind=float(kind["actual"].sum()),
        once=once,
        recurring=recurring,
        unsaid=int((cash["once"] == "").sum()),
        days=float(rows["days"].sum()),
        unknown=int((rows["actual"].isna() & rows["budget"].notna()).sum()),
        past_forecast=float((cash["actual"] - cash["forecast"]).sum(min_count=1)),
        years=years,
        schools=int(schools["role"].isin(TO_REACH).sum()) or len(inputs.study.schools.list),
        pupils=groups * exam_cohort,
        pupils_in_words=in_words,
        strands=_cut(rows, "strand", strands),
        categories=_cut(rows, "category", {}),
        payers=_cut(rows, "paid_by", {}),
        by_year=tuple(sorted(_cut(rows, "year", {}), key=lambda share: share.name)),
        per_pupil=_per_pupil(once, recurring / years, float(kind["actual"].sum()) / years, exam_cohort, groups),
        band_source=cost_bands().source,
        bands_checked=cost_bands().checked,
        invented=inputs.kept.invented("costs"),
    )


def _exam_cohort(inputs: DeliveryInputs) -> float:
    """Return the pupils of the programme's schools who sat the examinations of the study's cohort; NaN if unknown."""
    panel, year = inputs.panel, inputs.study.years.cohort
    if panel is None or not panel.has("pupils"):
        return math.nan
    pupils = panel.of_year("pupils", year, pd.Index(sorted(inputs.programme)))
    return float(pupils.sum()) if pupils.notna().all() and len(pupils) else math.nan


def _years(rows: pd.DataFrame) -> int:
    return int(rows["year"].nunique())


def _cut(rows: pd.DataFrame, column: str, names: dict[str, str]) -> tuple[CostShare, ...]:
    cash = rows[rows["in_kind"] == CASH]
    shares = [
        CostShare(
            names.get(str(name), str(name)) or WHOLE,
            budget=float(own["budget"].sum(min_count=1)),
            forecast=float(own["forecast"].sum(min_count=1)),
            expected=float(_expected(own).sum()),
            actual=float(own["actual"].sum()),
        )
        for name, own in cash.groupby(column, sort=False)
    ]
    return tuple(sorted(shares, key=lambda share: -share.actual))


def _expected(rows: pd.DataFrame) -> pd.Series:
    """Return what each row comes to by the end: what was spent, else the forecast, else the plan."""
    return rows["actual"].fillna(rows["forecast"]).fillna(rows["budget"])


def _per_pupil(
    once: float, recurring: float, in_kind: float, exam_cohort: float, groups: int
) -> tuple[CostPerPupil, ...]:
    """Return the cost for one pupil and year, the main way of counting first, then each other way."""
    if math.isnan(exam_cohort) or not exam_cohort:
        return ()
    a_year = (once + YEARS_OF_USE * recurring) / YEARS_OF_USE
    other = next(key for key, (count, _) in YEAR_GROUPS.items() if count != groups)
    ways = (
        (f"as counted: {_of(groups)}, three years of use", a_year / (groups * exam_cohort)),
        (f"shared among {YEAR_GROUPS[other][1]}", a_year / (YEAR_GROUPS[other][0] * exam_cohort)),
        ("what is paid once used for one year only", (once + recurring) / (groups * exam_cohort)),
        *((("time and rooms given free added", (a_year + in_kind) / (groups * exam_cohort)),) if in_kind else ()),
    )
    bands = cost_bands()
    return tuple(CostPerPupil(how, pounds, bands.band(pounds)) for how, pounds in ways)


def _of(groups: int) -> str:
    return next(words for count, words in YEAR_GROUPS.values() if count == groups)


ACCOUNT = Account(
    summary="what the programme cost",
    called="money spent",
    run=run,
    needs=("costs",),
    uses=("schools",),
    rests_on=("panel",),
    checked_against=("tests/unit/delivery/test_cost.py::test_the_cost_for_one_pupil_is_worked_by_hand",),
)
