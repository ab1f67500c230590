"""Simulated truth: support that pays no heed to needs seldom looks as if it did, and support that does is noticed.

A cut of ``python -m assurance.simulation.department_reviews``.
"""

from __future__ import annotations

import pytest
from scipy import stats

from assurance.simulation.department_reviews import ALPHA, fit_of

DRAWS, SCHOOLS, REFUSED_AT = 500, 6, 0.01


@pytest.fixture(scope="module")
def small() -> dict[str, int]:
    return {
        world: sum(bool(fit_of(SCHOOLS, world, draw)["small"]) for draw in range(DRAWS))
        for world in ("pays no heed", "pays heed")
    }


def test_support_that_pays_no_heed_is_rarely_taken_for_fit(small: dict[str, int]) -> None:
    found = stats.binomtest(small["pays no heed"], DRAWS, ALPHA, alternative="greater")
    assert found.pvalue > REFUSED_AT


def test_support_that_pays_heed_is_noticed_far_more_often(small: dict[str, int]) -> None:
    assert small["pays heed"] > 5 * max(small["pays no heed"], 1)
