"""One published figure of the programme's schools by year, beside the others of their authorities and England."""

from __future__ import annotations

import numpy as np
import pandas as pd

from evalkit.records.delivery.beyond import FigureByYear, OtherFigure, SameSchools
from evalkit.tables.panel import Panel

# A mean of fewer schools is a school under another name.
FEWEST = 3


def holds(panel: Panel, name: str) -> bool:
    """Say whether a panel has a number of a variable at all."""
    return panel.has(name) and bool(panel.frame[name].notna().any())


def figure_beside(
    panel: Panel, programme: frozenset[int], name: str, told: tuple[str, str], span: tuple[int, int]
) -> OtherFigure:
    """Return a figure over the years on three sides, each school counting the same.

    Parameters
    ----------
    panel : Panel
        Holds the variable.
    programme : frozenset of int
        The programme's schools.
    name : str
        The variable.
    told : (str, str)
        Its topic, and what a reader must know of it.
    span : (int, int)
        Years between which its change is said.
    """
    variable, frame = panel.variable(name), panel.frame[["unit", "year", "area", name]]
    known = frame[frame[name].notna()]
    ours = known["unit"].isin(programme)
    areas = set(frame.loc[frame["unit"].isin(programme), "area"])
    beside = known["area"].isin(areas) & ~ours
    years = tuple(
        _year(int(year), known.loc[known["year"] == year, name].astype(float), ours, beside)
        for year in sorted(known["year"].unique())
    )
    change = _change(known, name, programme, areas, span)
    return OtherFigure(told[0], variable.label, variable.unit, years, span[0], span[1], change, told[1])


def _change(
    known: pd.DataFrame, name: str, programme: frozenset[int], areas: set[object], span: tuple[int, int]
) -> SameSchools:
    """Return the change of schools that have the figure in both years; each lies where it lay in the last."""
    first, last = (known[known["year"] == year].set_index("unit") for year in span)
    moved = (last[name].astype(float) - first[name].astype(float)).dropna()
    ours = moved.index.isin(programme)
    beside = last["area"].reindex(moved.index).isin(areas) & ~ours
    return SameSchools(_mean(moved[ours]), _mean(moved[beside]), _mean(moved), int(ours.sum()))


def _year(year: int, values: pd.Series, ours: pd.Series, beside: pd.Series) -> FigureByYear:
    own, near = values[ours.reindex(values.index)], values[beside.reindex(values.index)]
    return FigureByYear(year, _mean(own), _mean(near), _mean(values), len(own))


def _mean(values: pd.Series) -> float:
    return float(values.mean()) if len(values) >= FEWEST else float(np.nan)
