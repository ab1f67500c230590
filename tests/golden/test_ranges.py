"""How many standard errors a range of Student's t reaches agrees with R."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from evalkit.inference.parts.ranges import range_at
from evalkit.records.estimate import Inference

OUT = Path(__file__).parent / "ranges.out"
# R prints 15 digits.
TOLERANCE = 1e-12


@pytest.mark.golden(gating=True)
def test_ranges_of_t_are_those_of_r() -> None:
    read = pd.read_csv(OUT, comment="#")
    assert len(read) == 32
    whole = {float(row["df"]): float(row["times"]) for _, row in read[read["level"] == 0.95].iterrows()}
    for _, row in read.iterrows():
        df, widest = float(row["df"]), whole[float(row["df"])]
        sure = Inference("t", 0.2, df, 1 - 0.2 * widest, 1 + 0.2 * widest, 0.95, 0.4, "", "")
        half = 0.2 * float(row["times"])
        assert range_at(sure, float(row["level"])) == pytest.approx((1 - half, 1 + half), rel=TOLERANCE)


@pytest.mark.golden(gating=True)
def test_the_output_of_ranges_says_which_version_made_it() -> None:
    assert "R version" in OUT.read_text(encoding="utf-8").splitlines()[0]
