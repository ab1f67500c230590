"""Outcomes of whole authorities: a published figure of one group of pupils, in the years in which it counts alike."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from evalkit.core.errors import Fault
from evalkit.core.overrides import NOT_RESCALED
from evalkit.core.quantity import PUPILS, Unit
from evalkit.core.years import FIRST_ADJUSTED, NEW_GRADES, academic_year
from evalkit.measures.parts.added_measure import how_to_set_aside, place, reason
from evalkit.measures.parts.columns import by_year, first_known, missing_years, numbers
from evalkit.measures.parts.measure import Computed, Request
from evalkit.measures.parts.progress8 import FEWEST_SCHOOLS, Rescaling, Spread, in_years, rescaling, standardised
from evalkit.tables.panel import Panel, Variable

OLD_POINTS = 2016
FEWEST_AREAS = FEWEST_SCHOOLS
AREA_STANDARD_DEVIATIONS = Unit("standard deviations between authorities", 2)
PROXY = "progress in maths of White British pupils"
ADJUSTED_NOTE = (
    f"Progress 8 of authorities is published from {academic_year(FIRST_ADJUSTED)} on only after very negative scores "
    "were limited; figures of earlier years are not limited. This holds for every authority alike."
)


@dataclass(frozen=True, slots=True)
class AreaFigure:
    """One published figure of authorities.

    Attributes
    ----------
    source : str
        Variable of the panel of areas.
    whose : str
        Ending of the variables that belong to the group; empty for all pupils.
    """

    source: str
    whose: str = ""

    def sources(self, years: tuple[int, ...]) -> Mapping[int, str]:
        """Return the variable of each year."""
        return dict.fromkeys(years, self.source)

    def lacking(self, panel: Panel, request: Request) -> tuple[Fault, ...]:
        """Return a fault for each year in which no authority has the figure."""
        return missing_years(panel, request, self.sources(request.years))

    def computed(self, panel: Panel, request: Request, values: pd.Series, notes: tuple[str, ...] = ()) -> Computed:
        """Return the figure with the number of pupils behind it, where the tables give it."""
        pairs = tuple(sorted(self.sources(request.years).items()))
        counted = self._pupils(panel)
        if counted is None:
            return Computed(values, pairs, notes)
        variable = Variable(pupils_behind(request.name), "pupils behind the figure", PUPILS)
        return Computed(values, pairs, notes, beside=((variable, pd.Series(counted, index=panel.frame.index)),))

    def _pupils(self, panel: Panel) -> np.ndarray | None:
        ending = f"_{self.whose}" if self.whose else ""
        counted = [numbers(panel, f"{name}{ending}") for name in ("p8_pupils", "pupils")]
        if self.whose == "disadvantaged":
            counted.append(numbers(panel, "pupils") * numbers(panel, "disadvantaged") / 100.0)
        filled = first_known(*counted)
        return filled if np.isfinite(filled).any() else None


@dataclass(frozen=True, slots=True)
class AreaProgress(AreaFigure):
    """Progress 8 of authorities; 2016 is brought to the scale of 2017 by the spread between authorities.

    Attributes
    ----------
    who : str
        The pupils, in words.
    """

    who: str = "all pupils"

    def compute(self, panel: Panel, request: Request) -> Computed:
        """Return the figure in the years asked for."""
        values, notes = by_year(panel, self.sources(request.years)), []
        if _mixed(request):
            if NOT_RESCALED in request.overrides:
                notes.append(_as_published(request))
            else:
                rows = panel.frame["year"] == OLD_POINTS
                values = values.mask(rows, values * self._scale(panel).factor)
                notes.append(RESCALED)
        if request.years[0] < FIRST_ADJUSTED <= request.years[-1]:
            notes.append(ADJUSTED_NOTE)
        return self.computed(panel, request, values, tuple(notes))

    def refuses(self, panel: Panel, request: Request) -> tuple[Fault, ...]:
        """Return years without figures, and 2016 where too few authorities show how to rescale it."""
        lacking = self.lacking(panel, request)
        if lacking or not _mixed(request) or NOT_RESCALED in request.overrides or self._scale(panel).source:
            return lacking
        return (
            Fault(
                where=place(request),
                found=f"{OLD_POINTS}, whose points ran from 1 to 8, beside later years, whose points run from 1 to 9",
                allowed=f"at least {FEWEST_AREAS} authorities in {OLD_POINTS} and in {NEW_GRADES}",
                next=how_to_set_aside(NOT_RESCALED, "too few authorities show how far scores were spread"),
            ),
        )

    def label_in(self, panel: Panel, years: tuple[int, ...]) -> str:
        """Return the label, with the years whose figures are published adjusted only."""
        adjusted = tuple(year for year in years if year >= FIRST_ADJUSTED)
        how = f", {in_years(adjusted, years, 'adjusted')}" if adjusted else ""
        return f"progress over all subjects of {self.who} (Progress 8 of the authority{how})"

    def _scale(self, panel: Panel) -> Rescaling:
        if not panel.has(self.source):
            return Rescaling(float("nan"), "")
        wide = panel.wide(self.source)
        if not {OLD_POINTS, NEW_GRADES} <= set(wide.columns):
            return Rescaling(float("nan"), "")
        both = wide[[OLD_POINTS, NEW_GRADES]].dropna()
        if len(both) < FEWEST_AREAS:
            return Rescaling(float("nan"), "")
        old, new = (float(both[year].std(ddof=1)) for year in (OLD_POINTS, NEW_GRADES))
        return rescaling(Spread(float("nan"), old), Spread(float("nan"), new))


@dataclass(frozen=True, slots=True)
class AreaPoints(AreaFigure):
    """Attainment 8 of authorities in points; old and new points never stand together."""

    def compute(self, panel: Panel, request: Request) -> Computed:
        """Return the figure in the years asked for."""
        return self.computed(panel, request, by_year(panel, self.sources(request.years)))

    def refuses(self, panel: Panel, request: Request) -> tuple[Fault, ...]:
        """Return years without figures, and 2016 beside later years."""
        if not _mixed(request):
            return self.lacking(panel, request)
        return (
            Fault(
                where=place(request),
                found=f"{OLD_POINTS}, whose points ran from 1 to 8, beside later years, whose points run from 1 to 9",
                allowed=f"years up to {OLD_POINTS}, or years from {NEW_GRADES}, not both",
                next=f"choose {request.name}_z, which is standardised over authorities within each year",
            ),
        )


@dataclass(frozen=True, slots=True)
class AreaStanding(AreaFigure):
    """Attainment 8 of authorities, standardised over authorities within each year."""

    def compute(self, panel: Panel, request: Request) -> Computed:
        """Return the figure in the years asked for."""
        values = pd.Series(np.nan, index=panel.frame.index, dtype=np.float64)
        for year in request.years:
            rows = (panel.frame["year"] == year).to_numpy()
            points = panel.frame.loc[rows, self.source].to_numpy(dtype=np.float64)
            values.loc[rows] = standardised(points, np.ones(len(points), dtype=np.bool_))
        return self.computed(panel, request, values)

    def refuses(self, panel: Panel, request: Request) -> tuple[Fault, ...]:
        """Return years without figures."""
        return self.lacking(panel, request)


RESCALED = (
    f"Progress 8 of {academic_year(OLD_POINTS)} rests on the old points and is brought to the scale of "
    f"{academic_year(NEW_GRADES)} by the ratio of the standard deviations between authorities in the two years."
)


def pupils_behind(measure: str) -> str:
    """Return the name of the column that counts the pupils behind a measure of authorities."""
    return f"{measure} pupils"


def _mixed(request: Request) -> bool:
    return OLD_POINTS in request.years and any(year > OLD_POINTS for year in request.years)


def _as_published(request: Request) -> str:
    return (
        f"Progress 8 of {academic_year(OLD_POINTS)} rests on the old points and is shown as published, not on the "
        f"scale of later years. {reason(request, NOT_RESCALED)}"
    )
