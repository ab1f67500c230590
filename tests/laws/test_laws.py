"""Every registered method obeys every law that binds it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from evalkit.design.parts.series import Series
from tests.laws.every_law import LAWS, subjects
from tests.laws.subject import REGISTRIES, Subject

SUBJECTS = subjects()
CASES = [
    pytest.param(law.name, subject, id=f"{law.name}-{subject.kind}-{subject.name}-{subject.shape}")
    for law in LAWS.values()
    for subject in SUBJECTS
    if law.binds(subject)
]

MATCHED = next(subject for subject in SUBJECTS if subject.name == "matched")
PLACEBO = next(subject for subject in SUBJECTS if subject.name == "placebo_areas")
VARIANTS = {
    "each donor once": {"design_options": (("replacement", False), ("ratio", 2))},
    "one donor each": {"design_options": (("ratio", 1),)},
    "within reach": {"design_options": (("caliper", 0.5),)},
    "by pupils": {"weighting": "pupils"},
}
WEIGHTED = next(subject for subject in SUBJECTS if subject.name == "weighted")
WEIGHTED_VARIANTS = {
    "variances too": {"design_options": (("variances", True), ("base", "pupils")), "weighting": "pupils"},
    "within a tolerance": {"design_options": (("tolerance", 0.05),)},
    "a series": {"design_options": (("nearest", ()), ("series", (Series("ks2", (2017, 2019)),)))},
}
VARIED = [
    pytest.param(law.name, replace(subject, **variant), id=f"{law.name}-{subject.name}-{words}")
    for law in LAWS.values()
    for subject, variants in ((MATCHED, VARIANTS), (PLACEBO, VARIANTS), (WEIGHTED, WEIGHTED_VARIANTS))
    for words, variant in variants.items()
    if law.binds(subject) and not law.simulates
]
# Inferences that let others stand in the programme's place do so too where weights are found anew for each of them.
ANEW = [
    pytest.param(law.name, replace(subject, beside="weighted"), id=f"{law.name}-{subject.name}-weighted")
    for law in LAWS.values()
    for subject in SUBJECTS
    if subject.name in ("placebo_areas", "variance_components") and law.binds(subject)
]


@pytest.mark.parametrize(("law", "subject"), CASES)
def test_the_law_holds(law: str, subject: Subject) -> None:
    LAWS[law].check(subject)


@pytest.mark.parametrize(("law", "subject"), VARIED)
def test_the_law_holds_under_other_options(law: str, subject: Subject) -> None:
    LAWS[law].check(subject)


@pytest.mark.parametrize(("law", "subject"), ANEW)
def test_the_law_holds_where_weights_are_found_anew(law: str, subject: Subject) -> None:
    assert subject.world().design == "weighted"
    LAWS[law].check(subject)


def test_every_registered_method_is_on_trial() -> None:
    registered = {(kind, name) for kind, registry in REGISTRIES.items() for name in registry.names()}
    assert {(subject.kind, subject.name) for subject in SUBJECTS} == registered
