"""Published data sets give the numbers that R gives; run where the tables are present."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from evalkit.numeric.cluster_robust import cluster_robust
from evalkit.numeric.crossproducts import cross_products
from evalkit.numeric.random_intercept import random_intercept

# The printed digits: ten of closed forms, eight or nine of what lme4's search leaves.
CLOSED_FORM = 5e-8
SEARCHED = 2e-6
LIKELIHOOD = 5e-5
# lmerTest's and clubSandwich's degrees of freedom as printed, seven digits or more.
DF = 2e-6

# Columns of the examination data in the order in which products are formed.
READING, SINGLE, SCORE = 0, 1, 2


@pytest.fixture(scope="module")
def exam(realdata: Path) -> pd.DataFrame:
    """Return the London examination data: 4,059 pupils in 65 schools."""
    table = pd.read_csv(realdata / "classic" / "exam.csv")
    return table.assign(single=(table["type"] == "Sngl").astype(float))


@pytest.fixture(scope="module")
def trial(realdata: Path) -> pd.DataFrame:
    """Return a cluster-randomised trial: 265 pupils in 22 schools."""
    return pd.read_csv(realdata / "classic" / "crtData.csv")


# Fitted with lme4 1.1-31 and lmerTest 3.1-3 in R 4.2.2: regressors, likelihood; coefficients, standard errors
# (None where not noted), variance between, variance within, log-likelihood (None where not noted).
EXAM_MODELS = {
    "null": ((), "REML", (-0.01325213,), None, 0.17159955, 0.84775767, -5507.32727),
    "reading": (
        (READING,), "REML", (0.002322823, 0.563306914), (0.04035436, 0.01246796),
        0.093838988, 0.565865310, -4684.382644,
    ),
    "reading, ML": (
        (READING,), "ML", (0.002390757, 0.563371165), (0.04002270, 0.01246540),
        0.092129274, 0.565731004, -4678.6216,
    ),
    "reading and type": (
        (READING, SINGLE), "REML", (-0.087278088, 0.563668632, 0.195856196), (0.05261409, 0.01246247, 0.07763402),
        0.08538853, 0.56589117, None,
    ),
}  # fmt: skip


@pytest.mark.golden
@pytest.mark.parametrize("model", EXAM_MODELS)
def test_random_intercepts_agree_on_the_london_examination_data(exam: pd.DataFrame, model: str) -> None:
    regressors, likelihood, coefficients, errors, between, within, log_likelihood = EXAM_MODELS[model]
    products = cross_products(exam[["standLRT", "single", "normexam"]].to_numpy(), exam["school"].to_numpy())
    fit = random_intercept(products, regressors, SCORE, likelihood=likelihood)
    np.testing.assert_allclose(fit.coefficients, coefficients, rtol=SEARCHED)
    if errors is not None:
        np.testing.assert_allclose(fit.std_errors, errors, rtol=SEARCHED)
    np.testing.assert_allclose([fit.variance_between, fit.variance_within], [between, within], rtol=SEARCHED)
    if log_likelihood is not None:
        assert fit.log_likelihood == pytest.approx(log_likelihood, abs=LIKELIHOOD)


@pytest.mark.golden
def test_degrees_of_freedom_agree_on_the_london_examination_data(exam: pd.DataFrame) -> None:
    products = cross_products(exam[["standLRT", "single", "normexam"]].to_numpy(), exam["school"].to_numpy())
    fit = random_intercept(products, (READING, SINGLE), SCORE)
    assert fit.satterthwaite(np.array([0.0, 0.0, 1.0]))[1] == pytest.approx(59.32002, rel=DF)
    assert random_intercept(products, (), SCORE).intraclass_correlation == pytest.approx(0.168340937, rel=SEARCHED)


# clubSandwich 0.5.8: estimate; CR1S and CR2 standard error, degrees of freedom, p.
EXAM_ROBUST = {
    "(Intercept)": (-0.096082858, (0.045584730, 27.164420, 0.044415570), (0.045942241, 26.531718, 0.046206428)),
    "standLRT": (0.594418520, (0.022814407, 51.922787, 1.75e-31), (0.022991035, 51.444615, 3.83e-31)),
    "single": (0.203793890, (0.072697163, 51.391639, 0.0071185152), (0.073594129, 50.637843, 0.0078342250)),
}
# Where R printed three digits of a p-value.
THREE_DIGITS = 2e-3


@pytest.mark.golden
@pytest.mark.parametrize("correction", ["CR1S", "CR2"])
def test_robust_errors_agree_on_the_london_examination_data(exam: pd.DataFrame, correction: str) -> None:
    columns = np.column_stack([np.ones(len(exam)), exam[["standLRT", "single"]].to_numpy()])
    fit = cluster_robust(exam["normexam"].to_numpy(), columns, exam["school"].to_numpy(), correction=correction)
    for place, (estimate, stata, bias_reduced) in enumerate(EXAM_ROBUST.values()):
        std_error, df, p_value = stata if correction == "CR1S" else bias_reduced
        assert fit.coefficients[place] == pytest.approx(estimate, rel=CLOSED_FORM)
        assert fit.std_errors[place] == pytest.approx(std_error, rel=CLOSED_FORM)
        assert fit.df[place] == pytest.approx(df, rel=CLOSED_FORM)
        assert fit.p_values[place] == pytest.approx(p_value, rel=THREE_DIGITS if p_value < 1e-9 else DF)


@pytest.mark.golden
def test_a_cluster_randomised_trial_gives_the_multilevel_numbers_of_lme4(trial: pd.DataFrame) -> None:
    columns = trial[["Intervention", "Prettest", "Posttest"]].to_numpy(dtype=float)
    products = cross_products(columns, trial["School"].to_numpy())
    fit = random_intercept(products, (0, 1), 2)
    std_error, df = fit.satterthwaite(np.array([0.0, 1.0, 0.0]))
    np.testing.assert_allclose(fit.coefficients[1:], [3.10970863, 1.78893081], rtol=SEARCHED)
    assert std_error == pytest.approx(1.209382568, rel=SEARCHED)
    assert df == pytest.approx(15.66789, rel=DF)
    np.testing.assert_allclose([fit.variance_between, fit.variance_within], [5.67372338, 14.7793987], rtol=SEARCHED)
    assert fit.intraclass_correlation == pytest.approx(0.277401335, rel=SEARCHED)
    null = random_intercept(products, (), 2)
    np.testing.assert_allclose([null.variance_between, null.variance_within], [6.59186946, 19.6644313], rtol=SEARCHED)
    assert null.intraclass_correlation == pytest.approx(0.251058576, rel=SEARCHED)


@pytest.mark.golden
def test_a_cluster_randomised_trial_gives_the_robust_numbers_of_clubsandwich(trial: pd.DataFrame) -> None:
    columns = np.column_stack([np.ones(len(trial)), trial[["Intervention", "Prettest"]].to_numpy(dtype=float)])
    fit = cluster_robust(trial["Posttest"].to_numpy(), columns, trial["School"].to_numpy())
    assert fit.coefficients[1] == pytest.approx(3.0240497, rel=CLOSED_FORM)
    assert fit.std_errors[1] == pytest.approx(1.4625572, rel=CLOSED_FORM)
    assert fit.df[1] == pytest.approx(11.714127, rel=CLOSED_FORM)
    assert fit.p_values[1] == pytest.approx(0.061500968, rel=DF)
