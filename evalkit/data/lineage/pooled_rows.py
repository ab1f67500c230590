"""Tables under lineages: one row for each school and year, whatever numbers the school had.

Two rows of one lineage and year in one table are two schools that merged or split, or one school listed under its
old and new number. Counts of pupils are added, everything else is the mean weighted by pupils; where only one of the
rows has a figure, it stands as it is. An interval of a pooled figure cannot be had from those of its parts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
import pandas as pd

from evalkit.core.quantity import PUPILS
from evalkit.data.sources.parts.source import FileRead
from evalkit.tables.flow import Loss, Step
from evalkit.tables.lineages import Lineages
from evalkit.tables.panel import Variable

# How the step of each table begins.
ONE_ROW = "one row for each school in "
_LIMITS = ("_low", "_high")
_SHARES = "prior_"
_YEAR_ROOM = 10_000
_PUPILS, _P8_PUPILS = "pupils", "p8_pupils"


@dataclass(frozen=True, slots=True)
class Pooled:
    """Tables under lineages.

    Attributes
    ----------
    reads : tuple of FileRead
        The tables, their ``urn`` now the lineage.
    numbers : DataFrame
        Columns ``urn`` (the lineage), ``year`` and ``number``: the school's number of that year.
    steps : tuple of Step
        Rows that went into the row of the same school, for the ledger.
    """

    reads: tuple[FileRead, ...]
    numbers: pd.DataFrame
    steps: tuple[Step, ...]


def under_lineages(reads: Sequence[FileRead], lineages: Lineages) -> Pooled:
    """Return the tables with every number replaced by its lineage."""
    done: list[FileRead] = []
    steps: list[Step] = []
    numbers: list[pd.DataFrame] = []
    for read in reads:
        keyed, step, standing = _one(read, lineages)
        done.append(keyed)
        steps.extend(step)
        if read.adds_rows:
            numbers.append(standing.assign(several=read.frame["year"].nunique() > 1))
    done = _whole_before_parts(done, reads, lineages)
    # A table of several years knows schools by their latest numbers, a table of one year by those of the year.
    all_ = pd.concat(numbers).sort_values(["several", "weight", "number"], ascending=[True, False, False])
    first = all_.drop_duplicates(["urn", "year"])[["urn", "year", "number"]]
    return Pooled(tuple(done), first.sort_values(["urn", "year"], ignore_index=True), tuple(steps))


def _whole_before_parts(done: list[FileRead], reads: Sequence[FileRead], lineages: Lineages) -> list[FileRead]:
    """Return the tables without pooled figures that another table publishes for the whole, or an earlier one pooled."""
    parts = [_pooled_keys(read, lineages) for read in reads]
    every = np.unique(np.concatenate(parts))
    keys = [_keys(read.frame["urn"], read.frame["year"]).to_numpy() for read in done] if len(every) else []
    given: dict[str, set[int]] = {}
    for place, read in enumerate(done if keys else []):
        rows = np.flatnonzero(np.isin(keys[place], every) & ~np.isin(keys[place], parts[place]))
        _given_at(read, rows, keys[place], given)
    for place, read in enumerate(done if keys else []):
        rows = np.flatnonzero(np.isin(keys[place], parts[place]))
        frame = read.frame
        for variable in read.variables if given else ():
            twice = rows[np.isin(keys[place][rows], list(given.get(variable.name, ())))]
            if len(twice) and variable.name not in read.lasting:
                values = frame[variable.name].to_numpy(copy=True)
                values[twice] = None if variable.unit is None else np.nan
                frame = frame.assign(**{variable.name: values})
        done[place] = replace(read, frame=frame)
        _given_at(done[place], rows, keys[place], given)
    return done


def _given_at(read: FileRead, rows: np.ndarray, keys: np.ndarray, given: dict[str, set[int]]) -> None:
    """Add to what is given by now the figures that a table has in some of its rows."""
    if not len(rows):
        return
    known = read.frame.iloc[rows].notna()
    for variable in read.variables:
        if variable.name not in read.lasting:
            given.setdefault(variable.name, set()).update(keys[rows[known[variable.name].to_numpy()]].tolist())


def _pooled_keys(read: FileRead, lineages: Lineages) -> np.ndarray:
    keys = lineages.of(read.frame["urn"]) * _YEAR_ROOM + read.frame["year"].to_numpy(np.int64)
    found, counts = np.unique(keys, return_counts=True)
    return found[counts > 1]


def _one(read: FileRead, lineages: Lineages) -> tuple[FileRead, tuple[Step, ...], pd.DataFrame]:
    frame = read.frame
    key = lineages.of(frame["urn"])
    weight = frame[_PUPILS].to_numpy(float) if _PUPILS in frame.columns else np.full(len(frame), np.nan)
    standing = pd.DataFrame(
        {"urn": key, "year": frame["year"], "number": frame["urn"], "weight": np.nan_to_num(weight, nan=-1.0)}
    )
    reasons = read.reasons.assign(urn=lineages.of(read.reasons["urn"])) if len(read.reasons) else read.reasons
    twice = standing.duplicated(["urn", "year"], keep=False).to_numpy()
    if not twice.any():
        return replace(read, frame=frame.assign(urn=key), reasons=reasons), (), standing
    order = standing[twice].sort_values(["urn", "year", "weight", "number"], ascending=[True, True, False, False])
    parts = frame.loc[order.index]
    pooled = _pooled(parts, order, read)
    whole = pd.concat([frame.assign(urn=key)[~twice], pooled], ignore_index=True)
    reasons = pd.concat([reasons, _lost(parts, order, pooled, read)], ignore_index=True)
    mine = _keys(reasons["urn"], reasons["year"]).isin(_keys(order["urn"], order["year"]))
    reasons = pd.concat([reasons[~mine], _still_missing(reasons[mine], pooled)], ignore_index=True)
    return replace(read, frame=whole, reasons=reasons), (_step(read, order),), standing


def _keys(urn: pd.Series, year: pd.Series) -> pd.Series:
    return urn.astype(np.int64) * _YEAR_ROOM + year.astype(np.int64)


def _pooled(rows: pd.DataFrame, order: pd.DataFrame, read: FileRead) -> pd.DataFrame:
    """Return one row for each lineage and year; the first of several rows is the one with most pupils."""
    keys = order[["urn", "year"]].to_numpy(np.int64)
    starts = np.flatnonzero(np.r_[True, (keys[1:] != keys[:-1]).any(axis=1)])
    parts = [slice(start, end) for start, end in pairwise([*starts.tolist(), len(keys)])]
    pooled: dict[str, object] = {"urn": keys[starts, 0], "year": keys[starts, 1]}
    pupils = {
        name: rows[name].to_numpy(float) if name in rows.columns else np.full(len(rows), np.nan)
        for name in (_PUPILS, _P8_PUPILS)
    }
    for variable in read.variables:
        values = rows[variable.name].to_numpy(object if variable.unit is None else float)
        if variable.unit is None:
            found = [next((one for one in values[part] if not pd.isna(one)), None) for part in parts]
            pooled[variable.name] = pd.Series(found, dtype=object)
        else:
            pooled[variable.name] = [_figure(variable, values[part], part, pupils) for part in parts]
    return pd.DataFrame(pooled)[list(rows.columns)]


def _figure(variable: Variable, values: np.ndarray, part: slice, pupils: dict[str, np.ndarray]) -> float:
    known = ~np.isnan(values)
    if known.sum() < 2:
        return float(values[known][0]) if known.any() else np.nan
    if variable.unit == PUPILS:
        return float(values[known].sum())
    if _is_limit(variable.name):
        return np.nan
    if np.ptp(values[known]) == 0.0:
        return float(values[known][0])
    for name in (_P8_PUPILS, _PUPILS) if variable.name.startswith("progress8") else (_PUPILS,):
        behind = pupils[name][part][known]
        if np.all(behind > 0):
            return float(np.average(values[known], weights=behind))
    # A table that does not say how many pupils there are does not say what the whole school had.
    return np.nan


def _lost(parts: pd.DataFrame, order: pd.DataFrame, pooled: pd.DataFrame, read: FileRead) -> pd.DataFrame:
    """Return the reason of each figure that the parts have and the whole has not: a limit, or one without weights."""
    keys = ["urn", "year"]
    place = _keys(pooled["urn"], pooled["year"]).searchsorted(_keys(order["urn"], order["year"]))
    found = [pd.DataFrame({name: [] for name in (*keys, "variable", "reason")})]
    for variable in read.variables:
        if variable.unit is not None:
            reason = "not_available" if _is_limit(variable.name) else "unweighed"
            had = np.zeros(len(pooled), dtype=bool)
            had[place[parts[variable.name].notna().to_numpy()]] = True
            lost = had & np.isnan(pooled[variable.name].to_numpy(float))
            if lost.any():
                found.append(pooled.loc[lost, keys].assign(variable=variable.name, reason=reason))
    return pd.concat(found, ignore_index=True).astype({"urn": np.int64, "year": np.int64})


def _is_limit(name: str) -> bool:
    return name.endswith(_LIMITS) and not name.startswith(_SHARES)


def _still_missing(reasons: pd.DataFrame, whole: pd.DataFrame) -> pd.DataFrame:
    """Return the reasons of cells that have no number in the pooled row either, one for each cell."""
    once = reasons.drop_duplicates(["urn", "year", "variable"])
    at = pd.MultiIndex.from_frame(whole[["urn", "year"]])
    place = at.get_indexer(pd.MultiIndex.from_frame(once[["urn", "year"]]))
    keep = np.zeros(len(once), dtype=bool)
    variables = once["variable"].to_numpy(object)
    for name in pd.unique(variables):
        mine = variables == name
        keep[mine] = pd.isna(whole[name].to_numpy()[place[mine]])
    return once[keep].reset_index(drop=True)


def _step(read: FileRead, order: pd.DataFrame) -> Step:
    main = order.drop_duplicates(["urn", "year"])
    others = order[~order.index.isin(main.index)].merge(main, on=["urn", "year"], suffixes=("", "_main"))
    losses = tuple(
        Loss(int(number), int(year), "its figures went into the row of the same school under another number")
        for number, year in others[["number", "year"]].itertuples(index=False)
    )
    count = len(read.frame)
    return Step(f"{ONE_ROW}{read.provenance.file}", "all", "rows", count, count - len(losses), losses)
