"""Simulated truth: intervals by schools hold a known leniency and agreement as often as they say.

A cut of ``python -m assurance.simulation.department_reviews``.
"""

from __future__ import annotations

import pandas as pd
import pytest
from scipy import stats

from assurance.simulation.department_reviews import STATISTICS, fit_of, held_of, page

DRAWS, SCHOOLS, LEVEL, REFUSED_AT = 150, 19, 0.95, 0.01


@pytest.fixture(scope="module")
def held() -> pd.DataFrame:
    return pd.DataFrame([row for draw in range(DRAWS) for row in held_of(SCHOOLS, draw)])


@pytest.mark.parametrize("figure", [statistic.__name__ for statistic in STATISTICS])
def test_intervals_by_schools_hold_the_truth_as_often_as_they_say(held: pd.DataFrame, figure: str) -> None:
    inside = int(held.loc[held["figure"] == figure, "held"].sum())
    assert stats.binomtest(inside, DRAWS, LEVEL, alternative="less").pvalue > REFUSED_AT


def test_the_page_gives_each_share_with_its_exact_interval(held: pd.DataFrame) -> None:
    fits = pd.DataFrame([fit_of(5, "pays no heed", draw) for draw in range(4)]).assign(small=[True, True, False, False])
    told = page(held, fits, DRAWS, 1.0, "1 May 2026")
    # Two of four: Clopper and Pearson give 6.8 to 93.2 per cent.
    assert "| pays no heed | 5 | 50.0 (6.8 to 93.2) |" in told
    assert "Digest of the code tested" in told
