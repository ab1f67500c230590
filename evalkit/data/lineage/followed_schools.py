"""From what a folder tells of school numbers to lineages, and to tables under them.

Links that can be trusted make chains, mergers and splits. A folder that tells nothing stays as it is.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd

from evalkit.data.lineage.evidence import no_links, same_figures, same_number, unlinked
from evalkit.data.lineage.links import Links, trusted_links
from evalkit.data.lineage.pooled_rows import under_lineages
from evalkit.data.merged_tables import Merged
from evalkit.data.register import Register
from evalkit.data.sources.parts.ks4_codes import SCHOOL_GROUPS
from evalkit.data.sources.parts.registers import AMALGAMATED
from evalkit.data.sources.parts.source import FileRead
from evalkit.tables.flow import Step
from evalkit.tables.lineages import BOTH, CONVERTED, FIRST_NUMBER, JOINED, MERGED, RENUMBERED, SPLIT, Lineages
from evalkit.tables.panel import Panel, Variable

JOINED_SCHOOLS = "joined_schools"
ONE_SCHOOL = "one school"
STAYED_THE_SAME = "the number in the authority stayed the same"
_FACTS = ("laestab", "opens", "closes", "status", "school_type", "name")
_Changes = dict[int, list[tuple[tuple[int, int], dict[Hashable, Any]]]]


@dataclass(frozen=True, slots=True)
class Followed:
    """Tables ready to be merged.

    Attributes
    ----------
    reads : tuple of FileRead
        The tables, under lineages where there are any.
    lineages : Lineages or None
        None where nothing tells of changed numbers.
    numbers : DataFrame or None
        The number of each school and year, where ``urn`` of the tables is now the lineage.
    steps : tuple of Step
        For the ledger.
    """

    reads: tuple[FileRead, ...]
    lineages: Lineages | None = None
    numbers: pd.DataFrame | None = None
    steps: tuple[Step, ...] = ()


def follow(
    reads: Sequence[FileRead], registers: Sequence[Register], told: Sequence[pd.DataFrame], compared: Sequence[FileRead]
) -> Followed:
    """Return the tables under the lineages that links, registers, tables and compared figures show.

    Parameters
    ----------
    reads : sequence of FileRead
        Tables of schools by year.
    registers : sequence of Register
        Who the schools are.
    told : sequence of DataFrame
        Links, the most trusted source first.
    compared : sequence of FileRead
        Tables whose figures only show which numbers are one school.
    """
    register = _facts(registers)
    listed = pd.concat([no_links(), *told], ignore_index=True)
    known = pd.concat([listed, unlinked(same_figures(compared, reads), listed)], ignore_index=True)
    known = pd.concat([known, same_number(register, reads, known)], ignore_index=True)
    if not len(known):
        return Followed(tuple(reads))
    present = [read.frame["urn"].to_numpy(np.int64) for read in reads if read.adds_rows]
    if not present:
        return Followed(tuple(reads))
    numbers = np.unique(np.concatenate(present))
    links = trusted_links(known, register, numbers)
    lineages = build_lineages(links, register, numbers, _side_by_side(links, reads))
    pooled = under_lineages(reads, lineages)
    return Followed(pooled.reads, lineages, pooled.numbers, (*lineages.steps, *pooled.steps))


def with_numbers(merged: Merged, followed: Followed) -> Merged:
    """Return the merged table with ``school`` beside ``urn``, which is again the number of that year."""
    frame = merged.frame.rename(columns={"urn": "unit"})
    if followed.numbers is None:
        return replace(merged, frame=frame.assign(urn=frame["unit"]))
    numbers = followed.numbers.rename(columns={"urn": "unit"})
    found = frame[["unit", "year"]].merge(numbers, on=["unit", "year"], how="left")["number"]
    return replace(merged, frame=frame.assign(urn=found.to_numpy(np.int64)))


def with_joined(panel: Panel) -> Panel:
    """Return the panel with the mark of schools that merged or split, where there are any."""
    kinds = {} if panel.lineages is None else panel.lineages.kinds()
    marks = {school: kind for school, kind in kinds.items() if kind in JOINED}
    mark = panel.frame["unit"].map(marks)
    if mark.isna().all():
        return panel
    variable = Variable(JOINED_SCHOOLS, "one school, or schools that merged or split", None)
    return panel.with_variable(variable, mark.where(mark.notna(), ONE_SCHOOL).astype(object))


def _facts(registers: Sequence[Register]) -> pd.DataFrame:
    """Return one row for each number, from the latest register that knows it."""
    columns = [one.frame.reindex(columns=list(_FACTS)) for one in sorted(registers, key=_age)]
    if not columns:
        empty = pd.DataFrame({name: pd.Series([], dtype=object) for name in _FACTS}, index=pd.Index([], dtype=np.int64))
        return empty.astype({"opens": "datetime64[s]", "closes": "datetime64[s]", "laestab": float})
    whole = pd.concat(columns)
    whole = whole[~whole.index.duplicated(keep="last")].sort_index()
    return whole.astype({"opens": "datetime64[s]", "closes": "datetime64[s]", "laestab": float})


def _age(register: Register) -> int:
    return register.year or 0


def _side_by_side(links: Links, reads: Sequence[FileRead]) -> frozenset[tuple[int, int]]:
    """Return the schools told to be the result of joining another, beside which they had results of one year."""
    told = links.edges.loc[links.edges["kind"] == AMALGAMATED, ["before", "after"]]
    years: dict[int, set[int]] = defaultdict(set)
    for read in reads if len(told) else ():
        rows = read.frame[read.frame["urn"].isin(np.unique(told.to_numpy()))] if read.adds_rows else read.frame[:0]
        for urn, year in zip(rows["urn"], rows["year"], strict=True):
            years[int(urn)].add(int(year))
    pairs = ((int(before), int(after)) for before, after in told.itertuples(index=False))
    return frozenset(pair for pair in pairs if years[pair[0]] & years[pair[1]])


def build_lineages(
    links: Links, register: pd.DataFrame, present: np.ndarray, together: frozenset[tuple[int, int]] = frozenset()
) -> Lineages:
    """Return the lineages that links make of school numbers.

    Parameters
    ----------
    links : Links
        Links that can be trusted.
    register : DataFrame
        Indexed by school number: ``laestab``, ``school_type``, ``opens``; may be empty.
    present : ndarray of int
        Numbers that stand in a table read.
    together : frozenset of (int, int)
        Links by which a school took in another that had results beside it.
    """
    pairs = [(int(b), int(a)) for b, a in zip(links.edges["before"], links.edges["after"], strict=True)]
    told = {pair: row for pair, row in zip(pairs, links.edges.to_dict("records"), strict=True)}
    up, down = _reach(pairs, present), _reach([(a, b) for b, a in pairs], present)
    live = [(b, a) for b, a in pairs if b in up and a in down]
    into, out = _neighbours(live)
    group = _components(live)
    took_in = {number for pair in live if pair in together for number in pair}
    kinds = {root: _joined_kind(members, into, out, took_in) for root, members in group.items()}
    joined = [*live, *_tails(pairs, up, down), *_heads(pairs, up)]
    facts = _Facts.of(register, {number for pair in joined for number in pair})
    inside: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for pair in joined:
        inside[pair[1]].append(pair)
    roots = {number: root for root, members in group.items() for number in members}
    rows = []
    for members in _components(joined).values():
        root = next((roots[number] for number in members if number in roots), None)
        changes = {number: [(pair, told[pair]) for pair in inside[number]] for number in sorted(members)}
        rows.extend(_rows(changes, facts, "" if root is None else kinds[root]))
    columns = ["urn", "lineage", "kind", "day", "evidence"]
    table = pd.DataFrame(rows, columns=columns).astype({"urn": np.int64, "lineage": np.int64, "day": "datetime64[s]"})
    table = table.sort_values(["lineage", "urn"], ignore_index=True)
    return Lineages(table, (links.step,), links.turned, links.elsewhere)


@dataclass(frozen=True, slots=True)
class _Facts:
    """What the register says of the numbers that are linked."""

    opens: dict[int, pd.Timestamp]
    laestab: dict[int, float]
    group: dict[int, str]

    @classmethod
    def of(cls, register: pd.DataFrame, numbers: set[int]) -> _Facts:
        mine = register[register.index.isin(numbers)]
        numbers_of = mine.index.tolist()
        opens = dict(zip(numbers_of, mine["opens"], strict=True))
        laestab = dict(zip(numbers_of, mine["laestab"].astype(float), strict=True))
        group = dict(zip(numbers_of, mine["school_type"].map(SCHOOL_GROUPS, na_action="ignore"), strict=True))
        return cls(
            {number: day for number, day in opens.items() if not pd.isna(day)},
            {number: code for number, code in laestab.items() if not pd.isna(code)},
            {number: name for number, name in group.items() if not pd.isna(name)},
        )


def _reach(pairs: list[tuple[int, int]], present: np.ndarray) -> set[int]:
    """Return the numbers in the tables and every number that follows one of them."""
    reached = {int(urn) for urn in present}
    after = defaultdict(list)
    for before, later in pairs:
        after[before].append(later)
    open_ends = list(reached & set(after))
    while open_ends:
        for later in after.get(open_ends.pop(), ()):
            if later not in reached:
                reached.add(later)
                open_ends.append(later)
    return reached


def _neighbours(pairs: list[tuple[int, int]]) -> tuple[dict[int, set[int]], dict[int, set[int]]]:
    into: dict[int, set[int]] = defaultdict(set)
    out: dict[int, set[int]] = defaultdict(set)
    for before, after in pairs:
        into[after].add(before)
        out[before].add(after)
    return into, out


def _components(pairs: list[tuple[int, int]]) -> dict[int, set[int]]:
    """Return the numbers that links join, by the smallest number of each."""
    beside: dict[int, set[int]] = defaultdict(set)
    for before, after in pairs:
        beside[before].add(after)
        beside[after].add(before)
    found: dict[int, set[int]] = {}
    seen: set[int] = set()
    for start in sorted(beside):
        if start in seen:
            continue
        members, ends = {start}, [start]
        while ends:
            further = beside[ends.pop()] - members
            members |= further
            ends.extend(further)
        seen |= members
        found[start] = members
    return found


def _joined_kind(members: set[int], into: dict[int, set[int]], out: dict[int, set[int]], took_in: set[int]) -> str:
    merged = any(len(into.get(number, ())) > 1 for number in members) or not members.isdisjoint(took_in)
    split = any(len(out.get(number, ())) > 1 for number in members)
    if merged and split:
        return BOTH
    return MERGED if merged else SPLIT if split else ""


def _tails(pairs: list[tuple[int, int]], up: set[int], down: set[int]) -> list[tuple[int, int]]:
    """Return links to numbers later than every table, where one number alone follows one alone."""
    late = [(before, after) for before, after in pairs if before in up and after not in down]
    into, out = _neighbours(late)
    return [(b, a) for b, a in late if len(into[a]) == 1 and len(out[b]) == 1]


def _heads(pairs: list[tuple[int, int]], up: set[int]) -> list[tuple[int, int]]:
    """Return links from numbers earlier than every table, where they lead to one number alone."""
    early = [(before, after) for before, after in pairs if before not in up]
    _, out = _neighbours(early)
    return [(b, a) for b, a in early if len(out[b]) == 1]


def _rows(changes: _Changes, facts: _Facts, joined: str) -> list[tuple[int, int, str, object, str]]:
    """Return the rows of one lineage: each number with what made it the school's number."""
    last = _latest(changes, facts)
    converted = any(
        facts.group.get(after) == "academy" and facts.group.get(before) != "academy"
        for told in changes.values()
        for (before, after), _ in told
    )
    kind = joined or (CONVERTED if converted else RENUMBERED)
    rows: list[tuple[int, int, str, object, str]] = []
    for number, told in changes.items():
        days = [facts.opens.get(number, row["day"]) for _, row in told]
        known = [day for day in days if not pd.isna(day)]
        evidence = dict.fromkeys(words for pair, row in told for words in _evidence(pair, str(row["evidence"]), facts))
        rows.append((number, last, kind, max(known) if known else pd.NaT, "; ".join(evidence) or FIRST_NUMBER))
    return rows


def _latest(changes: _Changes, facts: _Facts) -> int:
    """Return the number nobody follows; of several the one that opened last, then the largest."""
    followed = {before for told in changes.values() for (before, _), _ in told}
    ends = [number for number in changes if number not in followed] or list(changes)
    return max(ends, key=lambda number: (facts.opens.get(number, pd.Timestamp(0)), number))


def _evidence(pair: tuple[int, int], said: str, facts: _Facts) -> list[str]:
    numbers = [facts.laestab.get(number) for number in pair]
    same = None not in numbers and numbers[0] == numbers[1] and "number in the authority" not in said
    return [said, STAYED_THE_SAME] if same else [said]
