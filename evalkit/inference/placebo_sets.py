"""Placebo sets, to judge a few schools of one area against sets of as many schools inside one untreated area.

Estimates
    A p-value and an interval for the programme's estimate from the same estimate in sets of schools of every
    untreated area, each divided by its own predicted standard deviation. Areas count alike, however many sets
    they have.
Assumes
    The schools studied are like schools drawn at random from the eligible schools of an area (those that the
    programme's own rule would have chosen, where it had one), and their area like a random untreated one.
When it misleads
    When schools volunteered because of something that drives change and is not in the rule; with few untreated
    areas. It is exact as an inversion of its own test, and calibrated by simulation, not by a lottery.
Reference
    Conley and Taber (2011), Review of Economics and Statistics 93; Ferman and Pinto (2019), Review of
    Economics and Statistics 101; MacKinnon and Webb (2020), Journal of Econometrics 218.
Checked against
    ``tests/unit/inference/test_placebo_sets.py`` (refitting random sets, exact inversion) and
    ``tests/recovery/test_placebo_sets.py`` (simulated truth).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import numpy as np

from evalkit.core.errors import EstimationError, Fault
from evalkit.core.registry import Method
from evalkit.core.streams import stream
from evalkit.estimators.parts.roles import WEIGHTED_CHANGES
from evalkit.inference.parts.offered import of_picked_areas
from evalkit.inference.parts.placebos import (
    basis_of,
    level_for,
    lower_level,
    no_basis,
    off_centre,
    shares_of,
)
from evalkit.inference.parts.roles import SETS
from evalkit.inference.parts.sets import placebo_sets_of
from evalkit.inference.parts.shared_sets import shared_sets_of
from evalkit.numeric.placebo import placebo_set_interval, shares_beyond, weighted_quantiles
from evalkit.records.analysis import Analysis
from evalkit.records.comparison import Assignment
from evalkit.records.details import PlaceboSets
from evalkit.records.estimate import Estimate, Inference

HUNDREDTHS = (np.arange(100) + 0.5) / 100


@dataclass(frozen=True, slots=True)
class Options:
    """Options of placebo sets.

    Attributes
    ----------
    conf_level : float
        Level of the interval.
    """

    conf_level: float = 0.95


def placebo_sets(
    analysis: Analysis, estimate: Estimate, point_estimate: Callable[[Analysis], Estimate], options: Options
) -> Inference:
    """Return the interval that inverts the test against sets of schools exactly."""
    basis = basis_of(analysis, "placebo_sets")
    pair, own = basis.pair, basis.own
    _refuse_unless_additive(analysis, basis.assignment)
    if estimate.less_rise is not None:
        raise EstimationError([of_picked_areas(analysis.question, "placebo_sets")])
    weighting, size = analysis.estimand.weighting, int(basis.pool.treated.sum())
    placebos = placebo_sets_of(basis.assignment, pair, size, weighting, partial(_stream, analysis))
    count = len(placebos.areas)
    level = level_for(analysis, "placebo_sets", count, options.conf_level, f"with at least {size} schools")
    standardised = placebos.standardised()
    found = placebo_set_interval(estimate.estimate, own.sd, standardised, level)
    means = float(np.mean([area.mean() for area in standardised]))
    return Inference(
        name="placebo_sets",
        std_error=own.sd,
        df=float("nan"),
        conf_low=found.conf_low,
        conf_high=found.conf_high,
        conf_level=level,
        p_value=found.p_value,
        assumes=METHOD.assumes,
        ignores=METHOD.ignores,
        details=(
            PlaceboSets(
                table=placebos.table.assign(share_beyond=shares_beyond(estimate.estimate / own.sd, standardised)),
                critical=found.critical,
                dropped=len(placebos.dropped),
                size=size,
                hundredths=tuple(weighted_quantiles(standardised, HUNDREDTHS).tolist()),
                each=standardised,
                shared=shared_sets_of(basis.assignment, pair, size, weighting, partial(_stream_of_school, analysis)),
                members=tuple(area.rows.astype(np.int32) for area in placebos.areas),
            ),
            shares_of(pair, own),
        ),
        caveats=(*lower_level(level, options.conf_level), *off_centre(means, count)),
    )


def _refuses(where: str, level: str, _units: int, areas: int, _options: Options) -> Fault | None:
    return no_basis(where, level, areas)


METHOD = Method(
    summary="Sets of as many schools inside one untreated area, each standardised by its predicted SD",
    run=placebo_sets,
    options=Options,
    needs=("area", "period"),
    shapes=("panel",),
    checked_against=(
        "tests/unit/inference/test_placebo_sets.py::test_sums_of_gaps_equal_refitting_on_random_sets",
        "tests/unit/inference/test_placebo_sets.py::test_the_interval_inverts_the_test_exactly",
        "tests/recovery/test_placebo_sets.py::test_five_volunteers_of_one_area_are_not_judged_too_often",
    ),
    words="placebo sets, that is, how sets of other schools came out when put in the place of these",
    assumes="the schools studied are like schools drawn at random from the eligible schools of their area, and "
    "their area would otherwise have changed like any one of the untreated areas",
    ignores="what made these schools take part and not others of their area",
    judges=WEIGHTED_CHANGES,
    role=SETS,
    refuses=_refuses,
)


def _stream(analysis: Analysis, code: str) -> np.random.Generator:
    return stream(analysis.seed, analysis.question, "placebo_sets", code)


def _stream_of_school(analysis: Analysis, school: int) -> np.random.Generator:
    return stream(analysis.seed, "placebo_sets of all questions", school)


def _refuse_unless_additive(analysis: Analysis, assignment: Assignment) -> None:
    if not assignment.additive:
        raise EstimationError.one(
            where=f"question {analysis.question!r}, inference placebo_sets",
            found=assignment.how,
            allowed="a design in which each school keeps its own donors, so that a set's estimate is a sum of gaps",
            next="declare variance_components, or match with replacement",
        )
