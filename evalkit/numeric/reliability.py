"""How well the items of a scale hang together: Cronbach's alpha and McDonald's omega, with intervals that know schools.

Estimates
    Alpha from the covariances of the items (the raw form). Omega total of one factor, whose loadings come from the
    correlations by minimum residuals (Harman and Jones 1966): 1 - (sum of unique variances) / (sum of all
    correlations). Both are shares of the variance of the sum that is not the items' own noise.
Assumes
    Complete answers of each person, on scales with declared ends, every item already turned so that higher is better.
    The interval draws whole schools anew, or persons where there are fewer than ten schools, and takes t with one
    degree of freedom less than were drawn, on the scale of ln(1 - coefficient).
When it misleads
    Alpha is a lower bound only where items measure one thing; with several it may be high all the same. Omega of one
    factor says nothing of a second. Of two items any pair of loadings with the right product fits: they are taken as
    alike, as psych takes them, so that omega is the Spearman-Brown coefficient (Eisinga, Te Grotenhuis and Pelzer
    2013). With few schools the interval of persons is too short, which is said beside it.
Reference
    Cronbach (1951), equation 13; McDonald (1999), omega total; Bonett (2002) for the scale of the interval.
Checked against
    ``tests/golden/test_reliability.py``: psych in R; ``tests/unit/numeric/test_reliability.py``: by hand, by
    least squares on the loadings themselves, and simulated truth.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from scipy.special import stdtrit

from evalkit.core.errors import EstimationError

Floats = NDArray[np.float64]
Labels = NDArray[np.generic]

DRAWS = 1_000
FEWEST_SCHOOLS = 10
# A communality of 1 leaves an item no noise of its own; psych holds the unique variance at this least value.
LEAST_UNIQUE = 0.005
PAIR = 2
STEPS, STILL = 2_000, 1e-12
# A coefficient of 1 has no logarithm.
HIGHEST = 1 - 1e-9


@dataclass(frozen=True, slots=True)
class Reliability:
    """Both coefficients of one scale.

    Attributes
    ----------
    alpha, omega : float
        Shares, at most 1; alpha may lie below nought. NaN where items do not vary.
    alpha_low, alpha_high, omega_low, omega_high : float
        Intervals at ``conf_level``; NaN where fewer than three units could be drawn.
    conf_level : float
        Such as 0.95.
    people, schools, items : int
        Persons with an answer to every item, their schools, and items.
    drawn : {"schools", "people"}
        What the interval draws anew.
    """

    alpha: float
    alpha_low: float
    alpha_high: float
    omega: float
    omega_low: float
    omega_high: float
    conf_level: float
    people: int
    schools: int
    items: int
    drawn: Literal["schools", "people"]


def reliability(
    answers: Floats, school: Labels, rng: np.random.Generator, *, conf_level: float = 0.95, draws: int = DRAWS
) -> Reliability:
    """Return alpha and omega of the persons who answered every item.

    Parameters
    ----------
    answers : (n, k) float array
        One row a person, one column an item, higher better in each; NaN where not answered. k at least 2.
    school : (n,) array
        School of each person.
    rng : Generator
        For the draws of schools.
    conf_level : float
        Of the intervals.
    draws : int
        How often schools are drawn anew.
    """
    _refuse_too_little(answers)
    complete = np.isfinite(answers).all(axis=1)
    held, names = answers[complete], np.unique(school[complete], return_inverse=True)[1]
    schools = int(names.max()) + 1
    by_school = schools >= FEWEST_SCHOOLS
    units = names if by_school else np.arange(len(held))
    covariances = _redrawn(held, units, rng, draws)
    own = covariance(held)[None]
    alpha, omega = float(_alphas(own)[0]), float(_omegas(own)[0])
    df = int(units.max())
    alpha_ends = _interval(alpha, _alphas(covariances), df, conf_level)
    omega_ends = _interval(omega, _omegas(covariances), df, conf_level)
    return Reliability(
        alpha=alpha,
        alpha_low=alpha_ends[0],
        alpha_high=alpha_ends[1],
        omega=omega,
        omega_low=omega_ends[0],
        omega_high=omega_ends[1],
        conf_level=conf_level,
        people=len(held),
        schools=schools,
        items=answers.shape[1],
        drawn="schools" if by_school else "people",
    )


def cronbach_alpha(answers: Floats) -> float:
    """Return raw alpha of complete answers, shape (n, k)."""
    return float(_alphas(covariance(answers)[None])[0])


def omega_total(answers: Floats) -> float:
    """Return omega total of one factor of complete answers, shape (n, k)."""
    return float(_omegas(covariance(answers)[None])[0])


def covariance(answers: Floats) -> Floats:
    """Return the (k, k) covariances of complete answers."""
    return np.asarray(np.cov(answers, rowvar=False, ddof=1))


def one_factor(correlations: Floats) -> Floats:
    """Return loadings of one factor by minimum residuals, for each of several correlation matrices.

    Each loading in turn takes the value that leaves the least squared residuals beside the diagonal, the others held,
    until none moves. Two items share their correlation alike: no other rule would choose between their loadings.

    Parameters
    ----------
    correlations : (m, k, k) float array
        Ones on the diagonal.
    """
    most = np.sqrt(1 - LEAST_UNIQUE)
    if correlations.shape[-1] == PAIR:
        shared = correlations[:, 0, 1]
        each = np.minimum(np.sqrt(np.abs(shared)), most)
        return np.stack([each, np.sign(shared) * each], axis=1)
    beside = correlations * (1 - np.eye(correlations.shape[-1]))
    values, vectors = np.linalg.eigh(correlations)
    loadings = vectors[:, :, -1] * np.sqrt(values[:, -1:])
    loadings *= np.where(loadings.sum(axis=1, keepdims=True) < 0, -1.0, 1.0)
    for _ in range(STEPS):
        before = loadings.copy()
        for item in range(loadings.shape[1]):
            others = (loadings**2).sum(axis=1) - loadings[:, item] ** 2
            pull = (beside[:, item] * loadings).sum(axis=1)
            loadings[:, item] = np.clip(pull / np.where(others > 0, others, np.nan), -most, most)
        if not np.nanmax(np.abs(loadings - before), initial=0.0) > STILL:
            break
    return np.asarray(loadings)


def _alphas(covariances: Floats) -> Floats:
    items = covariances.shape[-1]
    whole = covariances.sum(axis=(1, 2))
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(items / (items - 1) * (1 - np.trace(covariances, axis1=1, axis2=2) / whole))


def _omegas(covariances: Floats) -> Floats:
    # A variance of nought may be rounded to the other side of it.
    spread = np.sqrt(np.maximum(np.diagonal(covariances, axis1=1, axis2=2), 0.0))
    result = np.full(len(covariances), np.nan)
    varies = (spread > 0).all(axis=1)
    if not varies.any():
        return result
    correlations = covariances[varies] / spread[varies][:, :, None] / spread[varies][:, None, :]
    unique = 1 - one_factor(correlations) ** 2
    result[varies] = 1 - unique.sum(axis=1) / correlations.sum(axis=(1, 2))
    return result


def _redrawn(answers: Floats, units: NDArray[np.intp], rng: np.random.Generator, draws: int) -> Floats:
    """Return the covariances of each draw of whole units, from the sums of each unit alone."""
    centred, count = answers - answers.mean(axis=0), int(units.max()) + 1
    items = answers.shape[1]
    sums = np.zeros((count, items))
    np.add.at(sums, units, centred)
    products = np.zeros((count, items, items))
    np.add.at(products, units, centred[:, :, None] * centred[:, None, :])
    times = rng.multinomial(count, np.full(count, 1 / count), size=draws).astype(float)
    people = times @ np.bincount(units, minlength=count)
    means = times @ sums / people[:, None]
    whole = (times @ products.reshape(count, -1)).reshape(draws, items, items)
    least = np.maximum(people - 1, 1.0)[:, None, None]
    return np.asarray((whole - people[:, None, None] * means[:, :, None] * means[:, None, :]) / least)


def _interval(point: float, redrawn: Floats, df: int, conf_level: float) -> tuple[float, float]:
    usable = redrawn[np.isfinite(redrawn)]
    if df < 2 or not np.isfinite(point) or len(usable) < len(redrawn) / 2:
        return np.nan, np.nan
    # Drawing n of n anew spreads by (n - 1) / n too little.
    error = float(np.log1p(-np.minimum(usable, HIGHEST)).std(ddof=1)) * np.sqrt((df + 1) / df)
    margin = float(stdtrit(df, 0.5 + conf_level / 2)) * error
    centre = np.log1p(-min(point, HIGHEST))
    return float(-np.expm1(centre + margin)), float(-np.expm1(centre - margin))


def _refuse_too_little(answers: Floats) -> None:
    complete = int(np.isfinite(answers).all(axis=1).sum()) if answers.ndim == 2 else 0
    if answers.ndim != 2 or answers.shape[1] < 2 or complete < 3:
        raise EstimationError.one(
            where="how well the items of a scale hang together",
            found=f"answers of the shape {answers.shape}, {complete} of them complete",
            allowed="at least two items, and at least three persons who answered all of them",
            next="leave the scale out, or look at its items one by one",
        )
