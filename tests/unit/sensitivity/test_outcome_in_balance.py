from dataclasses import replace

import numpy as np
import pytest

from evalkit.analysis.point import point_estimate
from evalkit.design.parts.options import VariableYear
from evalkit.records.check import CheckResult
from evalkit.sensitivity.outcome_in_balance import Options, outcome_in_balance
from tests.support.panels import NEAREST, analysis_of, draw_panel, with_options

OUTCOME = VariableYear("p8_maths", 2017)


def test_other_choice_equals_planning_it() -> None:
    analysis = analysis_of(draw_panel(np.random.default_rng(31)))
    planned = with_options(analysis, nearest=(*NEAREST, OUTCOME))
    without, inside = point_estimate(analysis), point_estimate(planned)
    one = outcome_in_balance(analysis, without, point_estimate, Options())
    two = outcome_in_balance(planned, inside, point_estimate, Options())
    assert found(one) == found(two)
    assert found(one)["results before the start matched on"] == pytest.approx(inside.estimate)
    assert one.shows.frame()["declared"].tolist() == [False, True]
    assert two.shows.frame()["declared"].tolist() == [True, False]


def test_a_less_fair_other_choice_is_shown_and_said() -> None:
    analysis = analysis_of(draw_panel(np.random.default_rng(32)))
    strict = analysis.change(design_options=replace(analysis.design_options, nearest=(), largest_smd=0.0))
    free = with_options(analysis, nearest=(OUTCOME,))
    result = outcome_in_balance(strict, point_estimate(strict), point_estimate, Options())
    assert found(result)["results before the start matched on"] == pytest.approx(point_estimate(free).estimate)
    assert "less fair comparison than the plan allows" in result.answer
    assert [row.less_fair for row in result.shows.rows] == [not row.declared for row in result.shows.rows]


def found(result: CheckResult) -> dict[str, float]:
    """Return the estimate under each choice."""
    return {row.label: row.estimate for row in result.shows.rows}
