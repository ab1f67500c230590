"""Simulated truth: intervals from placebo authorities hold it, for small and large authorities and hard worlds.

A small cut of ``python -m assurance.published.authorities``, with the same draws.
"""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from assurance.worlds.authorities import CELLS, Drawn, draw

SEED = 5
DRAWS = 120
# Coverage below this is not honest; rejected where so few held would come about once in a hundred runs.
HONEST = 0.93
ONCE_IN = 0.01
# In grades: a bias that no reader would see, besides two standard errors of a mean over the draws.
LARGEST_BIAS = 0.012
MONTE_CARLO = 2.0
CUT = ("middling authority", "small authority", "large authority", "and the authority lies low", "heavy tails")


@pytest.fixture(scope="module", params=CUT)
def drawn(request: pytest.FixtureRequest) -> list[Drawn]:
    return [draw(CELLS[request.param], request.param, SEED, number) for number in range(DRAWS)]


def test_intervals_hold_the_truth_for_small_and_large_authorities(drawn: list[Drawn]) -> None:
    held = sum(abs(one.error) <= one.half for one in drawn)
    assert stats.binom.cdf(held, DRAWS, HONEST) > ONCE_IN
    errors = np.array([one.error for one in drawn])
    assert abs(errors.mean()) < LARGEST_BIAS + MONTE_CARLO * errors.std(ddof=1) / np.sqrt(DRAWS)


def test_p_values_reject_where_the_interval_leaves_the_truth_out(drawn: list[Drawn]) -> None:
    assert [one.rejected for one in drawn] == [abs(one.error) > one.half for one in drawn]
