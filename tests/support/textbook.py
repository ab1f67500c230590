"""Methods that evalkit does not have, in their plainest form, to check data sets with known answers."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.optimize import minimize, minimize_scalar

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Fit:
    """Coefficients, their standard errors, variances, and twice the log-likelihood with its sign turned."""

    coefficients: Floats
    std_errors: Floats
    variances: Floats
    deviance: float = np.nan


def random_slope(outcome: Floats, fixed: Floats, slope: Floats, group: Floats, *, restricted: bool) -> Fit:
    """Return a model whose intercept and one slope vary over groups: variances of both, their covariance, the rest."""
    codes = pd.factorize(group)[0]
    varying = np.column_stack([np.ones(len(outcome)), slope])
    inner = _sums(varying, varying, codes)
    cross = np.concatenate([_sums(varying, fixed, codes), _sums(varying, outcome[:, None], codes)], axis=2)
    whole = np.column_stack([fixed, outcome])
    total, size = whole.T @ whole, fixed.shape[1]
    freedom = len(outcome) - size if restricted else len(outcome)

    def solved(lower: Floats) -> tuple[Floats, Floats, float, float]:
        factor = np.array([[lower[0], 0.0], [lower[1], lower[2]]])
        middle = np.eye(2) + factor.T @ inner @ factor
        scaled = factor.T @ cross
        left = total - np.einsum("gai,gab,gbj->ij", scaled, np.linalg.inv(middle), scaled)
        gram = left[:size, :size]
        beta = np.linalg.solve(gram, left[:size, size])
        variance = float(left[size, size] - beta @ left[:size, size]) / freedom
        deviance = freedom * (np.log(2 * np.pi * variance) + 1) + np.linalg.slogdet(middle)[1].sum()
        return beta, gram, variance, float(deviance + (np.linalg.slogdet(gram)[1] if restricted else 0))

    found = minimize(lambda lower: solved(lower)[3], [0.4, 0.05, 0.1], method="Nelder-Mead", options={"xatol": 1e-6})
    beta, gram, variance, deviance = solved(found.x)
    factor = np.array([[found.x[0], 0.0], [found.x[1], found.x[2]]])
    covariance = variance * factor @ factor.T
    errors = np.sqrt(variance * np.diag(np.linalg.inv(gram)))
    parts = np.array([covariance[0, 0], covariance[1, 1], covariance[0, 1], variance])
    return Fit(beta, errors, parts, deviance)


def pooled(effect: Floats, variance: Floats, moderators: Floats | None = None, *, restricted: bool = True) -> Fit:
    """Return effects of trials pooled with a variance between them, fitted by (restricted) likelihood."""
    columns = np.column_stack([np.ones(len(effect)), *([] if moderators is None else [moderators])])

    def minus_twice(between: float) -> float:
        return _generalised(effect, columns, np.diag(variance + between), restricted=restricted).deviance

    between = float(minimize_scalar(minus_twice, bounds=(0, 10), method="bounded", options={"xatol": 1e-10}).x)
    between = between if minus_twice(between) < minus_twice(0.0) else 0.0
    fit = _generalised(effect, columns, np.diag(variance + between), restricted=restricted)
    return Fit(fit.coefficients, fit.std_errors, np.array([between]), fit.deviance)


def pooled_within(effect: Floats, variance: Floats, study: Floats) -> Fit:
    """Return effects pooled with a variance between studies and one between the effects of a study."""
    codes = pd.factorize(study)[0]

    def parts(logs: Floats) -> tuple[float, float, float]:
        """Return pooled effect, its precision, and the deviance; the covariance of a study is inverted by hand."""
        between, weight = np.exp(logs[0]), 1 / (variance + np.exp(logs[1]))
        sums = [np.bincount(codes, weight * effect**power) for power in range(3)]
        shrunk = 1 + between * sums[0]
        precision, first = np.sum(sums[0] / shrunk), np.sum(sums[1] / shrunk)
        second = np.sum(sums[2] - between * sums[1] ** 2 / shrunk)
        logs_of = -np.sum(np.log(weight)) + np.sum(np.log(shrunk)) + np.log(precision)
        return float(first / precision), float(precision), float(logs_of + second - first**2 / precision)

    found = minimize(lambda logs: parts(logs)[2], np.log([0.1, 0.1]), method="Nelder-Mead", options={"xatol": 1e-6})
    mean, precision, deviance = parts(found.x)
    return Fit(np.array([mean]), np.array([precision**-0.5]), np.exp(found.x), deviance)


def logit(columns: Floats, happened: Floats) -> Floats:
    """Return the fitted chances of a logistic regression."""
    beta = np.zeros(columns.shape[1])
    for _ in range(30):
        chance = 1 / (1 + np.exp(-columns @ beta))
        weighted = (chance * (1 - chance))[:, None] * columns
        beta = beta + np.linalg.solve(columns.T @ weighted, columns.T @ (happened - chance))
    return np.asarray(1 / (1 + np.exp(-columns @ beta)))


def _sums(left: Floats, right: Floats, codes: NDArray[np.int64]) -> Floats:
    products = left[:, :, None] * right[:, None, :]
    sums = np.zeros((codes.max() + 1, left.shape[1], right.shape[1]))
    np.add.at(sums, codes, products)
    return sums


def _generalised(outcome: Floats, columns: Floats, covariance: Floats, *, restricted: bool) -> Fit:
    inverse = np.linalg.inv(covariance)
    gram = columns.T @ inverse @ columns
    beta = np.linalg.solve(gram, columns.T @ inverse @ outcome)
    left = outcome - columns @ beta
    deviance = np.linalg.slogdet(covariance)[1] + left @ inverse @ left
    more = np.linalg.slogdet(gram)[1] if restricted else 0.0
    return Fit(beta, np.sqrt(np.diag(np.linalg.inv(gram))), np.array([]), float(deviance + more))
