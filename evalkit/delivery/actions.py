"""Which of the actions agreed after reviews were completed, and which in time."""

from __future__ import annotations

import pandas as pd

from evalkit.delivery.parts.account import Account, DeliveryInputs
from evalkit.delivery.parts.ratings import in_order_of_table
from evalkit.programme.tables import programme_tables
from evalkit.records.delivery.actions import ActionArea, ActionPlans

TABLE = "actions"
COMPLETE, STOPPED, OVERDUE, RUNNING = "complete", "stopped", "overdue", "in progress"


def run(inputs: DeliveryInputs) -> ActionPlans:
    """Return actions by status and lateness, by area."""
    rows, ends = inputs.kept.rows(TABLE), inputs.study.programme.ends
    order = in_order_of_table(rows["area"], programme_tables()[TABLE].column("area").among)
    return ActionPlans(
        areas=tuple(_area(area, rows[rows["area"] == area], pd.Timestamp(ends)) for area in order),
        overall=_area("", rows, pd.Timestamp(ends)),
        schools=rows["school"].nunique(),
        counted_on=ends.isoformat(),
        invented=inputs.kept.invented(TABLE),
    )


def _area(area: str, rows: pd.DataFrame, ends: pd.Timestamp) -> ActionArea:
    complete = rows[rows["status"] == COMPLETE]
    days = (complete["completed"] - complete["due"]).dt.days
    stopped = rows["status"] == STOPPED
    waiting = ~stopped & (rows["status"] != COMPLETE)
    overdue = waiting & ((rows["status"] == OVERDUE) | (rows["due"] < ends))
    running = waiting & ~overdue & (rows["status"] == RUNNING)
    return ActionArea(
        area=area,
        agreed=len(rows),
        in_time=int((days <= 0).sum()),
        late=int((days > 0).sum()),
        undated=int(days.isna().sum()),
        running=int(running.sum()),
        not_started=int((waiting & ~overdue & ~running).sum()),
        overdue=int(overdue.sum()),
        stopped=int(stopped.sum()),
        supported=int((rows["support"] != "").sum()),
        days_late=float(days[days > 0].median()),
    )


ACCOUNT = Account(
    summary="which of the actions agreed after reviews were completed, and which in time",
    called="agreed actions",
    run=run,
    needs=("schools", TABLE),
    checked_against=("tests/unit/delivery/test_actions.py::test_each_action_stands_in_one_place",),
)
