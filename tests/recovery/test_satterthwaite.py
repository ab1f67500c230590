"""Simulated truth: intervals of the multilevel model hold it as often as they say, with twelve schools.

A small cut: schools hold 15 % of the variance and six are treated, or they hold 2 % and four are treated; there the
variance between schools is often estimated as nought.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from evalkit.analysis.point import point_estimate
from evalkit.core.estimand import Estimand
from evalkit.core.streams import stream
from evalkit.inference.satterthwaite import Options, satterthwaite
from evalkit.numeric.crossproducts import cross_products, least_squares
from evalkit.records.analysis import Analysis
from evalkit.records.estimate import Inference
from evalkit.records.units import units_from_frame

DRAWS = 200
SCHOOLS = 12
EFFECT = 0.3
LEVEL = 0.95
# An honest interval falls below this count once in a thousand such tests (exact binomial).
FEWEST_HELD = int(stats.binom.ppf(0.001, DRAWS, LEVEL))
# The predicted error may differ from the spread of 200 estimates (known to 5 %) by a little more than chance.
SPREAD_TOLERANCE = 0.2

CELLS = {"schools differ, six treated": (0.15, 6), "schools hardly differ, four treated": (0.02, 4)}


@dataclass(frozen=True)
class Cell:
    """Draws of one cell: estimates, and how sure the method is of each."""

    estimates: np.ndarray
    inferences: tuple[Inference, ...]

    def held(self) -> int:
        return sum(found.conf_low <= EFFECT <= found.conf_high for found in self.inferences)


@pytest.fixture(scope="module", params=CELLS, ids=list(CELLS))
def cell(request: pytest.FixtureRequest) -> Cell:
    between, treated = CELLS[request.param]
    estimates, inferences = [], []
    for draw in range(DRAWS):
        pupils = drawn(stream(7, request.param, draw), between, treated)
        units = units_from_frame(
            pupils, outcome="grade", treated="treated", cluster="urn", covariates=["prior"], weight=None
        )
        made = Analysis(
            data=units, estimand=Estimand("grade", "pupils", 0, ()), treated=frozenset(), programme=frozenset(),
            design="as_given", estimator="multilevel", inference=("satterthwaite",),
        )  # fmt: skip
        estimate = point_estimate(made)
        estimates.append(estimate.estimate)
        inferences.append(satterthwaite(made, estimate, point_estimate, Options(LEVEL)))
    return Cell(np.array(estimates), tuple(inferences))


def drawn(rng: np.random.Generator, between: float, treated: int) -> pd.DataFrame:
    """Return pupils of twelve unequal schools; `between` is the share of variance that lies between them."""
    urn = np.repeat(np.arange(SCHOOLS), rng.integers(10, 60, SCHOOLS))
    prior = rng.normal(size=len(urn))
    level = np.sqrt(between) * rng.normal(size=SCHOOLS)[urn]
    noise = np.sqrt(1 - between) * rng.normal(size=len(urn))
    return pd.DataFrame(
        {
            "urn": urn,
            "treated": urn < treated,
            "prior": prior,
            "grade": EFFECT * (urn < treated) + 0.5 * prior + level + noise,
        }
    )


def naive_interval_holds(pupils: pd.DataFrame) -> bool:
    columns = pupils[["treated", "prior", "grade"]].to_numpy(dtype=float)
    fit = least_squares(cross_products(columns, pupils["urn"].to_numpy()), (0, 1), 2)
    std_error = np.sqrt(fit.inverse[1, 1] * fit.residual_ss / (fit.rows - 3))
    return bool(abs(fit.coefficients[1] - EFFECT) <= stats.norm.ppf(0.5 + LEVEL / 2) * std_error)


def test_intervals_hold_the_truth_with_twelve_schools(cell: Cell) -> None:
    assert cell.held() >= FEWEST_HELD


def test_the_estimate_is_unbiased_and_its_error_is_the_spread_of_estimates(cell: Cell) -> None:
    spread = cell.estimates.std(ddof=1)
    assert abs(cell.estimates.mean() - EFFECT) < 4 * spread / np.sqrt(DRAWS)
    predicted = np.sqrt(np.mean([found.std_error**2 for found in cell.inferences]))
    assert predicted == pytest.approx(spread, rel=SPREAD_TOLERANCE)


def test_the_bound_catches_intervals_that_ignore_schools() -> None:
    rng = np.random.default_rng(1)
    held = sum(naive_interval_holds(drawn(rng, 0.15, 6)) for _ in range(DRAWS))
    assert held < FEWEST_HELD
