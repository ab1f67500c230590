"""A refit whose comparison the plan's own limits would refuse is marked as less fair, by every check that refits."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import numpy as np
import pytest

from evalkit.analysis.point import point_estimate
from evalkit.core.errors import DesignError
from evalkit.design.parts.limits import limits_lifted
from evalkit.records.analysis import Analysis
from evalkit.records.check import CheckResult
from evalkit.records.estimate import Estimate
from evalkit.sensitivity import (
    falsification_outcomes,
    matching_choices,
    maths_minus_english,
    other_donor_pools,
    outcome_in_balance,
    placebo_years,
    specification_path,
    spill_over,
)
from tests.support.panels import analysis_of, draw_panel, with_more
from tests.unit.sensitivity.hand import sure

NEAR = ("101", "102")
Point = Callable[[Analysis], Estimate]


@cache
def analysis() -> Analysis:
    """Return one analysis, on a panel drawn once."""
    rng = np.random.default_rng(51)
    return analysis_of(with_more(draw_panel(rng), rng))


@cache
def estimate() -> Estimate:
    """Return its estimate, judged once."""
    return sure(analysis())


def refusing(planned: Analysis) -> Estimate:
    """Refuse every plan whose limits are not lifted, as a design does that finds no fair comparison."""
    if planned.design_options != limits_lifted(planned).design_options:
        raise DesignError.one(where="a test", found="too few donors", allowed="more", next="lift the limits")
    return point_estimate(planned)


CHECKS: dict[str, Callable[[Point], CheckResult]] = {
    "matching choices": lambda point: matching_choices.matching_choices(
        analysis(), estimate(), point, matching_choices.Options((3, 5))
    ),
    "path": lambda point: specification_path.specification_path(
        analysis(), estimate(), point, specification_path.Options()
    ),
    "outcome in balance": lambda point: outcome_in_balance.outcome_in_balance(
        analysis(), estimate(), point, outcome_in_balance.Options()
    ),
    "donor pools": lambda point: other_donor_pools.other_donor_pools(
        analysis(), estimate(), point, other_donor_pools.Options(NEAR)
    ),
    "subjects": lambda point: maths_minus_english.maths_minus_english(
        analysis(), estimate(), point, maths_minus_english.Options()
    ),
    "outcomes": lambda point: falsification_outcomes.falsification_outcomes(
        analysis(), estimate(), point, falsification_outcomes.Options(("ks2",))
    ),
    "years": lambda point: placebo_years.placebo_years(analysis(), estimate(), point, placebo_years.Options()),
    "ties": lambda point: spill_over.spill_over(analysis(), estimate(), point, spill_over.Options(neighbours=NEAR)),
}


@pytest.mark.parametrize("name", CHECKS)
def test_what_the_limits_refuse_is_marked_and_the_plans_own_never_is(name: str) -> None:
    rows = CHECKS[name](refusing).shows.rows
    own = [getattr(row, "declared", False) for row in rows]
    assert [row.less_fair for row in rows] == [not mine for mine in own]
    assert len(rows) > sum(own)


@pytest.mark.parametrize("name", ["matching choices", "path", "outcome in balance", "subjects", "outcomes", "years"])
def test_what_the_limits_allow_is_not_marked(name: str) -> None:
    assert not any(row.less_fair for row in CHECKS[name](point_estimate).shows.rows)
