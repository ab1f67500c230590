"""Writes the series of invented areas in the layout of the publisher's tool for local authorities."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from evalkit.synthetic.files.ks4_files import LINE_END, reference_rows
from evalkit.synthetic.nation.area_figures import AreaYear
from evalkit.synthetic.nation.areas import NationArea
from evalkit.synthetic.nation.schools import Array

HEADER = ("Short Desc", "Data item", "Years", "LA and Regions", "Values", "LA Number", "Region")
MISSING = "-"
ENGLAND, LONDON, FIRST_TOTAL = 970, 986, 970
# Of values that a binary number cannot hold exactly, one in so many is printed to the last digit.
NOISY = 3


@dataclass(frozen=True, slots=True)
class AreaPlace:
    """One row of the series for each year: an authority, a region or the nation.

    Attributes
    ----------
    name, number, region : str
        As the publisher writes them.
    members : array of int
        Positions of its areas; none for an authority that has no invented schools.
    """

    name: str
    number: str
    region: str
    members: Array


def write_series(path: Path, years: Mapping[int, AreaYear | None], areas: Sequence[NationArea]) -> None:
    """Write the series; a year without figures, as in the pandemic, has a row with a dash for each place."""
    places = _places(areas)
    lines = [",".join(HEADER)]
    for measure in reference_rows("synthetic_series.csv"):
        for year in sorted(years):
            if year < int(measure["first_year"]):
                continue
            item = measure["data_item"] if year <= int(measure["data_item_until"] or 0) else ""
            figures = years[year]
            for place in places:
                value = float("nan") if figures is None else figures.mean(measure["figure"], place.members)
                text = _text(value, int(measure["decimals"]), noisy=(int(place.number) + year) % NOISY == 0)
                cells = (measure["measure"], item, str(year), _quoted(place.name), text)
                lines.append(",".join([*cells, f"{place.number}.0", place.region]))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(LINE_END.join([*lines, ""]).encode("utf-8"))


def _places(areas: Sequence[NationArea]) -> list[AreaPlace]:
    position = {area.code: at for at, area in enumerate(areas)}
    rows = reference_rows("synthetic_series_areas.csv")
    inside: dict[str, list[int]] = {}
    for row in rows:
        if int(row["number"]) < FIRST_TOTAL and row["number"] in position:
            for name in _totals_of(row["region"]):
                inside.setdefault(name.casefold(), []).append(position[row["number"]])
    return [
        AreaPlace(row["name"], row["number"], row["region"], np.array(_members(row, position, inside), dtype=int))
        for row in rows
    ]


def _members(row: dict[str, str], position: dict[str, int], inside: dict[str, list[int]]) -> list[int]:
    if int(row["number"]) >= FIRST_TOTAL:
        return inside.get(row["name"].casefold(), [])
    return [position[row["number"]]] if row["number"] in position else []


def _totals_of(region: str) -> tuple[str, ...]:
    """Return the names of the totals that an authority of a region counts in."""
    if region in ("Inner London", "Outer London"):
        return ("England", "London", f"London ({region.split()[0]})")
    return ("England", region)


def _text(value: float, decimals: int, *, noisy: bool) -> str:
    """Return a number as a spreadsheet hands it on, some of them with the noise of binary numbers."""
    if value != value:
        return MISSING
    value = round(value, decimals) + 0.0
    short = repr(value).removesuffix(".0")
    exact = f"{value:.17g}"
    if not noisy or float(short) == 0 or len(exact) < len(short) + 4:
        return short
    if abs(value) >= 0.1:
        return exact
    digits, power = f"{value:.16E}".split("E")
    return f"{digits}E{int(power)}"


def _quoted(text: str) -> str:
    return f'"{text}"' if "," in text else text
