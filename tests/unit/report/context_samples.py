"""Hand-made records of the area among others and of the mix of pupils; every number is invented."""

from __future__ import annotations

from dataclasses import replace

from evalkit.core.quantity import GRADES, PERCENT
from evalkit.records.context import Composition, Context, Mix, PlaceRank, PlaceYear, RegionCount


def place(level: str, name: str, year: int, mean: float, half: float = 0.05) -> PlaceYear:
    """Return one place in one year."""
    return PlaceYear(level, name, year, mean, mean - half, mean + half, 18, 0, 3000.0, 0, 19, 1, 1)


def context() -> Context:
    """Return an area below England in a region of nine."""
    return Context(
        "progress in maths (Progress 8, maths element)",
        GRADES,
        (
            place("programme", "programme's schools", 2017, -0.2),
            place("programme", "programme's schools", 2019, -0.1),
            place("area", "Midtown", 2017, -0.12),
            replace(place("area", "Midtown", 2019, -0.07), pupils=3300.0),
            place("region", "East Midlands", 2019, 0.02),
            place("country", "England", 2019, 0.0),
        ),
        (PlaceRank("Midtown", 2017, 100, 70, 120, 149), PlaceRank("Midtown", 2019, 88, 60, 110, 149)),
        (RegionCount("East Midlands", 2019, 3, 4, 1, 9),),
    )


def composition() -> Composition:
    """Return two characteristics, of which one moved apart."""
    row = Mix("eal", "pupils with English as an additional language", PERCENT, 40, 46, 38, 39, 5, 0.3, 19, 87)
    return Composition((row, replace(row, variable="girls", label="girls", apart=0.4, in_sds=0.02)), (2017,), 2019)
