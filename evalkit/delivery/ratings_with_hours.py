"""Whether ratings of reviews rose more in departments that had more hours: an association."""

from __future__ import annotations

import pandas as pd

from evalkit.core.quantity import Unit
from evalkit.delivery.parts.account import Account, DeliveryInputs
from evalkit.delivery.parts.dose_response import responses
from evalkit.delivery.parts.doses import school_doses
from evalkit.delivery.parts.rated_rounds import moved_areas, weak_areas
from evalkit.delivery.parts.ratings import ratings_of
from evalkit.records.delivery.more_with_more import RatingsWithHours

NET_SHARE = Unit("per cent", 0)
TRAITS = {"baseline": "areas at the lowest level in the first review", "pupils": "the number of teachers of maths"}


def run(inputs: DeliveryInputs) -> RatingsWithHours:
    """Return hours per teacher of maths and the net share of areas that rose, of each school reviewed twice.

    Levels of a review are in order and no more, so that none is averaged: an area rose, stayed or fell. Where an area
    moves by one level at most, the net share is the mean movement in levels.
    """
    doses = school_doses(inputs)
    rated = ratings_of(inputs)
    moved = moved_areas(rated)
    schools = pd.DataFrame(
        {
            "change": 100 * (moved["rose"] - moved["fell"]) / moved["rated"],
            "baseline": weak_areas(rated).reindex(moved.index),
        }
    ).join(doses[["per_teacher", "posts", "role"]].set_axis(["dose", "pupils", "role"], axis=1), how="inner")
    found = responses(schools, inputs.labels("reviews"), TRAITS)
    return RatingsWithHours(
        outcome="share of areas that rose, less the share that fell",
        unit=NET_SHARE,
        points=found.points,
        hidden=found.hidden,
        undosed=found.undosed,
        selection=found.selection,
        targeted_dose=found.targeted[1],
        other_dose=found.others[1],
        targeted=found.targeted[0],
        others=found.others[0],
        line=found.line,
        scaled=None,
        invented=inputs.kept.invented("schools", "activities", "attendance", "departments", "reviews"),
    )


ACCOUNT = Account(
    summary="whether ratings rose more in departments that had more hours",
    called="ratings beside hours",
    run=run,
    needs=("schools", "activities", "attendance", "departments", "reviews"),
    to_reach=True,
    checked_against=(
        "tests/unit/delivery/test_ratings_with_hours.py::test_areas_that_rose_and_fell_are_counted_by_hand",
        "tests/recovery/test_dose_slope.py::test_a_planted_slope_lies_in_the_interval_and_is_met_on_average",
    ),
)
