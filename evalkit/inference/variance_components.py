"""Variance components: a t statistic whose variance has a part for areas and a part for schools.

Estimates
    Standard error, degrees of freedom, interval and p-value of the estimate, from how much areas and schools
    without the programme vary, each counted with the weights of the comparison.
Assumes
    Areas, and schools inside them, vary independently and alike, with and without the programme; their shocks
    are close to normal.
When it misleads
    When areas differ in how much they vary, so that the programme's area is not like the others; when shocks are
    wider than an area; when the pool of untreated areas is small. Matching, or weights, are taken as given.
Reference
    Satterthwaite (1946), Biometrics Bulletin 2; Searle, Casella and McCulloch (1992), Variance Components,
    chapter 5.
Checked against
    ``tests/unit/inference/test_variance_components.py`` (hand-worked),
    ``tests/unit/inference/test_variance_components_of_weighted_schools.py`` (the formula written out),
    ``tests/golden/test_variance_pair.py`` (whole matrices in R for both variances) and
    ``tests/recovery/test_weighted_coverage.py`` (simulated truth).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from scipy import special

from evalkit.core.errors import Fault
from evalkit.core.registry import Method
from evalkit.inference.parts.placebos import (
    MIN_SCHOOLS,
    NORMAL_QUANTILE,
    basis_of,
    no_basis,
    placebo_areas_of,
    shares_of,
)
from evalkit.inference.parts.roles import VARIANCES
from evalkit.numeric.placebo import FEWEST_PLACEBOS, level_is_offered, placebo_interval
from evalkit.records.analysis import Analysis
from evalkit.records.details import FreedomOfAreas
from evalkit.records.estimate import Estimate, Inference

SPREAD_LIMIT = 0.15
WIDTH_LIMIT = 0.15
# A 95 % critical value read from A placebos scatters so much more than one from t, times root A.
WIDTH_QUANTILE = 1.9
USUAL_LEVEL = 0.95
BESIDE = "shocks wider than an area, and areas that vary more than others"
OTHER_SPREAD = (
    "Untreated areas in the programme's place vary more, or less, than both variances predict, so the interval may "
    "be too narrow or too wide."
)
OTHER_WIDTH = (
    "Placebo areas and variance components give intervals of clearly different width, so one of the two is too narrow "
    "or too wide."
)


@dataclass(frozen=True, slots=True)
class Options:
    """Options of variance components.

    Attributes
    ----------
    conf_level : float
        Level of the interval.
    """

    conf_level: float = 0.95


def variance_components(
    analysis: Analysis, estimate: Estimate, point_estimate: Callable[[Analysis], Estimate], options: Options
) -> Inference:
    """Return the interval from t with degrees of freedom that know how few areas there are."""
    basis = basis_of(analysis, "variance_components", of_one_area=False)
    pair, own = basis.pair, basis.own
    df = pair.degrees_of_freedom(own.area_squares, own.school_squares)
    sd = own.sd if estimate.less_rise is None else estimate.less_rise.std_error
    margin = _quantile(df, options.conf_level) * sd
    table = placebo_areas_of(basis.assignment, pair, analysis.estimand.weighting, MIN_SCHOOLS).table
    return Inference(
        name="variance_components",
        std_error=sd,
        df=df,
        conf_low=estimate.estimate - margin,
        conf_high=estimate.estimate + margin,
        conf_level=options.conf_level,
        p_value=float(2 * special.stdtr(df, -abs(estimate.estimate) / sd)),
        assumes=METHOD.assumes,
        ignores=f"uncertainty of the {basis.assignment.work}, {BESIDE}",
        details=(FreedomOfAreas(df, float(pair.df_between)), shares_of(pair, own)),
        caveats=_caveats(table["standardised"].to_numpy(dtype=float), df),
    )


def _refuses(where: str, level: str, _units: int, areas: int, _options: Options) -> Fault | None:
    return no_basis(where, level, areas, of_one_area=False)


METHOD = Method(
    summary="A t interval whose variance has a part for areas and a part for schools",
    run=variance_components,
    options=Options,
    needs=("area", "period"),
    shapes=("panel",),
    checked_against=(
        "tests/unit/inference/test_variance_components.py::test_degrees_of_freedom_are_those_worked_by_hand",
        "tests/unit/inference/test_variance_components.py::test_the_predicted_variance_is_a_sum_of_the_mean_squares",
        "tests/unit/inference/test_variance_components_of_weighted_schools.py::"
        "test_the_variance_is_that_of_the_weights_written_out",
        "tests/recovery/test_weighted_coverage.py::test_intervals_hold_the_truth_where_areas_move_together",
    ),
    words="how much areas and schools vary from year to year",
    assumes="areas vary alike around their schools' characteristics, with and without the programme, and so do "
    "schools inside an area",
    ignores=f"uncertainty of the matching or the weights, {BESIDE}",
    role=VARIANCES,
    refuses=_refuses,
    formerly=("variance_components_reweighted",),
)


def _quantile(df: float, conf_level: float) -> float:
    return float(special.stdtrit(df, 0.5 + conf_level / 2))


def _caveats(standardised: np.ndarray, df: float) -> tuple[str, ...]:
    """Return what whole untreated areas in the programme's place say against the two variances."""
    count = len(standardised)
    said = []
    if count >= FEWEST_PLACEBOS and abs(standardised.std(ddof=1) - 1) > max(
        SPREAD_LIMIT, NORMAL_QUANTILE / np.sqrt(2 * count)
    ):
        said.append(OTHER_SPREAD)
    if level_is_offered(count, USUAL_LEVEL):
        critical = placebo_interval(0.0, 1.0, standardised, USUAL_LEVEL).critical
        usual = _quantile(df, USUAL_LEVEL)
        if max(critical / usual, usual / critical) - 1 > max(WIDTH_LIMIT, WIDTH_QUANTILE / np.sqrt(count)):
            said.append(OTHER_WIDTH)
    return tuple(said)
