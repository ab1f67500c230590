"""How far back schools can be traced: by their own number, through a change of number, or not at all."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

import pandas as pd

from evalkit.tables.lineages import FIRST_NUMBER, JOINED
from evalkit.tables.panel import Panel

ONE_NUMBER = "one number in every year read"
# What shows that two numbers are one school, from the words of its evidence.
_KINDS = (
    ("link in ", "list of links"),
    ("other number in ", "other number named in a register"),
    ("the same number in the authority", "same number in the authority, and dates or names"),
    ("the number in the authority stayed", "number in the authority stayed the same"),
)
_FIGURES = re.compile(r"the same \d+ figures of ")
SAME_FIGURES = "same published figures in two tables of a year"


@dataclass(frozen=True, slots=True)
class TracedYear:
    """The schools of the latest year, looked for in another year.

    Attributes
    ----------
    year : int
        Where they are looked for.
    own_number : int
        Found under the number they have in the latest year.
    other_number : int
        Found under another number only.
    absent : int
        Not in the tables of that year.
    """

    year: int
    own_number: int
    other_number: int
    absent: int


@dataclass(frozen=True, slots=True)
class Traced:
    """What became of the numbers of a panel's schools.

    Attributes
    ----------
    latest : int
        The latest year, from whose schools the others are looked for.
    schools : int
        Schools of the latest year.
    years : tuple of TracedYear
        One for each earlier year.
    kinds : tuple of (str, int)
        Schools of all years by what became of their number.
    evidence : tuple of (str, int)
        Changes of number within the years read, by what shows them; one change may rest on several.
    left : int
        Schools of an earlier year without a row in the latest.
    """

    latest: int
    schools: int
    years: tuple[TracedYear, ...]
    kinds: tuple[tuple[str, int], ...]
    evidence: tuple[tuple[str, int], ...]
    left: int


def traced(panel: Panel) -> Traced:
    """Return how far the schools of a panel can be traced through its years."""
    frame = panel.frame[["unit", "year", "urn"]]
    years = sorted(int(year) for year in frame["year"].unique())
    latest = frame[frame["year"] == years[-1]].set_index("unit")["urn"]
    rows = []
    for year in years[:-1]:
        there = frame[frame["year"] == year].set_index("unit")["urn"].reindex(latest.index)
        own = int((there == latest).sum())
        found = int(there.notna().sum())
        rows.append(TracedYear(year, own, found - own, len(latest) - found))
    left = int((~pd.Index(frame["unit"].unique()).isin(latest.index)).sum())
    return Traced(years[-1], len(latest), tuple(rows), _kinds(panel, frame), _evidence(panel, frame), left)


def _kinds(panel: Panel, frame: pd.DataFrame) -> tuple[tuple[str, int], ...]:
    """Count schools by kind; a change outside the years read is none here."""
    numbers = frame.groupby("unit")["urn"].nunique()
    kinds = {} if panel.lineages is None else panel.lineages.kinds()
    told: Counter[str] = Counter()
    for school, count in zip(numbers.index.tolist(), numbers, strict=True):
        kind = kinds.get(school, ONE_NUMBER)
        told[kind if count > 1 or kind in JOINED else ONE_NUMBER] += 1
    return tuple(sorted(told.items(), key=lambda item: (item[0] != ONE_NUMBER, -item[1], item[0])))


def _evidence(panel: Panel, frame: pd.DataFrame) -> tuple[tuple[str, int], ...]:
    if panel.lineages is None:
        return ()
    numbers = frame.groupby("unit")["urn"].nunique()
    several = set(numbers.index[numbers > 1]) | {
        school for school in panel.lineages.joined() if school in numbers.index
    }
    mine = panel.lineages.table[panel.lineages.table["lineage"].isin(several)]
    told = Counter(
        kind
        for words in mine.loc[mine["evidence"] != FIRST_NUMBER, "evidence"]
        for kind in {_named(part) for part in str(words).split("; ")}
    )
    return tuple(sorted(told.items(), key=lambda item: (-item[1], item[0])))


def _named(words: str) -> str:
    if _FIGURES.match(words):
        return SAME_FIGURES
    return next((name for start, name in _KINDS if words.startswith(start)), words)
