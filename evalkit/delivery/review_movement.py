"""How outside ratings moved between the first and the last review, as transitions and never as a mean alone."""

from __future__ import annotations

import numpy as np
import pandas as pd

from evalkit.core.small_groups import FEWEST_CASES
from evalkit.delivery.parts.account import Account, DeliveryInputs
from evalkit.delivery.parts.rated_rounds import first_and_last
from evalkit.delivery.parts.ratings import OUTSIDE, in_order_of_table, one_rating, ratings_of
from evalkit.delivery.parts.shown_schools import in_order_of_labels
from evalkit.numeric.agreement import grade_table
from evalkit.numeric.sign_test import sign_test
from evalkit.programme.tables import programme_tables
from evalkit.records.delivery.review_movement import MovedArea, MovedCell, ReviewMovement

TABLE = "reviews"
CELL = ["school", "area"]


def run(inputs: DeliveryInputs) -> ReviewMovement:
    """Return how each area of each school moved, by the most outside judge who saw it at both ends."""
    ratings, levels = ratings_of(inputs), inputs.study.delivery.ratings
    outside = one_rating(ratings[ratings["judged_by"].isin(OUTSIDE)])
    moved = first_and_last(outside)
    order = in_order_of_table(moved["area"], programme_tables()[TABLE].column("area").among)
    steps = _direction(moved["last"] - moved["first"])
    by_school = steps.groupby(moved["school"]).sum()
    rose, fell = int((by_school > 0).sum()), int((by_school < 0).sum())
    counts = grade_table(moved["first"].to_numpy(np.int64), moved["last"].to_numpy(np.int64), len(levels))
    labels = inputs.labels(TABLE)
    return ReviewMovement(
        levels=levels,
        areas=tuple(_area(area, steps[moved["area"] == area]) for area in order),
        transitions=tuple(tuple(int(one) for one in row) for row in counts),
        judges=tuple((judge, int((moved["judged_by"] == judge).sum())) for judge in OUTSIDE),
        once=len(outside.drop_duplicates(CELL)) - len(moved),
        schools=len(by_school),
        schools_rose=rose,
        schools_fell=fell,
        chance=sign_test(rose, fell) if len(by_school) >= FEWEST_CASES else float("nan"),
        cells=tuple(
            MovedCell(labels[school], area, int(first), int(last))
            for school in in_order_of_labels(labels)
            for area, first, last in moved.loc[moved["school"] == school, ["area", "first", "last"]].to_numpy()
        ),
        least=FEWEST_CASES,
        invented=inputs.kept.invented(TABLE),
    )


def _direction(change: pd.Series) -> pd.Series:
    return (change > 0).astype(int) - (change < 0).astype(int)


def _area(area: str, steps: pd.Series) -> MovedArea:
    return MovedArea(area, int((steps > 0).sum()), int((steps == 0).sum()), int((steps < 0).sum()))


ACCOUNT = Account(
    summary="how outside ratings moved between the first and the last review",
    called="ratings over time",
    run=run,
    needs=("schools", TABLE),
    checked_against=(
        "tests/unit/delivery/test_review_movement.py::test_transitions_by_hand",
        "tests/golden/test_agreement.py::test_the_sign_test_is_that_of_r",
    ),
)
