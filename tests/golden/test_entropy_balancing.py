"""Balancing weights agree with R's optimiser on the dual, and with the figures that WeightIt publishes for lalonde."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from evalkit.analysis.compare import compare
from evalkit.analysis.point import point_estimate
from evalkit.design.parts.options import VariableYear
from evalkit.design.weighted import Options
from evalkit.numeric.entropy_balancing import EntropyWeights, entropy_weights
from evalkit.records.analysis import Analysis
from tests.support.panels import analysis_of, panel_of

HERE = Path(__file__).parent
# Both sides stop when means agree to twelve digits; a weight then agrees to ten.
EXACT = 1e-10
# R's search with bounds, for a tolerance, stops when the function's digits are used up, which leaves half of them.
BOUNDED = 1e-7
THREE = tuple(VariableYear(name, 2017) for name in ("ks2", "disadvantaged", "pupils"))
LIFTED = {"minimum_effective_ratio": 0.0, "largest_smd": 9.0}
PARTS: dict[str, tuple[dict[str, object], str, float]] = {
    "means": ({"nearest": THREE}, "schools", EXACT),
    "pupils": ({"nearest": THREE, "base": "pupils"}, "pupils", EXACT),
    "variances": ({"nearest": THREE[:2], "variances": True}, "schools", EXACT),
    "tolerance": ({"nearest": THREE, "tolerance": 0.1}, "schools", BOUNDED),
    "kinds": ({"nearest": THREE, "exact": ("gender",)}, "schools", EXACT),
    "kinds within a tolerance": (
        {"nearest": THREE, "exact": ("gender",), "tolerance": 0.05}, "schools", BOUNDED,
    ),
}  # fmt: skip
# vignette("WeightIt") of WeightIt, entropy balancing for the ATT on lalonde, as it prints them. Its weights are those
# of controls with each treated person counting once.
PUBLISHED_ATT = 1273
PUBLISHED_EFFECTIVE = 98.46
PUBLISHED_LARGEST = (3.073, 3.235, 3.45, 3.897, 4.062)
PUBLISHED_VARIATION = 1.834
PUBLISHED_ENTROPY = 1.101


@cache
def printed() -> pd.Series:
    """Return R's numbers by part and name."""
    read = pd.read_csv(HERE / "entropy_balancing.out", comment="#", dtype={"name": str})
    return read.set_index(["part", "name"])["value"].sort_index()


def analysis(options: dict[str, object], weighting: str) -> Analysis:
    """Return the analysis of the 80 schools that the R script reads."""
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
        design="weighted",
        design_options=Options(**options, **LIFTED),
    )


@pytest.mark.golden(gating=True)
@pytest.mark.parametrize("part", PARTS)
def test_weights_agree_with_optimisers_in_r(part: str) -> None:
    options, weighting, tolerance = PARTS[part]
    comparison = compare(analysis(options, weighting))
    theirs = printed()[part]
    donors = comparison.frame[~comparison.frame["treated"]].drop_duplicates("unit").set_index("unit")["weight"]
    expected = theirs.drop(["effective", "estimate"])
    # A school whose weight is next to nothing is left out.
    ours = donors.set_axis(donors.index.astype(str)).reindex(expected.index).fillna(0.0)
    assert len(donors) > 60
    assert np.abs(ours.to_numpy() - expected.to_numpy()).max() < tolerance
    assert comparison.balance is not None
    assert comparison.balance.effective_units == pytest.approx(theirs["effective"], rel=10 * tolerance)
    assert abs(point_estimate(analysis(options, weighting)).estimate - theirs["estimate"]) < 10 * tolerance


def lalonde_weights(table: pd.DataFrame) -> tuple[EntropyWeights, float]:
    """Return the weights of the controls, and the effect on the treated."""
    race = table["race"]
    numbers = table[["age", "educ", "married", "nodegree", "re74", "re75"]].assign(
        black=race == "black", hispanic=race == "hispan"
    )
    treated, columns = table["treat"].to_numpy() == 1, numbers.to_numpy(dtype=float)
    found = entropy_weights(columns[~treated], columns[treated].mean(axis=0), columns[~treated].std(axis=0, ddof=1))
    outcome = table["re78"].to_numpy()
    return found, float(outcome[treated].mean() - found.weights @ outcome[~treated])


@pytest.mark.golden
def test_the_lalonde_figures_are_those_of_r_and_those_weightit_publishes(realdata: Path) -> None:
    found, effect = lalonde_weights(pd.read_csv(realdata / "classic" / "lalonde.csv"))
    theirs, number = printed()["lalonde"], len(found.weights)
    assert effect == pytest.approx(theirs["estimate"], rel=EXACT)
    assert found.effective == pytest.approx(theirs["effective"], rel=EXACT)
    assert found.weights.max() == pytest.approx(theirs["largest weight"], rel=EXACT)
    assert found.weights.min() == pytest.approx(theirs["smallest weight"], rel=1e3 * EXACT)
    relative = found.weights * number
    assert round(effect) == PUBLISHED_ATT
    assert round(found.effective, 2) == PUBLISHED_EFFECTIVE
    assert tuple(np.round(np.sort(found.weights * 185)[-5:], 3).tolist()) == PUBLISHED_LARGEST
    assert round(float(relative.std(ddof=1)), 3) == PUBLISHED_VARIATION
    assert round(float((relative * np.log(relative)).mean()), 3) == PUBLISHED_ENTROPY


@pytest.mark.golden(gating=True)
def test_the_lalonde_run_in_r_gives_the_figures_weightit_publishes() -> None:
    theirs = printed()["lalonde"]
    assert round(theirs["estimate"]) == PUBLISHED_ATT
    assert round(theirs["effective"], 2) == PUBLISHED_EFFECTIVE
    assert round(185 * theirs["largest weight"], 3) == PUBLISHED_LARGEST[-1]


@pytest.mark.golden(gating=True)
def test_the_balancing_output_says_which_versions_made_it() -> None:
    first = (HERE / "entropy_balancing.out").read_text(encoding="utf-8").splitlines()[0]
    assert "R version" in first
    assert "MatchIt" in first
