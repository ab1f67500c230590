"""Who is linked with whom, against counting by hand and against every graph there is."""

from __future__ import annotations

from itertools import combinations, product

import numpy as np
import pytest

from evalkit.core.streams import stream
from evalkit.numeric import networks

# A path of five: 0 with 1, 1 with 2, 2 with 3, 3 with 4.
PATH = np.array([[0, 1], [1, 2], [2, 3], [3, 4]])


def by_brute_force(degrees: list[int]) -> list[np.ndarray]:
    """Return every simple graph with these numbers of links, found by trying each set of pairs."""
    places = list(combinations(range(len(degrees)), 2))
    found = []
    for chosen in product((False, True), repeat=len(places)):
        graph = np.zeros((len(degrees), len(degrees)), dtype=bool)
        for (one, other), there in zip(places, chosen, strict=True):
            graph[one, other] = graph[other, one] = there
        if graph.sum(axis=0).tolist() == degrees:
            found.append(graph)
    return found


def test_blanks_are_no_node_and_a_link_with_oneself_is_no_link() -> None:
    ends = np.array([[0, 1], [-1, 1], [2, -1], [2, 2], [0, 1]])
    pairs = networks.linked_pairs(4, ends)
    assert pairs.sum() == 2
    assert networks.self_links(ends) == 1
    assert networks.outside(pairs).tolist() == [False, False, True, True]


def test_density_counts_every_node() -> None:
    # Two schools of four work together: one pair of six.
    assert networks.density(networks.linked_pairs(4, np.array([[0, 1]]))) == pytest.approx(1 / 6)
    assert np.isnan(networks.density(networks.linked_pairs(1, np.empty((0, 2), dtype=np.int64))))


def test_reciprocity_is_the_share_of_links_that_are_returned() -> None:
    # Of three links, 0 to 1 and 1 to 0 return each other.
    assert networks.reciprocity(networks.directed_links(3, np.array([[0, 1], [1, 0], [1, 2]]))) == pytest.approx(2 / 3)
    assert np.isnan(networks.reciprocity(networks.directed_links(3, np.empty((0, 2), dtype=np.int64))))


def test_each_node_alone_is_a_component_of_its_own() -> None:
    member = networks.components(networks.linked_pairs(5, np.array([[0, 1], [3, 1]])))
    assert member[0] == member[1] == member[3]
    assert len(set(member.tolist())) == 3


def test_months_run_from_a_node_s_own_start_to_its_first_link() -> None:
    ends = np.array([[0, 1], [0, 1], [1, 2], [2, 2], [-1, 3]])
    days = np.array([100.0, 61.0, np.nan, 5.0, 1.0])
    months = networks.months_until_linked(np.array([0.0, 30.0, 0.0, 0.0]), ends, days)
    assert months[:2] == pytest.approx([61 * 12 / 365.25, 31 * 12 / 365.25])
    assert np.isnan(months[2:]).all()


@pytest.mark.parametrize("degrees", [[1, 2, 2, 2, 1], [2, 2, 2, 2, 2], [4, 3, 2, 2, 1], [0, 0, 0, 0, 0]])
def test_every_graph_with_the_same_numbers_of_links_is_found(degrees: list[int]) -> None:
    found = {graph.tobytes() for graph in networks.every_graph(np.array(degrees))}
    assert found == {graph.tobytes() for graph in by_brute_force(degrees)}


def test_the_reference_of_five_schools_is_that_of_brute_force() -> None:
    pairs = networks.linked_pairs(5, PATH)
    result = networks.beyond_degrees(pairs, networks.triangles, stream(1, "test"))
    graphs = by_brute_force([1, 2, 2, 2, 1])
    triangles = [np.trace(np.linalg.matrix_power(graph.astype(int), 3)) / 6 for graph in graphs]
    assert (result.exact, result.graphs, result.error) == (True, len(graphs), 0.0)
    assert result.expected == pytest.approx(np.mean(triangles))
    assert result.share == pytest.approx(
        np.mean([abs(t - np.mean(triangles)) >= np.mean(triangles) for t in triangles])
    )
    assert result.least == pytest.approx(1 / 7)


def test_the_change_of_five_schools_is_that_of_all_pairs_of_graphs() -> None:
    before = networks.linked_pairs(5, PATH)
    after = networks.linked_pairs(5, np.array([[0, 1], [1, 2], [2, 0], [3, 4]]))
    result = networks.change_beyond_degrees(before, after, networks.triangles, stream(1, "test"))
    late, early = (by_brute_force(graph.sum(axis=0).tolist()) for graph in (after, before))
    count = networks.triangles
    changes = [float(count(b[None])[0] - count(a[None])[0]) for b in late for a in early]
    assert result.observed == 1
    assert result.expected == pytest.approx(np.mean(changes))
    apart = abs(1 - np.mean(changes))
    assert result.share == pytest.approx(
        np.mean([abs(change - np.mean(changes)) >= apart - 1e-9 for change in changes])
    )


def test_switching_draws_every_graph_as_often_as_any_other() -> None:
    pairs = networks.linked_pairs(5, PATH)
    drawn = networks.rewired(pairs, np.random.default_rng(3), 14000)
    _, counts = np.unique(drawn.reshape(len(drawn), -1), axis=0, return_counts=True)
    # Seven graphs, 2,000 of each; chi-squared with six degrees of freedom stays below 22.5 in 999 of 1,000 draws.
    assert len(counts) == 7
    assert ((counts - 2000) ** 2 / 2000).sum() < 22.5


def test_rewired_graphs_keep_each_node_s_number_of_links() -> None:
    rng = np.random.default_rng(2)
    drawn = np.triu(rng.random((19, 19)) < 0.2, 1)
    pairs = drawn | drawn.T
    graphs = networks.rewired(pairs, rng, 50)
    assert (graphs.sum(axis=1) == pairs.sum(axis=0)).all()
    assert (graphs == graphs.transpose(0, 2, 1)).all()
    assert not graphs[:, np.arange(19), np.arange(19)].any()
    assert not (graphs == pairs).all(axis=(1, 2)).any()


def test_pairs_that_went_on_are_counted_once() -> None:
    before, after = networks.linked_pairs(5, PATH), networks.linked_pairs(5, PATH[[0, 3]])
    assert networks.kept_pairs(before)(after[None])[0] == 2


def test_more_than_six_schools_are_drawn_and_say_with_which_error() -> None:
    pairs = networks.linked_pairs(8, np.array([[0, 1], [1, 2], [2, 0], [3, 4], [5, 6], [6, 7]]))
    result = networks.beyond_degrees(pairs, networks.triangles, stream(1, "test"), draws=400)
    again = networks.beyond_degrees(pairs, networks.triangles, stream(1, "test"), draws=400)
    assert result == again
    assert not result.exact
    assert result.error == pytest.approx(np.sqrt(result.share * (1 - result.share) / 400))
    assert result.least == pytest.approx(1 / 401)
