"""What the difference would be worth beside what it cost. A ratio of a cost to an uncertain gain is never made.

With a gain that may be nothing a ratio of cost to gain has no mean and no honest interval; a difference has both. The
net benefit of one pupil is 10 × gain in grades × value of a tenth of a grade − cost; its interval is that of the gain,
moved and stretched, with the cost taken as known. What other ways of counting the cost give stands beside it.
"""

from __future__ import annotations

import math

from evalkit.core.quantity import GRADES
from evalkit.delivery.parts.account import Account, DeliveryInputs
from evalkit.records.delivery.cost import Cost, ValueForMoney

KEY_STAGE_4_YEARS = 2


def run(inputs: DeliveryInputs) -> ValueForMoney:
    """Return the cost for one pupil over two years beside the gain; what is not known is NaN."""
    assert inputs.accounts is not None
    cost, estimate = inputs.accounts("cost"), inputs.estimate
    ways = [KEY_STAGE_4_YEARS * one.pounds for one in cost.per_pupil] if isinstance(cost, Cost) else []
    in_grades = estimate is not None and estimate.unit.name == GRADES.name
    sure = estimate.inference() if estimate is not None and in_grades else None
    delivery = inputs.study.delivery
    return ValueForMoney(
        cost=ways[0] if ways else math.nan,
        cost_low=min(ways, default=math.nan),
        cost_high=max(ways, default=math.nan),
        gain=estimate.estimate if estimate is not None and in_grades else math.nan,
        gain_low=sure.conf_low if sure is not None else math.nan,
        gain_high=sure.conf_high if sure is not None else math.nan,
        value_of_tenth=delivery.value_of_tenth or math.nan,
        value_source=delivery.value_source,
        outcome=estimate.outcome if estimate is not None else "",
        invented=cost.invented,
    )


ACCOUNT = Account(
    summary="what the difference would be worth beside what it cost",
    called="worth beside cost",
    run=run,
    needs=("costs",),
    rests_on=("estimate", "accounts"),
    checked_against=("tests/unit/delivery/test_value_for_money.py::test_the_net_benefit_is_worked_by_hand",),
)
