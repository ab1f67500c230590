from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import optimize

from evalkit.core.errors import EstimationError
from evalkit.numeric.crossproducts import cross_products
from evalkit.numeric.random_intercept import RandomIntercept, random_intercept

# Two ways through the same closed form.
CLOSED_FORM = 1e-8
# A minimum found by function values alone is known to the root of rounding.
BY_VALUES = 1e-5
# Second differences of the deviance keep about five digits.
BY_DIFFERENCES = 1e-4


def made(seed: int = 2, between: float = 0.7) -> tuple[np.ndarray, np.ndarray]:
    """Return columns (treated, covariate, outcome) and clusters: 10 schools of 3 to 14 pupils."""
    rng = np.random.default_rng(seed)
    cluster = np.repeat(np.arange(10), rng.integers(3, 15, 10))
    treated, covariate = (cluster % 2).astype(float), rng.normal(100, 15, len(cluster))
    outcome = 0.4 * treated + 0.02 * covariate + between * rng.normal(size=10)[cluster] + rng.normal(size=len(cluster))
    return np.column_stack([treated, covariate, outcome]), cluster


def fitted(columns: np.ndarray, cluster: np.ndarray, likelihood: str = "REML") -> RandomIntercept:
    return random_intercept(cross_products(columns, cluster), (0, 1), 2, likelihood=likelihood)


def deviance(variances: np.ndarray, columns: np.ndarray, cluster: np.ndarray, likelihood: str) -> float:
    """Return -2 log-likelihood from whole matrices, straight from the normal density."""
    x, y = np.column_stack([np.ones(len(columns)), columns[:, :2]]), columns[:, 2]
    whole = variances[0] * (cluster[:, None] == cluster) + variances[1] * np.eye(len(y))
    inverse = np.linalg.inv(whole)
    gram = x.T @ inverse @ x
    left = y - x @ np.linalg.solve(gram, x.T @ inverse @ y)
    value = np.linalg.slogdet(whole)[1] + left @ inverse @ left
    if likelihood == "REML":
        return float(value + np.linalg.slogdet(gram)[1] + (len(y) - 3) * np.log(2 * np.pi))
    return float(value + len(y) * np.log(2 * np.pi))


def test_balanced_schools_give_the_variances_of_the_analysis_of_variance() -> None:
    # Means 1, 4, 7 with residuals -1, 0, 1: within 1, mean square between 27, so (27 - 1)/3 between.
    outcome = np.repeat([1.0, 4.0, 7.0], 3) + np.tile([-1.0, 0.0, 1.0], 3)
    fit = random_intercept(cross_products(outcome[:, None], np.repeat([1, 2, 3], 3)), (), 0)
    assert fit.variance_within == pytest.approx(1.0, rel=CLOSED_FORM)
    assert fit.variance_between == pytest.approx(26 / 3, rel=CLOSED_FORM)
    assert fit.coefficients[0] == pytest.approx(4.0, rel=CLOSED_FORM)
    # The mean's error is the spread of three means, on two degrees of freedom.
    std_error, df = fit.satterthwaite(np.array([1.0]))
    assert std_error == pytest.approx(np.sqrt(27 / 9), rel=CLOSED_FORM)
    assert df == pytest.approx(2.0, rel=CLOSED_FORM)


def test_a_balanced_trial_of_whole_schools_has_the_degrees_of_freedom_of_its_schools() -> None:
    rng = np.random.default_rng(4)
    cluster = np.repeat(np.arange(12), 5)
    columns = np.column_stack([cluster % 2, rng.normal(size=60) + 1.5 * rng.normal(size=12)[cluster]])
    fit = random_intercept(cross_products(columns, cluster), (0,), 1)
    assert not fit.singular
    assert fit.satterthwaite(np.array([0.0, 1.0]))[1] == pytest.approx(10.0, rel=CLOSED_FORM)


@pytest.mark.parametrize("likelihood", ["REML", "ML"])
def test_the_likelihood_is_that_of_whole_matrices_and_no_other_variances_beat_it(likelihood: str) -> None:
    columns, cluster = made()
    fit = fitted(columns, cluster, likelihood)
    at = np.array([fit.variance_between, fit.variance_within])
    assert -2 * fit.log_likelihood == pytest.approx(deviance(at, columns, cluster, likelihood), abs=1e-8)
    found = optimize.minimize(
        lambda logs: deviance(np.exp(logs), columns, cluster, likelihood), np.zeros(2), method="Nelder-Mead",
        options={"xatol": 1e-9, "fatol": 1e-12},
    )  # fmt: skip
    np.testing.assert_allclose(np.exp(found.x), at, rtol=BY_VALUES)


def test_degrees_of_freedom_are_those_of_differences_of_the_deviance() -> None:
    columns, cluster = made()
    fit = fitted(columns, cluster)
    contrast = np.array([0.0, 1.0, 0.0])
    at, steps = np.array([fit.variance_between, fit.variance_within]), np.array([1e-3, 1e-3])

    def variance(where: np.ndarray) -> float:
        x = np.column_stack([np.ones(len(columns)), columns[:, :2]])
        whole = where[0] * (cluster[:, None] == cluster) + where[1] * np.eye(len(x))
        return float(contrast @ np.linalg.inv(x.T @ np.linalg.solve(whole, x)) @ contrast)

    def second(i: int, j: int) -> float:
        value = 0.0
        for a in (-1, 1):
            for b in (-1, 1):
                move = np.zeros(2)
                move[i] += a * steps[i]
                move[j] += b * steps[j]
                value += a * b * deviance(at + move, columns, cluster, "REML")
        return value / (4 * steps[i] * steps[j])

    hessian = np.array([[second(i, j) for j in range(2)] for i in range(2)])
    gradient = [(variance(at + step) - variance(at - step)) / 2e-3 for step in np.diag(steps)]
    expected = 2 * variance(at) ** 2 / (gradient @ (2 * np.linalg.inv(hessian)) @ gradient)
    std_error, df = fit.satterthwaite(contrast)
    assert std_error == pytest.approx(np.sqrt(variance(at)), rel=CLOSED_FORM)
    assert df == pytest.approx(expected, rel=BY_DIFFERENCES)


@given(scale=st.floats(0.01, 100), narrower=st.floats(0.01, 100), shift=st.floats(-20, 20))
def test_units_change_only_the_units_of_the_result(scale: float, narrower: float, shift: float) -> None:
    columns, cluster = made()
    first = fitted(columns, cluster)
    moved = fitted(columns * [1, narrower, scale] + [0, shift, shift], cluster)
    assert moved.coefficients[1] == pytest.approx(scale * first.coefficients[1], rel=1e-6)
    assert moved.coefficients[2] == pytest.approx(scale / narrower * first.coefficients[2], rel=1e-6)
    assert moved.variance_between == pytest.approx(scale**2 * first.variance_between, rel=1e-6)
    contrast = np.array([0.0, 1.0, 0.0])
    assert moved.satterthwaite(contrast)[1] == pytest.approx(first.satterthwaite(contrast)[1], rel=1e-6)


def test_the_order_of_rows_changes_no_byte() -> None:
    columns, cluster = made()
    order = np.random.default_rng(9).permutation(len(cluster))
    first, again = fitted(columns, cluster), fitted(columns[order], cluster[order])
    assert first.covariance.tobytes() == again.covariance.tobytes()
    assert first.log_likelihood == again.log_likelihood


def test_schools_no_more_different_than_chance_are_reported_as_singular() -> None:
    columns, cluster = made(between=0.0)
    means = np.array([columns[cluster == label, 2].mean() for label in range(10)])
    columns[:, 2] -= means[cluster]
    fit = fitted(columns, cluster)
    assert fit.singular
    assert fit.variance_between == 0.0
    assert fit.intraclass_correlation == 0.0
    assert fit.satterthwaite(np.array([0.0, 1.0, 0.0]))[1] == len(cluster) - 3


@pytest.mark.parametrize("fault", ["weights", "one school", "one pupil each", "copy", "perfect fit", "few rows"])
def test_what_cannot_be_estimated_is_refused(fault: str) -> None:
    columns, cluster = made()
    weight = None
    if fault == "weights":
        weight = np.linspace(1, 2, len(cluster))
    elif fault == "one school":
        cluster = np.zeros_like(cluster)
    elif fault == "one pupil each":
        cluster = np.arange(len(cluster))
    elif fault == "copy":
        columns[:, 1] = columns[:, 0]
    elif fault == "perfect fit":
        columns[:, 2] = columns[:, 1]
    else:
        columns, cluster = columns[:4], np.array([0, 0, 1, 1])
    with pytest.raises(EstimationError):
        random_intercept(cross_products(columns, cluster, weight=weight), (0, 1), 2)
