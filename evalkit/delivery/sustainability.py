"""What was to go on after the funding: whether it does, who sees to it, who pays, and when somebody last looked."""

from __future__ import annotations

import math

from evalkit.delivery.parts.account import Account, DeliveryInputs
from evalkit.delivery.parts.rows import day_of, each_row
from evalkit.records.delivery.lessons import Sustainability, Sustained


def run(inputs: DeliveryInputs) -> Sustainability:
    """Return each thing as the table has it."""
    return Sustainability(
        things=tuple(
            Sustained(
                what=row.what,
                kept=row.kept,
                owner=row.owner,
                funder=row.funder,
                evidence=row.evidence,
                point=row.point,
                until=day_of(row.until),
                checked=day_of(row.checked),
                count=None if math.isnan(row.count_) else int(row.count_),
            )
            for row in each_row(inputs.kept.rows("sustainability").rename(columns={"count": "count_"}))
        ),
        ends=inputs.study.programme.ends,
        invented=inputs.kept.invented("sustainability"),
    )


ACCOUNT = Account(
    summary="what was to go on after the funding, who sees to it and who pays",
    called="what stays",
    run=run,
    needs=("sustainability",),
)
