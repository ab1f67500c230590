"""A plan written for an earlier version, or with its defaults left out, means the methods of today."""

from __future__ import annotations

import pytest

from evalkit.design import DESIGNS
from evalkit.estimators import ESTIMATORS
from evalkit.evaluation.bound_options import bind, named_today
from evalkit.inference import INFERENCES
from evalkit.inference.parts import roles
from evalkit.inference.placebo_areas import Options as PlaceboOptions
from evalkit.study.model import Question

PLACE = "study.toml, [[questions]] 1 (attainment)"
# As the changelog lists them.
OLD_AND_NEW = {
    "placebo_areas_reweighted": "placebo_areas",
    "variance_components_reweighted": "variance_components",
}


def question(**changes: object) -> Question:
    plain: dict[str, object] = {
        "id": "attainment",
        "asks": "Did it change?",
        "status": "planned",
        "outcome": "p8_maths",
        "design": "weighted",
        "inference": ("placebo_areas_reweighted", "variance_components_reweighted"),
    }
    return Question.model_validate({**plain, **changes})


def test_every_old_name_is_carried_by_the_method_of_today() -> None:
    carried = {
        old: name
        for registry in (DESIGNS, ESTIMATORS, INFERENCES)
        for name in registry.names()
        for old in registry.get(name).formerly
    }
    assert carried == OLD_AND_NEW
    assert {old: INFERENCES.today(old) for old in OLD_AND_NEW} == OLD_AND_NEW


def test_old_names_and_their_tables_of_options_still_bind() -> None:
    asked = question(options={"placebo_areas_reweighted": {"min_schools": 7}})
    bound = bind(asked, PLACE)
    assert bound.faults == ()
    assert bound.of("placebo_areas") == PlaceboOptions(min_schools=7)
    assert named_today(asked).inference == ("placebo_areas", "variance_components")


def test_a_table_under_both_names_is_refused_and_not_dropped() -> None:
    both = {"placebo_areas_reweighted": {"min_schools": 7}, "placebo_areas": {"min_schools": 6}}
    (fault,) = bind(question(options=both), PLACE).faults
    assert fault.where.endswith("options.placebo_areas_reweighted")


def test_a_design_and_an_estimator_left_out_are_those_made_for_schools_by_year() -> None:
    plain = question(inference=("placebo_areas",)).model_copy(update={"design": ""})
    named = named_today(plain)
    assert (named.design, named.estimator) == ("matched", "difference_in_differences")
    assert named_today(named) == named


def test_a_bare_table_has_defaults_of_its_own() -> None:
    defaults = [registry.default("cross_section") for registry in (DESIGNS, ESTIMATORS, INFERENCES)]
    assert defaults == ["as_given", "multilevel", "cluster_robust"]


@pytest.mark.parametrize("registry", [DESIGNS, ESTIMATORS, INFERENCES])
def test_each_shape_has_one_default(registry: object) -> None:
    methods = [registry.get(name) for name in registry.names()]
    shapes = [shape for method in methods if method.default for shape in method.shapes]
    assert sorted(shapes) == ["cross_section", "panel"]


def test_each_part_of_an_inference_is_played_by_one_with_its_own_options() -> None:
    played = {
        roles.WHOLE_AREAS: "placebo_areas",
        roles.SETS: "placebo_sets",
        roles.AUTHORITIES: "placebo_authorities",
        roles.VARIANCES: "variance_components",
        roles.AREA_CLUSTERS: "cluster_robust_by_area",
        roles.CLUSTERS: "cluster_robust",
    }
    assert {role: INFERENCES.playing(role) for role in played} == played


def test_options_decide_the_part_of_cluster_robust_errors() -> None:
    method = INFERENCES.get("cluster_robust")
    assert method.role_with(method.options(by="area")) == roles.AREA_CLUSTERS
    assert method.role_with(method.options()) == roles.CLUSTERS


@pytest.mark.parametrize("name", INFERENCES.names())
def test_every_inference_has_words_for_readers_and_says_what_it_assumes(name: str) -> None:
    method = INFERENCES.get(name)
    assert method.words
    assert method.assumes


@pytest.mark.parametrize("name", [name for name in DESIGNS.names() if name != "as_given"])
def test_every_design_that_chooses_has_a_word_for_its_comparison(name: str) -> None:
    assert DESIGNS.get(name).called
    assert DESIGNS.get(name).words
