"""Untreated areas in the programme's place, each with its own predicted standard deviation.

Whoever takes the programme's place gets its donors by the rule that gave the programme its own: the assignment of
the comparison. Donors always lie outside the areas of those who stand as treated and outside the programme's.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from evalkit.analysis.compare import compare
from evalkit.core.errors import EstimationError, EvalkitError, Fault
from evalkit.core.estimand import AREA, Weighting
from evalkit.design.parts.pool import estimate_of
from evalkit.numeric.placebo import FEWEST_PLACEBOS, level_offered
from evalkit.numeric.variance_pair import VariancePair, variance_pair
from evalkit.records.analysis import Analysis
from evalkit.records.comparison import Assignment, Contrast, Pool
from evalkit.records.details import VarianceShares
from evalkit.records.estimate import Estimate

FEWEST_AREAS_FOR_VARIANCES = 10
ALONE_IN_IT = "whatever happened in it alone in these years, and whatever else made it be picked than how it stood"
MIN_SCHOOLS = 5
CENTRE_LIMIT = 0.2
# The 97.5 % normal quantile.
NORMAL_QUANTILE = 1.96
THIRDS_LIMIT = 1.3
THIRDS_FROM = 39
# The 95 % quantile of the range of three log ratios of variances, over their standard error.
RANGE_QUANTILE = 3.31
COLUMNS = (
    "area",
    "area_name",
    "schools",
    "area_schools",
    "estimate",
    "predicted_sd",
    "standardised",
    "unfair",
    "tolerance",
)
UNEQUAL_SPREAD = (
    "Small and large areas vary differently even after allowing for size, so the interval may be too narrow "
    "or too wide."
)
AS_IT_STOOD = "the area would otherwise have changed like untreated areas that stood as it did before the start"
OFF_CENTRE = (
    "Untreated areas in the programme's place do not centre on nought, so part of the estimate may belong to "
    "the method."
)


@dataclass(frozen=True, slots=True)
class Prediction:
    """The predicted variance of a contrast, term by term.

    Attributes
    ----------
    sd : float
        Predicted standard deviation.
    shares : tuple of (str, float)
        Share of the variance from each of the four terms.
    area_squares, school_squares : float
        Sums of squared weights of both sides, over areas and over schools.
    """

    sd: float
    shares: tuple[tuple[str, float], ...]
    area_squares: float
    school_squares: float


@dataclass(frozen=True, slots=True)
class Placebos:
    """The placebo areas.

    Attributes
    ----------
    table : DataFrame
        One row per area: ``area``, ``area_name``, ``schools``, ``area_schools`` (before any selection rule),
        ``estimate``, ``predicted_sd``, ``standardised``, ``unfair`` (the design would have refused it), and
        ``tolerance`` where weights are made to balance.
    dropped : tuple of str
        Names of areas with too few feasible schools.
    sides : (A, n) float array
        For each row of the table, weights over the pool: above nought for its own schools, below for their donors.
    """

    table: pd.DataFrame
    dropped: tuple[str, ...]
    sides: NDArray[np.float64]


# Several inferences on one estimate let the same areas take the programme's place; the last few are kept.
_PLACED: deque[tuple[Assignment, VariancePair, tuple[str, int], Placebos]] = deque(maxlen=2)


@dataclass(frozen=True, slots=True)
class PlaceboBasis:
    """What an inference from untreated areas stands on.

    Attributes
    ----------
    assignment : Assignment
        How anybody would stand in the programme's place.
    weights : Contrast
        The programme's own.
    pair : VariancePair
        Variance of areas and of schools, from untreated areas.
    own : Prediction
        The predicted variance of the programme's own contrast.
    """

    assignment: Assignment
    weights: Contrast
    pair: VariancePair
    own: Prediction

    @property
    def pool(self) -> Pool:
        """Every school the design may use."""
        return self.assignment.pool


def basis_of(analysis: Analysis, inference: str, *, of_one_area: bool = True) -> PlaceboBasis:
    """Return the assignment, two variances and the prediction for the programme, or refuse in words."""
    assignment = assignment_of(analysis, inference)
    pool = assignment.pool
    where, treated = f"question {analysis.question!r}, inference {inference}", pool.area[pool.treated]
    level = analysis.estimand.level
    if fault := no_basis(where, level, len(np.unique(treated)), of_one_area=of_one_area):
        raise EstimationError([fault])
    pair = variances(pool)
    weights = assignment.weights(np.flatnonzero(pool.treated), analysis.estimand.weighting)
    return PlaceboBasis(assignment, weights, pair, predict(pool, weights, pair))


def assignment_of(analysis: Analysis, inference: str) -> Assignment:
    """Return how the design would put anybody in the programme's place.

    A design that cannot say, or that has too few untreated areas, is refused in words.
    """
    assignment = compare(analysis).assignment
    areas = 0 if assignment is None else len(np.unique(assignment.pool.area[assignment.pool.eligible]))
    if assignment is None or areas < FEWEST_AREAS_FOR_VARIANCES:
        raise EstimationError.one(
            where=f"question {analysis.question!r}, inference {inference}",
            found="no pool of donors" if assignment is None else f"{areas} untreated areas",
            allowed=f"a design with a pool of schools in at least {FEWEST_AREAS_FOR_VARIANCES} untreated areas",
            next="give tables of more areas, or declare cluster_robust and say what it ignores",
        )
    return assignment


def no_basis(where: str, level: str, areas: int, *, of_one_area: bool = True) -> Fault | None:
    """Return why untreated areas cannot be judged school by school, or None.

    Parameters
    ----------
    where : str
        Where the refusal says it stands.
    level : str
        Whose outcomes they are: ``school`` or ``area``.
    areas : int
        Areas of the programme.
    of_one_area : bool
        Whether the inference puts one untreated area in the programme's place.
    """
    if level == AREA:
        return Fault(
            where=where,
            found="figures of whole authorities",
            allowed="schools inside areas, to tell what areas share from what is each school's own",
            next="declare placebo_authorities",
        )
    return several_areas(where, areas) if of_one_area else None


def several_areas(where: str, areas: int) -> Fault | None:
    """Return why one untreated area cannot stand in the place of a programme in several, or None."""
    if areas <= 1:
        return None
    return Fault(
        where=where,
        found=f"treated schools in {areas} areas",
        allowed="treated schools of one area",
        next="declare variance_components, or cluster_robust_by_area from ten areas",
    )


def level_for(analysis: Analysis, inference: str, placebos: int, wanted: float, what: str) -> float:
    """Return the level of the interval: as wanted; beside another inference, the highest that so few areas carry."""
    offered = level_offered(placebos, wanted)
    if offered is None or (offered < wanted and analysis.inference[0] == inference):
        raise _too_few(analysis, inference, f"{placebos} untreated areas {what}", wanted)
    return offered


def judged_alike(estimate: Estimate, table: pd.DataFrame, sd: float) -> tuple[pd.DataFrame, float]:
    """Return placebos and the programme's predicted SD, less what areas that stood so rise where the estimate is."""
    less = estimate.less_rise
    return (table, sd) if less is None else (less.among(table), less.std_error)


def assumed(estimate: Estimate, usually: str) -> str:
    """Return what is assumed of the programme's area: what usually is, or that of areas that stood as it did."""
    return usually if estimate.less_rise is None else AS_IT_STOOD


def left_out(estimate: Estimate, usually: str) -> str:
    """Return what is left out: what usually is, or less where how the area stood is allowed for."""
    return usually if estimate.less_rise is None else ALONE_IN_IT


def lower_level(level: float, wanted: float) -> tuple[str, ...]:
    """Return what to say where too few areas carry the level wanted."""
    if level == wanted:
        return ()
    return (
        f"Untreated areas are too few for an interval of {100 * wanted:g} per cent; "
        f"the one shown is of {100 * level:g} per cent.",
    )


def variances(pool: Pool) -> VariancePair:
    """Estimate area and school variance of the contrast from every eligible school of untreated areas."""
    rows = pool.eligible
    levels = np.unique(pool.stratum[rows])
    dummies = (pool.stratum[rows][:, None] == levels[None, 1:]).astype(float)
    return variance_pair(pool.change[rows], np.column_stack([pool.covariates[rows], dummies]), pool.area[rows])


def predict(pool: Pool, weights: Contrast, pair: VariancePair) -> Prediction:
    """Return the predicted SD of a contrast and where its variance comes from."""
    treated_areas = np.bincount(pool.area, weights.treated, minlength=len(pool.area_codes))
    donor_areas = np.bincount(pool.area, weights.donor, minlength=len(pool.area_codes))
    areas = float((treated_areas**2).sum()), float((donor_areas**2).sum())
    schools = float((weights.treated**2).sum()), float((weights.donor**2).sum())
    terms = {
        "the programme's areas": pair.area * areas[0],
        "comparison areas": pair.area * areas[1],
        "the programme's schools": pair.school * schools[0],
        "comparison schools": pair.school * schools[1],
    }
    total = sum(terms.values())
    shares = tuple((name, term / total) for name, term in terms.items())
    return Prediction(float(np.sqrt(total)), shares, sum(areas), sum(schools))


def shares_of(pair: VariancePair, own: Prediction) -> VarianceShares:
    """Return both variances and the share that each term has in the doubt."""
    return VarianceShares(
        area_variance=float(pair.area),
        school_variance=float(pair.school),
        areas=int(pair.areas),
        schools=int(pair.schools),
        truncated=bool(pair.truncated),
        shares=own.shares,
    )


def off_centre(mean: float, count: int) -> tuple[str, ...]:
    """Return the caveat where placebos do not centre on nought."""
    return (OFF_CENTRE,) if abs(mean) > max(CENTRE_LIMIT, NORMAL_QUANTILE / np.sqrt(count)) else ()


def unequal_spread(table: pd.DataFrame) -> tuple[str, ...]:
    """Return the caveat where placebos of small, middling and large areas scatter unequally."""
    ordered = table.sort_values(["area_schools", "area"])["standardised"].to_numpy(dtype=float)
    return (UNEQUAL_SPREAD,) if unequal_thirds(ordered) else ()


def unequal_thirds(ordered: NDArray[np.float64]) -> bool:
    """Say whether thirds of standardised placebos, ordered by size, scatter more unequally than chance would do."""
    if len(ordered) < THIRDS_FROM:
        return False
    spreads = [float(third.std(ddof=1)) for third in np.array_split(ordered, 3)]
    limit = max(THIRDS_LIMIT, float(np.exp(RANGE_QUANTILE / np.sqrt(2 * (len(ordered) / 3 - 1)))))
    return max(spreads) / min(spreads) > limit


def placebo_areas_of(assignment: Assignment, pair: VariancePair, weighting: Weighting, min_schools: int) -> Placebos:
    """Let every untreated area with enough schools take the programme's place; nobody may change what is returned."""
    for known, variances_known, asked, kept in _PLACED:
        if known is assignment and variances_known == pair and asked == (weighting, min_schools):
            return kept
    found = _placed(assignment, pair, weighting, min_schools)
    _PLACED.append((assignment, pair, (weighting, min_schools), found))
    return found


def _placed(assignment: Assignment, pair: VariancePair, weighting: Weighting, min_schools: int) -> Placebos:
    pool = assignment.pool
    rows, dropped, sides = [], [], []
    for number, (code, name) in enumerate(zip(pool.area_codes, pool.area_names, strict=True)):
        members = np.flatnonzero(pool.eligible & (pool.area == number))
        if len(members) < min_schools:
            continue
        weights = assignment.weights(members, weighting)
        if len(weights.rows) < min_schools:
            dropped.append(name)
            continue
        estimate, sd = estimate_of(pool, weights), predict(pool, weights, pair).sd
        sides.append(weights.treated - weights.donor)
        rows.append(
            {
                "area": code,
                "area_name": name,
                "schools": len(weights.rows),
                "area_schools": int(pool.area_sizes[number]),
                "estimate": estimate,
                "predicted_sd": sd,
                "standardised": estimate / sd,
                "unfair": assignment.unfair(weights),
                "tolerance": weights.tolerance,
            }
        )
    table = pd.DataFrame(rows, columns=list(COLUMNS))
    shown = table.drop(columns="tolerance") if table["tolerance"].isna().all() else table
    return Placebos(shown, tuple(dropped), np.array(sides).reshape(len(rows), len(pool.unit)))


def _too_few(analysis: Analysis, inference: str, found: str, wanted: float) -> EvalkitError:
    return EstimationError.one(
        where=f"question {analysis.question!r}, inference {inference}",
        found=found,
        allowed=f"enough for a level of {wanted:g}: 39 for 0.95, 19 for 0.90, never under {FEWEST_PLACEBOS}",
        next="give tables of more areas, lower conf_level, or widen the donor rules",
    )
