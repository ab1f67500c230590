"""Long series of one figure as a single number for each school, whatever happened to the figure's scale.

Each year is put on a common footing first: distance from the mean of all eligible schools in their standard deviations.
A change of grades or of rules moves all schools of a year together, so what is left is where a school stood.
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from evalkit.core.years import academic_year
from evalkit.design.parts.facts import column
from evalkit.design.parts.options import VariableYear
from evalkit.tables.panel import Panel


@dataclass(frozen=True, slots=True)
class Series:
    """One figure over several years.

    Attributes
    ----------
    variable : str
        Its name in the panel.
    years : tuple of int
        Years whose standardised values are averaged; a school must have each.
    """

    variable: str
    years: tuple[int, ...]

    def members(self) -> tuple[VariableYear, ...]:
        """Return the figure in each of the years."""
        return tuple(VariableYear(self.variable, year) for year in self.years)

    @property
    def column(self) -> str:
        """The name of its column, such as ``p8_maths 2016 to 2017``."""
        return f"{self.variable} {min(self.years)} to {max(self.years)}"

    def label(self, panel: Panel) -> str:
        """Return the series in words."""
        first, last = academic_year(min(self.years)), academic_year(max(self.years))
        return f"{panel.variable(self.variable).label}, mean of {first} to {last} (in standard deviations of schools)"


def with_series(frame: pd.DataFrame, series: tuple[Series, ...]) -> pd.DataFrame:
    """Return the facts with a column for each series.

    Parameters
    ----------
    frame : DataFrame
        One row per school with ``eligible`` and a column for each figure and year.
    series : tuple of Series
        Wanted.
    """
    wanted = {one.column: _standardised(frame, one).mean(axis=1) for one in series}
    return frame.assign(**wanted) if wanted else frame


def _standardised(frame: pd.DataFrame, series: Series) -> pd.DataFrame:
    values = frame[[column(item) for item in series.members()]]
    among = values[frame["eligible"]]
    spread = among.std(ddof=1)
    return (values - among.mean()) / spread.where(spread > 0, 1.0)
