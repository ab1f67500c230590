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
# Both give the estimate with its interval. What takes the place of a quotation that a text has made before; the
# direction, which is a verb, stays.
FULL, QUOTED_IN_FULL = "full", ("", "headline")
AGAIN = {"": "as quoted above", "headline": "", "caution": ""}
ENDS, EMPTY_POINT = re.compile(r"[ \t]+$", re.MULTILINE), re.compile(r"^[-*]$\n?", re.MULTILINE)


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
    known = _known([text], answers, where)
    return QUOTE.sub(lambda match: _said(known[match.group(1)], match.group(2) or ""), text)


def resolve_once(texts: Mapping[str, str], answers: Iterable[Answer], *, where: str = "story.md") -> dict[str, str]:
    """Return texts with every quotation replaced, none of them in full a second time.

    Parameters
    ----------
    texts : mapping of str to str
        Sections by their heading, in the order in which they are read.
    answers, where
        As of `resolve`.
    """
    known, told = _known(texts.values(), answers, where), set[tuple[str, str]]()

    def once(match: re.Match[str]) -> str:
        identifier, part = match.group(1), match.group(2) or ""
        kind = FULL if part in QUOTED_IN_FULL else part
        again = (identifier, kind) in told
        told.add((identifier, kind))
        return AGAIN[part] if again and part in AGAIN else _said(known[identifier], part)

    return {title: _tidy(QUOTE.sub(once, text)) for title, text in texts.items()}


def quotes_in_full(text: str, identifier: str) -> bool:
    """Say whether a text quotes an answer with its interval."""
    found = QUOTE.finditer(text)
    return any(match.group(1) == identifier and (match.group(2) or "") in QUOTED_IN_FULL for match in found)


def _known(texts: Iterable[str], answers: Iterable[Answer], where: str) -> dict[str, Answer]:
    """Return the answers by id, where texts quote no other and ask nothing else of them."""
    known = {answer.id: answer for answer in answers}
    faults = [fault for text in texts for match in QUOTE.finditer(text) for fault in _faults(match, known, where)]
    if faults:
        raise ReportError(faults)
    return known


def _tidy(text: str) -> str:
    """Return a text without the gaps that a quotation which is not repeated leaves: ends of lines, empty points."""
    return EMPTY_POINT.sub("", ENDS.sub("", text)).strip()


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
