"""Whether those who steered the programme met every month, and what became of what they decided."""

from __future__ import annotations

import datetime as dt

import pandas as pd

from evalkit.delivery.parts.account import Account, DeliveryInputs
from evalkit.delivery.parts.periods import last_day, months_of
from evalkit.delivery.parts.rows import each_row
from evalkit.programme.tables import programme_tables
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
        behind=sum(_behind(own, day) for own, day, _ in _asked(decisions, inputs.kept.rows("kpis"))),
        caught=_caught(decisions, inputs.kept.rows("kpis")),
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
    for own, day, decision in _asked(decisions, kpis):
        turned = _status_turned(own, day) or _figure_turned(own, day)
        if turned:
            found.append(CaughtIndicator(own["measure"].iloc[0], day, decision, *turned))
    return tuple(dict.fromkeys(found))


def _asked(decisions: pd.DataFrame, kpis: pd.DataFrame) -> list[tuple[pd.DataFrame, dt.date, str]]:
    """Return for each decision about an indicator that indicator's periods in order, the day and the decision."""
    found = []
    for row in each_row(decisions[decisions["kpi"] != ""].sort_values("date")):
        own = kpis[(kpis["kpi"] == row.kpi) & (kpis["forecast"] != "forecast")]
        own = own.assign(end=[last_day(period) for period in own["period"]]).dropna(subset=["end"]).sort_values("end")
        found.append((own, row.date.date(), row.decision))
    return found


def _behind(own: pd.DataFrame, decided: dt.date) -> bool:
    """Say whether the last status reported up to a day was not the best there is; one never reported may be behind."""
    before = list(own.loc[(own["status"] != "") & (own["end"] <= decided), "status"])
    return not before or before[-1] != STATUS[-1]


def _status_turned(own: pd.DataFrame, decided: dt.date) -> tuple[str, str] | None:
    """Return the status when it was decided and the best of the next periods, where that is better."""
    reported = own[own["status"] != ""]
    before = list(reported.loc[reported["end"] <= decided, "status"])
    after = list(reported.loc[reported["end"] > decided, "status"])[:SOON]
    if not before or not after:
        return None
    best = max(after, key=STATUS.index)
    return (before[-1], best) if STATUS.index(before[-1]) < STATUS.index(best) else None


def _figure_turned(own: pd.DataFrame, decided: dt.date) -> tuple[str, str] | None:
    """Return the last figure up to a day and the next, where it had not moved the right way and then did."""
    known = own[own["actual"].notna()]
    before, after = known.loc[known["end"] <= decided, "actual"], known.loc[known["end"] > decided, "actual"]
    if (own["status"] != "").any() or len(before) < 2 or not len(after) or own["direction"].iloc[0] not in SIGN:
        return None
    sign = SIGN[own["direction"].iloc[0]]
    last, previous, following = before.iloc[-1], before.iloc[-2], after.iloc[0]
    moved = sign * (last - previous) <= 0 < sign * (following - last)
    return (f"{last:g}", f"{following:g}") if moved else None


# Periods after a decision in which a better status still counts as following it.
SOON = 3
SIGN = {"up": 1, "down": -1}
STATUS = programme_tables()["kpis"].column("status").among
ACCOUNT = Account(
    summary="whether those who steered the programme met every month, and what became of what they decided",
    called="steering meetings",
    run=run,
    needs=("meetings",),
    uses=("kpis", "activities"),
)
