from __future__ import annotations

import pytest

from evalkit.records.check import CheckResult
from evalkit.report.sentences.standings import NONE_ASKED, NOT_PASSED, counted
from evalkit.report.words import Words

HOLDS, DOUBT, OPEN, UNANSWERED = (True, True), (False, True), (None, True), (None, False)


def told(*found: tuple[bool | None, bool]) -> str:
    checks = tuple(
        CheckResult(f"check_{place}", "Does it?", passed, answered, "It does.")
        for place, (passed, answered) in enumerate(found, 1)
    )
    return counted(Words(), checks)


@pytest.mark.parametrize(
    ("found", "said"),
    [
        ((HOLDS, HOLDS), "Of 2 checks of how easily this could be wrong, 2 hold and none raises doubt."),
        ((DOUBT,), "Of 1 check of how easily this could be wrong, none holds and 1 raises doubt (check 1)."),
        (
            (HOLDS, DOUBT, DOUBT, OPEN, UNANSWERED),
            "Of 5 checks of how easily this could be wrong, 1 holds, 2 raise doubt (check 2 and check 3) and 2 "
            f"could not tell, 1 of them not answered. {NOT_PASSED}",
        ),
        (
            (OPEN,),
            "Of 1 check of how easily this could be wrong, none holds, none raises doubt and 1 could not "
            f"tell. {NOT_PASSED}",
        ),
        ((), NONE_ASKED),
    ],
)
def test_checks_are_counted_by_what_they_leave(found: tuple[tuple[bool | None, bool], ...], said: str) -> None:
    assert told(*found) == said


def test_that_a_check_could_not_tell_is_said_only_where_one_could_not() -> None:
    assert NOT_PASSED not in told(HOLDS, DOUBT)
    assert NOT_PASSED in told(HOLDS, UNANSWERED)
