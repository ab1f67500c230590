"""Simulated truth where areas move together: placebo areas hold it as often as they say, clusters of schools do not.

A small cut. Untreated areas of unequal size; the programme has every school of one area and no effect. Each cell is one
way in which areas may move.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pytest
from scipy import stats

from evalkit.analysis.point import point_estimate
from evalkit.core.streams import stream
from evalkit.inference import INFERENCES
from evalkit.records.estimate import Inference
from tests.laws.subject import REGISTRIES, remembering, standing
from tests.support.panels import analysis_of, draw_panel

SEED = 19
DRAWS = 150
LEVEL = 0.95
# Coverage below this is not honest; the test rejects it where so few held would come about once in a hundred runs.
HONEST = 0.93
SIZE_OF_TEST = 0.01
# In grades: a bias that no reader would see, besides two standard errors of a mean over the draws.
LARGEST_BIAS = 0.01
MONTE_CARLO = 2.0
# Areas, schools of the programme, SD of an area's change.
CELLS = {"large city": (70, 19, 0.08), "small city": (80, 12, 0.1)}
METHODS = ("placebo_areas", "cluster_robust")


@dataclass(frozen=True)
class Cell:
    """Draws of one cell: estimates around no effect, and how often each method's interval held it."""

    estimates: np.ndarray
    inferences: dict[str, list[Inference]]

    def held(self, method: str) -> int:
        """Return in how many draws the interval held the truth, which is nought."""
        return sum(found.conf_low <= 0 <= found.conf_high for found in self.inferences[method])


@pytest.fixture(scope="module", params=CELLS, ids=list(CELLS))
def cell(request: pytest.FixtureRequest) -> Cell:
    areas, schools, area_sd = CELLS[request.param]
    estimates: list[float] = []
    inferences: dict[str, list[Inference]] = {name: [] for name in METHODS}
    with standing("design", "matched", remembering(REGISTRIES["design"].get("matched"))):
        for draw in range(DRAWS):
            rng = stream(SEED, request.param, draw)
            analysis = analysis_of(draw_panel(rng, areas=areas, schools=schools, area_sd=area_sd))
            point = point_estimate(analysis)
            estimates.append(point.estimate)
            for name in METHODS:
                method = INFERENCES.get(name)
                inferences[name].append(method.run(analysis, point, point_estimate, method.options(conf_level=LEVEL)))
    return Cell(np.array(estimates), inferences)


def is_rejected(held: int) -> bool:
    """Say whether so few held intervals reject honest coverage, by the exact one-sided binomial test."""
    return bool(stats.binomtest(held, DRAWS, HONEST, alternative="less").pvalue < SIZE_OF_TEST)


def test_intervals_from_placebo_areas_hold_the_truth_where_areas_move_together(cell: Cell) -> None:
    assert not is_rejected(cell.held("placebo_areas"))


def test_clusters_of_schools_are_caught_where_areas_move_together(cell: Cell) -> None:
    assert is_rejected(cell.held("cluster_robust"))
    assert cell.held("cluster_robust") < cell.held("placebo_areas")


def test_the_estimate_is_unbiased(cell: Cell) -> None:
    error = cell.estimates.std(ddof=1) / np.sqrt(DRAWS)
    assert abs(cell.estimates.mean()) < LARGEST_BIAS + MONTE_CARLO * error
