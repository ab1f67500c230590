"""Whether the programme was delivered as planned: the study's rules of fidelity, school by school."""

from __future__ import annotations

import numpy as np
import pandas as pd

from evalkit.delivery.parts.account import Account, DeliveryInputs
from evalkit.delivery.parts.indicators import INDICATORS
from evalkit.delivery.parts.register import to_reach
from evalkit.delivery.parts.shown_schools import in_order_of_labels
from evalkit.records.delivery.fidelity import Fidelity, Kept, RuleKept, SchoolFidelity

# A share of hours is a sum of printed numbers, whose last digit must not decide.
ROUNDING = 1e-9
LOOKED_AT = ("schools", "activities", "attendance", "departments", "reviews", "actions", "observations")


def run(inputs: DeliveryInputs) -> Fidelity:
    """Return for each rule how many schools keep it, and for each school which rules."""
    rules = inputs.study.delivery.fidelity
    schools, shown = list(to_reach(inputs.kept)["school"]), inputs.labels("attendance")
    counted = [INDICATORS[rule.indicator].count(inputs).reindex(schools) for rule in rules]
    table = pd.DataFrame(
        {
            place: np.where(values.isna(), np.nan, values >= rule.at_least - ROUNDING)
            for place, (rule, values) in enumerate(zip(rules, counted, strict=True))
        },
        index=schools,
        dtype="float64",
    )
    named = in_order_of_labels(shown, schools)
    return Fidelity(
        rules=tuple(
            RuleKept(
                dimension=rule.dimension,
                what=rule.what,
                counts=INDICATORS[rule.indicator].what,
                at_least=rule.at_least,
                kept=int((table[place] == 1).sum()),
                broken=int((table[place] == 0).sum()),
                unknown=int(table[place].isna().sum()),
            )
            for place, rule in enumerate(rules)
        ),
        schools=tuple(
            SchoolFidelity(school=shown[name], kept=tuple(map(_said, table.loc[name].to_numpy()))) for name in named
        ),
        total=len(schools),
        all_kept=int((table.notna().any(axis=1) & (table.fillna(1.0) == 1).all(axis=1)).sum()),
        hidden=len(schools) - len(named),
        invented=inputs.kept.invented(*LOOKED_AT),
    )


def _said(value: float) -> Kept:
    return "not known" if np.isnan(value) else "kept" if value == 1 else "not kept"


ACCOUNT = Account(
    summary="whether the programme was delivered as planned, by rules fixed beforehand",
    called="rules of delivery",
    run=run,
    needs=("schools", "activities", "attendance"),
    to_reach=True,
    uses=("departments", "reviews", "actions", "observations"),
)
