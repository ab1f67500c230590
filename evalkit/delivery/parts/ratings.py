"""Ratings of reviews as places on the declared scale, and which of several ratings of one area counts."""

from __future__ import annotations

import pandas as pd

from evalkit.delivery.parts.account import DeliveryInputs

SELF = "self"
# Judges from outside the department, the most outside one first: where several judged an area, the first counts.
OUTSIDE = ("external", "joint", "peer")
REVIEWS = "reviews"


def ratings_of(inputs: DeliveryInputs) -> pd.DataFrame:
    """Return the ratings with ``place``, 0 for the weakest level declared, and ``visit``, the first day of the round.

    Two days of one review, or raters who wrote on another day, are one visit.
    """
    levels = {level: place for place, level in enumerate(inputs.study.delivery.ratings)}
    rows = inputs.kept.rows(REVIEWS)
    visit = rows.groupby(["school", "round"])["date"].transform("min")
    places = pd.Series([levels[rating] for rating in rows["rating"]], rows.index, dtype="int64")
    return rows.assign(place=places, visit=visit)


def one_rating(ratings: pd.DataFrame) -> pd.DataFrame:
    """Return one rating for each school, visit, area and kind of judge: the lower of the two middle ones of several."""
    by = ["school", "visit", "area", "judged_by"]
    ordered = ratings[[*by, "place"]].sort_values([*by, "place"], ignore_index=True)
    within = ordered.groupby(by)["place"]
    return ordered[within.cumcount() == (within.transform("size") - 1) // 2].reset_index(drop=True)


def first_outside(ratings: pd.DataFrame) -> pd.DataFrame:
    """Return the rating of each school's area at the first visit at which anybody from outside judged it."""
    outside = one_rating(ratings[ratings["judged_by"].isin(OUTSIDE)])
    outside = outside.assign(judge=[OUTSIDE.index(judge) for judge in outside["judged_by"]])
    ordered = outside.sort_values(["school", "area", "visit", "judge"])
    return ordered.drop_duplicates(["school", "area"]).reset_index(drop=True)


def weak_levels(levels: tuple[str, ...]) -> int:
    """Return how many of the lowest levels say that an area needs support: the lower half of the scale."""
    return len(levels) // 2


def in_order_of_table(areas: pd.Series, order: tuple[str, ...]) -> list[str]:
    """Return the areas that occur, in the order of the table's choices."""
    found = set(areas)
    return [area for area in order if area in found]
