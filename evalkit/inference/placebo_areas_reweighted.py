"""Placebo areas for weighted schools: every untreated area is balanced anew in the programme's place.

Estimates
    A p-value and an interval for the programme's estimate from the distribution of the same estimate in every
    untreated area, each with donors weighted to be like its own schools, divided by its own predicted standard
    deviation.
Assumes
    The programme's area would, without the programme, have been like a random one of the untreated areas, once
    size and composition of each comparison are allowed for by the predicted standard deviation.
When it misleads
    With few untreated areas; when large and small areas vary differently even after standardising; when the
    programme's area was chosen for the way it was changing.
Reference
    Conley and Taber (2011), Review of Economics and Statistics 93; Ferman and Pinto (2019), Review of Economics and
    Statistics 101; Abadie, Diamond and Hainmueller (2010), Journal of the American Statistical Association 105, who
    weight donors anew for each placebo.
Checked against
    ``tests/unit/inference/test_placebo_areas_reweighted.py`` (planning each placebo as a programme; exact
    inversion) and ``tests/recovery/test_weighted_coverage.py`` (simulated truth).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from evalkit.core.registry import Method
from evalkit.inference.parts.placebos import (
    MIN_SCHOOLS,
    level_for,
    lower_level,
    off_centre,
    unequal_spread,
    variance_details,
)
from evalkit.inference.parts.reweighted import reweighted_areas, weighted_ground_of
from evalkit.numeric.placebo import placebo_interval
from evalkit.records.analysis import Analysis
from evalkit.records.estimate import Estimate, Inference

NAME = "placebo_areas_reweighted"


@dataclass(frozen=True, slots=True)
class Options:
    """Options of placebo areas weighted anew.

    Attributes
    ----------
    conf_level : float
        Level of the interval.
    min_schools : int
        Schools an untreated area needs to take the programme's place.
    """

    conf_level: float = 0.95
    min_schools: int = MIN_SCHOOLS


def placebo_areas_reweighted(
    analysis: Analysis, estimate: Estimate, point_estimate: Callable[[Analysis], Estimate], options: Options
) -> Inference:
    """Return the interval that inverts the placebo test exactly."""
    ground = weighted_ground_of(analysis, NAME)
    placebos = reweighted_areas(ground.reweighting, ground.pair, analysis.estimand.weighting, options.min_schools)
    enough = f"with at least {options.min_schools} schools"
    level = level_for(analysis, NAME, len(placebos.table), options.conf_level, enough)
    standardised = placebos.table["standardised"].to_numpy(dtype=float)
    found = placebo_interval(estimate.estimate, ground.own.sd, standardised, level)
    return Inference(
        name=NAME,
        std_error=ground.own.sd,
        df=float("nan"),
        conf_low=found.conf_low,
        conf_high=found.conf_high,
        conf_level=level,
        p_value=found.p_value,
        assumes="their area would otherwise have changed like any one of the untreated areas",
        ignores="",
        details=(
            ("placebo areas", float(len(placebos.table))),
            ("placebo areas dropped", float(len(placebos.dropped))),
            ("placebo areas the design would refuse", float(placebos.table["unfair"].sum())),
            ("placebo areas not balanced exactly", float((placebos.table["tolerance"] > 0).sum())),
            ("critical value", found.critical),
            *variance_details(ground.pair, ground.own),
        ),
        caveats=(
            *lower_level(level, options.conf_level),
            *off_centre(float(standardised.mean()), len(standardised)),
            *unequal_spread(placebos.table),
        ),
        table=placebos.table,
    )


METHOD = Method(
    summary="The programme's area among untreated areas in its place, each with donors weighted anew to be like it",
    run=placebo_areas_reweighted,
    options=Options,
    needs=("area", "period"),
    shapes=("panel",),
    checked_against=(
        "tests/unit/inference/test_placebo_areas_reweighted.py::test_each_placebo_equals_planning_it_as_a_programme",
        "tests/unit/inference/test_placebo_areas_reweighted.py::test_the_interval_inverts_the_test_exactly",
        "tests/recovery/test_weighted_coverage.py::test_intervals_hold_the_truth_where_areas_move_together",
    ),
)
