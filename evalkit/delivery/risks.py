"""What might have gone wrong, and how each risk moved from assessment to assessment."""

from __future__ import annotations

import pandas as pd

from evalkit.delivery.parts.account import Account, DeliveryInputs
from evalkit.delivery.parts.rows import each_row
from evalkit.records.delivery.risks import ProgrammeRisk, ProgrammeRisks


def run(inputs: DeliveryInputs) -> ProgrammeRisks:
    """Return each risk with its score before and at each assessment; an undated assessment stands first."""
    rows = inputs.kept.rows("risks").sort_values("date", kind="stable", na_position="first")
    return ProgrammeRisks(
        risks=tuple(_risk(rows[rows["risk"] == risk]) for risk in dict.fromkeys(inputs.kept.rows("risks")["risk"])),
        invented=inputs.kept.invented("risks"),
    )


def _risk(rows: pd.DataFrame) -> ProgrammeRisk:
    last = rows.iloc[-1]
    return ProgrammeRisk(
        what=last["what"],
        category=last["category"],
        mitigation=last["mitigation"],
        status=last["status"],
        before=int(rows["likelihood_before"].iloc[0] * rows["impact_before"].iloc[0]),
        scores=tuple(
            (None if pd.isna(row.date) else row.date.date(), int(row.likelihood_now * row.impact_now))
            for row in each_row(rows)
        ),
    )


ACCOUNT = Account(
    summary="what might have gone wrong, and how each risk moved",
    called="risks noted",
    run=run,
    needs=("risks",),
)
