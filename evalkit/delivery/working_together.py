"""Who worked with whom: the network of schools by term, and change beyond each school's own number of links."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

import numpy as np
import pandas as pd

from evalkit.core.streams import stream
from evalkit.delivery.parts.account import Account, DeliveryInputs
from evalkit.delivery.parts.partners import partnership_items, providers_together
from evalkit.delivery.parts.periods import first_of_term, in_order, last_of_term
from evalkit.delivery.parts.shown_schools import in_order_of_labels
from evalkit.numeric import networks
from evalkit.numeric.networks import BeyondDegrees, Bools, Ints
from evalkit.programme.tables.links import DIRECTED
from evalkit.records.delivery.working_together import KindOfWork, OtherSchools, TermNetwork, WorkingTogether

# Schools that take part or help; the others of the authority are reached from outside.
SPECIAL = "special school partner"
OWN_ROLES = ("participant", "targeted", "provider", SPECIAL)
OTHERS = (
    ("other schools of the authority", ("partner", "waiting list")),
    ("special schools", (SPECIAL,)),
)
NO_PLACE = -1
SIDES = ("from", "to")


@dataclass(frozen=True, slots=True)
class _Ties:
    """The rows of ``links`` with the places of both schools among the nodes; a school that is none has no place."""

    inputs: DeliveryInputs
    nodes: pd.DataFrame
    rows: pd.DataFrame

    def ends(self, chosen: pd.Series | None = None) -> Ints:
        rows = self.rows if chosen is None else self.rows[chosen]
        return rows[["from_place", "to_place"]].to_numpy(dtype=np.int64)

    def pairs(self, term: str) -> Bools:
        return networks.linked_pairs(len(self.nodes), self.ends(self.rows["term"] == term))


def run(inputs: DeliveryInputs) -> WorkingTogether:
    """Return the network by term, its kinds, who was outside, and how it changed."""
    ties = _ties(inputs)
    labels = inputs.labels("links")
    terms = in_order(ties.rows["term"])
    months = _months(ties)
    return WorkingTogether(
        terms=tuple(_network(ties, term, labels) for term in terms),
        names=tuple(labels[name] for name in in_order_of_labels(labels, ties.nodes["school"])),
        kinds=_kinds(ties),
        schools=len(ties.nodes),
        special=int((ties.nodes["role"] == SPECIAL).sum()),
        months=tuple(sorted(months[~np.isnan(months)].clip(min=0.0).tolist())),
        never=int(np.isnan(months).sum()),
        kept=_kept(ties, terms),
        threes=_threes(ties, terms),
        others=tuple(found for name, roles in OTHERS if (found := _others(ties, name, roles, terms)).listed),
        providers=providers_together(inputs),
        partnership=partnership_items(inputs),
        left_out=networks.self_links(ties.ends()),
        invented=inputs.kept.invented("schools", "links", "attendance", "agreements", "survey"),
    )


def _ties(inputs: DeliveryInputs) -> _Ties:
    schools = inputs.kept.rows("schools")
    nodes = schools[schools["role"].isin(OWN_ROLES)].sort_values("school").reset_index(drop=True)
    place = {name: number for number, name in enumerate(nodes["school"])}
    links = inputs.kept.rows("links")
    sides = {f"{side}_place": links[f"{side}_school"].map(lambda name: place.get(name, NO_PLACE)) for side in SIDES}
    return _Ties(inputs, nodes, links.assign(**sides))


def _network(ties: _Ties, term: str, labels: dict[str, str]) -> TermNetwork:
    here, pairs = _present(ties.nodes, term), ties.pairs(term)
    # A school that worked with others before it joined, or after it left, was there.
    here |= ~networks.outside(pairs)
    among = pairs[np.ix_(here, here)]
    sizes = np.bincount(networks.components(among), minlength=1) if len(among) else np.zeros(1, dtype=np.int64)
    names = [labels.get(name) for name in ties.nodes["school"]]
    alone = networks.outside(pairs)
    drawn = [(names[one], names[other]) for one, other in np.argwhere(np.triu(pairs))]
    return TermNetwork(
        term=term,
        schools=int(here.sum()),
        pairs=int(among.sum() // 2),
        density=networks.density(among),
        groups=int((sizes > 1).sum()),
        largest=int(sizes.max()) if (sizes > 1).any() else 0,
        outside=int((alone & here).sum()),
        drawn=tuple((one, other) for one, other in drawn if one is not None and other is not None),
        alone=tuple(name for name, out in zip(names, alone & here, strict=True) if out and name is not None),
        absent=tuple(name for name, there in zip(names, here, strict=True) if not there and name is not None),
    )


def _present(nodes: pd.DataFrame, term: str) -> Bools:
    joined = nodes["joined"].isna() | (nodes["joined"] <= pd.Timestamp(last_of_term(term)))
    still = nodes["left"].isna() | (nodes["left"] >= pd.Timestamp(first_of_term(term)))
    return np.array(joined & still, dtype=bool)


def _kinds(ties: _Ties) -> tuple[KindOfWork, ...]:
    found = []
    for kind, rows in ties.rows.groupby("kind"):
        ends = rows[["from_place", "to_place"]].to_numpy(dtype=np.int64)
        pairs = networks.linked_pairs(len(ties.nodes), ends)
        directed = networks.directed_links(len(ties.nodes), ends)
        found.append(
            KindOfWork(
                kind=str(kind),
                terms=rows["term"].nunique(),
                pairs=int(pairs.sum() // 2),
                schools=int((~networks.outside(pairs)).sum()),
                reciprocity=networks.reciprocity(directed) if kind in DIRECTED else float("nan"),
            )
        )
    return tuple(sorted((one for one in found if one.pairs), key=lambda one: (-one.pairs, one.kind)))


def _months(ties: _Ties) -> networks.Floats:
    """Return months from each school's start to its first joint work; one without a day counts from its term's end."""
    starts = ties.inputs.starts()
    days = [
        float((day.date() if pd.notna(day) else last_of_term(term)).toordinal())
        for day, term in zip(ties.rows["date"], ties.rows["term"], strict=True)
    ]
    began = np.array([float(starts[name].toordinal()) for name in ties.nodes["school"]])
    return networks.months_until_linked(began, ties.ends(), np.array(days))


def _kept(ties: _Ties, terms: tuple[str, ...]) -> BeyondDegrees | None:
    if len(terms) < 2:
        return None
    earlier = np.any([ties.pairs(term) for term in terms[:-1]], axis=0)
    rng = stream(ties.inputs.study.seed, "pairs that went on")
    return networks.beyond_degrees(ties.pairs(terms[-1]), networks.kept_pairs(earlier), rng)


def _threes(ties: _Ties, terms: tuple[str, ...]) -> BeyondDegrees | None:
    if len(terms) < 2:
        return None
    before, after = ties.pairs(terms[0]), ties.pairs(terms[-1])
    rng = stream(ties.inputs.study.seed, "threes that all work together")
    return networks.change_beyond_degrees(before, after, networks.triangles, rng)


def _others(ties: _Ties, name: str, roles: tuple[str, ...], terms: tuple[str, ...]) -> OtherSchools:
    schools = ties.inputs.kept.rows("schools")
    listed = set(schools.loc[schools["role"].isin(roles), "school"])
    reached = partial(_reached, ties, listed, set(ties.nodes["school"]) - listed)
    by_term = tuple((term, len(reached(terms[: place + 1]))) for place, term in enumerate(terms))
    return OtherSchools(name=name, listed=len(listed), reached=len(reached(terms)), by_term=by_term)


def _reached(ties: _Ties, listed: set[str], own: set[str], terms: tuple[str, ...]) -> set[str]:
    rows = ties.rows[ties.rows["term"].isin(terms)]
    ends = zip(rows["from_school"], rows["to_school"], strict=True)
    return {one for pair in ends for one, other in (pair, pair[::-1]) if one in listed and other in own}


ACCOUNT = Account(
    summary="which schools worked together, by term",
    called="joint work",
    run=run,
    needs=("schools", "links"),
    uses=("activities", "attendance", "providers", "agreements", "survey"),
    checked_against=("tests/golden/test_networks.py", "tests/unit/numeric/test_networks.py"),
)
