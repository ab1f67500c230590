"""Indicators that nobody knows are refused with all other faults."""

from __future__ import annotations

from evalkit.evaluation.plans import bind_study
from evalkit.study.delivery import FidelityRule
from evalkit.study.study_reader import read_study


def test_an_unknown_indicator_is_refused_with_the_nearest_known_one() -> None:
    rule = FidelityRule(dimension="exposure", indicator="hours_per_teachers", at_least=6.0, what="Six hours")
    study = read_study("leicester")
    delivery = study.delivery.model_copy(update={"fidelity": (rule,)})
    (fault,) = bind_study(study.model_copy(update={"delivery": delivery}))[1]
    assert fault.where == "study.toml, [delivery], fidelity 1, indicator"
    assert fault.next == "did you mean hours_per_teacher?"
