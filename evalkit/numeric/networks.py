"""Who is linked with whom: density, reciprocity, components, who is outside, and change beyond each one's own activity.

Nodes come first: a node without a link is a node, and a blank partner is none. A link with oneself is no link.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import combinations

import numpy as np
import numpy.typing as npt
from scipy.sparse.csgraph import connected_components

Bools = npt.NDArray[np.bool_]
Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Statistic = Callable[[Bools], Floats]
# Up to so many nodes every graph with the same numbers of links is looked at: 2 to the 15th graphs.
EXACT_NODES = 6
# Switches tried for each link before a rewired graph counts as drawn; Milo and others (2003) find 10 enough, 100 safe.
SWITCHES = 30
NEAR = 1e-9
DAYS_A_MONTH = 365.25 / 12


def directed_links(nodes: int, ends: Ints) -> Bools:
    """Return who has a link to whom.

    Parameters
    ----------
    nodes : int
        How many nodes there are, with or without a link.
    ends : array of int, shape (links, 2)
        From and to, by place; a link with a blank end (below 0) or with oneself is left out, a repeated one is one.

    Returns
    -------
    array of bool, shape (nodes, nodes)
    """
    held = np.zeros((nodes, nodes), dtype=bool)
    kept = ends[(ends >= 0).all(axis=1) & (ends[:, 0] != ends[:, 1])]
    held[kept[:, 0], kept[:, 1]] = True
    return held


def linked_pairs(nodes: int, ends: Ints) -> Bools:
    """Return who is linked with whom, whichever way; otherwise as `directed_links`."""
    held = directed_links(nodes, ends)
    return held | held.T


def self_links(ends: Ints) -> int:
    """Return how many links have the same node at both ends."""
    return int(((ends[:, 0] == ends[:, 1]) & (ends[:, 0] >= 0)).sum())


def density(links: Bools) -> float:
    """Return the share of all links that could be there and are; NaN for fewer than two nodes.

    Estimates nothing beyond the nodes given. It falls with the number of nodes where each keeps its number of links,
    so networks of other sizes are not compared by it. The same for pairs and for directed links.

    Checked against R igraph (`edge_density` without loops) and counting by hand.
    """
    nodes = len(links)
    return float(links.sum() / (nodes * (nodes - 1))) if nodes > 1 else float("nan")


def reciprocity(links: Bools) -> float:
    """Return the share of directed links that are returned; NaN without a link.

    Misleads where a kind has no direction: shared work is returned by definition.

    Checked against R igraph (`reciprocity`) and counting by hand.
    """
    return float((links & links.T).sum() / links.sum()) if links.any() else float("nan")


def components(pairs: Bools) -> Ints:
    """Return for each node the number, from 0, of the component it belongs to; a node alone is one of its own.

    Checked against R igraph (`components`) and a search by hand.
    """
    return np.asarray(connected_components(pairs, directed=False)[1], dtype=np.int64)


def outside(links: Bools) -> Bools:
    """Return which nodes have no link, in or out."""
    return np.asarray(~(links.any(axis=0) | links.any(axis=1)))


def months_until_linked(starts: Floats, ends: Ints, days: Floats) -> Floats:
    """Return for each node the months from its start to its first link; NaN if it never had one.

    Parameters
    ----------
    starts : array of float, shape (nodes,)
        Day on which each node began.
    ends : array of int, shape (links, 2)
        Nodes linked, by place.
    days : array of float, shape (links,)
        Day of each link, on the same count; NaN where it is not known.
    """
    first = np.full(len(starts), np.inf)
    counted = (ends >= 0).all(axis=1) & (ends[:, 0] != ends[:, 1]) & ~np.isnan(days)
    for side in (0, 1):
        np.minimum.at(first, ends[counted, side], days[counted])
    return np.where(np.isinf(first), np.nan, (first - starts) / DAYS_A_MONTH)


def triangles(graphs: Bools) -> Floats:
    """Return how many threes are all linked with each other; one number a graph, of shape (..., nodes, nodes)."""
    counted = graphs.astype(np.float64)
    return np.asarray(np.einsum("...ij,...jk,...ki->...", counted, counted, counted, optimize=True) / 6.0)


def kept_pairs(before: Bools) -> Statistic:
    """Return the statistic that counts how many pairs of a graph were linked in an earlier one too."""

    def kept(graphs: Bools) -> Floats:
        return np.asarray((graphs & before).sum(axis=(-2, -1)) / 2.0)

    return kept


@dataclass(frozen=True, slots=True)
class BeyondDegrees:
    """A statistic beside what it is where each node keeps its number of links and nothing else is kept.

    Attributes
    ----------
    observed : float
        The statistic.
    expected : float
        Its mean over graphs with the same number of links at each node.
    low, high : float
        Between which 95 per cent of them lie.
    share : float
        Share of them that lie as far from their mean as the observed one, or farther.
    error : float
        Standard error of that share from drawing; 0 where every graph was looked at.
    least : float
        The smallest share that could have been found: what the graphs can tell at all.
    graphs : int
        Graphs looked at, or drawn.
    exact : bool
        Whether they are all there are.
    """

    observed: float
    expected: float
    low: float
    high: float
    share: float
    error: float
    least: float
    graphs: int
    exact: bool


def beyond_degrees(pairs: Bools, statistic: Statistic, rng: np.random.Generator, draws: int = 999) -> BeyondDegrees:
    """Return a statistic of one graph beside its reference.

    Estimates where the graph stands among all simple graphs in which each node has as many links as it has here, each
    as likely as any other: up to six nodes all of them, beyond that drawn by switching pairs of links.

    Assumes that numbers of links are given and that nothing else is: distance, phase and trust are not kept.

    Misleads where there are few such graphs: with five schools often fewer than twenty, so that no share can be small.
    ``least`` says so. It is no test of whether a programme moved anything.

    Reference: Maslov and Sneppen (2002), Science 296, 910; Milo and others (2003), arXiv cond-mat/0312028.

    Checked against brute force over all graphs, and R igraph (`rewire` with `keeping_degseq`).
    """
    graphs, exact = _reference(pairs, rng, draws)
    return _placed(float(statistic(pairs[None])[0]), statistic(graphs), exact=exact)


def change_beyond_degrees(
    before: Bools, after: Bools, statistic: Statistic, rng: np.random.Generator, draws: int = 999
) -> BeyondDegrees:
    """Return the change of a statistic from one graph to another beside its reference.

    Both graphs are drawn anew, each with its own numbers of links, so that schools which only did more are no news;
    otherwise as `beyond_degrees`.
    """
    first, first_exact = _reference(before, rng, draws)
    second, second_exact = _reference(after, rng, draws)
    observed = float(statistic(after[None])[0] - statistic(before[None])[0])
    if first_exact and second_exact:
        changes = np.subtract.outer(statistic(second), statistic(first)).ravel()
    else:
        early, late = rng.integers(len(first), size=draws), rng.integers(len(second), size=draws)
        changes = statistic(second)[late] - statistic(first)[early]
    return _placed(observed, changes, exact=first_exact and second_exact)


def every_graph(degrees: Ints) -> Bools:
    """Return every simple graph whose nodes have these numbers of links, shape (graphs, nodes, nodes)."""
    nodes = len(degrees)
    places = np.array(list(combinations(range(nodes), 2)), dtype=np.int64).reshape(-1, 2)
    codes = np.arange(2 ** len(places), dtype=np.int64)
    held = (codes[:, None] >> np.arange(len(places))) & 1 == 1
    at = np.zeros((len(places), nodes), dtype=np.int64)
    at[np.arange(len(places))[:, None], places] = 1
    held = held[(held.astype(np.int64) @ at == degrees).all(axis=1)]
    graphs = np.zeros((len(held), nodes, nodes), dtype=bool)
    graphs[:, places[:, 0], places[:, 1]] = held
    return graphs | graphs.transpose(0, 2, 1)


def rewired(pairs: Bools, rng: np.random.Generator, draws: int) -> Bools:
    """Return graphs in which each node keeps its number of links, drawn by switching the ends of two links at a time.

    Each graph is its own chain from the one given. A switch that would link a node with itself or twice with another is
    tried and left, which makes every graph as likely as any other in the long run.
    """
    graphs = np.repeat(pairs[None], draws, axis=0)
    links = np.argwhere(np.triu(pairs))
    if len(links) < 2:
        return graphs
    ends, every = np.repeat(links[None], draws, axis=0), np.arange(draws)
    for _ in range(SWITCHES * len(links)):
        one, other = rng.integers(len(links), size=(2, draws))
        turned = rng.integers(2, size=draws)
        a, b = ends[every, one].T
        c, d = ends[every, other, turned], ends[every, other, 1 - turned]
        fits = (a != d) & (c != b) & ~graphs[every, a, d] & ~graphs[every, c, b]
        at, a, b, c, d = every[fits], a[fits], b[fits], c[fits], d[fits]
        for was in ((a, b), (c, d)):
            graphs[at, was[0], was[1]] = graphs[at, was[1], was[0]] = False
        for now in ((a, d), (c, b)):
            graphs[at, now[0], now[1]] = graphs[at, now[1], now[0]] = True
        ends[at, one[fits]] = np.column_stack([a, d])
        ends[at, other[fits]] = np.column_stack([c, b])
    return graphs


def _reference(pairs: Bools, rng: np.random.Generator, draws: int) -> tuple[Bools, bool]:
    if len(pairs) <= EXACT_NODES:
        return every_graph(pairs.sum(axis=0).astype(np.int64)), True
    return rewired(pairs, rng, draws), False


def _placed(observed: float, values: Floats, *, exact: bool) -> BeyondDegrees:
    expected, drawn = float(values.mean()), len(values)
    apart = np.abs(values - expected)
    as_far = int((apart >= abs(observed - expected) - NEAR).sum())
    farthest = int((apart >= apart.max() - NEAR).sum())
    share = as_far / drawn if exact else (1 + as_far) / (1 + drawn)
    low, high = np.quantile(values, [0.025, 0.975], method="inverted_cdf")
    return BeyondDegrees(
        observed=observed,
        expected=expected,
        low=float(low),
        high=float(high),
        share=share,
        error=0.0 if exact else float(np.sqrt(share * (1 - share) / drawn)),
        least=farthest / drawn if exact else 1 / (1 + drawn),
        graphs=drawn,
        exact=exact,
    )
