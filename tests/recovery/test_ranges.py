"""Simulated truth: ranges of 50 and 80 per cent hold it as often as they say, by placebos, by sets and by t.

A cut of ``python -m assurance.simulation.ranges``, in standardised estimates alone.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest
from scipy import special, stats

from assurance.simulation.ranges import page, rows_of
from evalkit.inference.parts.ranges import range_at
from evalkit.numeric.placebo import placebo_interval, placebo_set_interval
from evalkit.records.details import Detail, PlaceboAreas, PlaceboSets
from evalkit.records.estimate import Inference

DRAWS, AREAS, SETS, SCHOOLS = 400, 99, 20, 8
SD, REFUSED_AT = 0.1, 0.01


def sure_of(ends: tuple[float, float], df: float = float("nan"), sd: float = SD, *details: Detail) -> Inference:
    return Inference("theirs", sd, df, *ends, 0.95, 0.4, "", "", details)


def by_areas(rng: np.random.Generator) -> Inference:
    own, others = rng.normal(), rng.normal(size=AREAS)
    found = placebo_interval(SD * own, SD, others, 0.95)
    table = pd.DataFrame({"standardised": others})
    return sure_of(
        (found.conf_low, found.conf_high), float("nan"), SD, PlaceboAreas(table=table, critical=found.critical)
    )


def by_sets(rng: np.random.Generator) -> Inference:
    # Sets of one area share what moved it.
    shared, own = rng.normal(size=(AREAS + 1, 1)), rng.normal(size=(AREAS + 1, SETS))
    values = (shared + own) / np.sqrt(2)
    each = tuple(values[1:])
    found = placebo_set_interval(SD * float(values[0, 0]), SD, each, 0.95)
    shown = PlaceboSets(pd.DataFrame({"sets": [SETS] * AREAS}), found.critical, 0, 5, (), each)
    return sure_of((found.conf_low, found.conf_high), float("nan"), SD, shown)


def by_t(rng: np.random.Generator) -> Inference:
    values = rng.normal(size=SCHOOLS)
    sd, df = float(values.std(ddof=1) / np.sqrt(SCHOOLS)), SCHOOLS - 1.0
    half = float(special.stdtrit(df, 0.975)) * sd
    return sure_of((values.mean() - half, values.mean() + half), df, sd)


@pytest.mark.parametrize("level", [0.5, 0.8])
@pytest.mark.parametrize("drawn", [by_areas, by_sets, by_t])
def test_ranges_hold_the_truth_as_often_as_they_say(
    drawn: Callable[[np.random.Generator], Inference], level: float
) -> None:
    rng = np.random.default_rng(20261128)
    ranges = [range_at(drawn(rng), level) for _ in range(DRAWS)]
    held = sum(found is not None and found[0] <= 0 <= found[1] for found in ranges)
    assert stats.binomtest(held, DRAWS, level).pvalue > REFUSED_AT


def test_a_draw_of_the_long_run_has_a_range_of_each_inference() -> None:
    rows = pd.DataFrame(rows_of("levels drift, shocks normal", 0))
    assert set(rows["by"]) == {"placebo_areas", "placebo_sets", "placebo_authorities", "variance_components"}
    assert (rows["0.5"] <= rows["0.8"]).all() and (rows["0.8"] <= rows["0.95"]).all()


def test_the_page_gives_each_share_with_its_exact_interval() -> None:
    row = {"cell": "a world", "question": "all schools", "by": "placebo_areas", "0.8": True, "0.95": True}
    seen = pd.DataFrame([{**row, "0.5": place < 2} for place in range(4)])
    told = page(seen, 4, 1.0, "1 May 2026")
    # Two of four: Clopper and Pearson give 6.8 to 93.2 per cent.
    assert "| a world | all schools | placebo_areas | 50.0 (6.8 to 93.2) | 100.0 (39.8 to 100.0) |" in told
    assert "4 draws a" in told and "Digest of the code tested" in told
