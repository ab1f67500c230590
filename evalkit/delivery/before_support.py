"""Whether each school was judged by outsiders, and had signed its plan, before its first course or coaching."""

from __future__ import annotations

from typing import get_args

import pandas as pd

from evalkit.delivery.parts.account import Account, DeliveryInputs
from evalkit.delivery.parts.ratings import first_outside, ratings_of
from evalkit.delivery.parts.register import to_reach
from evalkit.delivery.parts.shown_schools import in_order_of_labels
from evalkit.delivery.parts.support import days_met
from evalkit.records.delivery.before_support import BeforeSupport, SchoolOrder, Sequence

REVIEWS, ACTIVITIES, ACTIONS, ATTENDANCE = "reviews", "activities", "actions", "attendance"
DAYS_A_WEEK = 7
COURSE_OR_COACHING = ("course day", "coaching")
ORDERS: tuple[Sequence, ...] = get_args(Sequence)


def run(inputs: DeliveryInputs) -> BeforeSupport:
    """Return the first days of each school in the order in which they came."""
    met = days_met(inputs)
    support = met[met["kind"].isin(COURSE_OR_COACHING)].groupby("school")["date"].min()
    review = first_outside(ratings_of(inputs)).groupby("school")["visit"].min()
    plan = inputs.kept.rows(ACTIONS).groupby("school")["agreed"].min()
    names = list(to_reach(inputs.kept)["school"])
    days = pd.DataFrame({"review": review, "plan": plan, "support": support}).reindex(names)
    reached = days[days["support"].notna()]
    orders = {name: _order(*row) for name, row in zip(reached.index, reached.to_numpy(), strict=True)}
    review_after, plan_after = (_weeks(reached[day], reached["support"]) for day in ("review", "plan"))
    labels = inputs.labels(REVIEWS)
    return BeforeSupport(
        schools=tuple(
            SchoolOrder(
                school=labels[name],
                review=review_after[name],
                plan=plan_after[name],
                order=orders[name],
            )
            for name in in_order_of_labels(labels)
            if name in orders
        ),
        counts=tuple((order, list(orders.values()).count(order)) for order in ORDERS),
        unsupported=len(days) - len(reached),
        invented=inputs.kept.invented(REVIEWS, ACTIVITIES, ACTIONS, ATTENDANCE),
    )


def _order(review: pd.Timestamp, plan: pd.Timestamp, support: pd.Timestamp) -> Sequence:
    if not pd.isna(review) and review > support:
        return "review later"
    if pd.isna(review) or pd.isna(plan):
        return "not known"
    return "both before" if plan <= support else "plan later"


def _weeks(days: pd.Series, since: pd.Series) -> dict[str, float]:
    weeks = ((days - since).dt.days / DAYS_A_WEEK).to_numpy(dtype=float)
    return dict(zip(map(str, days.index), map(float, weeks), strict=True))


ACCOUNT = Account(
    summary="whether review and signed plan came before the first course or coaching",
    called="review before support",
    run=run,
    needs=("schools", REVIEWS, ACTIVITIES),
    uses=(ACTIONS, ATTENDANCE),
    checked_against=("tests/unit/delivery/test_before_support.py::test_orders_by_hand",),
)
