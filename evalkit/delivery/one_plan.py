"""In how many weeks a school met more than one provider, and whether the launch came before anything else."""

from __future__ import annotations

import numpy as np
import pandas as pd

from evalkit.core.years import academic_year
from evalkit.delivery.parts.account import Account, DeliveryInputs
from evalkit.delivery.parts.register import to_reach
from evalkit.delivery.parts.support import days_met
from evalkit.records.delivery.one_plan import OnePlan, YearOfProviders

ACTIVITIES, ATTENDANCE = "activities", "attendance"
LAUNCH = "launch"
# An academic year is the calendar year in which it ends; it begins in September.
SEPTEMBER = 9


def run(inputs: DeliveryInputs) -> OnePlan:
    """Return school-weeks with one provider and with several, by school year, of schools the programme was to reach."""
    met, activities = days_met(inputs), inputs.kept.rows(ACTIVITIES)
    # Schools that only lend a hand, or came once to see what others tried, were to follow no plan.
    met = met[met["school"].isin(to_reach(inputs.kept)["school"])]
    named = met[met["provider"] != ""]
    monday = named["date"] - pd.to_timedelta(named["date"].dt.day_of_week, unit="D")
    weeks = named.assign(week=monday).groupby(["school", "week"])["provider"].nunique().reset_index()
    year = weeks["week"].dt.year + (weeks["week"].dt.month >= SEPTEMBER)
    in_all = named.groupby("school")["provider"].nunique()
    every = met["school"].drop_duplicates().to_list()
    at_launch = met["kind"] == LAUNCH
    launched, other = (met[which].groupby("school")["date"].min().reindex(every) for which in (at_launch, ~at_launch))
    launches = activities[(activities["kind"] == LAUNCH) & ~(activities["held"] == 0)]
    return OnePlan(
        years=tuple(_year(int(one), weeks[year == one]) for one in sorted(set(year))),
        schools=len(in_all),
        schools_several=weeks.loc[weeks["provider"] > 1, "school"].nunique(),
        providers=tuple(int(count) for count in np.bincount(in_all.to_numpy(dtype=np.int64))[1:]),
        launch=_first(launches["starts"]),
        launch_first=int((launched.notna() & ~(launched > other)).sum()),
        launch_later=int((launched > other).sum()),
        launch_never=int(launched.isna().sum()),
        unnamed=len(met) - len(named),
        invented=inputs.kept.invented(ACTIVITIES, ATTENDANCE),
    )


def _year(year: int, weeks: pd.DataFrame) -> YearOfProviders:
    several = int((weeks["provider"] > 1).sum())
    return YearOfProviders(academic_year(year), len(weeks) - several, several)


def _first(days: pd.Series) -> str:
    return "" if days.isna().all() else days.min().date().isoformat()


ACCOUNT = Account(
    summary="in how many weeks a school met more than one provider, and whether the launch came first",
    called="joint planning",
    run=run,
    needs=("schools", ACTIVITIES),
    uses=(ATTENDANCE,),
    checked_against=("tests/unit/delivery/test_one_plan.py::test_weeks_are_counted_by_hand",),
)
