"""What the front page says could not be compared: schools without a comparison, and questions that were refused."""

from __future__ import annotations

from collections.abc import Sequence

from evalkit.findings.finding import Answer, Finding, Unanswered
from evalkit.report.document.parts import Heading, Paragraph, Part
from evalkit.report.verbs import sentence

HEADING = "What could not be compared"
# Numbers in digits are traced to a finding; how many questions were refused is in none.
IN_WORDS = ("One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten")


def not_compared(answers: Sequence[Answer]) -> list[Part]:
    """Return the parts of the front page on what could not be compared; none where everything was.

    Parameters
    ----------
    answers : sequence of Finding or Unanswered
        In the order of the study's questions.
    """
    said: dict[str, list[str]] = {}
    for answer in answers:
        if isinstance(answer, Finding) and answer.standing is not None and answer.standing.lost:
            said.setdefault(sentence(answer, "standing").text, []).append(answer.question)
    refused = sum(isinstance(answer, Unanswered) for answer in answers)
    several = len(answers) > 1
    paragraphs = [f"{_of(questions) if several else ''}{text}" for text, questions in said.items()]
    paragraphs += [_refused(refused)] if refused else []
    if not paragraphs:
        return []
    return [Heading(3, HEADING, "in-short-not-compared"), *map(Paragraph, paragraphs)]


def _refused(number: int) -> str:
    many = IN_WORDS[number - 1] if number <= len(IN_WORDS) else "Many"
    each = "it stands above" if number == 1 else "each stands above"
    return f"{many} of the study's questions could not be answered; {each} with the reason."


def _of(questions: Sequence[str]) -> str:
    return f"{_quoted(questions)}: "


def _quoted(questions: Sequence[str]) -> str:
    return "; ".join(f"“{question}”" for question in questions)
