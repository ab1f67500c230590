"""Reviews in which one rater judged one area twice on one day."""

from __future__ import annotations

from collections.abc import Iterator

from evalkit.programme.placed import Placed, PlacedFault
from evalkit.study.model import Study


def rated_once(placed: Placed, study: Study) -> Iterator[PlacedFault]:
    """Yield each area that a rater with a code judged a second time on the same day in the same school."""
    if "reviews" not in placed:
        return
    reviews = placed["reviews"]
    raters = reviews.texts("rater")
    first: dict[tuple[object, ...], int] = {}
    told = zip(reviews.texts("school"), reviews["date"], reviews.texts("area"), strict=True)
    for row, (school, day, area) in enumerate(told):
        if not (raters[row] and school and day and area):
            continue
        before = first.setdefault((school, day, area, raters[row].casefold()), row)
        # The same key altogether is told as such.
        same = all(reviews[name][row] == reviews[name][before] for name in reviews.table.key)
        if before != row and not same:
            yield reviews.fault(
                row,
                "area",
                f"{area}, which the same rater judged that day in {reviews.short(before, 'area')}",
                "one rating of an area by a rater on a day",
                "take one of the two rows out, or correct the rater's code",
                about="rated twice",
            )
