"""Placebo areas, to judge whether the programme's area is more unusual than untreated areas in its place.

Estimates
    A p-value and an interval for the programme's estimate from the distribution of the same estimate in
    every untreated area, each divided by its own predicted standard deviation.
Assumes
    The programme's area would, without the programme, have been like a random one of the untreated areas,
    once size and composition of each comparison are allowed for by the predicted standard deviation.
When it misleads
    With few untreated areas; when large and small areas vary differently even after standardising; when
    the programme's area was chosen for the way it was changing.
Reference
    Conley and Taber (2011), Review of Economics and Statistics 93; Ferman and Pinto (2019), Review of
    Economics and Statistics 101.
Checked against
    ``tests/unit/inference/test_placebo_areas.py`` (refitting on random placebos, exact inversion) and
    ``tests/recovery/test_placebo_coverage.py`` (simulated truth).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from evalkit.analysis.compare import compare
from evalkit.core.errors import EstimationError, EvalkitError
from evalkit.core.registry import Method
from evalkit.design.parts.pool import contrast
from evalkit.inference.parts.placebos import FEWEST_AREAS_FOR_VARIANCES, Placebos, placebo_areas_of, predict, variances
from evalkit.numeric.placebo import level_is_offered, placebo_interval
from evalkit.numeric.variance_pair import VariancePair
from evalkit.records.analysis import Analysis
from evalkit.records.comparison import Pool
from evalkit.records.estimate import Estimate, Inference

CENTRE_LIMIT = 0.2
THIRDS_LIMIT = 1.3
THIRDS_FROM = 39
# 1.96 is the 97.5 % normal quantile; 3.31 that of the range of three such log ratios of variances.
NORMAL_QUANTILE = 1.96
RANGE_QUANTILE = 3.31
OFF_CENTRE = (
    "Untreated areas in the programme's place do not centre on nought, so part of the estimate may belong to "
    "the method."
)
UNEQUAL_SPREAD = (
    "Small and large areas vary differently even after allowing for size, so the interval may be too narrow "
    "or too wide."
)


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
    min_schools: int = 5


def placebo_areas(
    analysis: Analysis, estimate: Estimate, point_estimate: Callable[[Analysis], Estimate], options: Options
) -> Inference:
    """Return the interval that inverts the placebo test exactly."""
    pool = _pool(analysis)
    pair = variances(pool)
    weighting = analysis.estimand.weighting
    own = predict(pool, contrast(pool, np.flatnonzero(pool.treated), weighting), pair)
    placebos = placebo_areas_of(pool, pair, weighting, options.min_schools)
    count = len(placebos.table)
    if not level_is_offered(count, options.conf_level):
        raise _too_few(analysis, count, options)
    standardised = placebos.table["standardised"].to_numpy(dtype=float)
    found = placebo_interval(estimate.estimate, own.sd, standardised, options.conf_level)
    return Inference(
        name="placebo_areas",
        std_error=own.sd,
        df=float("nan"),
        conf_low=found.conf_low,
        conf_high=found.conf_high,
        conf_level=options.conf_level,
        p_value=found.p_value,
        assumes="their area would otherwise have changed like any one of the untreated areas",
        ignores="",
        details=_details(pair, placebos, own.shares, found.critical),
        caveats=_caveats(placebos),
        table=placebos.table,
    )


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
        "tests/recovery/test_placebo_coverage.py::"
        "test_intervals_from_placebo_areas_hold_the_truth_where_areas_move_together",
    ),
)


def _pool(analysis: Analysis) -> Pool:
    pool = compare(analysis).pool
    areas = 0 if pool is None else len(np.unique(pool.area[pool.eligible]))
    if pool is None or areas < FEWEST_AREAS_FOR_VARIANCES:
        raise EstimationError.one(
            where=f"question {analysis.question!r}, inference placebo_areas",
            found="no pool of donors" if pool is None else f"{areas} untreated areas",
            allowed=f"a design with a pool of schools in at least {FEWEST_AREAS_FOR_VARIANCES} untreated areas",
            next="give tables of more areas, or declare cluster_robust and say what it ignores",
        )
    return pool


def _too_few(analysis: Analysis, count: int, options: Options) -> EvalkitError:
    return EstimationError.one(
        where=f"question {analysis.question!r}, inference placebo_areas",
        found=f"{count} untreated areas with at least {options.min_schools} schools",
        allowed=f"enough for a level of {options.conf_level:g}: 39 for 0.95, 19 for 0.90, never under 10",
        next="give tables of more areas, lower conf_level, or widen the donor rules",
    )


def _details(
    pair: VariancePair, placebos: Placebos, shares: tuple[tuple[str, float], ...], critical: float
) -> tuple[tuple[str, float], ...]:
    return (
        ("placebo areas", float(len(placebos.table))),
        ("placebo areas dropped", float(len(placebos.dropped))),
        ("placebo areas the design would refuse", float(placebos.table["unfair"].sum())),
        ("critical value", critical),
        ("SD of an area's change", float(np.sqrt(pair.area))),
        ("SD of a school's change", float(np.sqrt(pair.school))),
        ("areas behind the variances", float(pair.areas)),
        ("schools behind the variances", float(pair.schools)),
        ("area variance truncated", float(pair.truncated)),
        *((f"share of variance from {name}", share) for name, share in shares),
    )


def _caveats(placebos: Placebos) -> tuple[str, ...]:
    standardised = placebos.table["standardised"].to_numpy(dtype=float)
    count = len(standardised)
    said = []
    if abs(standardised.mean()) > max(CENTRE_LIMIT, NORMAL_QUANTILE / np.sqrt(count)):
        said.append(OFF_CENTRE)
    if count >= THIRDS_FROM and _thirds_ratio(placebos.table) > max(
        THIRDS_LIMIT, float(np.exp(RANGE_QUANTILE / np.sqrt(2 * (count / 3 - 1))))
    ):
        said.append(UNEQUAL_SPREAD)
    return tuple(said)


def _thirds_ratio(table: pd.DataFrame) -> float:
    ordered = table.sort_values(["area_schools", "area"])["standardised"].to_numpy(dtype=float)
    spreads = [float(third.std(ddof=1)) for third in np.array_split(ordered, 3)]
    return max(spreads) / min(spreads)
