"""What shows, without a list of links, that two numbers are one school: the same number in the authority, or figures.

A number within the authority often outlives the number of the school. Figures are compared only
where the study names a file for that purpose.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Sequence
from itertools import pairwise
from typing import Any

import numpy as np
import pandas as pd

from evalkit.core.quantity import PUPILS
from evalkit.core.years import academic_year
from evalkit.data.lineage.links import CLOSE_TOGETHER
from evalkit.data.sources.parts.register_columns import CLOSED
from evalkit.data.sources.parts.registers import EITHER
from evalkit.data.sources.parts.source import FileRead

# Fewer equal figures than this could be chance.
FEWEST_FIGURES = 3
_COLUMNS = ("before", "after", "told", "kind", "day", "evidence")
# Words that many schools have in their names.
_GENERAL = frozenset(
    {"the", "a", "an", "of", "and", "school", "schools", "academy", "college", "community", "high"}
    | {"comprehensive", "specialist", "voluntary", "catholic", "church", "england", "ce", "cofe", "rc", "st", "saint"}
)


def same_number(register: pd.DataFrame, reads: Sequence[FileRead], told: pd.DataFrame) -> pd.DataFrame:
    """Return links between numbers that share the number within the authority, one after the other.

    In a register the first must have closed about when the second opened. In tables the first must have left
    them before the second comes, and their names must agree or the register's dates must.
    """
    joined = _joined(told)
    shared = _shared(register, reads)
    said = _records(register[register.index.isin(shared.index)])
    tabled = _records(_spans(reads, shared.index))
    found: list[tuple[object, ...]] = []
    for laestab, group in shared.groupby(shared):
        numbers = sorted({int(urn) for urn in group.index})
        for before, after in pairwise(numbers):
            if joined.get(before, before) == joined.get(after, after):
                continue
            why = _by_register(said.get(before), said.get(after)) or _by_tables(tabled.get(before), tabled.get(after))
            if why:
                evidence = f"the same number in the authority ({laestab:.0f}), {why}"
                found.append((before, after, EITHER, "", np.datetime64("NaT"), evidence))
    return _links(found)


def unlinked(pairs: pd.DataFrame, told: pd.DataFrame) -> pd.DataFrame:
    """Return the pairs that no links join over several steps; a pair that is itself told stays."""
    joined = _joined(told)
    direct = {frozenset(pair) for pair in zip(told["before"], told["after"], strict=True)}
    keep = [
        frozenset((before, after)) in direct or joined.get(before, before) != joined.get(after, after)
        for before, after in zip(pairs["before"], pairs["after"], strict=True)
    ]
    return pairs[np.array(keep, dtype=bool)]


def same_figures(compared: Sequence[FileRead], reads: Sequence[FileRead]) -> pd.DataFrame:
    """Return links between two numbers under which two tables give the same figures of one year.

    Each of the two stands with figures in one of the tables only, at least three figures agree, the number of
    pupils among them, and no other school of either table has the same ones.
    """
    found: list[tuple[object, ...]] = []
    for mine in compared:
        for other in reads:
            for year in sorted(set(mine.frame["year"]) & set(other.frame["year"])):
                found.extend(_same_in(mine, other, int(year)))
    return _links(found)


def _same_in(mine: FileRead, other: FileRead, year: int) -> list[tuple[object, ...]]:
    names = [one.name for one in mine.variables if one.unit and one.name in other.frame.columns]
    counts = [one.name for one in mine.variables if one.unit == PUPILS and one.name in names]
    if len(names) < FEWEST_FIGURES or not counts:
        return []
    whole = [_figures(read, year, names) for read in (mine, other)]
    alone = [side[~side.index.isin(beside.index)] for side, beside in (whole, whole[::-1])]
    single = [
        side[~side.duplicated(keep=False) & ~_stands_in(side, every, beside)]
        for side, every, beside in zip(alone, whole, whole[::-1], strict=True)
    ]
    left, right = (side.reset_index() for side in single)
    pairs = left.merge(right, on=names, suffixes=("_mine", "_other"))
    evidence = (
        f"the same {len(names)} figures of {academic_year(year)} in {mine.provenance.file} and {other.provenance.file}"
    )
    return [
        (min(pair), max(pair), EITHER, "", np.datetime64("NaT"), evidence)
        for pair in zip(pairs["urn_mine"], pairs["urn_other"], strict=True)
    ]


def _figures(read: FileRead, year: int, names: list[str]) -> pd.DataFrame:
    rows = read.frame.loc[read.frame["year"] == year, ["urn", *names]].dropna()
    return rows.set_index("urn").round(6)


def _stands_in(side: pd.DataFrame, every: pd.DataFrame, beside: pd.DataFrame) -> np.ndarray:
    """Say whose figures another school has too: in its own table, or under its own number in the other."""
    others = pd.concat([every[~every.index.isin(side.index)], beside[beside.index.isin(every.index)]])
    keys = pd.MultiIndex.from_frame(side)
    return np.asarray(keys.isin(pd.MultiIndex.from_frame(others))) if len(others) else np.zeros(len(side), dtype=bool)


def _joined(told: pd.DataFrame) -> dict[int, int]:
    """Return for each number that links join to others, over however many steps, the first of them."""
    first: dict[int, int] = {}

    def root(number: int) -> int:
        while first.setdefault(number, number) != number:
            number = first[number]
        return number

    for before, after in zip(told["before"].tolist(), told["after"].tolist(), strict=True):
        one, other = root(before), root(after)
        first[max(one, other)] = min(one, other)
    return {number: root(number) for number in first}


def _shared(register: pd.DataFrame, reads: Sequence[FileRead]) -> pd.Series:
    """Return the numbers within an authority that several school numbers have, by school number."""
    seen = [register["laestab"].astype(float).rename_axis("urn").reset_index()]
    seen += [read.numbers[["urn", "laestab"]] for read in reads if read.numbers is not None]
    once = pd.concat(seen, ignore_index=True).dropna().drop_duplicates()
    once = once[once["laestab"].duplicated(keep=False)]
    return once.set_index("urn")["laestab"]


def _spans(reads: Sequence[FileRead], numbers: pd.Index) -> pd.DataFrame:
    """Return, for some numbers, the first and last year in which tables have them, and their last name."""
    parts = []
    for read in reads:
        if read.numbers is not None:
            frame = read.frame if "name" in read.frame.columns else read.frame.assign(name=None)
            parts.append(frame.loc[frame["urn"].isin(numbers), ["urn", "year", "name"]])
    if not parts:
        return pd.DataFrame({"first": [], "last": [], "name": []})
    grouped = pd.concat(parts).sort_values(["urn", "year"]).groupby("urn")
    return grouped.agg(first=("year", "min"), last=("year", "max"), name=("name", "last"))


def _records(frame: pd.DataFrame) -> dict[int, dict[Hashable, Any]]:
    return {int(str(number)): row for number, row in frame.to_dict("index").items()}


def _by_register(old: dict[Hashable, Any] | None, new: dict[Hashable, Any] | None) -> str:
    """Return in words why one number follows the other in a register; empty where nothing shows it."""
    if old is None or new is None:
        return ""
    closes, opens = old["closes"], new["opens"]
    if not pd.isna(closes) and not pd.isna(opens) and abs(opens - closes) <= CLOSE_TOGETHER:
        return f"one closed on {closes:%d %B %Y} and the other opened on {opens:%d %B %Y}"
    closed = old["status"] == CLOSED or not pd.isna(closes)
    return "the first has closed and the names agree" if closed and alike(old["name"], new["name"]) else ""


def _by_tables(old: dict[Hashable, Any] | None, new: dict[Hashable, Any] | None) -> str:
    """Return in words why one number follows the other in tables; empty where nothing shows it."""
    if old is None or new is None or old["last"] >= new["first"] or not alike(old["name"], new["name"]):
        return ""
    last, first = academic_year(old["last"]), academic_year(new["first"])
    return f"the names agree and the tables have one until {last} and the other from {first}"


def alike(first: object, second: object) -> bool:
    """Say whether two names of schools agree, apart from words that many schools have.

    Examples
    --------
    >>> alike("Rushey Mead School", "Rushey Mead Academy"), alike("Hill School", "Dale School"), alike(None, "Hill")
    (True, False, False)
    """
    sides = [
        {word for word in re.findall(r"[a-z0-9]+", str(name or "").casefold())} - _GENERAL for name in (first, second)
    ]
    return bool(sides[0]) and bool(sides[1]) and (sides[0] <= sides[1] or sides[1] <= sides[0])


def no_links() -> pd.DataFrame:
    """Return a table of links without any."""
    return _links([])


def _links(found: list[tuple[object, ...]]) -> pd.DataFrame:
    links = pd.DataFrame(found, columns=list(_COLUMNS))
    return links.astype({"before": np.int64, "after": np.int64, "day": "datetime64[s]"})
