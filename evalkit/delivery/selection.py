"""Which schools were looked at and asked, on which figure, and what they said; no school is named."""

from __future__ import annotations

import pandas as pd

from evalkit.delivery.parts.account import Account, DeliveryInputs
from evalkit.records.delivery.selection import LookedAt, SelectionOfSchools

ACCEPTED, DECLINED, NOT_ASKED = "accepted", "declined", "not asked"


def run(inputs: DeliveryInputs) -> SelectionOfSchools:
    """Return the schools looked at on each figure."""
    rows = inputs.kept.rows("selection")
    declined = rows[(rows["answer"] == DECLINED) & (rows["why"] != "")]
    return SelectionOfSchools(
        figures=tuple(_figure(rows[rows["figure"] == figure]) for figure in dict.fromkeys(rows["figure"])),
        declined_why=tuple(dict.fromkeys(declined["why"])),
        invented=inputs.kept.invented("selection"),
    )


def _figure(rows: pd.DataFrame) -> LookedAt:
    values, answers = rows["value"].dropna(), rows["answer"]
    return LookedAt(
        figure=rows["figure"].iloc[0],
        source=next((source for source in rows["source"] if source), ""),
        schools=rows["school"].nunique(),
        known=len(values),
        lowest=float(values.min()) if len(values) else float("nan"),
        highest=float(values.max()) if len(values) else float("nan"),
        accepted=int((answers == ACCEPTED).sum()),
        declined=int((answers == DECLINED).sum()),
        not_asked=int((answers == NOT_ASKED).sum()),
        local=int((rows["local_knowledge"] != "").sum()),
    )


ACCOUNT = Account(
    summary="which schools were looked at and asked, on which figure, and what they said",
    called="choice of schools",
    run=run,
    needs=("selection",),
)
