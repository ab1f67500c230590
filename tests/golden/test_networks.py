"""Who works with whom agrees with R's igraph."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from evalkit.numeric import networks

HERE = Path(__file__).parent
# igraph prints 15 digits; both sides divide counts.
TOLERANCE = 1e-12
SCHOOLS = 12
# Means of drawn graphs differ by drawing: four standard errors of the difference.
ERRORS = 4.0
DRAWS = 4000


@cache
def printed() -> pd.Series:
    """Return igraph's numbers by part and place."""
    read = pd.read_csv(HERE / "networks.out", comment="#", dtype={"place": str})
    return read.set_index(["part", "place"])["value"]


def ends() -> networks.Ints:
    """Return the links of the twelve schools, counted from 0."""
    return pd.read_csv(HERE / "data" / "links12.csv").to_numpy() - 1


@pytest.mark.golden(gating=True)
def test_density_reciprocity_and_self_links_are_those_of_igraph() -> None:
    directed, pairs = networks.directed_links(SCHOOLS, ends()), networks.linked_pairs(SCHOOLS, ends())
    assert networks.density(directed) == pytest.approx(printed()["density", "directed"], abs=TOLERANCE)
    assert networks.density(pairs) == pytest.approx(printed()["density", "pairs"], abs=TOLERANCE)
    assert networks.reciprocity(directed) == pytest.approx(printed()["reciprocity", "directed"], abs=TOLERANCE)
    assert networks.self_links(ends()) == printed()["self", "0"]


@pytest.mark.golden(gating=True)
def test_components_isolates_and_triangles_are_those_of_igraph() -> None:
    pairs = networks.linked_pairs(SCHOOLS, ends())
    places = [str(school) for school in range(1, SCHOOLS + 1)]
    member = [printed()["component", place] for place in places]
    ours = networks.components(pairs)
    assert [[one == other for other in ours] for one in ours] == [[a == b for b in member] for a in member]
    assert list(networks.outside(pairs)) == [bool(printed()["outside", place]) for place in places]
    assert networks.triangles(pairs[None])[0] == pytest.approx(printed()["triangles", "0"], abs=TOLERANCE)


@pytest.mark.golden(gating=True)
def test_rewired_graphs_have_on_average_the_triangles_of_igraph_s() -> None:
    pairs = networks.linked_pairs(SCHOOLS, ends())
    drawn = networks.triangles(networks.rewired(pairs, np.random.default_rng(1), DRAWS))
    theirs = printed()["rewired"]
    error = np.hypot(drawn.std() / np.sqrt(DRAWS), theirs["sd"] / np.sqrt(theirs["draws"]))
    assert abs(drawn.mean() - theirs["mean"]) < ERRORS * error


@pytest.mark.golden(gating=True)
def test_the_output_of_networks_says_which_version_made_it() -> None:
    assert "igraph" in (HERE / "networks.out").read_text(encoding="utf-8").splitlines()[0]
