"""What became of each school's areas from its first review to its last, by judges from outside."""

from __future__ import annotations

import pandas as pd

from evalkit.delivery.parts.ratings import OUTSIDE, first_outside, one_rating

CELL = ["school", "area"]


def weak_areas(ratings: pd.DataFrame) -> pd.Series:
    """Return how many areas stood at the weakest level when somebody from outside first judged them, by school.

    Parameters
    ----------
    ratings : DataFrame
        From `ratings_of`.
    """
    first = first_outside(ratings)
    return (first["place"] == 0).groupby(first["school"]).sum().astype("float64")


def moved_areas(ratings: pd.DataFrame) -> pd.DataFrame:
    """Return areas that rose, fell and were rated twice, by school; each by the most outside judge of both times.

    Parameters
    ----------
    ratings : DataFrame
        From `ratings_of`.
    """
    moved = first_and_last(one_rating(ratings[ratings["judged_by"].isin(OUTSIDE)]))
    steps = moved["last"] - moved["first"]
    told = pd.DataFrame({"school": moved["school"], "rose": steps > 0, "fell": steps < 0, "rated": True})
    return told.groupby("school")[["rose", "fell", "rated"]].sum().astype("int64")


def first_and_last(outside: pd.DataFrame) -> pd.DataFrame:
    """Return the first and last rating of each area of a school by the most outside kind of judge that gave two.

    A first rating by one kind of judge and a last by another would tell of the judges as much as of the department.

    Parameters
    ----------
    outside : DataFrame
        From `one_rating`, of judges from outside.
    """
    ordered = outside.sort_values("visit")
    ends = ordered.groupby([*CELL, "judged_by"], as_index=False)["place"].agg(["first", "last", "size"])
    twice = ends[ends["size"] > 1]
    twice = twice.assign(judge=[OUTSIDE.index(judge) for judge in twice["judged_by"]])
    return twice.sort_values([*CELL, "judge"]).drop_duplicates(CELL).reset_index(drop=True)
