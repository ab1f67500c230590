"""Simulated truth: what is planted in invented programmes lies in the intervals, and need without link is not found.

A small cut of ``python -m assurance.simulation.programmes``.
"""

from __future__ import annotations

from functools import cache

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from assurance.simulation.programmes import CHANGE, FADES, FADING, SLOPE, SUPPORT, WORLDS, page, rows_of

DRAWS = 16
# An honest interval falls below this count once in a thousand such tests (exact binomial).
FEWEST_HELD = int(stats.binom.ppf(0.001, DRAWS, 0.95))
# A chance of 5 per cent or less is met more often than this once in a thousand such tests.
MOST_SMALL = int(stats.binom.ppf(0.999, DRAWS, 0.05))
# Standard errors of a mean over the draws; once in 10,000 tests an unbiased estimate lies further off.
MONTE_CARLO = 4.0
NONE = "nothing planted"
CELLS = [(topic, world) for topic in (SLOPE, CHANGE) for world in WORLDS] + [(FADING, world) for world in FADES]


@cache
def drawn() -> pd.DataFrame:
    return pd.DataFrame([row for draw in range(DRAWS) for row in rows_of(draw)])


def of(topic: str, world: str) -> pd.DataFrame:
    rows = drawn()
    return rows[(rows["topic"] == topic) & (rows["world"] == world)]


@pytest.mark.parametrize(("topic", "world"), CELLS)
def test_intervals_hold_what_was_planted(topic: str, world: str) -> None:
    rows = of(topic, world)
    error = rows["estimate"] - rows["truth"]
    assert len(rows) == DRAWS
    assert rows["held"].sum() >= FEWEST_HELD
    assert abs(error.mean()) < MONTE_CARLO * error.std(ddof=1) / np.sqrt(DRAWS)


def test_the_bound_catches_estimates_that_miss_what_was_planted() -> None:
    """Estimates of programmes with nothing planted, held against what the shipped ones hold, fall short."""
    for topic, planted in ((CHANGE, 0.3), (FADING, -2.5)):
        rows = of(topic, NONE)
        error = rows["estimate"] - planted
        assert abs(error.mean()) > MONTE_CARLO * error.std(ddof=1) / np.sqrt(DRAWS)
        assert ((rows["estimate"] - planted).abs() <= rows["width"] / 2).sum() < FEWEST_HELD


def test_support_that_follows_need_is_found_and_support_that_does_not_is_not() -> None:
    assert of(SUPPORT, "as shipped")["small"].sum() > MOST_SMALL
    assert of(SUPPORT, NONE)["small"].sum() <= MOST_SMALL


def test_the_page_has_a_row_for_each_topic_and_world() -> None:
    told = page(drawn(), DRAWS, 1.0, "1 May 2026")
    assert all(f"| {topic} | {world} |" in told for topic, world in CELLS)
    assert f"| {NONE} | 0.00 |" in told
    assert "Digest of the code tested" in told
