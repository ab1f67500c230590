"""Before-and-after gains of chosen schools from each baseline the tables allow, against all schools.

Schools chosen for a low year rise by themselves from that year on; from an earlier year they often seem to
fall. These gains show both. They are descriptions: none is an estimate of a programme's difference.
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

MOSTLY = 0.8


@dataclass(frozen=True, slots=True)
class Baseline:
    """One choice of what counts as before.

    Attributes
    ----------
    kind : {"latest", "mean", "earliest"}
        The latest year before the start, the mean of every such year, or the earliest.
    years : tuple of int
        Years whose mean is subtracted.
    """

    kind: str
    years: tuple[int, ...]


def baselines(before: tuple[int, ...]) -> tuple[Baseline, ...]:
    """Return the candidate baselines of these years before the start; one when there is only one year."""
    latest = Baseline("latest", (max(before),))
    if len(before) == 1:
        return (latest,)
    return (latest, Baseline("mean", tuple(sorted(before))), Baseline("earliest", (min(before),)))


def years_known(levels: pd.DataFrame, schools: pd.Index) -> tuple[int, ...]:
    """Return the years in which most of these schools have a level, ascending."""
    rows = levels.loc[levels.index.isin(schools)]
    return tuple(int(year) for year in sorted(levels.columns) if len(rows) and rows[year].notna().mean() >= MOSTLY)


def against_all(levels: pd.DataFrame, everyone: pd.Index) -> pd.DataFrame:
    """Return each school's distance from the mean of all schools, year by year.

    Parameters
    ----------
    levels : DataFrame
        Schools by years; schools with a missing year are left out, so that every year rests on the same schools.
    everyone : Index
        The schools whose mean is nought.
    """
    whole = levels[levels.notna().all(axis=1)]
    return whole - whole.loc[whole.index.isin(everyone)].mean()


def gain(distances: pd.DataFrame, schools: pd.Index, baseline: Baseline, cohort: int) -> float:
    """Return the mean change of some schools relative to all, from a baseline to the cohort.

    Parameters
    ----------
    distances : DataFrame
        From `against_all`.
    schools : Index
        Whose change; those without every year are left out.
    baseline : Baseline
        What counts as before.
    cohort : int
        Year of the result.
    """
    rows = distances.loc[distances.index.isin(schools)]
    return float(rows[cohort].mean() - rows[list(baseline.years)].mean(axis=1).mean())
