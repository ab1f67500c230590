"""Whether support of a school's own went where the review had found a need, and how soon."""

from __future__ import annotations

import numpy as np
import pandas as pd

from evalkit.core.column import bare_heading
from evalkit.core.streams import stream
from evalkit.delivery.parts.account import Account, DeliveryInputs
from evalkit.delivery.parts.ratings import first_outside, in_order_of_table, ratings_of, weak_levels
from evalkit.delivery.parts.support import days_met, first_days
from evalkit.numeric.moved_rows import moved_rows
from evalkit.programme.tables import programme_tables
from evalkit.records.delivery.bespoke import AreaNeeds, BespokeSupport, SupportFit

REVIEWS, ACTIVITIES, ATTENDANCE = "reviews", "activities", "attendance"
DAYS_A_WEEK = 7


def run(inputs: DeliveryInputs) -> BespokeSupport:
    """Return for each need found whether support in that area was given, and what was given where none was found.

    A need is an area that the most outside judge of a school's first outside review placed in the lower half of the
    scale. Support is an activity that names the area and reached the school.
    """
    levels = inputs.study.delivery.ratings
    found = first_outside(ratings_of(inputs))
    weak = weak_levels(levels)
    given = _support(inputs)
    first = first_days(given[given["area"] != ""], "school", "area").rename(columns={"date": "helped"})
    cells = found.merge(first, on=["school", "area"], how="left").assign(need=found["place"] < weak)
    cells = cells.assign(weeks=(cells["helped"] - cells["visit"]).dt.days / DAYS_A_WEEK)
    helped = set(cells.loc[cells["helped"].notna(), "school"])
    order = in_order_of_table(cells["area"], programme_tables()[REVIEWS].column("area").among)
    return BespokeSupport(
        areas=tuple(_area(area, cells[cells["area"] == area]) for area in order),
        overall=_area("", cells),
        schools=cells["school"].nunique(),
        weak=levels[:weak],
        fit=_fit(cells, inputs.study.seed),
        fit_among_supported=_fit(cells[cells["school"].isin(helped)], inputs.study.seed),
        unplaced=len(given[given["area"] == ""].drop_duplicates(["school", "activity"])),
        invented=inputs.kept.invented(REVIEWS, ACTIVITIES, ATTENDANCE),
    )


def _support(inputs: DeliveryInputs) -> pd.DataFrame:
    """Return days on which schools met support of their own, with its area; blank where it names none of them."""
    column = programme_tables()[REVIEWS].column("area")
    known = {bare_heading(area): area for area in column.among} | {
        bare_heading(written): area for written, area in column.codes
    }
    bespoke = {strand.id for strand in inputs.study.components if strand.offered_to == "targeted"}
    met = days_met(inputs)
    met = met[(met["need"] != "") | met["strand"].isin(bespoke)]
    areas = [known.get(bare_heading(need), "") for need in met["need"]]
    return met.assign(area=pd.Series(areas, met.index, dtype="object"))


def _area(area: str, cells: pd.DataFrame) -> AreaNeeds:
    need, helped = cells["need"], cells["helped"].notna()
    return AreaNeeds(
        area=area,
        met=int((need & helped).sum()),
        unmet=int((need & ~helped).sum()),
        unasked=int((~need & helped).sum()),
        neither=int((~need & ~helped).sum()),
        weeks=float(cells.loc[need & helped, "weeks"].median()),
    )


def _fit(cells: pd.DataFrame, seed: int) -> SupportFit | None:
    """Return needs met against other orders; an area of a school that nobody judged is no need."""
    if cells.empty:
        return None
    wide = cells.assign(helped=cells["helped"].notna()).pivot(index="school", columns="area", values=["need", "helped"])
    needs, support = (np.array(wide[part].eq(True), dtype=float) for part in ("need", "helped"))
    if len(needs) < 2 or not support.any() or not needs.any():
        return None
    found = moved_rows(needs, support, stream(seed, "bespoke support"))
    return SupportFit(len(needs), found.expected, found.chance, found.draw_error, found.orders, found.exact)


ACCOUNT = Account(
    summary="whether support of a school's own went where the review had found a need",
    called="tailored support",
    run=run,
    needs=("schools", REVIEWS, ACTIVITIES),
    uses=(ATTENDANCE,),
    checked_against=(
        "tests/unit/numeric/test_moved_rows.py::test_up_to_eight_schools_every_order_is_looked_at",
        "tests/recovery/test_needs_and_support.py::test_support_that_pays_no_heed_is_rarely_taken_for_fit",
    ),
)
