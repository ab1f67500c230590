"""Who was not reached, and whether those schools differ from the others: counts, never a test."""

from __future__ import annotations

import pandas as pd

from evalkit.delivery.parts.account import Account, DeliveryInputs
from evalkit.delivery.parts.doses import TARGETED, school_doses, strand_doses
from evalkit.delivery.parts.rated_rounds import weak_areas
from evalkit.delivery.parts.ratings import ratings_of
from evalkit.records.delivery.not_reached import NotReached, StrandMissed, TraitBeside


def run(inputs: DeliveryInputs) -> NotReached:
    """Return schools and teachers that no register names, and what schools that missed a strand have in common."""
    doses, cells = school_doses(inputs), strand_doses(inputs)
    missed = cells["offered"] & cells["registered"] & (cells["people"] == 0)
    some = missed.groupby(level="school").any().reindex(doses.index, fill_value=False)
    return NotReached(
        schools=len(doses),
        nobody=int(doses["first"].isna().sum()),
        all_taken=int((~some).sum()),
        some_missed=int(some.sum()),
        posts_unmet=int((doses["posts"] - doses["people"]).clip(lower=0).sum()),
        counted=int(doses["posts"].notna().sum()),
        strands=tuple(
            StrandMissed(
                strand=name,
                registered=bool(cells.xs(identifier, level="strand")["registered"].any()),
                offered=int(cells.xs(identifier, level="strand")["offered"].sum()),
                missed=int(missed.xs(identifier, level="strand").sum()),
            )
            for identifier, name in inputs.strands().items()
        ),
        traits=_traits(inputs, doses, some),
        invented=inputs.kept.invented("schools", "activities", "attendance", "departments", "reviews"),
    )


def _traits(inputs: DeliveryInputs, doses: pd.DataFrame, some: pd.Series) -> tuple[TraitBeside, ...]:
    rated = ratings_of(inputs)
    posts, weak = doses["posts"], weak_areas(rated).reindex(doses.index)
    traits = [
        ("targeted by the programme", (doses["role"] == TARGETED).astype("float64")),
        (f"with more than {posts.median():.0f} teachers of maths, the middle of all schools", _above_middle(posts)),
        ("with more areas at the lowest level of the first review than the middle of all schools", _above_middle(weak)),
    ]
    # What all schools have, or none, tells nobody apart.
    return tuple(_side_by_side(name, true, some) for name, true in traits if true.nunique() > 1)


def _above_middle(values: pd.Series) -> pd.Series:
    return (values > values.median()).astype("float64").where(values.notna())


def _side_by_side(trait: str, true: pd.Series, some: pd.Series) -> TraitBeside:
    missing, whole = true[some], true[~some]
    return TraitBeside(
        trait=trait,
        all_taken=int(whole.sum()),
        all_known=int(whole.notna().sum()),
        some_missed=int(missing.sum()),
        some_known=int(missing.notna().sum()),
    )


ACCOUNT = Account(
    summary="who was not reached, and whether those schools differ",
    called="schools not reached",
    run=run,
    needs=("schools", "activities", "attendance"),
    to_reach=True,
    uses=("departments", "reviews"),
)
