"""Findings quoted by id in words written by people: ``{{ attainment }}``, ``{{ attainment | caution }}``."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping

from evalkit.core.errors import Fault, ReportError
from evalkit.findings.finding import Answer, Finding, Unanswered
from evalkit.report.sentences.finding import caution, direction_words, headline, quoted
from evalkit.report.sentences.unanswered import NOT_ANSWERED

QUOTE = re.compile(r"\{\{\s*([^{}|]*?)\s*(?:\|\s*([^{}]*?)\s*)?\}\}")

FILTERS: Mapping[str, Callable[[Finding], str]] = {
    "": lambda finding: quoted(finding).text,
    "caution": lambda finding: caution(finding).text,
    "direction": direction_words,
    "headline": lambda finding: " ".join(headline(finding).text.split()),
}


def resolve(text: str, answers: Iterable[Answer], *, where: str = "story.md") -> str:
    """Return ``text`` with every quotation replaced by what the finding says.

    Parameters
    ----------
    text : str
        Words with quotations such as ``{{ attainment | direction }}``.
    answers : iterable of Finding or Unanswered
        What may be quoted; a quotation of a question that was refused says so in its place.
    where : str
        Named in the error.

    Raises
    ------
    ReportError
        With every unknown id and filter at once, and what there is.
    """
    known = {answer.id: answer for answer in answers}
    faults = [fault for match in QUOTE.finditer(text) for fault in _faults(match, known, where)]
    if faults:
        raise ReportError(faults)
    return QUOTE.sub(lambda match: _said(known[match.group(1)], match.group(2) or ""), text)


def _said(known: Answer, part: str) -> str:
    return f"({NOT_ANSWERED})" if isinstance(known, Unanswered) else FILTERS[part](known)


def _faults(match: re.Match[str], known: Collection[str], where: str) -> list[Fault]:
    place = f"{where}, {match.group(0)}"
    found: list[Fault] = []
    if match.group(1) not in known:
        allowed = ", ".join(sorted(known)) or "no finding has been made yet"
        found.append(
            Fault(
                where=place,
                found=f"no finding {match.group(1)!r}",
                allowed=allowed,
                next="quote one of these ids, or ask the question in study.toml",
            )
        )
    if (match.group(2) or "") not in FILTERS:
        allowed = ", ".join(name for name in FILTERS if name)
        found.append(
            Fault(
                where=place,
                found=f"no filter {match.group(2)!r}",
                allowed=f"{allowed}, or none",
                next="write {{ id | caution }}, or {{ id }} for the estimate with its interval",
            )
        )
    return found
