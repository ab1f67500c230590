"""Both parts of the variance of an area's change agree with weighted least squares on squared residuals in R."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from evalkit.numeric.size_variance import size_variance

HERE = Path(__file__).parent
# R solves with 72 by 72 matrices and prints 15 digits; four rounds of a weighted fit.
TOLERANCE = 1e-8
SETS = {"none": (), "numbers": ("ks2", "disadvantaged")}


@pytest.mark.golden(gating=True)
@pytest.mark.parametrize("columns", SETS)
def test_both_parts_are_those_of_whole_matrices_in_r(columns: str) -> None:
    schools = pd.read_csv(HERE / "data" / "schools80.csv")
    rows = schools[schools["area"] != 100]
    side = np.where(np.arange(len(rows)) % 2 == 0, 1.0, -1.0)
    pupils = rows["pupils"].to_numpy(dtype=float)
    change = (rows["after"] - rows["before"]).to_numpy() + side * np.sqrt(0.2 + 40.0 / pupils)
    found = size_variance(change, rows[list(SETS[columns])].to_numpy(dtype=float), pupils)
    read = pd.read_csv(HERE / "size_variance.out", comment="#").set_index(["columns", "name"])["value"]
    assert found.shared == pytest.approx(read[columns, "shared"], rel=TOLERANCE)
    assert found.by_pupils == pytest.approx(read[columns, "by_pupils"], rel=TOLERANCE)


@pytest.mark.golden(gating=True)
def test_the_output_of_sizes_says_which_version_made_it() -> None:
    assert "R version" in (HERE / "size_variance.out").read_text(encoding="utf-8").splitlines()[0]
