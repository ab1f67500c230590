"""What data are held, by which right and how long, and who has an interest to declare."""

from __future__ import annotations

import datetime as dt

import pandas as pd

from evalkit.delivery.parts.account import Account, DeliveryInputs
from evalkit.records.delivery.data_rights import DataRights, DeclaredInterest, HeldData

TABLE = "data_rights"
ANSWERS = ("survey", "pupil_voice")


def run(inputs: DeliveryInputs) -> DataRights:
    """Return the sheet as it was kept; where nobody kept it, the record says so by being empty."""
    rows, ends = inputs.kept.rows(TABLE), inputs.study.programme.ends
    data, interests = rows[rows["kind"] == "data"], rows[rows["kind"] == "interest"]
    exported = any(wave.file for survey in inputs.study.surveys for wave in survey.waves)
    return DataRights(
        data=tuple(_held(row, ends) for _, row in data.iterrows()),
        interests=tuple(DeclaredInterest(row["what"], row["interest"]) for _, row in interests.iterrows()),
        answers=exported or any(inputs.kept.has(name) for name in ANSWERS),
        ends=ends,
        invented=inputs.kept.invented(TABLE),
    )


def _held(row: pd.Series, ends: dt.date) -> HeldData:
    until = None if pd.isna(row["kept_until"]) else row["kept_until"].date()
    return HeldData(
        what=row["what"],
        legal_basis=row["legal_basis"],
        consent=row["consent"],
        holder=row["holder"],
        kept_until=until,
        overdue=until is not None and until < ends,
    )


ACCOUNT = Account(
    summary="what data are held, by which right and how long, and who has an interest to declare",
    called="data held",
    run=run,
    uses=(TABLE, *ANSWERS),
)
