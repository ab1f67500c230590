import pytest

from evalkit.design.matched import Options as Matched
from evalkit.design.parts.options import VariableYear
from evalkit.evaluation.bound_options import bind
from evalkit.study.model import Question

PLACE = "study.toml, [[questions]] 1 (attainment)"


def question(**changes: object) -> Question:
    plain: dict[str, object] = {
        "id": "attainment",
        "asks": "Did it change?",
        "status": "planned",
        "outcome": "p8_maths",
        "inference": ("placebo_areas", "cluster_robust"),
    }
    return Question.model_validate({**plain, **changes})


def test_options_are_bound_with_their_types_and_defaults() -> None:
    raw = {"matched": {"exact": ["gender"], "nearest": [{"variable": "ks2", "year": 2017}], "caliper": 2}}
    bound = bind(question(options=raw), PLACE)
    assert bound.faults == ()
    assert bound.of("matched") == Matched(exact=("gender",), nearest=(VariableYear("ks2", 2017),), caliper=2.0)
    assert bound.of("placebo_areas").min_schools == 5


@pytest.mark.parametrize(
    ("changes", "where", "found"),
    [
        ({"design": "matchd"}, "design", "matchd"),
        ({"outcome": "p8_math"}, "outcome", "p8_math"),
        ({"estimator": "did"}, "estimator", "did"),
        ({"inference": ("placebo_areas", "bootstrap")}, "inference", "bootstrap"),
        ({"checks": ("leave_one_out",)}, "checks", "leave_one_out"),
        ({"options": {"matched": {"raito": 3}}}, "options.matched.raito", "raito"),
        ({"options": {"matched": {"ratio": "three"}}}, "options.matched.ratio", "'three'"),
        ({"options": {"matched": {"ratio": 2.5}}}, "options.matched.ratio", "2.5"),
        ({"options": {"matched": {"nearest": [{"variable": "ks2"}]}}}, "options.matched.nearest.1.year", "ks2"),
        (
            {"options": {"matched": {"nearest": [{"variable": "ks2", "year": 2017, "yaer": 1}]}}},
            "options.matched.nearest 1.yaer",
            "yaer",
        ),
        ({"options": {"multilevel": {}}}, "options.multilevel", "does not use"),
    ],
)
def test_each_fault_names_its_place_and_what_stands_there(changes: dict, where: str, found: str) -> None:
    faults = bind(question(**changes), PLACE).faults
    assert len(faults) == 1
    assert faults[0].where == f"{PLACE}, {where}"
    assert found in faults[0].found
    assert faults[0].allowed
    assert faults[0].next


def test_all_faults_come_at_once() -> None:
    raw = {"matched": {"raito": 3, "ratio": "three"}}
    assert len(bind(question(outcome="x", checks=("y",), options=raw), PLACE).faults) == 4
