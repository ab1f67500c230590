"""What a plan looks at is said once: reading, refits and the commands all ask the same function."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from evalkit.core.looks import Look
from evalkit.core.overrides import MEASURED_AFTER
from evalkit.design.parts.looks import looks_of_options
from evalkit.design.parts.options import VariableYear, categories, figures
from evalkit.design.parts.series import Series
from evalkit.evaluation.plans import Plan, area_rule_of, bind_study
from evalkit.evaluation.study_opening import read_plan
from evalkit.evaluation.variables import Looked, last_year, measures_needed, outcome_years, variables_of
from evalkit.records.analysis import AreaRule
from evalkit.study.model import ChosenOn, Override, Study, WrittenDonorRule
from evalkit.study.picked_area import AreaChosenOn

QUESTION, AREA = "attainment", "city_white"


@pytest.fixture(scope="module")
def plan() -> Plan:
    """Return the plan of the shipped study."""
    return read_plan("leicester", None)


def rebound(study: Study) -> Plan:
    bound, faults = bind_study(study)
    assert not faults
    return bound


def with_question(plan: Plan, **fields: object) -> Plan:
    first, *rest = plan.study.questions
    return rebound(plan.study.model_copy(update={"questions": (first.model_copy(update=fields), *rest)}))


def looked(plan: Plan, question: str = QUESTION) -> dict[str, set[tuple[str, int | None]]]:
    """Return each variable and year by the part that asks."""
    found: dict[str, set[tuple[str, int | None]]] = {}
    for one in variables_of(plan, plan.study.question(question)):
        found.setdefault(one.why, set()).add((one.variable, one.year))
    return found


def test_every_part_of_a_plan_says_what_it_looks_at(plan: Plan) -> None:
    found = looked(plan)
    assert found["outcome"] == {("p8_maths", 2017), ("p8_maths", 2019)}
    assert found["shown beside the outcome"] == {("p8_maths", 2016), ("p8_maths", 2018)}
    assert found["must agree exactly"] == {("area_type", 2017), ("gender", 2017)}
    assert found["matched on"] == {(name, 2017) for name in ("ks2", "disadvantaged", "eal", "pupils")}
    assert found["shown in the balance"] == {("p8_maths", 2017)}
    assert found["donor rule"] == {("record_type", 2017), ("selective", 2017), ("pupils", 2017)}
    assert found["counts of pupils"] == {("pupils", 2017)}
    assert found["inference cluster_robust_by_trust"] == {("trust", 2017)}


def test_checks_say_what_they_look_at_of_their_own(plan: Plan) -> None:
    found = looked(plan)
    years = {("p8_maths", 2016), *(("maths_long_z", year) for year in range(2011, 2017))}
    assert found["check placebo_years"] == years
    assert ("census_roll", 2017) in found["check falsification_outcomes"]
    assert ("ks5_a_level_points", 2019) in found["check falsification_outcomes"]
    assert ("p8_english", 2019) in found["check maths_minus_english"]
    assert ("p8_maths_minus_english", None) in found["check maths_minus_english"]
    assert found["check spill_over"] == {("trust", 2017)}
    assert found["check other_donor_pools"] == {("area_type", 2017), ("region", 2017)}
    wished = [one for one in variables_of(plan, plan.study.question(QUESTION)) if one.why.startswith("check ")]
    assert not [one for one in wished if one.needed]


def test_the_categories_of_an_alternative_plan_are_looked_at(plan: Plan) -> None:
    options = {
        **plan.study.questions[0].options,
        "specification_path": {"steps": [{"option": "exact", "to": ["region"]}]},
    }
    assert looked(with_question(plan, options=options))["check specification_path"] == {("region", 2017)}


def test_weights_by_pupils_are_said_to_need_them(plan: Plan) -> None:
    assert looked(with_question(plan, weighting="pupils"))["weights by pupils"] == {("pupils", 2017)}


def test_years_averaged_belong_to_the_outcome(plan: Plan) -> None:
    several = with_question(plan, averaged=(2018,))
    assert looked(several)["averaged with the outcome"] == {("p8_maths", 2018)}
    assert outcome_years(several, several.study.questions[0]) == (2016, 2017, 2018, 2019)


def test_a_measure_says_of_what_it_is_made_and_a_plain_variable_needs_itself(plan: Plan) -> None:
    by_part = {(one.variable, one.why): one for one in variables_of(plan, plan.study.question(QUESTION))}
    assert by_part["p8_maths", "outcome"].measure
    assert by_part["p8_maths", "outcome"].needs == ("progress8_maths",)
    assert by_part["eal", "matched on"] == Looked("eal", 2017, "matched on", "school", True, False, ("eal",))


def test_a_question_about_authorities_is_bound_by_no_rule_about_schools(plan: Plan) -> None:
    found = variables_of(plan, plan.study.question(AREA))
    assert {one.level for one in found} == {"area"}
    assert not [one for one in found if one.why == "donor rule"]
    assert ("area_p8_white", 2016) in {(one.variable, one.year) for one in found if one.why == "shown in the balance"}


def test_the_rule_by_which_schools_were_chosen_and_a_rule_of_a_later_year_are_read(plan: Plan) -> None:
    rule = WrittenDonorRule(variable="absence", year=2022, at_most=10.0, reason="few pupils stay away")
    donors = plan.study.donors.model_copy(update={"rules": (*plan.study.donors.rules, rule)})
    chosen = ChosenOn(variable="maths_4plus", year=2016, below=50.0)
    selection = plan.study.selection.model_copy(update={"chosen_on": chosen})
    aside = Override(rule=MEASURED_AFTER, reason="the rule is about who the pupils are")
    years = plan.study.years.model_copy(update={"overrides": (*plan.study.years.overrides, aside)})
    other = rebound(plan.study.model_copy(update={"donors": donors, "selection": selection, "years": years}))
    assert last_year(plan) == 2019
    assert last_year(other) == 2022
    assert measures_needed(other, other.study.questions[:1])["maths_4plus"] == {2016}


def test_the_figure_by_which_the_area_was_picked_is_read_for_schools_and_not_for_authorities(plan: Plan) -> None:
    rule = AreaChosenOn(variable="p8", year=2016, below=-0.1)
    selection = plan.study.selection.model_copy(update={"chose": "area", "area_chosen_on": rule})
    other = rebound(plan.study.model_copy(update={"selection": selection}))
    why = "rule by which the area was picked"
    assert ("p8", 2016) in looked(other)[why]
    assert why not in looked(plan)
    assert why not in {one.why for one in variables_of(other, other.study.question(AREA))}
    assert area_rule_of(other.study, other.study.questions[0]) == AreaRule("p8", (2016,), below=-0.1)
    assert area_rule_of(other.study, other.study.question(AREA)) is None
    mean = AreaChosenOn(variable="p8", year=(2017, 2016), below=-0.1)
    both = rebound(plan.study.model_copy(update={"selection": selection.model_copy(update={"area_chosen_on": mean})}))
    assert {("p8", 2016), ("p8", 2017)} <= looked(both)[why]
    assert area_rule_of(both.study, both.study.questions[0]) == AreaRule("p8", (2016, 2017), below=-0.1)


@dataclass(frozen=True, slots=True)
class Nested:
    """Options inside options."""

    inner: tuple[VariableYear, ...]


@dataclass(frozen=True, slots=True)
class Own:
    """Options of a design of a partner."""

    kinds: tuple[str, ...] = categories("must agree")
    near: tuple[VariableYear, ...] = figures("distance")
    long: tuple[Series, ...] = ()
    deep: Nested | None = None
    ratio: int = 2017


def test_options_of_any_design_are_walked_by_type_and_a_whole_number_is_no_year() -> None:
    options = Own(
        ("region",), (VariableYear("ks2", 2015),), (Series("p8", (2016, 2017)),), Nested((VariableYear("eal", 2014),))
    )
    assert looks_of_options(options, 2018) == (
        Look("region", 2018, "must agree"),
        Look("ks2", 2015, "distance"),
        Look("p8", 2016, "option long"),
        Look("p8", 2017, "option long"),
        Look("eal", 2014, "option deep"),
    )
    assert looks_of_options(None, 2018) == ()
