"""For which pupils, on the front page: what can be told of the groups that both programmes were for."""

from __future__ import annotations

from collections.abc import Sequence

from evalkit.findings.finding import Answer, Finding
from evalkit.report.sentences.parts.estimate_words import read

DISADVANTAGED, WHITE = "disadvantaged", "white"
NO_TABLE = "School tables do not show White British pupils."
PROXY = "Figures of all White pupils of the area do not settle it."
PROXY_TELLS = "Results of all White pupils of the area are public; the report has them, with their ranges."
PROXY_REFUSED = "Results of all White pupils of the area could not be compared."
NOT_ASKED = "This study did not ask about disadvantaged pupils."
CANNOT_TELL = "For disadvantaged pupils we cannot tell."
SOME_TELL = "For disadvantaged pupils some answers point one way; the report has them, with their ranges."
REFUSED = "The question about disadvantaged pupils could not be answered."


def disadvantaged_pupils(answers: Sequence[Answer]) -> str:
    """Return what can be told of disadvantaged pupils; no answer is given with its number."""
    return _told(answers, DISADVANTAGED, NOT_ASKED, (REFUSED, CANNOT_TELL, SOME_TELL))


def white_pupils(answers: Sequence[Answer]) -> str:
    """Return what figures of all White pupils tell, which stand in for White British pupils; empty if not asked."""
    return _told(answers, WHITE, "", (PROXY_REFUSED, PROXY, PROXY_TELLS))


def _told(answers: Sequence[Answer], group: str, not_asked: str, said: tuple[str, str, str]) -> str:
    """Return which of three sentences fits: all refused, none tells a direction, or some do."""
    asked = [answer for answer in answers if _about(answer, group)]
    if not asked:
        return not_asked
    answered = [answer for answer in asked if isinstance(answer, Finding)]
    refused, none, some = said
    if not answered:
        return refused
    return some if any(read(answer).direction for answer in answered) else none


def _about(answer: Answer, group: str) -> bool:
    """Say whether a question is about a group of pupils, by whose results they are or by what it asks."""
    if not isinstance(answer, Finding):
        return group in answer.question.lower()
    return group in f"{answer.estimate.estimand.population} {answer.estimate.outcome}".lower()
