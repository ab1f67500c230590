"""Moving up between key stages: on which steps schools work together, and what of it is in place."""

from __future__ import annotations

import pandas as pd

from evalkit.delivery.parts.account import Account, DeliveryInputs
from evalkit.programme.tables import programme_tables
from evalkit.records.delivery.transition import Transition, TransitionStep

IN_PLACE = ("yes", "in part")


def run(inputs: DeliveryInputs) -> Transition:
    """Return the work on each step from one key stage to the next."""
    rows = inputs.kept.rows("transition")
    steps = sorted(set(zip(rows["from_phase"], rows["to_phase"], strict=True)))
    return Transition(
        steps=tuple(
            _step(f"{first} to {then}", rows[(rows["from_phase"] == first) & (rows["to_phase"] == then)])
            for first, then in steps
        ),
        schools=len(inputs.kept.rows("schools")) or len(inputs.study.schools.list),
        invented=inputs.kept.invented("transition"),
    )


def _step(name: str, rows: pd.DataFrame) -> TransitionStep:
    choices = programme_tables()["transition"].column("in_place").among
    in_hand = rows[rows["in_place"].isin(IN_PLACE)]
    return TransitionStep(
        step=name,
        schools=in_hand["school"].nunique(),
        in_place=tuple((choice, int((rows["in_place"] == choice).sum())) for choice in choices),
        partners=int(in_hand["partners"].sum()),
        pupils=float(in_hand["pupils"].sum(min_count=1)),
    )


ACCOUNT = Account(
    summary="on which steps between key stages schools work together",
    called="steps between stages",
    run=run,
    needs=("transition",),
    uses=("schools",),
)
