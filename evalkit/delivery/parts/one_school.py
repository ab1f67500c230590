"""One school's own view: its cohorts as published, and its part in the programme."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import numpy as np
import pandas as pd

from evalkit.delivery.parts.account import DeliveryInputs
from evalkit.delivery.parts.rated_rounds import first_and_last
from evalkit.delivery.parts.ratings import OUTSIDE, REVIEWS, first_outside, in_order_of_table, one_rating, ratings_of
from evalkit.delivery.parts.register import register
from evalkit.delivery.parts.support import days_met
from evalkit.programme.tables import programme_tables
from evalkit.records.delivery.school_cohorts import SchoolCohort, SchoolCohorts
from evalkit.records.delivery.school_share import SchoolAction, SchoolArea, SchoolShare, StrandTaken
from evalkit.tables.missing_reasons import IN_WORDS, NO_FIGURE
from evalkit.tables.panel import Panel

PROGRESS, LOW, HIGH, PUPILS = "progress8_maths", "progress8_maths_low", "progress8_maths_high", "p8_pupils"
NOT_JUDGED = -1
LOOKED_AT = ("activities", "attendance", REVIEWS, "actions")


def school_cohorts(panel: Panel, urn: int, years: Collection[int], after: Mapping[int, float]) -> SchoolCohorts:
    """Return a school's progress in maths as the publisher prints it.

    Parameters
    ----------
    panel : Panel
        Schools by year.
    urn : int
        Any of the numbers by which the school is known.
    years : collection of int
        Cohorts to show, of those for which any school has a figure.
    after : mapping of int to float
        Share of Years 10 and 11 taught after the programme began in the school, by exam year.
    """
    unit = urn if panel.lineages is None else int(panel.lineages.of([urn])[0])
    joined = panel.lineages is not None and unit in panel.lineages.joined()
    if PROGRESS not in panel.frame:
        return SchoolCohorts(cohorts=(), joined=joined)
    wanted = [PROGRESS, LOW, HIGH, PUPILS]
    own = panel.frame[panel.frame["unit"] == unit].set_index("year").reindex(columns=wanted)
    published = panel.frame.loc[panel.frame[PROGRESS].notna(), "year"].unique()
    why = panel.reasons[(panel.reasons["unit"] == unit) & (panel.reasons["variable"] == PROGRESS)]
    reasons = dict(zip(why["year"], why["reason"], strict=True))
    return SchoolCohorts(
        cohorts=tuple(
            _cohort(int(year), own.loc[year], after, str(reasons.get(year, "")))
            for year in sorted(own.index)
            if year in published and year in years
        ),
        joined=joined,
    )


def _cohort(year: int, row: pd.Series, after: Mapping[int, float], reason: str) -> SchoolCohort:
    progress, low, high, pupils = (float(row[name]) for name in (PROGRESS, LOW, HIGH, PUPILS))
    return SchoolCohort(
        year=year,
        pupils=pupils,
        progress=progress,
        low=low,
        high=high,
        after=after.get(year, float("nan")),
        missing="" if np.isfinite(progress) else IN_WORDS.get(reason, NO_FIGURE),
    )


def school_share(inputs: DeliveryInputs, urn: int) -> SchoolShare:
    """Return what a school took part in, by strand; how its ratings moved; and what it agreed to do."""
    schools = inputs.kept.rows("schools")
    name = next(iter(schools.loc[schools["urn"] == urn, "school"]), "")
    visits, areas = _areas(inputs, name)
    return SchoolShare(
        strands=_strands(inputs, name),
        areas=areas,
        levels=inputs.study.delivery.ratings,
        first_review=visits[0] if visits else "",
        last_review=visits[-1] if len(visits) > 1 else "",
        actions=_actions(inputs, name),
        kept=tuple(table for table in LOOKED_AT if inputs.kept.has(table)),
        invented=inputs.kept.invented("schools", *LOOKED_AT),
    )


def _strands(inputs: DeliveryInputs, name: str) -> tuple[StrandTaken, ...]:
    rows = register(inputs.kept)
    came = rows[(rows["school"] == name) & rows["came"]]
    met = days_met(inputs)
    met = met[met["school"] == name]
    made = []
    for identifier, strand in inputs.strands().items():
        days, people = met[met["strand"] == identifier], came[came["strand"] == identifier]
        first = days["date"].min()
        made.append(
            StrandTaken(
                strand=strand,
                days=len(days[["activity", "date"]].drop_duplicates()),
                people=people["person"].nunique(),
                hours=float(people["spent"].sum()),
                first="" if pd.isna(first) else f"{first:%Y-%m-%d}",
            )
        )
    return tuple(made)


def _areas(inputs: DeliveryInputs, name: str) -> tuple[list[str], tuple[SchoolArea, ...]]:
    """Return the days of the reviews by outsiders, and each area at the first and the last of them."""
    rated = ratings_of(inputs)
    own = one_rating(rated[(rated["school"] == name) & rated["judged_by"].isin(OUTSIDE)])
    once, twice = first_outside(own), first_and_last(own)
    ends = {area: (place, NOT_JUDGED) for area, place in zip(once["area"], once["place"], strict=True)}
    ends |= {area: both for area, *both in twice[["area", "first", "last"]].itertuples(index=False)}
    order = in_order_of_table(own["area"], programme_tables()[REVIEWS].column("area").among)
    areas = tuple(SchoolArea(area, *(int(place) + 1 for place in ends[area])) for area in order)
    return [f"{day:%Y-%m-%d}" for day in sorted(set(own["visit"]))], areas


def _actions(inputs: DeliveryInputs, name: str) -> tuple[SchoolAction, ...]:
    rows = inputs.kept.rows("actions")
    own = rows[rows["school"] == name].sort_values(["due", "action"])
    return tuple(
        SchoolAction(what, area, "" if pd.isna(due) else f"{due:%Y-%m-%d}", status)
        for what, area, due, status in zip(own["what"], own["area"], own["due"], own["status"], strict=True)
    )
