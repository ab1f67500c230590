from __future__ import annotations

import pytest

from evalkit.records.check import CheckResult
from evalkit.report.sentences.standings import NONE_ASKED, counted
from evalkit.report.words import Words

HOLDS, DOUBT, OPEN, UNANSWERED = (True, True), (False, True), (None, True), (None, False)


def told(*found: tuple[bool | None, bool]) -> str:
    checks = tuple(
        CheckResult(f"check_{place}", f"Does the {place}. part hold?", passed, answered, "It does.")
        for place, (passed, answered) in enumerate(found, 1)
    )
    return counted(Words(), checks)


@pytest.mark.parametrize(
    ("found", "said"),
    [
        ((HOLDS, HOLDS), "Of 2 checks of how easily this could be wrong, 2 hold and none raises doubt."),
        (
            (HOLDS,),
            "The estimate was put to one check of how easily it could be wrong, and holds: “Does the 1. part hold?”",
        ),
        ((DOUBT,), "The one check of how easily this could be wrong raises doubt: “Does the 1. part hold?”"),
        (
            (HOLDS, DOUBT, DOUBT, OPEN, UNANSWERED),
            "Of 5 checks of how easily this could be wrong, 1 holds, 2 raise doubt and 2 could not tell, 1 of them not "
            "answered. Doubt is raised by: “Does the 2. part hold?” and “Does the 3. part hold?”",
        ),
        ((OPEN,), "The one check of how easily this could be wrong could not tell: “Does the 1. part hold?”"),
        ((UNANSWERED,), "The one check of how easily this could be wrong could not tell: “Does the 1. part hold?”"),
        ((), NONE_ASKED),
    ],
)
def test_checks_are_counted_by_what_they_leave(found: tuple[tuple[bool | None, bool], ...], said: str) -> None:
    assert told(*found) == said


@pytest.mark.parametrize("found", [(OPEN,), (UNANSWERED,), (OPEN, UNANSWERED), (DOUBT, OPEN)])
def test_a_check_that_could_not_tell_is_never_counted_as_one_that_holds(found: tuple) -> None:
    assert "and holds" not in told(*found)
    assert "1 holds" not in told(*found)
    assert "none holds" in told(*found) or len(found) == 1
