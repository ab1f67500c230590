"""Columns of the panel as measures take them: by year, as numbers, with a fault for a year that has none."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from evalkit.core.errors import Fault
from evalkit.core.years import academic_year
from evalkit.measures.parts.added_measure import place
from evalkit.measures.parts.measure import Request
from evalkit.tables.panel import Panel


def by_year(panel: Panel, sources: Mapping[int, str]) -> pd.Series:
    """Return one column made of each year's own variable; years not named stay missing."""
    values = pd.Series(np.nan, index=panel.frame.index, dtype=np.float64)
    for year, variable in sources.items():
        rows = panel.frame["year"] == year
        values = values.mask(rows, panel.frame[variable]) if panel.has(variable) else values
    return values


def numbers(panel: Panel, name: str) -> NDArray[np.float64]:
    """Return a column as numbers; all NaN where the panel does not have it."""
    if not panel.has(name):
        return np.full(len(panel.frame), np.nan)
    return panel.frame[name].to_numpy(dtype=np.float64)


def first_known(*columns: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return for each row the first of several columns that has a number."""
    found = columns[0]
    for other in columns[1:]:
        found = np.where(np.isfinite(found), found, other)
    return found


def known(panel: Panel, variable: str, year: int) -> bool:
    """Say whether any school has a number for the variable in that year."""
    if not panel.has(variable):
        return False
    return bool(panel.frame.loc[panel.frame["year"] == year, variable].notna().any())


def missing_years(panel: Panel, request: Request, sources: Mapping[int, str]) -> tuple[Fault, ...]:
    """Return a fault for each year asked for in which no school has the number."""
    return tuple(
        Fault(
            where=place(request),
            found=f"no school has {sources[year]} in {year}",
            allowed="years whose tables hold the outcome: "
            + (", ".join(str(other) for other in _years_with(panel, sources)) or "none of those asked for"),
            next=f"add the tables of {academic_year(year)} to the data folder, or take {year} out of [years]",
        )
        for year in request.years
        if not known(panel, sources[year], year)
    )


def _years_with(panel: Panel, sources: Mapping[int, str]) -> list[int]:
    return [year for year, variable in sorted(sources.items()) if known(panel, variable, year)]
