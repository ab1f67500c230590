"""Variance components for weighted schools: a t statistic with a part for areas and a part for schools.

Estimates
    Standard error, degrees of freedom, interval and p-value of the estimate, from how much areas and schools without
    the programme vary, each counted with the weights that balance the comparison.
Assumes
    Areas, and schools inside them, vary independently and alike, with and without the programme; their shocks are
    close to normal; change depends on the numbers balanced in straight lines, or not at all.
When it misleads
    When areas differ in how much they vary; when shocks are wider than an area; when the pool of untreated areas is
    small. Weights are taken as given.
Reference
    Satterthwaite (1946), Biometrics Bulletin 2; Searle, Casella and McCulloch (1992), Variance Components, chapter 5.
Checked against
    ``tests/unit/inference/test_variance_components_reweighted.py`` (the formula written out) and
    ``tests/recovery/test_weighted_coverage.py`` (simulated truth).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from scipy import special

from evalkit.core.registry import Method
from evalkit.inference.parts.placebos import variance_details
from evalkit.inference.parts.reweighted import weighted_ground_of
from evalkit.records.analysis import Analysis
from evalkit.records.estimate import Estimate, Inference

NAME = "variance_components_reweighted"


@dataclass(frozen=True, slots=True)
class Options:
    """Options of variance components for weighted schools.

    Attributes
    ----------
    conf_level : float
        Level of the interval.
    """

    conf_level: float = 0.95


def variance_components_reweighted(
    analysis: Analysis, estimate: Estimate, point_estimate: Callable[[Analysis], Estimate], options: Options
) -> Inference:
    """Return the interval from t with degrees of freedom that know how few areas there are."""
    ground = weighted_ground_of(analysis, NAME, of_one_area=False)
    pair, own = ground.pair, ground.own
    df = pair.degrees_of_freedom(own.area_squares, own.school_squares)
    margin = float(special.stdtrit(df, 0.5 + options.conf_level / 2)) * own.sd
    return Inference(
        name=NAME,
        std_error=own.sd,
        df=df,
        conf_low=estimate.estimate - margin,
        conf_high=estimate.estimate + margin,
        conf_level=options.conf_level,
        p_value=float(2 * special.stdtr(df, -abs(estimate.estimate) / own.sd)),
        assumes="areas vary alike around their schools' characteristics, with and without the programme, and so do "
        "schools inside an area",
        ignores="uncertainty of the weights, shocks wider than an area, and areas that vary more than others",
        details=(
            ("degrees of freedom", df),
            ("degrees of freedom between areas", pair.df_between),
            *variance_details(pair, own),
        ),
    )


METHOD = Method(
    summary="A t interval for weighted schools whose variance has a part for areas and a part for schools",
    run=variance_components_reweighted,
    options=Options,
    needs=("area", "period"),
    shapes=("panel",),
    checked_against=(
        "tests/unit/inference/test_variance_components_reweighted.py::"
        "test_the_variance_is_that_of_the_weights_written_out",
        "tests/recovery/test_weighted_coverage.py::test_intervals_hold_the_truth_where_areas_move_together",
    ),
)
