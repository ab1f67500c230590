"""Matched schools agree with R: donors with MatchIt, the estimate with lm, balance with the formulas written out."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from evalkit.analysis.compare import compare
from evalkit.analysis.point import point_estimate
from evalkit.design.matched import Options
from evalkit.design.parts.options import VariableYear
from evalkit.records.analysis import Analysis
from tests.golden import make_schools
from tests.support.panels import analysis_of, panel_of

HERE = Path(__file__).parent
# R prints 15 digits; both sides add and divide a few dozen numbers in double precision.
TOLERANCE = 1e-10
MATCHED_ON = ("ks2", "disadvantaged", "pupils")
RATIOS = (1, 3, 5)
WEIGHTINGS = ("schools", "pupils")


@cache
def printed() -> pd.DataFrame:
    """Return R's numbers by part, name and place."""
    read = pd.read_csv(HERE / "matching.out", comment="#", dtype={"name": str, "place": str})
    return read.set_index(["part", "name", "place"])["value"].sort_index()


def analysis(ratio: int, weighting: str) -> Analysis:
    """Return the analysis of the 80 schools that the R script makes."""
    schools = pd.read_csv(HERE / "data" / "schools80.csv", dtype={"area": str}).rename(columns={"school": "unit"})
    shared = schools.assign(urn=schools["unit"], area_name="Area " + schools["area"], pupils=schools["pupils"] * 1.0)
    years = [
        shared.drop(columns=["treated", "before", "after"]).assign(year=year, p8_maths=schools[name])
        for year, name in ((2017, "before"), (2019, "after"))
    ]
    treated = frozenset(schools.loc[schools["treated"] == 1, "unit"].tolist())
    plain = analysis_of(panel_of(pd.concat(years)))
    return plain.change(
        treated=treated,
        programme=treated,
        estimand=replace(plain.estimand, weighting=weighting),
        design_options=Options(
            exact=("gender",),
            nearest=tuple(VariableYear(name, 2017) for name in MATCHED_ON),
            ratio=ratio,
            minimum_effective_ratio=0.0,
            largest_smd=9.0,
        ),
    )


@pytest.mark.golden(gating=True)
@pytest.mark.parametrize("ratio", RATIOS)
def test_nearest_donors_agree_with_matchit(ratio: int) -> None:
    pool = compare(analysis(ratio, "schools")).pool
    assert pool is not None
    assert pool.donors is not None
    for row in np.flatnonzero(pool.treated):
        school = str(pool.unit[row])
        donors = pool.donors[row]
        assert pool.unit[donors].tolist() == printed()[f"donor{ratio}", school].tolist()
        distance = np.linalg.norm(pool.coordinates[donors] - pool.coordinates[row], axis=1)
        np.testing.assert_allclose(distance, printed()[f"distance{ratio}", school], atol=TOLERANCE, rtol=0)


@pytest.mark.golden(gating=True)
@pytest.mark.parametrize("weighting", WEIGHTINGS)
@pytest.mark.parametrize("ratio", RATIOS)
def test_weighted_estimate_agrees_with_least_squares_in_r(ratio: int, weighting: str) -> None:
    ours = point_estimate(analysis(ratio, weighting)).estimate
    for way in ("least squares", "changes"):
        assert abs(ours - printed()["estimate", f"{weighting}{ratio}", way]) < TOLERANCE


@pytest.mark.golden(gating=True)
@pytest.mark.parametrize("weighting", WEIGHTINGS)
@pytest.mark.parametrize("ratio", RATIOS)
def test_balance_agrees_with_its_formulas_in_r(ratio: int, weighting: str) -> None:
    shown = compare(analysis(ratio, weighting)).balance
    assert shown is not None
    name = f"{weighting}{ratio}"
    rows = {row.variable: row for row in shown.rows}
    for covariate, variable in [*((c, f"{c} 2017") for c in MATCHED_ON), ("before", "outcome 2017")]:
        assert abs(rows[variable].smd_after - printed()["smd", name, covariate]) < TOLERANCE
        assert abs(rows[variable].smd_before - printed()["smd before", name, covariate]) < TOLERANCE
    assert shown.effective_units == pytest.approx(printed()["effective", name, "schools"], rel=TOLERANCE)
    assert shown.effective_areas == pytest.approx(printed()["effective", name, "areas"], rel=TOLERANCE)
    assert shown.largest_weight == pytest.approx(printed()["effective", name, "largest weight"], rel=TOLERANCE)


@pytest.mark.golden(gating=True)
def test_the_output_says_which_versions_made_it_and_the_schools_are_those_of_the_script(tmp_path: Path) -> None:
    first = (HERE / "matching.out").read_text(encoding="utf-8").splitlines()[0]
    assert "R version" in first
    assert "MatchIt" in first
    make_schools.write(tmp_path / "schools80.csv")
    assert (tmp_path / "schools80.csv").read_bytes() == (HERE / "data" / "schools80.csv").read_bytes()
