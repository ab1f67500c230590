"""Where the programme's area stands, and who the pupils were."""

from __future__ import annotations

from evalkit.core.quantity import Unit
from evalkit.core.years import academic_year
from evalkit.records.context import Composition, Context
from evalkit.report.block import Block
from evalkit.report.sentences.context import growth
from evalkit.report.table_cells import NOT_APPLICABLE, Column, table_block
from evalkit.report.words import opened, unit_heading

COUNT = Unit("number", 0)
SDS = Unit("standard deviations", 2, signed=True)
CHANCE = (
    "Schools count by their pupils. The interval says how far chance in who the pupils are could move the mean; it "
    "judges no programme."
)


def context(result: Context) -> Block:
    """Mean by year of the programme's schools, their area, their region and England."""
    unit = unit_heading(result.unit)
    rows = [
        {
            "place": opened(place.name),
            "year": academic_year(place.year),
            "mean": place.mean,
            "low": place.conf_low,
            "high": place.conf_high,
            "schools": place.schools,
        }
        for place in result.places
    ]
    columns = (
        Column("place", "Where"),
        Column("year", "Year"),
        Column("mean", f"Mean ({unit})", result.unit),
        Column("low", f"Interval from ({unit})", result.unit),
        Column("high", f"Interval to ({unit})", result.unit),
        Column("schools", "Schools (number)", COUNT),
    )
    title = f"{opened(result.outcome)} in the area, the region and England"
    lacking = sorted({place.unweighed for place in result.places if place.level == "country"} - {0})
    left_out = f"Up to {lacking[-1]} schools whose number of pupils is not known are in no mean." if lacking else ""
    return table_block("context", title, columns, rows, notes=(CHANCE, *([left_out] if left_out else [])))


def ranks(result: Context) -> Block:
    """The place of the programme's area among all areas, and what chance allows."""
    rows: list[dict[str, object]] = [
        {
            "area": one.area,
            "year": academic_year(one.year),
            "rank": one.rank,
            "low": one.low or None,
            "high": one.high or None,
            "areas": one.areas,
        }
        for one in result.ranks
    ]
    rows = rows or [{"area": "none with enough schools", "year": ""}]
    columns = (
        Column("area", "Local authority"),
        Column("year", "Year"),
        Column("rank", "Place (1 is highest)", COUNT),
        Column("low", "Best place that chance allows", COUNT),
        Column("high", "Worst place that chance allows", COUNT),
        Column("areas", "Authorities (number)", COUNT),
    )
    note = "Authorities with fewer than three schools with the outcome are left out. In 95 of 100 such rankings the "
    note += "true place lies between the best and the worst given."
    return table_block("ranks", "The area among all local authorities", columns, rows, notes=(note,))


def region(result: Context) -> Block:
    """How many authorities of the region lie below nought and below England."""
    rows = [
        {
            "region": one.region,
            "year": academic_year(one.year),
            "below": one.below_nought,
            "surely": one.surely_below,
            "england": one.below_country,
            "areas": one.areas,
        }
        for one in result.regions
    ]
    columns = (
        Column("region", "Region"),
        Column("year", "Year"),
        Column("below", "Below 0 (number)", COUNT),
        Column("surely", "Below 0 with all of their interval (number)", COUNT),
        Column("england", "Below England (number)", COUNT),
        Column("areas", "Authorities (number)", COUNT),
    )
    note = "Authorities with fewer than three schools with the outcome are left out."
    return table_block("region", "Local authorities of the region", columns, rows, notes=(note,))


def rolls(result: Context) -> Block:
    """Pupils and schools by year: growth, schools that came and schools that left."""
    first = {place.name: place for place in reversed(result.places)}
    rows = [
        {
            "place": opened(place.name),
            "year": academic_year(place.year),
            "pupils": place.pupils,
            "growth": 100.0 * growth(first[place.name], place),
            "schools": place.listed,
            "came": place.came,
            "left": place.left,
        }
        for place in result.places
    ]
    columns = (
        Column("place", "Where"),
        Column("year", "Year"),
        Column("pupils", "Pupils at the end of Key Stage 4 (number)", COUNT),
        Column("growth", "Since the first year (per cent)", Unit("per cent", 1, signed=True)),
        Column("schools", "Schools (number)", COUNT),
        Column("came", "Came since the year before (number)", COUNT, NOT_APPLICABLE),
        Column("left", "Left since the year before (number)", COUNT, NOT_APPLICABLE),
    )
    uncounted = max((place.uncounted for place in result.places), default=0)
    notes = (
        "Schools of a year are those of the year before, and those that came, less those that left; a school can come "
        "from another authority, or come back.",
        *([f"Pupils of up to {uncounted} schools are not known and are in no sum."] if uncounted else []),
    )
    return table_block("rolls", "Pupils and schools by year", columns, rows, notes=notes)


def composition(result: Composition) -> Block:
    """Each characteristic before and after on both sides."""
    rows: list[dict[str, object]] = [
        {
            "what": f"{opened(one.label)} ({unit_heading(one.unit)})",
            "own_before": one.unit.show(one.programme_before),
            "own_after": one.unit.show(one.programme_after),
            "other_before": one.unit.show(one.comparison_before),
            "other_after": one.unit.show(one.comparison_after),
            "apart": one.unit.difference().show(one.apart),
            "sds": one.in_sds,
        }
        for one in result.rows
    ]
    rows = rows or [{"what": "none that the tables give in every year needed", "sds": None}]
    before = " and ".join(academic_year(year) for year in result.baseline)
    after = academic_year(result.cohort)
    columns = (
        Column("what", "Characteristic"),
        Column("own_before", f"Studied, {before}"),
        Column("own_after", f"Studied, {after}"),
        Column("other_before", f"Comparison, {before}"),
        Column("other_after", f"Comparison, {after}"),
        Column("apart", "Changes apart"),
        Column("sds", "Apart (standard deviations)", SDS),
    )
    notes = (
        "Weighted as the comparison is. Apart: the change in the schools studied less that in comparison schools; in "
        "standard deviations of all schools of the tables before the start.",
        *(opened(f"{said}.") for said in result.missing),
    )
    return table_block("composition", "Did the pupils change?", columns, rows, notes=notes)
