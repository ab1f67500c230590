"""Placebo areas, to judge whether the programme's area is more unusual than untreated areas in its place.

Estimates
    A p-value and an interval for the programme's estimate from the distribution of the same estimate in
    every untreated area, with donors found by the rule of the design for each, divided by its own predicted
    standard deviation.
Assumes
    The programme's area would, without the programme, have been like a random one of the untreated areas,
    once size and composition of each comparison are allowed for by the predicted standard deviation.
When it misleads
    With few untreated areas; when large and small areas vary differently even after standardising; when
    the programme's area was chosen for the way it was changing. One picked for standing low would have risen
    somewhat anyway: ``area_selection`` takes that off where the rule is declared, and shows both answers elsewhere.
Reference
    Conley and Taber (2011), Review of Economics and Statistics 93; Ferman and Pinto (2019), Review of
    Economics and Statistics 101; Abadie, Diamond and Hainmueller (2010), Journal of the American Statistical
    Association 105, who weight donors anew for each placebo.
Checked against
    ``tests/unit/inference/test_placebo_areas.py`` (refitting on random placebos, exact inversion),
    ``tests/unit/inference/test_placebo_areas_of_weighted_schools.py`` (planning each placebo as a programme),
    ``tests/recovery/test_placebo_coverage.py`` and ``tests/recovery/test_weighted_coverage.py`` (simulated truth).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from evalkit.core.errors import Fault
from evalkit.core.registry import Method
from evalkit.estimators.parts.roles import WEIGHTED_CHANGES
from evalkit.inference.parts.placebos import (
    MIN_SCHOOLS,
    assumed,
    basis_of,
    judged_alike,
    left_out,
    level_for,
    lower_level,
    no_basis,
    off_centre,
    placebo_areas_of,
    shares_of,
    unequal_spread,
)
from evalkit.inference.parts.roles import WHOLE_AREAS
from evalkit.numeric.placebo import placebo_interval
from evalkit.records.analysis import Analysis
from evalkit.records.details import PlaceboAreas
from evalkit.records.estimate import Estimate, Inference


@dataclass(frozen=True, slots=True)
class Options:
    """Options of placebo areas.

    Attributes
    ----------
    conf_level : float
        Level of the interval.
    min_schools : int
        Schools an untreated area needs to take the programme's place.
    """

    conf_level: float = 0.95
    min_schools: int = MIN_SCHOOLS


def placebo_areas(
    analysis: Analysis, estimate: Estimate, point_estimate: Callable[[Analysis], Estimate], options: Options
) -> Inference:
    """Return the interval that inverts the placebo test exactly."""
    basis = basis_of(analysis, "placebo_areas")
    pair, own = basis.pair, basis.own
    placebos = placebo_areas_of(basis.assignment, pair, analysis.estimand.weighting, options.min_schools)
    table, sd = judged_alike(estimate, placebos.table, own.sd)
    enough = f"with at least {options.min_schools} schools"
    level = level_for(analysis, "placebo_areas", len(table), options.conf_level, enough)
    standardised = table["standardised"].to_numpy(dtype=float)
    found = placebo_interval(estimate.estimate, sd, standardised, level)
    return Inference(
        name="placebo_areas",
        std_error=sd,
        df=float("nan"),
        conf_low=found.conf_low,
        conf_high=found.conf_high,
        conf_level=level,
        p_value=found.p_value,
        assumes=assumed(estimate, METHOD.assumes),
        ignores=left_out(estimate, METHOD.ignores),
        details=(_shown(table, len(placebos.dropped), found.critical), shares_of(pair, own)),
        caveats=(
            *lower_level(level, options.conf_level),
            *off_centre(float(standardised.mean()), len(standardised)),
            *unequal_spread(table),
        ),
    )


def _refuses(where: str, level: str, _units: int, areas: int, _options: Options) -> Fault | None:
    return no_basis(where, level, areas)


METHOD = Method(
    summary="The programme's area among untreated areas in its place, each standardised by its predicted SD",
    run=placebo_areas,
    options=Options,
    needs=("area", "period"),
    shapes=("panel",),
    checked_against=(
        "tests/unit/inference/test_placebo_areas.py::test_placebo_sums_equal_refitting",
        "tests/unit/inference/test_placebo_areas.py::test_interval_inverts_the_test_exactly",
        "tests/golden/test_variance_pair.py::test_both_variances_and_the_predicted_sd_are_those_of_whole_matrices",
        "tests/unit/inference/test_placebo_areas_of_weighted_schools.py::"
        "test_each_placebo_equals_planning_it_as_a_programme",
        "tests/recovery/test_placebo_coverage.py::"
        "test_intervals_from_placebo_areas_hold_the_truth_where_areas_move_together",
        "tests/recovery/test_weighted_coverage.py::test_intervals_hold_the_truth_where_areas_move_together",
    ),
    words="placebo areas, that is, how other areas came out when put in the place of the area studied",
    assumes="their area would otherwise have changed like any one of the untreated areas",
    ignores="that an area may be chosen because it stood low, and whatever else happened in it alone in these years",
    judges=WEIGHTED_CHANGES,
    role=WHOLE_AREAS,
    refuses=_refuses,
    formerly=("placebo_areas_reweighted",),
)


def _shown(table: pd.DataFrame, dropped: int, critical: float) -> PlaceboAreas:
    return PlaceboAreas(
        table=table,
        critical=critical,
        dropped=dropped,
        refused=int(table["unfair"].sum()),
        inexact=int((table["tolerance"] > 0).sum()) if "tolerance" in table else None,
    )
