"""Findings quoted by id in words written by people: ``{{ attainment }}``, ``{{ attainment | caution }}``."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping

from evalkit.core.errors import Fault, ReportError
from evalkit.findings.finding import Finding
from evalkit.report.sentences.finding import caution, direction_words, headline, quoted

QUOTE = re.compile(r"\{\{\s*([^{}|]*?)\s*(?:\|\s*([^{}]*?)\s*)?\}\}")

FILTERS: Mapping[str, Callable[[Finding], str]] = {
    "": quoted,
    "caution": lambda finding: caution(finding).text,
    "direction": direction_words,
    "headline": lambda finding: headline(finding).text,
}


def resolve(text: str, findings: Iterable[Finding], *, where: str = "story.md") -> str:
    """Return ``text`` with every quotation replaced by what the finding says.

    Parameters
    ----------
    text : str
        Words with quotations such as ``{{ attainment | direction }}``.
    findings : iterable of Finding
        What may be quoted.
    where : str
        Named in the error.

    Raises
    ------
    ReportError
        With every unknown id and filter at once, and what there is.
    """
    known = {finding.id: finding for finding in findings}
    faults = [fault for match in QUOTE.finditer(text) for fault in _faults(match, known, where)]
    if faults:
        raise ReportError(faults)
    return QUOTE.sub(lambda match: FILTERS[match.group(2) or ""](known[match.group(1)]), text)


def _faults(match: re.Match[str], known: Mapping[str, Finding], where: str) -> list[Fault]:
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
