"""From links as they are told to links that can be trusted: turned, told once, and freed of what is no succession.

Every link that touches a school of the tables and is not used stands in the ledger with its reason.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import numpy as np
import pandas as pd

from evalkit.data.sources.parts.register_columns import CLOSED, OPEN, PROPOSED_TO_OPEN
from evalkit.data.sources.parts.registers import EITHER, OTHER, SIXTH_FORM, SPLIT
from evalkit.tables.flow import Loss, Step

STEP = "links between school numbers"
SELF = "a number linked with itself"
NOT_A_SUCCESSION = "a link that says nothing of who followed whom"
SIXTH_FORM_LINK = "a link with a sixth form"
NOT_YET_OPEN = "a school that is proposed to open"
BOTH_OPEN = "both schools are open: a split or an error"
TOLD_TWICE = "the same link, told again"
NO_DIRECTION = "told in both directions, and the dates do not say which came first"
CIRCLE = "a circle of links"
TURNED = "turned round because the later school had closed before the earlier one"
# Two schools follow one another when the first closes about when the second opens.
CLOSE_TOGETHER = np.timedelta64(366, "D")


@dataclass(frozen=True, slots=True)
class Links:
    """Links that can be trusted.

    Attributes
    ----------
    edges : DataFrame
        Columns ``before``, ``after``, ``kind`` (empty or ``split``), ``day`` and ``evidence``; each pair once.
    step : Step
        The links that touch a school of the tables, and those of them that were not used.
    turned : int
        How many links were told in the wrong direction.
    elsewhere : int
        How many links touch no school of the tables.
    """

    edges: pd.DataFrame
    step: Step
    turned: int
    elsewhere: int


def trusted_links(told: pd.DataFrame, register: pd.DataFrame, present: np.ndarray) -> Links:
    """Return the links that say who followed whom, in the right direction.

    Parameters
    ----------
    told : DataFrame
        Links as sources give them: ``before``, ``after``, ``told``, ``kind``, ``day``, ``evidence``.
    register : DataFrame
        Indexed by school number: ``opens``, ``closes``, ``status``; may be empty.
    present : ndarray of int
        Numbers that stand in a table read.
    """
    near = _near(told, present)
    mine = told[near].reset_index(drop=True)
    known = _ends(mine, register)
    reason = _refused(mine, known)
    turned = _in_order(mine, known)
    pairs = [tuple(sorted(pair)) for pair in zip(mine["before"], mine["after"], strict=True)]
    mine = mine.assign(pair=pd.Series(pairs, dtype=object), reason=reason)
    open_cases = mine["reason"] == ""
    both_ways = _both_ways(mine[open_cases])
    mine.loc[open_cases & mine["pair"].isin(both_ways), "reason"] = NO_DIRECTION
    open_cases = mine["reason"] == ""
    mine.loc[open_cases & mine.assign(open=open_cases).duplicated(["pair", "open"]), "reason"] = TOLD_TWICE
    kept = mine[mine["reason"] == ""]
    round_about = _in_circles(kept)
    mine.loc[kept.index[round_about], "reason"] = CIRCLE
    kept = mine[mine["reason"] == ""]
    losses = tuple(
        Loss(int(number), None, str(why))
        for number, why in mine.loc[mine["reason"] != "", ["after", "reason"]].itertuples(index=False)
    )
    step = Step(STEP, "all", "links", len(mine), len(kept), losses)
    edges = kept[["before", "after", "kind", "day", "evidence"]].reset_index(drop=True)
    return Links(edges, step, int(turned[kept.index].sum()), int((~near).sum()))


def _near(told: pd.DataFrame, present: np.ndarray) -> np.ndarray:
    """Say which links can be reached from a school of the tables."""
    before, after = told["before"].to_numpy(), told["after"].to_numpy()
    reached = np.unique(present)
    while True:
        near = np.isin(before, reached) | np.isin(after, reached)
        further = np.unique(np.concatenate([reached, before[near], after[near]]))
        if len(further) == len(reached):
            return near
        reached = further


def _ends(links: pd.DataFrame, register: pd.DataFrame) -> dict[str, np.ndarray]:
    known = {}
    for end in ("before", "after"):
        rows = register.reindex(links[end])
        for name in ("opens", "closes"):
            known[f"{end} {name}"] = rows[name].to_numpy("datetime64[s]")
        known[f"{end} status"] = rows["status"].to_numpy(object)
    return known


def _refused(links: pd.DataFrame, known: dict[str, np.ndarray]) -> np.ndarray:
    """Return why each link is not used, whatever its direction; empty where it may be."""
    reason = np.full(len(links), "", dtype=object)
    kind = links["kind"].to_numpy(object)

    def refuse(which: np.ndarray, why: str) -> None:
        reason[which & (reason == "")] = why

    refuse((links["before"] == links["after"]).to_numpy(), SELF)
    refuse(kind == SIXTH_FORM, SIXTH_FORM_LINK)
    refuse(kind == OTHER, NOT_A_SUCCESSION)
    yet = (known["before status"] == PROPOSED_TO_OPEN) | (known["after status"] == PROPOSED_TO_OPEN)
    refuse(yet, NOT_YET_OPEN)
    open_now = (known["before status"] == OPEN) & (known["after status"] == OPEN)
    refuse(open_now & (kind != SPLIT), BOTH_OPEN)
    return reason


def _in_order(links: pd.DataFrame, known: dict[str, np.ndarray]) -> np.ndarray:
    """Put the earlier school first, in place, and say which links were told the wrong way round."""
    either = (links["told"] == EITHER).to_numpy()
    closed_first = known["after closes"]
    with_date = ~np.isnat(closed_first)
    open_still = np.isnat(known["before closes"]) & (known["before status"] != CLOSED)
    wrong = with_date & (open_still | (known["before closes"] > closed_first))
    neither = np.isnat(known["before closes"]) & np.isnat(closed_first)
    opens_later = known["before opens"] > known["after opens"]
    younger = np.where(
        np.isnat(known["before opens"]) | np.isnat(known["after opens"]),
        (links["before"] > links["after"]).to_numpy(),
        opens_later,
    )
    swap = wrong | (either & neither & younger)
    before, after = links["before"].to_numpy().copy(), links["after"].to_numpy().copy()
    links["before"], links["after"] = np.where(swap, after, before), np.where(swap, before, after)
    return np.asarray(wrong & ~either)


def _both_ways(links: pd.DataFrame) -> set[tuple[int, int]]:
    """Return the pairs that are told in both directions even after dates have put them in order."""
    directions = links.drop_duplicates(["before", "after"])
    return {pair for pair, count in Counter(directions["pair"]).items() if count > 1}


def _in_circles(links: pd.DataFrame) -> np.ndarray:
    """Say which links lead back to where they began."""
    before, after = links["before"].to_numpy(), links["after"].to_numpy()
    left = np.ones(len(links), dtype=bool)
    while True:
        keep = left & np.isin(before, after[left]) & np.isin(after, before[left])
        if (keep == left).all():
            return left
        left = keep
