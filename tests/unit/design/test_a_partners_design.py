"""A partner's design in one file: donors weighted by inverse distance, on which every inference and check is tried.

The design is declared here, as in a package of its own behind an entry point; nothing outside this file knows it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import inf
from typing import ClassVar

import numpy as np
import pytest
from numpy.typing import NDArray

from evalkit.analysis.compare import compare
from evalkit.analysis.point import point_estimate
from evalkit.core.errors import EvalkitError
from evalkit.core.estimand import Weighting
from evalkit.core.extensions import Theirs
from evalkit.core.registry import Method
from evalkit.design import DESIGNS
from evalkit.design.parts.balance import Side, balance
from evalkit.design.parts.facts import column, gather
from evalkit.design.parts.long_frame import counts_of, long_frame
from evalkit.design.parts.options import VariableYear
from evalkit.design.parts.pool import Limits, build_pool, estimate_of
from evalkit.diagnosis.detectable import detectable
from evalkit.evaluation.bound_options import SHAPE
from evalkit.inference import INFERENCES
from evalkit.inference.parts.primary import primary_by_rule
from evalkit.numeric.matching import nearest_donors
from evalkit.records.analysis import Analysis
from evalkit.records.check import CheckResult
from evalkit.records.comparison import Assignment, Comparison, Contrast, Pool, Roles
from evalkit.records.details import PlaceboAreas
from evalkit.records.estimate import Estimate, Inference
from evalkit.report.sentences.parts.estimate_words import comparison_words
from evalkit.report.words import Words
from evalkit.sensitivity import CHECKS
from tests.laws import worlds

NAME = "inverse_distance"
# Nobody is infinitely near: a school exactly alike weighs as one this far away, in standard deviations.
NEAREST = 0.1
# The same sums in another order.
SAME = 1e-12
# One area, no trusts, schools and not authorities, no bare table: whatever the design.
BARE = {"independent_rows", "satterthwaite", "school_bootstrap"}
CANNOT = {"cluster_robust_by_area", "cluster_robust_by_trust", "placebo_authorities", *BARE}


@dataclass(frozen=True, slots=True)
class Options:
    """Options of donors weighted by inverse distance: what is matched on, and how many donors."""

    exact: tuple[str, ...] = ()
    nearest: tuple[VariableYear, ...] = ()
    ratio: int = 8


@dataclass(frozen=True, slots=True)
class InverseDistance(Assignment):
    """Each school's nearest donors, the nearer the heavier; nothing but `weights` has to be written."""

    pool: Pool
    nearest: NDArray[np.int64]

    how: ClassVar[str] = "donors weighted by inverse distance"

    @property
    def additive(self) -> bool:
        return True

    def weights(self, rows: NDArray[np.int64], weighting: Weighting) -> Contrast:
        pool = self.pool
        rows = rows[(self.nearest[rows] >= 0).all(axis=1)]
        treated, donor = np.zeros(len(pool.unit)), np.zeros(len(pool.unit))
        share = np.ones(len(rows)) if weighting == "schools" else pool.pupils[rows]
        for row, part in zip(rows, share / share.sum() if len(rows) else share, strict=True):
            near = self.nearest[row]
            distance = np.sqrt(((pool.coordinates[near] - pool.coordinates[row]) ** 2).sum(axis=1))
            heavy = 1.0 / np.maximum(distance, NEAREST)
            treated[row] = part
            donor[near] += part * heavy / heavy.sum()
        return Contrast(rows, treated, donor)


def inverse_distance(analysis: Analysis, options: Options) -> Comparison:
    """Return the programme's schools beside their nearest, weighted by inverse distance."""
    facts = gather(analysis, options.exact, options.nearest, ())
    pool = build_pool(facts, options.exact, options.nearest, Limits(options.ratio, None, 0.0, inf))
    near = nearest_donors(pool.coordinates, pool.stratum, pool.area, pool.eligible, ratio=options.ratio, caliper=None)
    assignment = InverseDistance(pool, near)
    weights = assignment.weights(np.flatnonzero(pool.treated), analysis.estimand.weighting)
    sides = tuple(Side(column(item), item.variable, matched_on=True, caution="") for item in options.nearest)
    return Comparison(
        frame=long_frame(analysis, pool, weights),
        roles=Roles(area="area", period="year", stratum="stratum"),
        shape="panel",
        estimand=analysis.estimand,
        counts=counts_of(pool, weights),
        balance=balance(facts.frame, weights.treated, weights.donor, sides),
        assignment=assignment,
        flow=analysis.panel().flow,
    )


METHOD = Method(
    summary="The nearest schools elsewhere, the nearer the heavier",
    run=inverse_distance,
    options=Options,
    words="the nearest schools elsewhere, the nearer the heavier",
    called="near",
)


@pytest.fixture(autouse=True)
def _installed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the design stand behind an entry point, as a partner's package would put it."""
    monkeypatch.setitem(vars(DESIGNS), "_foreign", {NAME: Theirs(DESIGNS.package, NAME, __name__)})


def asked(seed: int = 1, number: int | None = None) -> Analysis:
    """Return the analysis of a whole city, or of so many of its schools."""
    city = worlds.told_city(seed)
    some = frozenset(sorted(city.treated)[:number])
    return city.change(
        treated=some,
        programme=some,
        design=NAME,
        design_options=Options(("gender",), worlds.NEAREST),
        estimator="difference_in_differences",
        inference=("placebo_areas",),
    )


def judged(analysis: Analysis, name: str) -> Inference:
    method = INFERENCES.get(name)
    found = method.run(analysis, point_estimate(analysis), point_estimate, method.options())
    assert isinstance(found, Inference)
    return found


def test_it_is_listed_and_found_like_any_other() -> None:
    assert NAME in DESIGNS.names()
    found = DESIGNS.get(NAME)
    # Its functions are guarded: what fails in them is told as the package's own fault.
    assert replace(found, run=METHOD.run) == METHOD
    assert DESIGNS.default(SHAPE) != NAME


@pytest.mark.parametrize("number", [None, 5])
@pytest.mark.parametrize("name", INFERENCES.names())
def test_every_inference_works_or_refuses_in_words(name: str, number: int | None) -> None:
    analysis = asked(number=number)
    try:
        found = judged(analysis, name)
    except EvalkitError as refusal:
        assert name in CANNOT or (name, number) == ("placebo_sets", None)
        assert all(fault.found and fault.allowed and fault.next for fault in refusal.faults)
        return
    assert found.name == name
    assert found.conf_low < point_estimate(analysis).estimate < found.conf_high
    assert 0 < found.p_value <= 1
    assert found.details


@pytest.mark.parametrize("name", CHECKS.names())
def test_every_check_answers_or_says_what_it_lacks(name: str) -> None:
    # Few schools have few donor areas, each of which is a refit.
    analysis = asked(number=4)
    estimate = sure(analysis)
    method = CHECKS.get(name)
    found = method.run(analysis, estimate, point_estimate, method.options())
    assert isinstance(found, CheckResult)
    assert found.check == name
    assert found.answer.endswith(".")


def sure(analysis: Analysis) -> Estimate:
    return point_estimate(analysis).with_inferences((judged(analysis, "placebo_areas"),), "placebo_areas")


def test_a_placebo_is_what_planning_it_as_a_programme_gives() -> None:
    analysis = asked(2)
    placebos = judged(analysis, "placebo_areas").detail(PlaceboAreas)
    assignment = compare(analysis).assignment
    assert placebos is not None
    assert assignment is not None
    pool = assignment.pool
    for row in placebos.table.head(5).itertuples():
        members = np.flatnonzero(pool.eligible & (pool.area == pool.area_codes.index(row.area)))
        assert abs(estimate_of(pool, assignment.weights(members, "schools")) - row.estimate) < SAME


def test_the_design_alone_says_which_inference_comes_first_and_what_could_be_noticed() -> None:
    assert primary_by_rule(compare(asked()), 5).name == "placebo_areas"
    assert primary_by_rule(compare(asked(number=3)), 5).name == "placebo_sets"
    found = detectable(asked(), lambda: 1.0)
    assert found.smallest > 0
    assert not found.refused


def test_readers_are_told_by_its_own_words() -> None:
    assert "near schools elsewhere" in comparison_words(Words(), point_estimate(asked()))
