"""Every registered method obeys every law that binds it."""

from __future__ import annotations

import pytest

from tests.laws.every_law import LAWS, subjects
from tests.laws.subject import REGISTRIES, Subject

SUBJECTS = subjects()
CASES = [
    pytest.param(law.name, subject, id=f"{law.name}-{subject.kind}-{subject.name}-{subject.shape}")
    for law in LAWS.values()
    for subject in SUBJECTS
    if law.binds(subject)
]


@pytest.mark.parametrize(("law", "subject"), CASES)
def test_the_law_holds(law: str, subject: Subject) -> None:
    LAWS[law].check(subject)


def test_every_registered_method_is_on_trial() -> None:
    registered = {(kind, name) for kind, registry in REGISTRIES.items() for name in registry.names()}
    assert {(subject.kind, subject.name) for subject in SUBJECTS} == registered
