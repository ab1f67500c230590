"""The end of the front page: what it does not show, who wrote it, when its question was fixed, what would tell more."""

from __future__ import annotations

from evalkit.findings.finding import Answer, Finding
from evalkit.report.sentences.parts.estimate_words import AUTHORITIES, kind_of
from evalkit.report.words import ended
from evalkit.study.authorship import Authorship

NOT_SHOWN = "It judges no school or pupil, and cannot show what would have happened with no programme."
FIXED = {
    "planned": "The study file fixed this question before this run; no record elsewhere shows when.",
    "exploratory": "This question was not fixed before results could be seen.",
}
UNKNOWN = "No author is named."
PART = {"independent": "independent of the programme", "own_team": "from the programme’s own team"}
PUPILS, AUTHORITY = "Pupil records would tell more.", "Figures of more years would tell more."


def written(authorship: Authorship) -> str:
    """Return who wrote the page and their part in the programme, or that nobody said."""
    part = PART.get(authorship.part or "", "")
    if not authorship.written_by:
        return f"Whoever wrote this is {part}." if part else UNKNOWN
    return ended(f"Written by {authorship.written_by}{f', {part}' if part else '; their part is not stated'}")


def fixed(answer: Answer, stamp: str = "") -> str:
    """Return when the question was fixed: the stamp where there is one, else what the study file says."""
    return stamp or FIXED.get(answer.status, f"Status of this question: {answer.status}.")


def tells_more(answer: Answer) -> str:
    """Return which data would tell more."""
    whole = isinstance(answer, Finding) and kind_of(answer.estimate) is AUTHORITIES
    return AUTHORITY if whole else PUPILS
