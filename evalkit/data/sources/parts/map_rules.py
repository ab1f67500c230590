"""What a map of columns may say: known variables keep their kind, unit and years; known traps are named."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from evalkit.core.errors import Fault
from evalkit.core.quantity import GRADES, PERCENT, POINTS, PUPILS, Unit
from evalkit.core.years import academic_year
from evalkit.data.sources import SOURCES
from evalkit.data.sources.parts.column import SourceColumn
from evalkit.data.sources.parts.file_years import years_in
from evalkit.data.text.open_files import OpenFile
from evalkit.places.authorities import REGIONS
from evalkit.study.model import MappedColumn

_CATEGORY = "category"
_UNITS: dict[str, Unit] = {
    "grade": GRADES,
    "grades": GRADES,
    "%": PERCENT,
    "percent": PERCENT,
    "per cent": PERCENT,
    "percentage": PERCENT,
    "pupil": PUPILS,
    "pupils": PUPILS,
    "point": POINTS,
    "points": POINTS,
}
_PLACES = (
    SourceColumn("area_name", "local authority", "category"),
    SourceColumn("region", "region", "category", among=REGIONS),
)
# What the panel itself calls its rows, and what it called them before: no variable may have these names.
_KEYS = ("unit", "school", "urn", "year")


@dataclass(frozen=True, slots=True)
class Mislabel:
    """A column known to hold something else than its heading says.

    Attributes
    ----------
    heading : str
        What the heading says.
    year : int
        Year of the table.
    holds : str
        The variable that it holds.
    words : str
        What it really is.
    """

    heading: str
    year: int
    holds: str
    words: str


MISLABELLED = (
    Mislabel(
        "Eng Maths Grade 5",
        2016,
        "basics_c",
        "the share with grade C or better in English and maths (PTL2BASICS_LL_PTQ_EE); grades 9 to 1 began in 2017",
    ),
)


def known_columns() -> dict[str, SourceColumn]:
    """Return every variable of schools that a source of its own gives, by its name."""
    kinds = sorted(SOURCES.parts().values(), key=lambda kind: kind.gives != "schools")
    known: dict[str, SourceColumn] = {}
    for kind in kinds:
        if kind.gives in {"schools", "facts"}:
            known = {column.name: column for column in kind.columns} | known
    return known | {column.name: column for column in _PLACES}


def column_of(name: str, mapped: MappedColumn, known: Mapping[str, SourceColumn]) -> SourceColumn:
    """Return what ``known`` says of a variable; an unknown one is what its entry says.

    An unknown variable is a category when its unit is ``category`` or its codes are listed, a share when
    its unit is per cent, else a number in the unit written.
    """
    unit = mapped.unit.casefold()
    if name in known:
        return replace(known[name], codes=tuple(mapped.codes.items())) if mapped.codes else known[name]
    label = name.replace("_", " ")
    if unit == _CATEGORY or mapped.codes:
        return SourceColumn(name, label, "category", codes=tuple(mapped.codes.items()), first=0, last=9999)
    if _UNITS.get(unit) == PERCENT:
        return SourceColumn(name, label, "percent", unit=PERCENT, low=0, high=100, first=0, last=9999)
    return SourceColumn(name, label, "number", unit=_UNITS.get(unit, Unit(mapped.unit, 2)), first=0, last=9999)


def map_faults(
    file: OpenFile, column: SourceColumn, mapped: MappedColumn, year: int | None, known: Mapping[str, SourceColumn]
) -> list[Fault]:
    """Return what is wrong with one entry of the map, before any cell is read."""
    where = f"the study file, data file {file.file}, columns.{column.name}"
    if column.name in _KEYS:
        return [_a_key(where, column.name, mapped)]
    faults = [*_mislabelled(where, column, mapped, year), *_wrong_year(where, column, mapped, year)]
    stated = mapped.unit.casefold()
    if column.name in known and stated:
        fits = (
            stated == _CATEGORY
            if column.unit is None
            else stated == column.unit.name or _UNITS.get(stated) == column.unit
        )
        if not fits:
            allowed = _CATEGORY if column.unit is None else column.unit.name
            faults.append(Fault(where, f"unit {mapped.unit!r}", allowed, "correct the unit, or leave it out"))
    if mapped.fraction and column.kind != "percent":
        faults.append(
            Fault(where, "fraction = true", "only for shares, whose unit is per cent", "leave it out, or set the unit")
        )
    unknown = sorted(set(mapped.codes.values()) - set(column.among) - {""}) if column.among else []
    if unknown:
        faults.append(
            Fault(where, f"codes for {', '.join(unknown)}", ", ".join(column.among), "use one of the words allowed")
        )
    return faults


def _a_key(where: str, name: str, mapped: MappedColumn) -> Fault:
    """Return the fault of an entry named like what tells rows apart, and where to say it instead."""
    place = "year = ... in each entry, or for the file" if name == "year" else f"key = {mapped.column!r} for the file"
    return Fault(
        where=where,
        found=f"a variable called {name}, which is what rows are told apart by",
        allowed="variables by other names; the number of the school stands under key, its years under year",
        next=f"write {place} in place of this entry, or give the variable another name",
    )


def _mislabelled(where: str, column: SourceColumn, mapped: MappedColumn, year: int | None) -> list[Fault]:
    return [
        Fault(
            where=where,
            found=f"{trap.heading!r} of {academic_year(trap.year)}, which is mislabelled",
            allowed=f"it holds {trap.words}",
            next=f"map it to {trap.holds}, and keep it out of any series with later years",
        )
        for trap in MISLABELLED
        if mapped.column.casefold() == trap.heading.casefold() and year == trap.year and column.name != trap.holds
    ]


def _wrong_year(where: str, column: SourceColumn, mapped: MappedColumn, year: int | None) -> list[Fault]:
    in_heading = years_in(mapped.column)
    if mapped.year and in_heading and mapped.year not in in_heading:
        said = ", ".join(str(found) for found in in_heading)
        return [
            Fault(
                where,
                f"year = {mapped.year} for the column {mapped.column!r}, which says {said}",
                "the same year in the map and in the heading",
                "correct the year or the column",
            )
        ]
    if year is None or column.published_in(year):
        return []
    return [
        Fault(
            where=where,
            found=f"{column.label} in {academic_year(year)}",
            allowed=column.published(),
            next="check what the column holds; another measure of the same name is not the same measure",
        )
    ]
