"""The laws fail on methods that are one line away from real ones: each broken method is caught, each law catches."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from tests.laws.broken import checks, designs, estimators, inferences
from tests.laws.every_law import LAWS
from tests.laws.subject import REGISTRIES, LawBroken, Subject

DID = ("estimator", "difference_in_differences", "panel")
MODEL = ("estimator", "multilevel", "cross_section")
MATCHED = ("design", "matched", "panel")
GIVEN = ("design", "as_given", "cross_section")
WEIGHTED = ("design", "weighted", "panel")
ROBUST = ("inference", "cluster_robust", "cross_section")
SETS = ("inference", "placebo_sets", "panel")
COMPONENTS = ("inference", "variance_components", "panel")
PLACEBO = ("inference", "placebo_areas", "panel")
T = ("inference", "satterthwaite", "cross_section")
LEAVE_OUT = ("check", "leave_one_school_out", "panel")
AREA_OUT = ("check", "leave_one_donor_area_out", "panel")
PATH = ("check", "specification_path", "panel")
YEARS = ("check", "placebo_years", "panel")
BALANCE = ("check", "outcome_in_balance", "panel")

CAUGHT: list[tuple[tuple[str, str, str], Callable[..., object], str]] = [
    (DID, estimators.ignores_weights, "weights_count_or_are_refused"),
    (MODEL, estimators.ignores_weights_of_units, "weights_count_or_are_refused"),
    (DID, estimators.takes_years_in_the_order_of_rows, "row_order_changes_nothing"),
    (DID, estimators.divides_by_the_baseline, "shift_changes_nothing"),
    (DID, estimators.shrinks_towards_nought, "an_effect_moves_the_estimate_by_itself"),
    (DID, estimators.adds_a_constant, "scale_scales"),
    (MODEL, estimators.is_kind_to_the_treated, "sides_swapped_flip_the_sign"),
    (DID, estimators.writes_on_its_input, "inputs_stay_as_they_were"),
    (DID, estimators.weights_by_the_number, "names_change_nothing"),
    (DID, estimators.calls_itself_otherwise, "results_carry_their_registered_name"),
    (MATCHED, designs.peeks_at_the_outcome, "design_never_sees_the_cohort"),
    (MATCHED, designs.peeks_at_the_outcome, "planted_effect"),
    (MATCHED, designs.forgets_a_school, "every_school_is_kept_or_listed"),
    (MATCHED, designs.drops_a_donor, "counts_agree"),
    (MATCHED, designs.shows_the_balance_it_wished_for, "balance_table_is_what_is_left"),
    (WEIGHTED, designs.stops_short_of_balance, "balance_table_is_what_is_left"),
    (GIVEN, designs.drops_a_row, "every_school_is_kept_or_listed"),
    (MATCHED, designs.opens_an_area_of_the_programme, "areas_of_the_programme_give_no_donors"),
    (MATCHED, designs.weighs_like_the_donors, "weights_sum_to_one"),
    (MATCHED, designs.writes_on_the_panel, "inputs_stay_as_they_were"),
    (MATCHED, designs.shuffles_weights, "row_order_changes_nothing"),
    (ROBUST, inferences.uses_cr1, "squared_error_is_unbiased"),
    (ROBUST, inferences.uses_the_normal_quantile, "interval_is_that_of_its_df"),
    (T, inferences.gives_ninety_for_ninety_five, "p_and_interval_agree"),
    (PLACEBO, inferences.forgets_to_standardise, "half_width"),
    (PLACEBO, inferences.counts_only_the_more_extreme, "ties_count_against_the_programme"),
    (PLACEBO, inferences.leaves_the_programme_out_of_the_count, "p_and_interval_agree"),
    (SETS, inferences.counts_only_the_more_extreme_sets, "ties_count_against_the_programme"),
    (COMPONENTS, inferences.counts_schools_for_degrees_of_freedom, "interval_is_that_of_its_df"),
    (COMPONENTS, inferences.forgets_that_areas_move, "half_width"),
    (PLACEBO, inferences.looks_around_nought, "interval_holds_the_estimate"),
    (PLACEBO, inferences.improves_the_estimate, "inputs_stay_as_they_were"),
    (PLACEBO, inferences.writes_into_the_comparison, "inputs_stay_as_they_were"),
    (LEAVE_OUT, checks.leaves_nothing_out, "a_school_left_out_is_left_out"),
    (LEAVE_OUT, checks.judges_by_grades, "scale_scales"),
    (AREA_OUT, checks.leaves_no_area_out, "an_area_left_out_is_left_out"),
    (PATH, checks.adds_up_to_something_else, "an_effect_moves_the_estimate_by_itself"),
    (YEARS, checks.counts_the_cohort_as_before, "an_effect_moves_the_estimate_by_itself"),
    (BALANCE, checks.declares_the_other_choice, "declared_choice_is_the_estimate"),
    (BALANCE, checks.refits_the_plan_without_its_effect, "an_effect_moves_the_estimate_by_itself"),
]


@pytest.mark.parametrize(
    ("real", "broken", "law"), [pytest.param(*case, id=f"{case[1].__name__}-{case[2]}") for case in CAUGHT]
)
def test_the_law_catches_the_broken_method(real: tuple[str, str, str], broken: Callable[..., object], law: str) -> None:
    kind, name, shape = real
    subject = Subject(kind, name, shape, replace(REGISTRIES[kind].get(name), run=broken))
    assert LAWS[law].binds(subject)
    with pytest.raises(LawBroken):
        LAWS[law].check(subject)


def test_every_law_catches_something() -> None:
    assert {law for _, _, law in CAUGHT} == set(LAWS)


def test_every_broken_method_is_caught() -> None:
    modules = (checks, designs, estimators, inferences)
    written = {
        value for module in modules for value in vars(module).values()
        if callable(value) and getattr(value, "__module__", "") == module.__name__
    }  # fmt: skip
    assert written == {broken for _, broken, _ in CAUGHT}
