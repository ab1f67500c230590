"""Placebo authorities, to judge whether one authority is more unusual than untreated ones put in its place.

Estimates
    A p-value and an interval for the programme's authority from the distribution of the same estimate in every
    untreated authority, each with its own similar authorities, each divided by its own predicted standard deviation.
Assumes
    The authority would, without the programme, have been like a random one of the untreated authorities, once the
    number of pupils behind each figure is allowed for.
When it misleads
    With few untreated authorities; when the authority was picked for standing low (``area_selection`` shows what is
    then left) or for the way it was changing; when it lies at the
    edge of what authorities are like, where even the nearest differ; when something else happened there alone.
Reference
    Conley and Taber (2011), Review of Economics and Statistics 93; Ferman and Pinto (2019), Review of Economics and
    Statistics 101; Abadie, Diamond and Hainmueller (2010), Journal of the American Statistical Association 105.
Checked against
    ``tests/unit/inference/test_placebo_authorities.py`` (refitting, exact inversion, by hand),
    ``tests/golden/test_size_variance.py`` (R) and ``tests/recovery/test_placebo_authorities.py`` (simulated truth).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from evalkit.core.errors import EstimationError, Fault
from evalkit.core.estimand import AREA
from evalkit.core.registry import Method
from evalkit.estimators.parts.roles import WEIGHTED_CHANGES
from evalkit.inference.parts.authorities import placebos_of, predicted_of, variance_of
from evalkit.inference.parts.placebos import (
    assignment_of,
    assumed,
    judged_alike,
    left_out,
    level_for,
    lower_level,
    off_centre,
    several_areas,
    unequal_thirds,
)
from evalkit.inference.parts.roles import AUTHORITIES
from evalkit.numeric.placebo import placebo_interval
from evalkit.records.analysis import Analysis
from evalkit.records.comparison import Assignment
from evalkit.records.details import AuthoritySpread, PlaceboAreas
from evalkit.records.estimate import Estimate, Inference

UNEQUAL_SPREAD = (
    "Small and large authorities vary differently even after allowing for their pupils, so the interval may be too "
    "narrow or too wide."
)


@dataclass(frozen=True, slots=True)
class Options:
    """Options of placebo authorities.

    Attributes
    ----------
    conf_level : float
        Level of the interval.
    """

    conf_level: float = 0.95


def placebo_authorities(
    analysis: Analysis, estimate: Estimate, point_estimate: Callable[[Analysis], Estimate], options: Options
) -> Inference:
    """Return the interval that inverts the placebo test exactly."""
    assignment = _assignment(analysis)
    pool = assignment.pool
    variance = variance_of(pool)
    table = placebos_of(assignment, variance)
    treated = np.flatnonzero(pool.treated)
    own = float(np.sqrt(predicted_of(pool, variance, treated, assignment.donors_of_each(treated))[0]))
    table, own = judged_alike(estimate, table, own)
    level = level_for(analysis, "placebo_authorities", len(table), options.conf_level, "with enough similar ones")
    standardised = table["standardised"].to_numpy(dtype=float)
    found = placebo_interval(estimate.estimate, own, standardised, level)
    typical = float(np.median(pool.pupils[pool.eligible]))
    return Inference(
        name="placebo_authorities",
        std_error=own,
        df=float("nan"),
        conf_low=found.conf_low,
        conf_high=found.conf_high,
        conf_level=level,
        p_value=found.p_value,
        assumes=assumed(estimate, METHOD.assumes),
        ignores=left_out(estimate, METHOD.ignores),
        details=(
            PlaceboAreas(table, found.critical),
            AuthoritySpread(
                very_large=float(np.sqrt(variance.shared)),
                middling=float(np.sqrt(variance.of(np.array([typical]))[0])),
                authorities=int(variance.areas),
            ),
        ),
        caveats=(
            *lower_level(level, options.conf_level),
            *off_centre(float(standardised.mean()), len(table)),
            *_unequal(table),
        ),
    )


def _refuses(where: str, level: str, _units: int, areas: int, _options: Options) -> Fault | None:
    if level == AREA:
        return several_areas(where, areas)
    return Fault(
        where=where,
        found="several schools in one authority",
        allowed="one row for each authority and year",
        next="use the design similar_areas and an outcome of authorities; for schools declare placebo_areas",
    )


METHOD = Method(
    summary="One authority among untreated authorities in its place, each standardised by its predicted SD",
    run=placebo_authorities,
    options=Options,
    needs=("area", "period"),
    shapes=("panel",),
    checked_against=(
        "tests/unit/inference/test_placebo_authorities.py::test_each_placebo_is_the_line_run_with_it_in_the_place",
        "tests/unit/inference/test_placebo_authorities.py::test_the_interval_inverts_the_test_exactly",
        "tests/golden/test_size_variance.py::test_both_parts_are_those_of_whole_matrices_in_r",
        "tests/recovery/test_placebo_authorities.py::test_intervals_hold_the_truth_for_small_and_large_authorities",
    ),
    words="placebo authorities, that is, how other authorities came out when put in the place of this one",
    assumes="the authority would otherwise have changed like any one of the untreated authorities",
    ignores="that an authority may be chosen because it stood low, and whatever else happened in it alone in these "
    "years",
    judges=WEIGHTED_CHANGES,
    role=AUTHORITIES,
    refuses=_refuses,
)


def _assignment(analysis: Analysis) -> Assignment:
    assignment = assignment_of(analysis, "placebo_authorities")
    pool, where = assignment.pool, f"question {analysis.question!r}, inference placebo_authorities"
    areas = len(np.unique(pool.area[pool.treated]))
    level = "school" if int(np.bincount(pool.area).max()) > 1 else AREA
    if fault := _refuses(where, level, areas, areas, Options()):
        raise EstimationError([fault])
    return assignment


def _unequal(table: pd.DataFrame) -> tuple[str, ...]:
    ordered = table.sort_values(["pupils", "area"])["standardised"].to_numpy(dtype=float)
    return (UNEQUAL_SPREAD,) if table["pupils"].nunique() > 1 and unequal_thirds(ordered) else ()
