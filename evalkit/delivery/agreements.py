"""What was promised in writing: who signed, and what was kept."""

from __future__ import annotations

import pandas as pd

from evalkit.delivery.parts.account import Account, DeliveryInputs
from evalkit.programme.tables import programme_tables
from evalkit.records.delivery.agreements import AgreedTerm, Agreements


def run(inputs: DeliveryInputs) -> Agreements:
    """Return agreements signed and not, and each term with what was required and delivered."""
    rows = inputs.kept.rows("agreements")
    each = rows.drop_duplicates("agreement")
    signed = each["signed"].notna()
    return Agreements(
        signed=int(signed.sum()),
        unsigned=int((~signed).sum()),
        signed_before_start=int((each["signed"] <= each["starts"]).sum()),
        terms=tuple(_term(rows[rows["term"] == term]) for term in dict.fromkeys(rows["term"])),
        invented=inputs.kept.invented("agreements"),
    )


def _term(rows: pd.DataFrame) -> AgreedTerm:
    known = rows[rows["required"].notna() & rows["delivered"].notna()]
    outcomes = programme_tables()["agreements"].column("outcome").among
    return AgreedTerm(
        term=rows["term"].iloc[0],
        measure=rows["measure"].iloc[0],
        agreements=rows["agreement"].nunique(),
        required=float(known["required"].sum()),
        delivered=float(known["delivered"].sum()),
        counted=len(known),
        outcomes=tuple((one, int((rows["outcome"] == one).sum())) for one in outcomes),
    )


ACCOUNT = Account(
    summary="what was promised in writing, and what was kept",
    called="written agreements",
    run=run,
    needs=("agreements",),
)
