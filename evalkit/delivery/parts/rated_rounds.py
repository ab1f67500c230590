"""Ratings of each school's first and last review, area by area, by the least partial who judged."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

# In this order: those from outside first, a department's own judgement last.
JUDGES = ("external", "joint", "peer", "self")
BY = ["school", "area"]


def rated_rounds(reviews: pd.DataFrame, levels: Sequence[str]) -> pd.DataFrame:
    """Return one row per rating with its place on the scale, and which of its school's reviews it is of.

    Parameters
    ----------
    reviews : DataFrame
        Rows of the table of reviews.
    levels : sequence of str
        The scale, the weakest level first; ratings that are none of them are left out.

    Returns
    -------
    DataFrame
        ``school``, ``area``, ``judge`` (place in the order of who is least partial), ``level`` (0 for the weakest), and
        ``first`` and ``last``: whether the review is the school's first or, where it had several, its last by date.
    """
    rated = reviews[reviews["rating"].isin(levels)]
    days = rated.groupby(["school", "round"])["date"].min()
    first, last = (days.groupby(level="school").agg(name) for name in ("min", "max"))
    day = pd.Series(list(zip(rated["school"], rated["round"], strict=True)), index=rated.index).map(days)
    begins, ends = rated["school"].map(first), rated["school"].map(last)
    return pd.DataFrame(
        {
            "school": rated["school"],
            "area": rated["area"],
            "judge": rated["judged_by"].map({name: place for place, name in enumerate(JUDGES)}),
            "level": rated["rating"].map({name: place for place, name in enumerate(levels)}),
            "first": day == begins,
            "last": (day == ends) & (ends > begins),
        }
    )


def weak_areas(rated: pd.DataFrame) -> pd.Series:
    """Return how many areas stood at the weakest level in each school's first review, by the least partial judges."""
    first = rated[rated["first"]]
    best = first[first["judge"] == first.groupby("school")["judge"].transform("min")]
    lowest = best.groupby(BY)["level"].min() == 0
    return lowest.groupby(level="school").sum().astype("float64")


def moved_areas(rated: pd.DataFrame) -> pd.DataFrame:
    """Return areas that rose, fell and were rated twice by school; each by the least partial who judged it both times.

    Where several of one kind judged an area at one review, the middle of their levels is taken (the lower of two).
    """
    levels = {
        name: rated[rated[name]].groupby([*BY, "judge"])["level"].quantile(0.5, interpolation="lower")
        for name in ("first", "last")
    }
    both = pd.DataFrame(levels).dropna().reset_index()
    least = both[both["judge"] == both.groupby(BY)["judge"].transform("min")]
    steps = least["last"] - least["first"]
    moved = pd.DataFrame({"school": least["school"], "rose": steps > 0, "fell": steps < 0, "rated": True})
    return moved.groupby("school")[["rose", "fell", "rated"]].sum().astype("int64")
