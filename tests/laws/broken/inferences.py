"""Inferences one line away from the real ones."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from unittest.mock import patch

import numpy as np
from scipy import stats

from evalkit.analysis.compare import compare
from evalkit.inference import INFERENCES, placebo_areas, placebo_sets
from evalkit.inference.parts import clusters, placebos
from evalkit.inference.parts.placebos import Placebos, placebo_areas_of
from evalkit.numeric.cluster_robust import cluster_robust
from evalkit.numeric.placebo import PlaceboInterval, placebo_interval, placebo_set_interval
from evalkit.numeric.variance_pair import VariancePair
from evalkit.records.analysis import Analysis
from evalkit.records.estimate import Estimate, Inference

ROBUST = INFERENCES.get("cluster_robust").run
PLACEBO = INFERENCES.get("placebo_areas").run
MODEL = INFERENCES.get("satterthwaite").run
SETS = INFERENCES.get("placebo_sets").run
COMPONENTS = INFERENCES.get("variance_components").run

Point = Callable[[Analysis], Estimate]


def uses_cr1(analysis: Analysis, estimate: Estimate, point_estimate: Point, options: object) -> Inference:
    """Correct the robust error by the number of clusters alone."""
    with patch.object(clusters, "cluster_robust", partial(cluster_robust, correction="CR1")):
        return ROBUST(analysis, estimate, point_estimate, options)


def uses_the_normal_quantile(
    analysis: Analysis, estimate: Estimate, point_estimate: Point, options: object
) -> Inference:
    """Take 1.96 for the critical value, whatever the degrees of freedom."""
    found = ROBUST(analysis, estimate, point_estimate, options)
    centre, half = (found.conf_low + found.conf_high) / 2, stats.norm.ppf(0.975) * found.std_error
    p_value = float(2 * stats.norm.sf(abs(centre) / found.std_error))
    return replace(found, conf_low=centre - half, conf_high=centre + half, p_value=p_value)


def gives_ninety_for_ninety_five(
    analysis: Analysis, estimate: Estimate, point_estimate: Point, options: object
) -> Inference:
    """Print the interval of another level."""
    found = MODEL(analysis, estimate, point_estimate, replace(options, conf_level=0.9))
    return replace(found, conf_level=0.95)


def forgets_to_standardise(analysis: Analysis, estimate: Estimate, point_estimate: Point, options: object) -> Inference:
    """Set the programme's estimate among the placebos' estimates as they are."""

    def raw(*given: object) -> Placebos:
        found = placebo_areas_of(*given)
        return replace(found, table=found.table.assign(standardised=found.table["estimate"]))

    def unstandardised(theta: float, _: float, thetas: np.ndarray, level: float) -> PlaceboInterval:
        return placebo_interval(theta, 1.0, thetas, level)

    with patch.multiple(placebo_areas, placebo_areas_of=raw, placebo_interval=unstandardised):
        return PLACEBO(analysis, estimate, point_estimate, options)


def counts_only_the_more_extreme(
    analysis: Analysis, estimate: Estimate, point_estimate: Point, options: object
) -> Inference:
    """Count placebos beyond the programme with > in place of >=."""

    def strict(theta: float, sd: float, standardised: np.ndarray, level: float) -> PlaceboInterval:
        beyond = int((np.abs(standardised) > abs(theta / sd)).sum())
        return replace(placebo_interval(theta, sd, standardised, level), p_value=(1 + beyond) / (1 + len(standardised)))

    with patch.object(placebo_areas, "placebo_interval", strict):
        return PLACEBO(analysis, estimate, point_estimate, options)


def counts_only_the_more_extreme_sets(
    analysis: Analysis, estimate: Estimate, point_estimate: Point, options: object
) -> Inference:
    """Count sets beyond the programme with > in place of >=."""

    def strict(theta: float, sd: float, sets: list[np.ndarray], level: float) -> PlaceboInterval:
        beyond = sum(float((np.abs(inside) > abs(theta / sd)).mean()) for inside in sets)
        return replace(placebo_set_interval(theta, sd, sets, level), p_value=(1 + beyond) / (1 + len(sets)))

    with patch.object(placebo_sets, "placebo_set_interval", strict):
        return SETS(analysis, estimate, point_estimate, options)


def counts_schools_for_degrees_of_freedom(
    analysis: Analysis, estimate: Estimate, point_estimate: Point, options: object
) -> Inference:
    """Report the degrees of freedom of areas, and take the quantile of the normal."""
    found = COMPONENTS(analysis, estimate, point_estimate, options)
    half = stats.norm.ppf(0.975) * found.std_error
    return replace(found, conf_low=estimate.estimate - half, conf_high=estimate.estimate + half)


def forgets_that_areas_move(
    analysis: Analysis, estimate: Estimate, point_estimate: Point, options: object
) -> Inference:
    """Leave the area part out of the predicted variance."""
    find = placebos.variances

    def schools_only(pool: object) -> VariancePair:
        return replace(find(pool), area=0.0)

    with patch.object(placebos, "variances", schools_only):
        return COMPONENTS(analysis, estimate, point_estimate, options)


def leaves_the_programme_out_of_the_count(
    analysis: Analysis, estimate: Estimate, point_estimate: Point, options: object
) -> Inference:
    """Take the share of placebos beyond, without the programme itself."""

    def share(theta: float, sd: float, standardised: np.ndarray, level: float) -> PlaceboInterval:
        beyond = int((np.abs(standardised) >= abs(theta / sd)).sum())
        return replace(placebo_interval(theta, sd, standardised, level), p_value=beyond / len(standardised))

    with patch.object(placebo_areas, "placebo_interval", share):
        return PLACEBO(analysis, estimate, point_estimate, options)


def looks_around_nought(analysis: Analysis, estimate: Estimate, point_estimate: Point, options: object) -> Inference:
    """Draw the interval around no effect, as a band."""
    found = PLACEBO(analysis, estimate, point_estimate, options)
    return replace(found, conf_low=found.conf_low - estimate.estimate, conf_high=found.conf_high - estimate.estimate)


def writes_into_the_comparison(
    analysis: Analysis, estimate: Estimate, point_estimate: Point, options: object
) -> Inference:
    """Double the weights that the next inference will be handed."""
    shared = compare(analysis)
    shared.frame["weight"] *= 2.0
    return PLACEBO(analysis, estimate, point_estimate, options)


def improves_the_estimate(analysis: Analysis, estimate: Estimate, point_estimate: Point, options: object) -> Inference:
    """Write another number into the estimate it was given."""
    found = PLACEBO(analysis, estimate, point_estimate, options)
    object.__setattr__(estimate, "estimate", estimate.estimate + 0.01)
    return found
