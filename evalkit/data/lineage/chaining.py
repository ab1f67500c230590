"""From links that can be trusted to lineages: chains, mergers and splits."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from evalkit.data.lineage.linking import Links
from evalkit.data.sources.parts.ks4_codes import SCHOOL_GROUPS
from evalkit.tables.lineages import BOTH, CONVERTED, FIRST_NUMBER, MERGED, RENUMBERED, SPLIT, Lineages

STAYED_THE_SAME = "the number in the authority stayed the same"
_Changes = dict[int, list[tuple[tuple[int, int], dict[Hashable, Any]]]]


def build_lineages(links: Links, register: pd.DataFrame, present: np.ndarray) -> Lineages:
    """Return the lineages that links make of school numbers.

    Parameters
    ----------
    links : Links
        Links that can be trusted.
    register : DataFrame
        Indexed by school number: ``laestab``, ``school_type``, ``opens``; may be empty.
    present : ndarray of int
        Numbers that stand in a table read.
    """
    pairs = [(int(b), int(a)) for b, a in zip(links.edges["before"], links.edges["after"], strict=True)]
    told = {pair: row for pair, row in zip(pairs, links.edges.to_dict("records"), strict=True)}
    up, down = _reach(pairs, present), _reach([(a, b) for b, a in pairs], present)
    live = [(b, a) for b, a in pairs if b in up and a in down]
    into, out = _neighbours(live)
    group = _components(live)
    kinds = {root: _joined_kind(members, into, out) for root, members in group.items()}
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


def _joined_kind(members: set[int], into: dict[int, set[int]], out: dict[int, set[int]]) -> str:
    merged = any(len(into.get(number, ())) > 1 for number in members)
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
