"""What the Progress 8 measures share: choosing the column of each year and rescaling 2016."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from evalkit.core.errors import Fault
from evalkit.core.overrides import NOT_RESCALED
from evalkit.core.years import NEW_GRADES, academic_year
from evalkit.data.panel import Panel
from evalkit.measures.parts.measure import Computed, Request
from evalkit.measures.parts.scaling import Rescaling, Spread, rescaling, spread
from evalkit.measures.parts.year_rules import how_to_set_aside, place, reason

OLD_POINTS = 2016


def by_year(panel: Panel, sources: Mapping[int, str]) -> pd.Series:
    """Return one column made of each year's own variable; years not named stay missing."""
    values = pd.Series(np.nan, index=panel.frame.index, dtype=np.float64)
    for year, variable in sources.items():
        rows = panel.frame["year"] == year
        values = values.mask(rows, panel.frame[variable]) if panel.has(variable) else values
    return values


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


def rescaled(panel: Panel, request: Request, sources: Mapping[int, str], limits: tuple[str, str]) -> Computed:
    """Return the column with 2016 on the scale of the first later year, and a note that says how."""
    values = by_year(panel, sources)
    pairs = tuple(sorted(sources.items()))
    if not _mixed(request):
        return Computed(values, pairs)
    if NOT_RESCALED in request.overrides:
        return Computed(values, pairs, (_as_published(request),))
    scale = rescaling_of_2016(panel, values, limits)
    rows = panel.frame["year"] == OLD_POINTS
    return Computed(values.mask(rows, values * scale.factor), pairs, (_how_rescaled(scale),))


def refuse_unscalable(
    panel: Panel, request: Request, sources: Mapping[int, str], limits: tuple[str, str]
) -> tuple[Fault, ...]:
    """Return a fault if 2016 stands beside later years and nothing shows how to rescale it."""
    if not _mixed(request) or NOT_RESCALED in request.overrides:
        return ()
    if rescaling_of_2016(panel, by_year(panel, sources), limits).source:
        return ()
    return (
        Fault(
            where=place(request),
            found=f"{OLD_POINTS}, whose points ran from 1 to 8, beside later years, whose points run from 1 to 9",
            allowed=f"{OLD_POINTS} with enough schools in it and in {NEW_GRADES} to bring it to the newer scale",
            next=how_to_set_aside(NOT_RESCALED, "the tables hold too few schools to measure the spread of scores"),
        ),
    )


def rescaling_of_2016(panel: Panel, values: pd.Series, limits: tuple[str, str]) -> Rescaling:
    """Return what brings 2016 onto the scale of 2017, from the limits if published, else from schools."""
    return rescaling(
        _spread_of(panel, values, limits, OLD_POINTS),
        _spread_of(panel, values, limits, NEW_GRADES),
    )


def _spread_of(panel: Panel, values: pd.Series, limits: tuple[str, str], year: int) -> Spread:
    frame = panel.frame
    rows = (frame["year"] == year).to_numpy()
    low, high = (_numbers(panel, name)[rows] for name in limits)
    return spread(values.to_numpy(dtype=np.float64)[rows], low, high, _pupils_in_measure(panel)[rows])


def _pupils_in_measure(panel: Panel) -> NDArray[np.float64]:
    # Some 2017 files lack the number of pupils in the measure; all pupils times coverage comes nearest.
    direct = _numbers(panel, "p8_pupils")
    estimate = _numbers(panel, "pupils") * _numbers(panel, "coverage") / 100.0
    return np.where(np.isfinite(direct), direct, estimate)


def _numbers(panel: Panel, name: str) -> NDArray[np.float64]:
    if not panel.has(name):
        return np.full(len(panel.frame), np.nan)
    return panel.frame[name].to_numpy(dtype=np.float64)


def _mixed(request: Request) -> bool:
    return OLD_POINTS in request.years and any(year > OLD_POINTS for year in request.years)


def _years_with(panel: Panel, sources: Mapping[int, str]) -> list[int]:
    return [year for year, variable in sorted(sources.items()) if known(panel, variable, year)]


def _how_rescaled(scale: Rescaling) -> str:
    whose = {
        "pupils": "the national standard deviations of pupils in the two years, read back from the published limits",
        "schools": "the standard deviations between schools in the two years, because limits are not in the tables",
    }[scale.source]
    return (
        f"Progress 8 of {academic_year(OLD_POINTS)} rests on the old points and is brought to the scale of "
        f"{academic_year(NEW_GRADES)} by the ratio of {whose}."
    )


def _as_published(request: Request) -> str:
    return (
        f"Progress 8 of {academic_year(OLD_POINTS)} rests on the old points and is shown as published, not on the "
        f"scale of later years. {reason(request, NOT_RESCALED)}"
    )
