"""The programme's area among all areas, its region and England, year by year: a description, not a claim."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd

from evalkit.core.quantity import Unit
from evalkit.numeric.ranks import RankInterval, rank_interval
from evalkit.records.context import Context, PlaceRank, PlaceYear, RegionCount
from evalkit.tables.panel import Panel

NORMAL_QUANTILE = 1.96
LEVEL = 0.95
# An area with fewer schools is a school or two under another name.
FEWEST_SCHOOLS = 3
SAMPLING = "_sampling_sd"
COUNTRY = "England"

Stream = Callable[[int], np.random.Generator]


def context(panel: Panel, programme: frozenset[int], outcome: tuple[str, str, Unit], stream: Stream) -> Context:
    """Return the programme's schools, their areas, their regions and England in every year with the outcome.

    Parameters
    ----------
    panel : Panel
        Mainstream schools by year with the outcome.
    programme : frozenset of int
        Its schools.
    outcome : (str, str, Unit)
        Column, words and unit.
    stream : callable
        Random numbers of one year, for intervals of ranks.
    """
    column, label, unit = outcome
    frame = _rows(panel, column)
    years = tuple(sorted(frame.loc[frame["value"].notna(), "year"].unique().tolist()))
    home = frame[frame["unit"].isin(programme)]
    areas = _most_common(home, "area_name")
    regions = _most_common(home, "region")
    groups = [
        ("programme", "programme's schools", frame["unit"].isin(programme)),
        *(("area", name, frame["area_name"] == name) for name in areas),
        *(("region", name, frame["region"] == name) for name in regions),
        ("country", COUNTRY, pd.Series(data=True, index=frame.index)),
    ]
    places = tuple(_place(level, name, frame[rows], year, years) for level, name, rows in groups for year in years)
    by_area = {year: _areas(frame[frame["year"] == year]) for year in years}
    ranks = tuple(
        _rank(by_area[year], name, year, stream) for name in areas for year in years if name in by_area[year].index
    )
    england = {place.year: place.mean for place in places if place.level == "country"}
    counts = tuple(_count(by_area[year], name, year, england[year]) for name in regions for year in years)
    return Context(label, unit, places, ranks, counts)


def _rows(panel: Panel, column: str) -> pd.DataFrame:
    """Return school, year, place, outcome, its sampling SD, and the pupils it counts by."""
    frame = panel.frame
    known = pd.Series(np.nan, index=frame.index, dtype=float)
    pupils = frame["pupils"] if panel.has("pupils") else known
    # Where the pupils behind Progress 8 are not printed, those of the year stand in; where neither is, none do.
    counted = frame["p8_pupils"].where(frame["p8_pupils"].notna(), pupils) if panel.has("p8_pupils") else pupils
    return frame[["unit", "year", "area_name", "region"]].assign(
        value=frame[column].astype(float),
        chance=frame[f"{column}{SAMPLING}"] if panel.has(f"{column}{SAMPLING}") else known,
        pupils=pupils.astype(float),
        weight=counted.where(counted > 0).astype(float),
        uncounted=pupils.isna() & ~_without_cohort(panel),
    )


def _without_cohort(panel: Panel) -> pd.Series:
    """Say which rows are of new schools: they have no pupils at the end of Key Stage 4 yet, so none are uncounted."""
    told = panel.reasons[(panel.reasons["variable"] == "pupils") & (panel.reasons["reason"] == "new_school")]
    rows = pd.MultiIndex.from_frame(panel.frame[["unit", "year"]])
    new = rows.isin(pd.MultiIndex.from_frame(told[["unit", "year"]])) if len(told) else False
    return pd.Series(new, index=panel.frame.index, dtype=bool)


def _most_common(home: pd.DataFrame, column: str) -> tuple[str, ...]:
    """Return the places of the programme's schools, each school counted where it most often stands."""
    where = home.dropna(subset=[column]).groupby("unit")[column].agg(lambda names: names.mode().iloc[0])
    return tuple(sorted(set(where)))


def _place(level: str, name: str, rows: pd.DataFrame, year: int, years: tuple[int, ...]) -> PlaceYear:
    here = rows[rows["year"] == year]
    now, previous = set(here["unit"]), max((other for other in years if other < year), default=None)
    before = set(rows.loc[rows["year"] == previous, "unit"])
    has = here["value"].notna()
    mean, half = _mean(here)
    return PlaceYear(
        level=level,
        name=name,
        year=int(year),
        mean=mean,
        conf_low=mean - half,
        conf_high=mean + half,
        schools=int((has & here["weight"].notna()).sum()),
        unweighed=int((has & here["weight"].isna()).sum()),
        pupils=float(here["pupils"].sum(min_count=1)),
        uncounted=int(here["uncounted"].sum()),
        listed=len(now),
        came=None if previous is None else len(now - before),
        left=None if previous is None else len(before - now),
    )


def _mean(here: pd.DataFrame) -> tuple[float, float]:
    """Return the mean over pupils and half the width of its interval; NaN where chance is not known of a school.

    A school whose number of pupils is not known cannot be weighed by it and is left out.
    """
    kept = here[here["value"].notna() & here["weight"].notna()]
    if kept.empty:
        return float("nan"), float("nan")
    share = (kept["weight"] / kept["weight"].sum()).to_numpy()
    error = float(np.sqrt(((share * kept["chance"].to_numpy()) ** 2).sum()))
    return float(share @ kept["value"].to_numpy()), NORMAL_QUANTILE * error


def _areas(here: pd.DataFrame) -> pd.DataFrame:
    """Return mean, half width and region of every area with enough schools."""
    kept = here[here["value"].notna() & here["weight"].notna() & here["area_name"].notna()]
    rows = {
        name: (*_mean(group), group["region"].iloc[0])
        for name, group in kept.groupby("area_name", sort=True)
        if len(group) >= FEWEST_SCHOOLS
    }
    return pd.DataFrame.from_dict(rows, orient="index", columns=["mean", "half", "region"])


def _rank(areas: pd.DataFrame, name: str, year: int, stream: Stream) -> PlaceRank:
    values = areas["mean"].to_numpy(dtype=float)
    place = list(areas.index).index(name)
    errors = areas["half"].to_numpy(dtype=float) / NORMAL_QUANTILE
    if len(values) < 2 or not (errors > 0).all():
        return PlaceRank(name, int(year), 1 + int((values > values[place]).sum()), 0, 0, len(values))
    found: RankInterval = rank_interval(values, errors, place, LEVEL, stream(int(year)))
    return PlaceRank(name, int(year), found.rank, found.low, found.high, found.units)


def _count(areas: pd.DataFrame, region: str, year: int, england: float) -> RegionCount:
    mine = areas[areas["region"] == region]
    return RegionCount(
        region=region,
        year=int(year),
        below_nought=int((mine["mean"] < 0).sum()),
        below_country=int((mine["mean"] < england).sum()),
        surely_below=int((mine["mean"] + mine["half"] < 0).sum()),
        areas=len(mine),
    )
