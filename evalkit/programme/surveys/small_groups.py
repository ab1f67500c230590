"""Groups so small that a row of a table would name somebody: counted, and nothing else shown of them."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

# Of fewer people than this only the count is shown; the same number holds for tables, figures and sentences.
LEAST_SHOWN = 10
# Of fewer than this not even the count is shown by two things at once, such as role by school.
LEAST_CROSSED = 5


def group_counts(people: pd.DataFrame, by: Sequence[str]) -> pd.DataFrame:
    """Return how many people each group has, and what may be shown of it.

    Parameters
    ----------
    people : DataFrame
        One row a person and wave, or one an answer, with ``person`` and the columns of ``by``.
    by : sequence of str
        What tells groups apart, such as ``role``, or ``school`` and ``role``.

    Returns
    -------
    DataFrame
        The columns of ``by``, ``people`` (int, different persons) and ``shown``: ``all``, ``count`` where the group
        has fewer than ten, ``nothing`` where two things crossed leave fewer than five, so that somebody is named.
    """
    counts = people.groupby(list(by), sort=False)["person"].nunique().rename("people").reset_index()
    counts["shown"] = "all"
    counts.loc[counts["people"] < LEAST_SHOWN, "shown"] = "count"
    if len(by) > 1:
        counts.loc[counts["people"] < LEAST_CROSSED, "shown"] = "nothing"
    return counts


def may_be_crossed(people: pd.DataFrame, by: Sequence[str]) -> bool:
    """Say whether a table of two things at once may be shown: only where no cell of it names somebody."""
    return bool((group_counts(people, by)["shown"] != "nothing").all())
