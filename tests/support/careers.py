"""Invented careers of schools whose truth is known: who followed whom, told with the faults that real links have."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from evalkit.core.quantity import GRADES, POINTS, PUPILS
from evalkit.data.sources.parts.source import FileRead
from evalkit.tables.flow import Step
from evalkit.tables.panel import Variable
from evalkit.tables.provenance import Provenance

FIRST_YEAR, YEARS = 2011, 9


@dataclass(frozen=True, slots=True)
class Careers:
    """Links as a register tells them, and the truth behind them.

    Attributes
    ----------
    told : DataFrame
        Links with their faults.
    register : DataFrame
        Indexed by number.
    present : ndarray of int
        Numbers with results.
    truth : dict
        The school of each number.
    joined : set of int
        Schools that merged or split.
    """

    told: pd.DataFrame
    register: pd.DataFrame
    present: np.ndarray
    truth: dict[int, int]
    joined: set[int]


def draw_careers(rng: np.random.Generator, schools: int = 300) -> Careers:
    """Draw schools that keep their number, change it up to twice, merge two to one, or split one to two."""
    pairs: list[tuple[int, int]] = []
    truth: dict[int, int] = {}
    joined: set[int] = set()
    opened: dict[int, int] = {}
    closed: dict[int, int] = {}
    fresh = iter(range(100_000, 999_999))

    def number(school: int, year: int | None) -> int:
        urn = next(fresh)
        truth[urn] = school
        if year is not None:
            opened[urn] = year
        return urn

    def follow(before: list[int], after: list[int], year: int) -> None:
        pairs.extend((one, other) for one in before for other in after)
        closed.update(dict.fromkeys(before, year))

    for school in range(schools):
        kind = rng.choice(["same", "one", "two", "merged", "split"], p=[0.4, 0.3, 0.1, 0.1, 0.1])
        years = sorted(rng.choice(np.arange(FIRST_YEAR + 1, FIRST_YEAR + YEARS), 2, replace=False).tolist())
        own = [number(school, None)]
        if kind == "merged":
            own.append(number(school, None))
        for year in {"same": [], "one": years[:1], "two": years}.get(str(kind), years[:1]):
            after = [number(school, year) for _ in range(2 if kind == "split" else 1)]
            follow(own, after, year)
            own = after
        if kind in {"merged", "split"}:
            joined.add(school)
    return _told(rng, pairs, truth, joined, opened, closed)


def _told(
    rng: np.random.Generator,
    pairs: list[tuple[int, int]],
    truth: dict[int, int],
    joined: set[int],
    opened: dict[int, int],
    closed: dict[int, int],
) -> Careers:
    numbers = np.array(sorted(truth))
    rows: list[tuple[int, int, str, str]] = []
    for before, after in pairs:
        # Told from one end or both; one in ten the wrong way round, which the dates must mend.
        wrong = rng.random() < 0.1
        one, other = (after, before) if wrong else (before, after)
        ends = ["successor", "predecessor"] if rng.random() < 0.7 else ["successor"]
        rows.extend((one, other, end, "") for end in ends)
    for kind in ("sixth form", "other"):
        extra = rng.choice(numbers, (20, 2))
        rows.extend((int(one), int(other), "either", kind) for one, other in extra)
    to_come = [int(numbers[-1]) + place for place in range(1, 6)]
    rows.extend((int(rng.choice(numbers)), urn, "successor", "") for urn in to_come)
    told = pd.DataFrame(
        [rows[place] for place in rng.permutation(len(rows))], columns=["before", "after", "told", "kind"]
    )
    told = told.assign(day=pd.Series(pd.NaT, index=told.index, dtype="datetime64[s]"), evidence="link")
    every = [*numbers.tolist(), *to_come]
    register = pd.DataFrame(
        {
            "opens": pd.to_datetime([f"{opened[urn]}-09-01" if urn in opened else None for urn in every]),
            "closes": pd.to_datetime([f"{closed[urn]}-08-31" if urn in closed else None for urn in every]),
            "status": [
                "proposed to open" if urn in to_come else "closed" if urn in closed else "open" for urn in every
            ],
            "school_type": "community",
            "laestab": np.nan,
        },
        index=pd.Index(every, name="urn"),
    )
    return Careers(told, register, numbers, truth, joined)


def table_of(rows: list[tuple[int, float, float, float]]) -> FileRead:
    """Return a table of 2017 of (number, pupils, progress, attainment)."""
    names = (("pupils", PUPILS), ("progress8", GRADES), ("attainment8", POINTS))
    frame = pd.DataFrame(rows, columns=["urn", *(name for name, _ in names)]).assign(year=2017)
    reasons = pd.DataFrame({name: [] for name in ("urn", "year", "variable", "reason")})
    variables = tuple(Variable(name, name, unit) for name, unit in names)
    record = Provenance("t.csv", "mapped_table", 2017, "not stated", "0", len(rows), len(rows), (), (), ())
    return FileRead(
        frame, reasons, variables, frozenset(), record, Step("read t.csv", "all", "rows", len(rows), len(rows))
    )
