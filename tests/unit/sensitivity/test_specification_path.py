from dataclasses import replace

import numpy as np
import pytest

from evalkit.analysis.point import point_estimate
from evalkit.core.errors import DesignError
from evalkit.core.registry import NoOptions
from evalkit.design.parts.options import VariableYear
from evalkit.design.weighted import Options as Weighted
from evalkit.records.analysis import DonorRule
from evalkit.sensitivity.parts.path import changes_between
from evalkit.sensitivity.specification_path import Options, OtherOption, specification_path, why_they_differ
from tests.support.panels import NEAREST, analysis_of, draw_panel, with_more, with_options
from tests.unit.sensitivity.hand import sure, worked

# Sums of a few differences.
ROUNDING = 1e-12
STEPS = Options((OtherOption("exact", ("gender",)), OtherOption("ratio", 3)))


def test_hand_worked_steps() -> None:
    """Mixed only: 3, 4 and 6, 4 give 0.3 - 0.125; with three each, 3, 4, 6 twice give 0.3 - 0.2 / 3.

    Three each without the category: 3, 4, 5 and 5, 6, 4 give 0.3 - 0.25 / 3.
    """
    analysis = worked()
    result = specification_path(analysis, point_estimate(analysis), point_estimate, STEPS)
    assert result.shows.frame()["label"].tolist() == ["as planned", "gender must agree", "3 comparison schools each"]
    assert result.shows.frame()["estimate"].tolist() == pytest.approx([0.25, 0.175, 0.3 - 0.2 / 3])
    assert result.shows.frame()["contribution"].tolist() == pytest.approx([0.0, -0.075, 0.125 - 0.2 / 3])
    assert result.shows.frame()["other_order"].tolist() == pytest.approx([0.0, 0.05 / 3, 0.05 - 0.25 / 3])


def test_contributions_add_up_in_both_orders() -> None:
    analysis = analysis_of(draw_panel(np.random.default_rng(101)))
    result = specification_path(analysis, sure(analysis), point_estimate, Options())
    other = with_options(analysis, nearest=(*NEAREST, VariableYear("p8_maths", 2017)), ratio=10, exact=())
    gap = point_estimate(other).estimate - point_estimate(analysis).estimate
    assert result.shows.frame()["estimate"].iloc[-1] == point_estimate(other).estimate
    assert result.shows.frame()["contribution"].sum() == pytest.approx(gap, abs=ROUNDING)
    assert result.shows.frame()["other_order"].sum() == pytest.approx(gap, abs=ROUNDING)
    assert result.passed is None


def test_any_two_plans_can_be_set_side_by_side() -> None:
    rng = np.random.default_rng(102)
    one = analysis_of(with_more(draw_panel(rng), rng))
    rules = (DonorRule("area_type", among=("other",)),)
    other = with_options(one, ratio=3).change(
        donors=replace(one.donors, rules=rules),
        estimand=replace(one.estimand, weighting="pupils", baseline=(2016, 2017)),
        treated=frozenset(sorted(one.treated)[1:]),
    )
    result = why_they_differ(one, other, point_estimate)
    assert result.shows.frame()["label"].tolist() == [
        "as planned",
        "other schools counted as treated",
        "another baseline",
        "schools weighted otherwise",
        "other rules for comparison schools",
        "another number of comparison schools",
    ]
    assert result.shows.frame()["estimate"].iloc[-1] == point_estimate(other).estimate


def test_another_outcome_is_one_change_with_its_label_and_unit() -> None:
    one = worked()
    other = one.change(estimand=replace(one.estimand, outcome="ks2", label="attainment"))
    assert [change.label for change in changes_between(one, other)] == ["another outcome"]


def test_a_change_that_cannot_be_made_alone_is_made_with_the_next() -> None:
    analysis = worked()
    steps = Options((OtherOption("ratio", 5), OtherOption("ratio", 3)))
    narrow = analysis.change(donors=replace(analysis.donors, exclude_areas=("400",)))
    result = specification_path(narrow, point_estimate(narrow), point_estimate, steps)
    assert result.shows.frame()["label"].tolist()[1:] == ["5 comparison schools each and 3 comparison schools each"]


def test_an_alternative_that_cannot_be_estimated_is_said() -> None:
    analysis = worked()
    too_many = Options((OtherOption("ratio", 50),))
    result = specification_path(analysis, point_estimate(analysis), point_estimate, too_many)
    assert result.answered is False
    assert "cannot be estimated" in result.answer


def test_a_plan_that_is_the_alternative_already_and_a_design_without_choices_are_not_asked() -> None:
    analysis = worked()
    same = specification_path(analysis, point_estimate(analysis), point_estimate, Options((OtherOption("ratio", 2),)))
    assert same.answered is False
    bare = analysis.change(design="as_given", design_options=NoOptions())
    assert specification_path(bare, point_estimate(analysis), point_estimate, Options()).answered is False


def test_an_option_that_the_design_does_not_have_is_refused_with_those_it_has() -> None:
    analysis = worked()
    with pytest.raises(DesignError, match="outcome_matched_on"):
        specification_path(analysis, point_estimate(analysis), point_estimate, Options((OtherOption("ration", 3),)))


def test_two_plans_that_do_not_differ_are_refused() -> None:
    analysis = worked()
    with pytest.raises(DesignError, match="do not differ"):
        why_they_differ(analysis, analysis, point_estimate)


def test_another_design_keeps_what_both_designs_leave_open() -> None:
    analysis = analysis_of(draw_panel(np.random.default_rng(103)))
    steps = Options((OtherOption("ratio", 3), OtherOption("design", "weighted"), OtherOption("exact", ())))
    result = specification_path(analysis, sure(analysis), point_estimate, steps)
    assert result.shows.frame()["label"].tolist() == [
        "as planned",
        "3 comparison schools each",
        "all schools elsewhere weighted together",
        "schools of any kind may serve",
    ]
    plain = Weighted(nearest=NEAREST, largest_smd=9.0, minimum_effective_ratio=0.5)
    other = analysis.change(design="weighted", design_options=plain)
    assert result.shows.frame()["estimate"].iloc[-1] == point_estimate(other).estimate
    gap = point_estimate(other).estimate - point_estimate(analysis).estimate
    assert result.shows.frame()["other_order"].sum() == pytest.approx(gap, abs=ROUNDING)


def test_a_design_nobody_registered_is_refused_with_those_there_are() -> None:
    analysis = worked()
    steps = Options((OtherOption("design", "weighed"),))
    with pytest.raises(DesignError, match="design weighted"):
        specification_path(analysis, point_estimate(analysis), point_estimate, steps)
