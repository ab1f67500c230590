"""What areas that stood as the programme's did before the start rise by themselves, and what is left of an estimate.

An area that took part because it stood low is no random one among untreated areas: part of its rise would have come
by itself. Where the rule by which it was picked is declared, that part is taken off every estimate of the question.
Where nobody declared it, or the area stands apart from most, the estimate stands as it is and the other answer beside
it; which of the two it is follows from the plan and from how everybody stood, before any outcome after it is looked at.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from evalkit.analysis.compare import compare
from evalkit.analysis.point import point_estimate
from evalkit.core.errors import EstimationError
from evalkit.design.parts.limits import limits_lifted
from evalkit.inference.parts.authorities import placebos_of, predicted_of, variance_of
from evalkit.inference.parts.placebos import MIN_SCHOOLS, assignment_of, placebo_areas_of, predict, variances
from evalkit.inference.parts.primary import FEWEST_PLACEBO_AREAS, whole_area
from evalkit.numeric.gap_adjusted import Adjusted, StoodBefore, centred, gap_adjusted
from evalkit.numeric.placebo import FEWEST_PLACEBOS, level_is_offered, level_offered
from evalkit.records.analysis import Analysis
from evalkit.records.comparison import Assignment, Pool
from evalkit.records.estimate import Estimate, Refusal
from evalkit.records.standing import LessRise

Floats = NDArray[np.float64]

USUAL_LEVEL = 0.95
# Placebos say nothing of an area further outside their range than so many SDs of their gaps.
FURTHEST = 1.0
UNDECLARED = ("area", "unknown")
NAME = "if the area was picked for how it stood"


@dataclass(frozen=True, slots=True)
class StandingBefore:
    """How the programme and every untreated area in its place stood before the start.

    Attributes
    ----------
    table : DataFrame
        Placebo areas: ``area``, ``area_name``, ``size``, ``estimate``, ``predicted_sd``, ``mean`` of the figure over
        their own schools, ``gap`` to their donors; those without a known gap left out.
    sd, mean, gap : float
        The programme's own.
    figure : str
        Variable by which areas are told apart.
    years : tuple of int
        Its year, or the years whose mean it is.
    """

    table: pd.DataFrame
    sd: float
    mean: float
    gap: float
    figure: str
    years: tuple[int, ...]

    def placebos(self, chosen: NDArray[np.bool_] | None = None) -> StoodBefore:
        """Return untreated areas as numbers, those chosen only where some are."""
        table = self.table if chosen is None else self.table[chosen]
        return StoodBefore(*(table[name].to_numpy(dtype=float) for name in ("estimate", "predicted_sd", "gap")))


def of_whole_area(pool: Pool | None) -> bool:
    """Say whether a question is about one whole area, so that whole untreated areas can stand in its place."""
    return pool is not None and len(np.unique(pool.area[pool.treated])) == 1 and whole_area(pool)


def settled(analysis: Analysis) -> Analysis:
    """Return the analysis without its rule of picking areas where it is about no whole area."""
    if analysis.area_rule is None:
        return analysis
    pool = compare(limits_lifted(analysis)).pool
    return analysis if of_whole_area(pool) else analysis.change(area_rule=None)


def estimate_as_declared(analysis: Analysis) -> Estimate:
    """Return the point estimate, less what areas that stood so rise by themselves where their rule is declared.

    Every inference, check and refit of a question starts from it, so that none sets an estimate with the rise beside
    one without. A refit of other schools than the programme's, which the rule did not pick, is adjusted by its gap.
    """
    estimate = point_estimate(analysis)
    if analysis.area_rule is None:
        return estimate
    less = less_rise(standing(analysis), analysis, estimate, USUAL_LEVEL)
    return replace(estimate, estimate=less.estimate, less_rise=less)


def standing(analysis: Analysis) -> StandingBefore:
    """Return how everybody stood in the declared figure and year; in the outcome before the start where none is."""
    rule, estimand = analysis.area_rule, analysis.estimand
    figure, years = (estimand.outcome, estimand.baseline) if rule is None else (rule.variable, rule.years)
    assignment = assignment_of(analysis, NAME)
    values = _figure(analysis, assignment.pool, figure, years)
    several = int(np.bincount(assignment.pool.area).max()) > 1
    table, sides, own, sd = (_areas if several else _authorities)(analysis, assignment)
    mean, gap = _sides(np.vstack([sides, own]), values)
    table = table.assign(mean=mean[:-1], gap=gap[:-1])
    known = table[table["gap"].notna()].reset_index(drop=True)
    if len(known) < FEWEST_PLACEBOS:
        raise EstimationError.one(
            where=f"question {analysis.question!r}, {NAME}",
            found=f"{len(known)} untreated areas that can stand in its place",
            allowed=f"at least {FEWEST_PLACEBOS}",
            next="give tables of more areas, or take area_chosen_on out of [selection]",
        )
    return StandingBefore(known, sd, float(mean[-1]), float(gap[-1]), figure, tuple(years))


def less_rise(stood: StandingBefore, analysis: Analysis, estimate: Estimate, conf_level: float) -> LessRise:
    """Return what is left of an estimate once what areas that stood so rise by themselves is taken off.

    Parameters
    ----------
    stood : StandingBefore
        How everybody stood.
    analysis : Analysis
        Says by which rule the area was picked, if that is known.
    estimate : Estimate
        With nothing taken off.
    conf_level : float
        Level wanted; the highest that so few areas carry is given.
    """
    return _less(stood, _mirrored(stood, analysis), estimate, conf_level)


def by_gap(stood: StandingBefore, estimate: Estimate, conf_level: float) -> LessRise:
    """Return the same from every untreated area, each judged by its gap, whatever rule is declared."""
    return _less(stood, None, estimate, conf_level)


def _less(stood: StandingBefore, chosen: NDArray[np.bool_] | None, estimate: Estimate, conf_level: float) -> LessRise:
    placebos = stood.placebos(chosen)
    found, level = _fit(stood, chosen, estimate.estimate, conf_level)
    table = stood.table if chosen is None else stood.table[chosen].reset_index(drop=True)
    wide = placebos.sd / np.sqrt(1.0 - found.leverages)
    return LessRise(
        figure=stood.figure,
        years=stood.years,
        mirrored=chosen is not None,
        whole=estimate.estimate,
        estimate=found.estimate,
        conf_low=found.conf_low,
        conf_high=found.conf_high,
        conf_level=level,
        std_error=found.sd,
        p_value=found.p_value,
        centre=found.centre,
        slope=found.slope,
        slope_error=found.slope_error,
        gap=stood.gap,
        lowest=float(placebos.gap.min()),
        highest=float(placebos.gap.max()),
        beyond=placebos.beyond(stood.gap),
        middling=placebos.middling(stood.gap),
        own_mean=stood.mean,
        areas=table[["area", "area_name", "size", "gap"]].assign(
            estimate=found.placebos * wide, predicted_sd=wide, standardised=found.placebos
        ),
    )


def widened(analysis: Analysis) -> float:
    """Return by how much taking off a declared rise widens an interval; from how areas stood, from no later result."""
    if analysis.area_rule is None:
        return 1.0
    stood = standing(analysis)
    return _fit(stood, _mirrored(stood, analysis), 0.0, USUAL_LEVEL)[0].sd / stood.sd


def stands_beside(analysis: Analysis) -> bool:
    """Say whether another answer must stand beside the estimate of a question.

    It must where the question is about a whole area, no rule is declared, and the plan says that an area was picked
    or does not say what was, or the area stood apart from the middle 80 per cent of untreated ones.
    """
    if analysis.area_rule is not None or not of_whole_area(compare(analysis).pool):
        return False
    if analysis.chose in UNDECLARED:
        return True
    try:
        stood = standing(analysis)
    except EstimationError:
        return False
    return not stood.placebos().middling(stood.gap)


def if_chosen_low(analysis: Analysis, estimate: Estimate, conf_level: float) -> LessRise | Refusal | None:
    """Return the other answer where it must stand beside the estimate, why it cannot, or None where it need not.

    Parameters
    ----------
    analysis : Analysis
        The question's own.
    estimate : Estimate
        Its estimate, with nothing taken off.
    conf_level : float
        Level wanted.
    """
    if not stands_beside(analysis):
        return None
    try:
        stood = standing(analysis)
    except EstimationError as refusal:
        return Refusal(NAME, refusal.faults[0].found)
    reason = too_far(stood) or _too_few(stood, conf_level)
    return Refusal(NAME, reason) if reason else less_rise(stood, analysis, estimate, conf_level)


def _too_few(stood: StandingBefore, conf_level: float) -> str:
    """Return why the other answer cannot stand beside an interval of a level that needs more areas than there are."""
    number = len(stood.table)
    if level_is_offered(number, conf_level):
        return ""
    return f"{number} untreated areas are too few for an interval of {100 * conf_level:g} per cent"


def _fit(
    stood: StandingBefore, chosen: NDArray[np.bool_] | None, estimate: float, conf_level: float
) -> tuple[Adjusted, float]:
    """Return the adjusted answer, and its level: the highest that so few areas carry."""
    placebos = stood.placebos(chosen)
    level = level_offered(len(placebos.gap), conf_level)
    assert level is not None
    # Gaps that a refit balanced away tell areas apart no more; there is then only a mean to take off.
    if chosen is None and placebos.tell() and np.isfinite(stood.gap):
        return gap_adjusted(estimate, stood.sd, stood.gap, placebos, level), level
    return centred(estimate, stood.sd, placebos, level), level


def too_far(stood: StandingBefore) -> str:
    """Return why untreated areas say nothing of one that stood so; empty where they do."""
    placebos = stood.placebos()
    if not np.isfinite(stood.gap):
        return "how its schools stood is not in the tables"
    if not placebos.tell():
        return "the comparison was made alike in that very figure, so how the area stood beside it no longer shows"
    if placebos.beyond(stood.gap) > FURTHEST:
        side = "below" if stood.gap < float(placebos.gap.min()) else "above"
        return f"it stood further {side} its comparison than any other area, by more than they mostly differ"
    return ""


def untold(analysis: Analysis) -> str:
    """Return why untreated areas do not tell what a declared rule has to be taken off for; empty where they do."""
    if analysis.area_rule is None:
        return ""
    stood = standing(analysis)
    return "" if _mirrored(stood, analysis) is not None else too_far(stood)


def _mirrored(stood: StandingBefore, analysis: Analysis) -> NDArray[np.bool_] | None:
    """Return which areas the rule would have picked; None where there are too few, or it has no threshold."""
    rule = analysis.area_rule
    if rule is None or rule.below is None or not analysis.treated <= analysis.programme:
        return None
    chosen = (stood.table["mean"] < rule.below).to_numpy(dtype=np.bool_)
    return chosen if int(chosen.sum()) >= FEWEST_PLACEBO_AREAS else None


def _figure(analysis: Analysis, pool: Pool, figure: str, years: tuple[int, ...]) -> Floats:
    panel, units = analysis.panel(), pd.Index(pool.unit)
    each = [panel.of_year(figure, year, units).to_numpy(dtype=float) for year in years]
    return np.asarray(np.mean(each, axis=0))


def _sides(sides: Floats, values: Floats) -> tuple[Floats, Floats]:
    """Return the mean of each one's own side, and its gap to its donors'; schools without a value are left out."""
    known = np.isfinite(values)
    filled = np.where(known, values, 0.0)
    means = []
    for part in (np.maximum(sides, 0.0), np.maximum(-sides, 0.0)):
        weight = part @ known
        with np.errstate(invalid="ignore"):
            means.append(np.where(weight > 0.0, part @ filled, np.nan) / np.where(weight > 0.0, weight, 1.0))
    return means[0], means[0] - means[1]


def _areas(analysis: Analysis, assignment: Assignment) -> tuple[pd.DataFrame, Floats, Floats, float]:
    pool, weighting = assignment.pool, analysis.estimand.weighting
    pair = variances(pool)
    placed = placebo_areas_of(assignment, pair, weighting, MIN_SCHOOLS)
    weights = assignment.weights(np.flatnonzero(pool.treated), weighting)
    table = placed.table[["area", "area_name", "estimate", "predicted_sd"]].assign(size=placed.table["area_schools"])
    return table, placed.sides, weights.treated - weights.donor, predict(pool, weights, pair).sd


def _authorities(analysis: Analysis, assignment: Assignment) -> tuple[pd.DataFrame, Floats, Floats, float]:
    pool = assignment.pool
    variance = variance_of(pool)
    found = placebos_of(assignment, variance)
    table = found[["area", "area_name", "estimate", "predicted_sd"]].assign(size=found["pupils"])
    row_of = {pool.area_codes[number]: row for row, number in enumerate(pool.area)}
    rows = np.array([row_of[code] for code in found["area"]], dtype=np.int64)
    treated = np.flatnonzero(pool.treated)
    sd = float(np.sqrt(predicted_of(pool, variance, treated, assignment.donors_of_each(treated))[0]))
    sides = _beside(assignment, np.append(rows, treated[0]))
    return table, sides[:-1], sides[-1], sd


def _beside(assignment: Assignment, rows: NDArray[np.int64]) -> Floats:
    """Return for each authority its own row with weight 1 and its donors' with their weights below nought."""
    own = assignment.donors_of_each(rows)
    sides = np.zeros((len(rows), len(assignment.pool.unit)))
    np.add.at(sides, (np.arange(len(rows))[:, None], own.donor), -own.share)
    sides[np.arange(len(rows)), rows] += 1.0
    return sides
