"""Weights that give one group the means of another, as near to the weights it had as they can be.

Hainmueller (2012), Political Analysis 20, equations 6 to 10: among all weights w >= 0 that sum to one and whose
weighted means are the target's, take those of least Kullback-Leibler distance from base weights q. They are
proportional to q_i exp(l'z_i), z_i being the distance from the target, and l minimises log sum q_i exp(l'z_i), which is
convex and has one unknown for each mean. With a tolerance d the means may differ by d, and the function to be minimised
gains d times the sum of |l_j| (Wang and Zubizarreta 2020, Biometrika 107, theorem 1). Newton's method with a line
search finds l; the sums run in the order of rows, so that the number of threads changes no digit.

If no weights have the target's means the function falls without end: below the logarithm of the smallest base weight it
proves that there are none. How much must be given up is a linear programme.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import floor

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linprog

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

# In standard deviations: means this near are the same.
BALANCED = 1e-11
# What a linear programme may leave of nought.
PROGRAMME_TOLERANCE = 1e-7
# A smaller weight than this is none.
NEGLIGIBLE_WEIGHT = 1e-12
STEPS = 200
HALVINGS = 50
# Share of the predicted decrease that a step must bring (Armijo).
SUFFICIENT = 1e-4
# A decrease predicted below this is lost in rounding, and the whole step is taken.
LOST_IN_ROUNDING = 1e-13
# Added to the curvature, as a share of it, so that conditions which say the same twice do no harm.
DAMPING = 1e-12
SWEEPS = 50
# The tolerance of infeasible balance goes up by hundredths of a standard deviation, and stays half a hundredth clear of
# the smallest, where single schools would carry everything.
HUNDREDTH = 0.01
CLEAR = 0.005


@dataclass(frozen=True, slots=True)
class EntropyWeights:
    """Balancing weights.

    Attributes
    ----------
    weights : (n,) array
        Nought or more, summing to one; NaN where balance is infeasible.
    gaps : (p,) array
        Weighted mean minus target, in the scale's units.
    tolerance : float
        Largest difference that was allowed where differences were allowed, in the scale's units; nought for exact.
    iterations : int
        Newton steps.
    feasible : bool
        Whether weights that meet the conditions exist and were found.
    """

    weights: Floats
    gaps: Floats
    tolerance: float
    iterations: int
    feasible: bool

    @property
    def effective(self) -> float:
        """The number of equally weighted rows that would be as certain (Kish 1965)."""
        return float(1.0 / (self.weights**2).sum())


def entropy_weights(
    covariates: Floats,
    target: Floats,
    scale: Floats,
    *,
    base: Floats | None = None,
    tolerance: float = 0.0,
    relaxed: Flags | None = None,
) -> EntropyWeights:
    """Return the weights nearest to the base weights whose means are the target's, within a tolerance.

    Parameters
    ----------
    covariates : (n, p) array
        Rows to be weighted. For variances, give squares about the target's mean as further columns.
    target : (p,) array
        Means wanted.
    scale : (p,) array
        What a difference is divided by, such as a standard deviation; positive.
    base : (n,) array or None
        Positive base weights; None for equal ones.
    tolerance : float
        Largest difference allowed, over ``scale``.
    relaxed : (p,) bool array or None
        Means to which the tolerance applies, the others being met exactly; None for all.
    """
    distance = _distance(covariates, target, scale)
    allowed = np.where(_flags(relaxed, len(target)), tolerance, 0.0)
    log_base = _log_base(base, len(covariates))
    weights, iterations = _solve(distance, allowed, log_base)
    if weights is None:
        lost = np.full(len(covariates), np.nan)
        return EntropyWeights(lost, np.full(len(target), np.nan), tolerance, iterations, feasible=False)
    return EntropyWeights(weights, _means(distance, weights), tolerance, iterations, feasible=True)


def entropy_balancing(
    covariates: Floats,
    target: Floats,
    scale: Floats,
    *,
    base: Floats | None = None,
    tolerance: float = 0.0,
    relaxed: Flags | None = None,
) -> EntropyWeights:
    """Return balancing weights; where they do not exist, those of the smallest tolerance that gives any.

    That tolerance is the first hundredth of the scale which lies half a hundredth above the smallest feasible one.
    Parameters are those of `entropy_weights`. The result is infeasible only where the means that may not be relaxed
    cannot be met.
    """
    found = entropy_weights(covariates, target, scale, base=base, tolerance=tolerance, relaxed=relaxed)
    if found.feasible:
        return found
    smallest = smallest_tolerance(covariates, target, scale, relaxed)
    if not np.isfinite(smallest):
        return found
    wider = HUNDREDTH * (floor((smallest + CLEAR) / HUNDREDTH) + 1)
    wider = max(wider, HUNDREDTH * (floor(tolerance / HUNDREDTH) + 1))
    return entropy_weights(covariates, target, scale, base=base, tolerance=round(wider, 9), relaxed=relaxed)


def smallest_tolerance(covariates: Floats, target: Floats, scale: Floats, relaxed: Flags | None = None) -> float:
    """Return the least t for which weights exist whose means lie within t of the target's; infinite if none do.

    Parameters are those of `entropy_weights`. Weights at this tolerance rest on as many rows as there are means.
    """
    distance = _distance(covariates, target, scale)
    free = _flags(relaxed, len(target))
    number = distance.shape[1]
    slack = np.full((int(free.sum()), 1), -1.0)
    within = np.vstack([np.hstack([distance[free], slack]), np.hstack([-distance[free], slack])])
    exactly = np.vstack([distance[~free], np.ones(number)])
    found = linprog(
        np.append(np.zeros(number), 1.0),
        A_ub=within if free.any() else None,
        b_ub=np.zeros(len(within)) if free.any() else None,
        A_eq=np.hstack([exactly, np.zeros((len(exactly), 1))]),
        b_eq=np.append(np.zeros(len(exactly) - 1), 1.0),
        bounds=(0, None),
        method="highs-ds",
    )
    if found.status != 0 or found.x is None:
        return float("inf")
    smallest = float(found.x[-1])
    return 0.0 if smallest < PROGRAMME_TOLERANCE else smallest


def _distance(covariates: Floats, target: Floats, scale: Floats) -> Floats:
    return np.ascontiguousarray(((covariates - target) / scale).T)


def _flags(relaxed: Flags | None, number: int) -> Flags:
    return np.ones(number, dtype=bool) if relaxed is None else relaxed


def _log_base(base: Floats | None, number: int) -> Floats:
    return np.full(number, -np.log(number)) if base is None else np.log(base / base.sum())


def _solve(distance: Floats, allowed: Floats, log_base: Floats) -> tuple[Floats | None, int]:
    """Return the weights, or None where there are none, and the number of Newton steps."""
    multiplier = np.zeros(len(distance))
    proof = float(log_base.min())
    value, weights = _dual(distance, log_base, multiplier)
    for step in range(STEPS):
        gradient = _means(distance, weights)
        if _stationary(gradient, multiplier, allowed):
            return _without_dust(weights), step
        direction, predicted = _direction(distance, weights, gradient, multiplier, allowed)
        whole = value + float((allowed * abs(multiplier)).sum())
        share = 1.0
        for _ in range(HALVINGS):
            trial = multiplier + share * direction
            value, weights = _dual(distance, log_base, trial)
            reached = value + float((allowed * abs(trial)).sum())
            if reached <= whole + SUFFICIENT * share * predicted or -predicted < LOST_IN_ROUNDING:
                break
            share /= 2.0
        multiplier = trial
        if reached < proof - BALANCED or not np.isfinite(multiplier).all():
            return None, step + 1
    return None, STEPS


def _dual(distance: Floats, log_base: Floats, multiplier: Floats) -> tuple[float, Floats]:
    """Return the smooth part of the function to be minimised, and the weights that belong to it."""
    power = log_base + np.einsum("j,ji->i", multiplier, distance)
    top = float(power.max())
    raised = np.exp(power - top)
    total = float(raised.sum())
    return top + float(np.log(total)), raised / total


def _means(distance: Floats, weights: Floats) -> Floats:
    return np.asarray(np.einsum("ji,i->j", distance, weights))


def _stationary(gradient: Floats, multiplier: Floats, allowed: Floats) -> bool:
    beyond = np.where(multiplier == 0.0, abs(gradient) - allowed, abs(gradient + np.sign(multiplier) * allowed))
    return bool((beyond <= BALANCED).all())


def _direction(
    distance: Floats, weights: Floats, gradient: Floats, multiplier: Floats, allowed: Floats
) -> tuple[Floats, float]:
    """Return the step to the minimum of the local model, and the decrease it predicts to first order."""
    centred = distance - gradient[:, None]
    curvature = np.einsum("ji,ki->jk", centred * weights, centred)
    curvature[np.diag_indices(len(curvature))] += DAMPING * max(float(curvature.diagonal().max()), DAMPING)
    if not allowed.any():
        direction = -np.linalg.solve(curvature, gradient)
    else:
        direction = _shrunken(curvature, gradient, multiplier, allowed)
    added = float((allowed * (abs(multiplier + direction) - abs(multiplier))).sum())
    return direction, float((gradient * direction).sum()) + added


def _shrunken(curvature: Floats, gradient: Floats, multiplier: Floats, allowed: Floats) -> Floats:
    """Return the minimum of the quadratic model with the cost of |l|, one unknown at a time."""
    rows, steep, cost = curvature.tolist(), gradient.tolist(), allowed.tolist()
    now = multiplier.tolist()
    slope = list(steep)
    for _ in range(SWEEPS):
        largest = 0.0
        for place, row in enumerate(rows):
            free = now[place] - slope[place] / row[place]
            edge = cost[place] / row[place]
            new = free - edge if free > edge else free + edge if free < -edge else 0.0
            moved = new - now[place]
            if moved:
                now[place] = new
                slope = [was + moved * pull for was, pull in zip(slope, row, strict=True)]
                largest = max(largest, abs(moved))
        if largest < BALANCED * (1.0 + max(map(abs, now))):
            break
    return _on_support(curvature, gradient, multiplier, allowed, np.array(now)) - multiplier


def _on_support(curvature: Floats, gradient: Floats, multiplier: Floats, allowed: Floats, near: Floats) -> Floats:
    """Return the exact minimum of the model on the unknowns that are not nought, if none of them changes its sign."""
    used = near != 0.0
    if not used.any():
        return near
    drop = multiplier[~used]
    steep = gradient[used] + np.sign(near[used]) * allowed[used]
    steep -= np.einsum("jk,k->j", curvature[np.ix_(used, ~used)], drop)
    exact = multiplier[used] - np.linalg.solve(curvature[np.ix_(used, used)], steep)
    if (np.sign(exact) != np.sign(near[used])).any():
        return near
    whole = np.zeros_like(near)
    whole[used] = exact
    return whole


def _without_dust(weights: Floats) -> Floats:
    kept = np.where(weights < NEGLIGIBLE_WEIGHT, 0.0, weights)
    return np.asarray(kept / kept.sum())
