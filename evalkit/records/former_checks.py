"""Checks of the former kind: a table of refits and numbers by name, read as a record."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

import pandas as pd

from evalkit.core.errors import EstimationError
from evalkit.core.quantity import Unit
from evalkit.records.shown import (
    Further,
    JudgedRefit,
    JudgedRefits,
    NamedNumber,
    Refits,
    Refitted,
    SchoolsLeftOut,
    Shown,
    WithoutSchool,
)

Quoted = tuple[tuple[str, float], ...]
ENDS = ("conf_low", "conf_high")
# What a row has by itself; every other column of a table stands beside it under its own name.
OWN = ("label", "estimate", "declared", "move", "school", *ENDS)
HALF_WIDTH = "half-width"
DECIMALS = 2


def shown_of(check: str, table: pd.DataFrame | None, values: Quoted) -> Shown:
    """Return the list of refits that a table stands for; columns may have any name.

    Parameters
    ----------
    check : str
        Who gave it.
    table : DataFrame or None
        One row per refit with ``label`` and ``estimate``, and where known ``conf_low``, ``conf_high``, ``declared``,
        ``move`` (distance from the plan's estimate) and ``school`` (who was left out, never printed).
    values : tuple of (str, float)
        Numbers by name.
    """
    numbers = tuple(NamedNumber(name, float(value)) for name, value in values)
    if table is None or not len(table):
        return Refits((), numbers=numbers)
    _refuse_without_estimates(check, table)
    rows = table.to_dict("records")
    planned = float((table["estimate"] - table["move"]).mean()) if "move" in table else None
    half = dict(values).get(HALF_WIDTH)
    if "school" in table:
        return _left_out(rows, planned, half)
    further = tuple(_further(str(name), table[name].tolist()) for name in table.columns if name not in OWN)
    if set(ENDS) <= set(table.columns):
        return JudgedRefits(tuple(map(_judged, rows)), planned, half, further, numbers)
    refits = tuple(Refitted(_label(row), float(row["estimate"]), bool(row.get("declared", False))) for row in rows)
    return Refits(refits, planned, half, further, numbers)


def _left_out(rows: list[dict[Hashable, Any]], planned: float | None, half: float | None) -> SchoolsLeftOut:
    """Return schools left out; where nothing is said of all of them, the middle of the refits stands for it."""
    estimates = [float(row["estimate"]) for row in rows]
    centre = (min(estimates) + max(estimates)) / 2 if planned is None else planned
    without = tuple(WithoutSchool(int(row["school"]), float(row["estimate"])) for row in rows)
    farthest = max(abs(estimate - centre) for estimate in estimates)
    return SchoolsLeftOut(without, centre, min(estimates), max(estimates), farthest, half)


def _refuse_without_estimates(check: str, table: pd.DataFrame) -> None:
    lacking = [name for name in ("label", "estimate") if name not in table]
    if lacking:
        raise EstimationError.one(
            where=f"check {check}, table",
            found=f"no column {' and no column '.join(lacking)}",
            allowed="label, estimate, where known conf_low and conf_high, and any further columns",
            next="give the result shows=Refits(...) of evalkit.records.shown, or name the columns so",
        )


def _judged(row: dict[Hashable, Any]) -> JudgedRefit:
    low, high = (float(row[name]) for name in ENDS)
    return JudgedRefit(_label(row), float(row["estimate"]), low, high, bool(row.get("declared", False)))


def _label(row: dict[Hashable, Any]) -> str:
    return str(row["label"])


def _further(name: str, cells: list[object]) -> Further:
    """Return a column under its own name; whole numbers have no decimals."""
    if any(isinstance(cell, bool) or not isinstance(cell, int | float) for cell in cells):
        return Further(name, tuple(str(cell) for cell in cells))
    numbers = tuple(float(str(cell)) for cell in cells)
    whole = all(number != number or number.is_integer() for number in numbers)
    return Further(name, numbers, Unit("", 0 if whole else DECIMALS))
