"""Whether those who steered the programme met every month, and what became of what they decided."""

from __future__ import annotations

import datetime as dt

import pandas as pd

from evalkit.delivery.parts.account import Account, DeliveryInputs
from evalkit.delivery.parts.periods import last_day, months_of
from evalkit.delivery.parts.rows import each_row
from evalkit.records.delivery.governance import CaughtIndicator, Governance, MonthOfMeetings

OF_GOVERNANCE, HELD, GOVERNOR_SESSION = "governance", "yes", "governor session"
TABLES = ("meetings", "kpis", "activities")


def run(inputs: DeliveryInputs) -> Governance:
    """Return meetings of governance by month, decisions by how they ended, and indicators that turned after one.

    A decision is overdue where it has a day, that day lies before the end of the programme, and nobody wrote when it
    was done. An indicator was caught where its last two figures up to the day of a decision about it had not moved
    the right way and its next figure had; that it turned afterwards does not show that the decision did it.
    """
    programme = inputs.study.programme
    meetings, activities = inputs.kept.rows("meetings"), inputs.kept.rows("activities")
    decisions = meetings[meetings["decision"] != ""]
    due = decisions[decisions["due"].notna()]
    done = due[due["done"].notna()]
    sessions = activities[activities["kind"] == GOVERNOR_SESSION]
    return Governance(
        months=_months(meetings, programme.starts, programme.ends),
        decisions=len(decisions),
        on_time=int((done["done"] <= done["due"]).sum()),
        late=int((done["done"] > done["due"]).sum()),
        overdue=int((due["done"].isna() & (due["due"] <= pd.Timestamp(programme.ends))).sum()),
        undated=len(decisions) - len(due),
        asked_about=int((decisions["kpi"] != "").sum()),
        caught=_caught(decisions[decisions["kpi"] != ""], inputs.kept.rows("kpis")),
        governor_sessions=int(sessions["planned"].sum()),
        governor_sessions_held=int(sessions["held"].sum()),
        invented=inputs.kept.invented(*TABLES),
    )


def _months(meetings: pd.DataFrame, first: dt.date, last: dt.date) -> tuple[MonthOfMeetings, ...]:
    of_all = meetings[(meetings["kind"] == OF_GOVERNANCE) & (meetings["held"] == HELD)]
    days = [day.date() for day in of_all.drop_duplicates("meeting")["date"]]
    return tuple(
        MonthOfMeetings(month, sum((day.year, day.month) == (month.year, month.month) for day in days))
        for month in months_of(first, last)
    )


def _caught(decisions: pd.DataFrame, kpis: pd.DataFrame) -> tuple[CaughtIndicator, ...]:
    found = []
    for row in each_row(decisions.sort_values("date")):
        own = kpis[(kpis["kpi"] == row.kpi) & kpis["actual"].notna() & (kpis["forecast"] != "forecast")]
        ends = [(last_day(period), value) for period, value in zip(own["period"], own["actual"], strict=True)]
        dated = sorted((end, value) for end, value in ends if end is not None)
        decided = row.date.date()
        before = [value for end, value in dated if end <= decided]
        after = [value for end, value in dated if end > decided]
        if len(before) < 2 or not after or own["direction"].iloc[0] not in SIGN:
            continue
        sign = SIGN[own["direction"].iloc[0]]
        if sign * (before[-1] - before[-2]) <= 0 < sign * (after[0] - before[-1]):
            found.append(CaughtIndicator(own["measure"].iloc[0], decided, row.decision, before[-1], after[0]))
    return tuple(found)


SIGN = {"up": 1, "down": -1}
ACCOUNT = Account(
    summary="whether those who steered the programme met every month, and what became of what they decided",
    run=run,
    needs=("meetings",),
    uses=("kpis", "activities"),
)
