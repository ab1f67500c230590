"""Area and school variance agree with whole matrices in R: expected sums of squares as traces, two equations solved."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from evalkit.numeric.variance_pair import variance_pair

HERE = Path(__file__).parent
# R solves with 71 by 71 matrices and prints 15 digits.
TOLERANCE = 1e-8
SETS = {
    "none": (),
    "numbers": ("ks2", "disadvantaged", "pupils"),
    "numbers_and_strata": ("ks2", "disadvantaged", "pupils", "mixed"),
}


@pytest.mark.golden(gating=True)
@pytest.mark.parametrize("columns", SETS)
def test_both_variances_and_the_predicted_sd_are_those_of_whole_matrices(columns: str) -> None:
    schools = pd.read_csv(HERE / "data" / "schools80.csv").assign(mixed=lambda rows: rows["gender"] == "mixed")
    eligible = schools[schools["area"] != 100]
    pair = variance_pair(
        (eligible["after"] - eligible["before"]).to_numpy(),
        eligible[list(SETS[columns])].to_numpy(dtype=float),
        eligible["area"].to_numpy(),
    )
    read = pd.read_csv(HERE / "variance_pair.out", comment="#").set_index(["columns", "name"])["value"]
    printed = read[columns]
    assert not pair.truncated
    ours = {
        "area": pair.area,
        "school": pair.school,
        "ssb": pair.mean_square_between * pair.df_between,
        "ssw": pair.mean_square_within * pair.df_within,
        "df_between": pair.df_between,
        "df_within": pair.df_within,
        "predicted_sd": float(np.sqrt(pair.predicted(*_squares(schools)))),
    }
    for name, value in ours.items():
        assert value == pytest.approx(printed[name], rel=TOLERANCE), name


@pytest.mark.golden(gating=True)
def test_the_matrices_output_says_which_version_made_it() -> None:
    assert "R version" in (HERE / "variance_pair.out").read_text(encoding="utf-8").splitlines()[0]


def _squares(schools: pd.DataFrame) -> tuple[float, float]:
    """Return sums of squared weights over areas and schools: eight treated against all of their stratum elsewhere."""
    treated = schools["treated"] / schools["treated"].sum()
    elsewhere = schools["area"] != 100
    donor = pd.Series(0.0, index=schools.index)
    for gender, share in treated.groupby(schools["gender"]).sum().items():
        alike = elsewhere & (schools["gender"] == gender)
        donor[alike] += share / alike.sum()
    areas = [weight.groupby(schools["area"]).sum() for weight in (treated, donor)]
    return tuple(sum(float((part**2).sum()) for part in pair) for pair in (areas, (treated, donor)))
