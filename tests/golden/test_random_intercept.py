"""Random-intercept models agree with R's lme4 and lmerTest on our own small data."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from evalkit.numeric.crossproducts import cross_products
from evalkit.numeric.random_intercept import RandomIntercept, random_intercept

HERE = Path(__file__).parent

# lme4 stops its search where the deviance no longer changes, which leaves the variances at about 3e-7 even
# with the tightest setting it takes; ours is the root of the exact derivative.
VARIANCE_TOLERANCE = 1e-6
ESTIMATE_TOLERANCE = 2e-7
SE_TOLERANCE = 1e-6
# The deviance is flat at its optimum, so that the search's rest does not show in it.
LIKELIHOOD_TOLERANCE = 1e-10
# lmerTest differentiates numerically; ours is a closed form.
DF_TOLERANCE = 1e-6

COLUMNS = ("treated", "prior", "disadvantaged", "grade", "flat")
MODELS: dict[str, tuple[tuple[int, ...], int]] = {
    "empty": ((), 3),
    "covariates": ((0, 1, 2), 3),
    "singular": ((0, 1, 2), 4),
}


def fitted(model: str, likelihood: str) -> tuple[RandomIntercept, dict[str, float]]:
    """Return our fit of one model and what R printed for it."""
    pupils = pd.read_csv(HERE / "data" / "pupils14.csv")
    products = cross_products(pupils[list(COLUMNS)].to_numpy(dtype=float), pupils["school"].to_numpy())
    printed = pd.read_csv(HERE / "random_intercept.out", comment="#")
    picked = printed[(printed["model"] == model) & (printed["likelihood"] == likelihood)]
    regressors, outcome = MODELS[model]
    ours = random_intercept(products, regressors, outcome, likelihood=likelihood)
    return ours, dict(zip(picked["quantity"], picked["value"], strict=True))


@pytest.mark.golden(gating=True)
@pytest.mark.parametrize("likelihood", ["REML", "ML"])
@pytest.mark.parametrize("model", MODELS)
def test_variances_and_likelihood_are_those_of_lme4(model: str, likelihood: str) -> None:
    ours, printed = fitted(model, likelihood)
    assert ours.singular == (model == "singular")
    np.testing.assert_allclose(ours.variance_between, printed["variance_between"], rtol=VARIANCE_TOLERANCE)
    np.testing.assert_allclose(ours.variance_within, printed["variance_within"], rtol=VARIANCE_TOLERANCE)
    np.testing.assert_allclose(ours.log_likelihood, printed["log_likelihood"], atol=LIKELIHOOD_TOLERANCE, rtol=0)


@pytest.mark.golden(gating=True)
@pytest.mark.parametrize("likelihood", ["REML", "ML"])
@pytest.mark.parametrize("model", MODELS)
def test_fixed_effects_and_their_errors_are_those_of_lme4(model: str, likelihood: str) -> None:
    ours, printed = fitted(model, likelihood)
    names = ["(Intercept)", *(COLUMNS[place] for place in MODELS[model][0])]
    for place, name in enumerate(names):
        assert ours.coefficients[place] == pytest.approx(printed[f"estimate {name}"], rel=ESTIMATE_TOLERANCE)
        assert ours.std_errors[place] == pytest.approx(printed[f"std_error {name}"], rel=SE_TOLERANCE)


@pytest.mark.golden(gating=True)
@pytest.mark.parametrize("model", MODELS)
def test_satterthwaite_degrees_of_freedom_are_those_of_lmertest(model: str) -> None:
    ours, printed = fitted(model, "REML")
    names = ["(Intercept)", *(COLUMNS[place] for place in MODELS[model][0])]
    for place, name in enumerate(names):
        _, df = ours.satterthwaite(np.eye(len(names))[place])
        assert df == pytest.approx(printed[f"df {name}"], rel=DF_TOLERANCE)
