"""Work between schools is told from its reference only where something beyond numbers of links is there.

A small cut of ``python -m assurance.simulation.networks``.
"""

from __future__ import annotations

from functools import cache

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from assurance.simulation.networks import LEVEL, NOTHING, WORLDS, seen

DRAWS = 40
# Schools of a network that is drawn, not enumerated.
MANY = 9
# An honest reference is exceeded oftener than this once in a thousand such tests (exact binomial).
MOST_TOLD = int(stats.binom.ppf(0.999, DRAWS, LEVEL))
FEWEST_HELD = int(stats.binom.ppf(0.001, DRAWS, 0.95))
# Standard errors of a mean over the draws; once in 400 runs an unbiased reference lies further off.
MONTE_CARLO = 3.0
STATISTICS = ("pairs that went on", "change in threes")


@cache
def drawn(schools: int, world: int) -> pd.DataFrame:
    return pd.DataFrame([row for draw in range(DRAWS) for row in seen(schools, WORLDS[world], draw)])


def of(schools: int, world: int, statistic: str) -> pd.DataFrame:
    found = drawn(schools, world)
    return found[found["statistic"] == statistic]


@pytest.mark.parametrize("statistic", STATISTICS)
@pytest.mark.parametrize("schools", [5, MANY])
def test_where_nothing_is_planted_the_reference_holds(schools: int, statistic: str) -> None:
    found = of(schools, WORLDS.index(NOTHING), statistic)
    assert found["told"].sum() <= MOST_TOLD
    assert found["held"].sum() >= FEWEST_HELD
    apart = found["apart"].astype(float)
    assert abs(apart.mean()) <= MONTE_CARLO * apart.std(ddof=1) / np.sqrt(DRAWS)


def test_partners_who_go_on_are_told_oftener_than_chance_would() -> None:
    assert of(MANY, 1, STATISTICS[0])["told"].sum() > MOST_TOLD


def test_five_schools_can_tell_little_whatever_happened() -> None:
    assert of(5, 1, STATISTICS[0])["told"].sum() < of(MANY, 1, STATISTICS[0])["told"].sum()
