"""Which mechanisms of professional development each strand held, and whether all four groups are there."""

from __future__ import annotations

import pandas as pd

from evalkit.delivery.parts.account import Account, DeliveryInputs
from evalkit.programme.tables.mechanisms import GROUPS_OF_MECHANISMS, MECHANISMS
from evalkit.records.delivery.mechanisms import Mechanisms, StrandMechanisms

CLEARLY = 2


def run(inputs: DeliveryInputs) -> Mechanisms:
    """Return strands by mechanisms; a mechanism that nobody judged is unknown, not absent."""
    rows = inputs.kept.rows("mechanisms")
    return Mechanisms(
        groups=GROUPS_OF_MECHANISMS,
        strands=tuple(
            _strand(name, rows[rows["strand"] == identifier])
            for identifier, name in inputs.strands().items()
            if (rows["strand"] == identifier).any()
        ),
        invented=inputs.kept.invented("mechanisms"),
    )


def _strand(name: str, rows: pd.DataFrame) -> StrandMechanisms:
    judged = rows.groupby("mechanism")["clear"].max().reindex(MECHANISMS)
    groups = tuple(group for group, names in GROUPS_OF_MECHANISMS if (judged[list(names)] >= CLEARLY).any())
    return StrandMechanisms(name, tuple(float(value) for value in judged), groups)


ACCOUNT = Account(
    summary="which mechanisms of professional development each strand held",
    called="contents of courses",
    run=run,
    needs=("mechanisms",),
    checked_against=("tests/unit/delivery/test_mechanisms.py",),
)
