"""Tables that only add facts to schools: their rows join the schools that other tables give, or are counted."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd

from evalkit.data.sources.parts.source import FileRead
from evalkit.tables.flow import Loss, Step

FOUND = "found in the tables of results: "
NO_SCHOOL = "no results of this school in that year to add to"
_YEAR_ROOM = 10_000
_KEYS = frozenset({"urn", "year"})


def keys_of(frame: pd.DataFrame) -> np.ndarray:
    """Return school number and year of each row as one number that sorts by both."""
    return np.asarray(frame["urn"], dtype=np.int64) * _YEAR_ROOM + np.asarray(frame["year"], dtype=np.int64)


def urns_of(keys: np.ndarray) -> np.ndarray:
    """Return the school numbers of keys."""
    return np.asarray(keys // _YEAR_ROOM)


def years_of(keys: np.ndarray) -> np.ndarray:
    """Return the years of keys."""
    return np.asarray(keys % _YEAR_ROOM)


def joined(read: FileRead, keys: np.ndarray) -> tuple[FileRead, Step]:
    """Return a table of added facts without the rows that find no school, and the step in which those are lost.

    Parameters
    ----------
    read : FileRead
        A table that adds no rows. What it gives without a year goes to every year of its schools.
    keys : ndarray of int
        Sorted keys of the schools by year that the other tables give.
    """
    frame = read.frame
    name = f"{FOUND}{read.provenance.file}"
    if set(frame.columns) - _KEYS <= read.lasting:
        found = frame["urn"].isin(np.unique(urns_of(keys))).to_numpy()
        kept = _in_every_year(frame[found], keys)
    else:
        found = np.isin(keys_of(frame), keys)
        kept = frame[found].reset_index(drop=True)
    lost = frame.loc[~found, ["urn", "year"]].itertuples(index=False)
    losses = tuple(Loss(int(urn), int(year), NO_SCHOOL) for urn, year in lost)
    reasons = read.reasons[np.isin(keys_of(read.reasons), keys_of(kept))].reset_index(drop=True)
    step = Step(name, "all", "rows", len(frame), int(found.sum()), losses)
    return replace(read, frame=kept, reasons=reasons), step


def _in_every_year(frame: pd.DataFrame, keys: np.ndarray) -> pd.DataFrame:
    by_number = frame.drop(columns="year").set_index("urn")
    at = by_number.index.get_indexer(pd.Index(urns_of(keys)))
    there = at >= 0
    spread = by_number.iloc[at[there]].reset_index(drop=True)
    spread.insert(0, "urn", urns_of(keys)[there])
    spread.insert(1, "year", years_of(keys)[there])
    return spread
