"""What happened on both sides, year by year: a description, not a claim."""

from __future__ import annotations

import numpy as np
import pandas as pd
from scipy.special import stdtrit

from evalkit.core.years import academic_year
from evalkit.records.comparison import Comparison
from evalkit.records.description import TrendPoint, Trends
from evalkit.tables.panel import Panel

# Quantile of t for an interval of 95 per cent.
UPPER = 0.975
MANY = {"school": "schools", "authority": "authorities"}
MOSTLY = 0.8


def trends(panel: Panel, comparison: Comparison, years: tuple[int, ...], notes: tuple[str, ...] = ()) -> Trends:
    """Return the weighted mean outcome of both sides in each year.

    Parameters
    ----------
    panel : Panel
        Holds the outcome of every year.
    comparison : Comparison
        Says who is on which side, with which weight.
    years : tuple of int
        Years to show. A year is shown when most of the programme's schools have it; the means then rest
        on the schools that have every year shown, with their weights kept.
    notes : tuple of str
        What the rules of the years make the report print.
    """
    estimand = comparison.estimand
    sides = comparison.frame.drop_duplicates("unit").set_index("unit")[["treated", "weight"]]
    outcome = panel.wide(estimand.outcome).reindex(sides.index)
    shown = tuple(
        y for y in sorted(years) if y in outcome and outcome.loc[sides["treated"], y].notna().mean() >= MOSTLY
    )
    complete = outcome[list(shown)].notna().all(axis=1)
    points = tuple(
        _point(name, year, outcome.loc[side, year], sides.loc[side, "weight"])
        for name, side in (("programme", complete & sides["treated"]), ("comparison", complete & ~sides["treated"]))
        for year in shown
    )
    kind = comparison.counts.kind
    left_out = sorted(set(years) - set(shown))
    missing = tuple(
        f"{academic_year(year)} is not shown: most of the programme's {MANY[comparison.counts.kind]} lack it."
        for year in left_out
    )
    said = (*missing, *notes)
    return Trends(estimand.label, estimand.unit, points, estimand.baseline, estimand.cohort, said, kind)


def _point(group: str, year: int, values: pd.Series, weight: pd.Series) -> TrendPoint:
    share = (weight / weight.sum()).to_numpy(dtype=float)
    numbers = values.to_numpy(dtype=float)
    mean = float(share @ numbers)
    spare = 1.0 - float((share**2).sum())
    variance = float(share @ (numbers - mean) ** 2) / spare if spare > 0 else float("nan")
    # A mean of five schools is known with four degrees of freedom; weighted ones count as many as their weights allow.
    freedom = 1.0 / float((share**2).sum()) - 1.0
    half = float(stdtrit(freedom, UPPER) * np.sqrt(variance * (share**2).sum())) if freedom > 0 else float("nan")
    return TrendPoint(group, year, mean, mean - half, mean + half, len(numbers))
