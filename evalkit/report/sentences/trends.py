"""What happened on both sides, without a claim."""

from __future__ import annotations

from evalkit.records.description import TrendPoint, Trends
from evalkit.report.block import Block
from evalkit.report.sentences.parts.estimate_words import KINDS
from evalkit.report.words import Words, brief, listed, opened, stopped


def trends(result: Trends) -> Block:
    """Means of both groups at the baseline and in the cohort's year, and what this does not tell."""
    words = Words()
    years = words.years(result.baseline)
    start = f"the average of {years}" if len(result.baseline) > 1 else years
    clauses = [_clause(words, result, group) for group in ("programme", "comparison") if _of(result, group)]
    parts = [
        f"From {start} to {words.year(result.cohort)}, mean {_lower(brief(result.outcome))} went {listed(clauses)}.",
        "This describes what happened; it does not say why.",
        *(stopped(words.repeat("notes", note)) for note in result.notes),
    ]
    return words.block("trends", opened(" ".join(parts)))


def _clause(words: Words, result: Trends, group: str) -> str:
    points = _of(result, group)
    ends = points[-1]
    before = [point.mean for point in points if point.year in result.baseline]
    after = [point.mean for point in points if point.year == result.cohort]
    kind = KINDS[result.kind].many if group == "programme" else KINDS[result.kind].like
    count = words.count(f"{group} {KINDS[result.kind].many}", ends.units)
    if not before or not after:
        return f"unknown in the {count} {kind}"
    start = words.number(f"{group} baseline", sum(before) / len(before), result.unit)
    return f"from {start} to {words.number(f'{group} cohort', after[0], result.unit)} in the {count} {kind}"


def _of(result: Trends, group: str) -> list[TrendPoint]:
    return sorted((point for point in result.points if point.group == group), key=lambda point: point.year)


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:] if text[1:2].islower() else text
