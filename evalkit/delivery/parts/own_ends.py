"""The first and the last term of each school, since schools join a programme in different terms."""

from __future__ import annotations

import pandas as pd

from evalkit.delivery.parts.periods import in_order

FIRST, LAST = "first term", "last term"


def own_ends(rows: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """Return the rows of each school's first term and of its last, of schools with rows in more than one."""
    order = {term: place for place, term in enumerate(in_order(rows["term"]))}
    place = rows["term"].map(order)
    first, last = (place.groupby(rows["school"]).transform(end) for end in ("min", "max"))
    return {FIRST: rows[(place == first) & (first < last)], LAST: rows[(place == last) & (first < last)]}
