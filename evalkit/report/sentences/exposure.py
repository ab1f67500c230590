"""How much teaching after the start each exam cohort had."""

from __future__ import annotations

from evalkit.records.description import Exposure, ExposureRow
from evalkit.report.block import Block
from evalkit.report.words import Words, listed


def exposure(result: Exposure) -> Block:
    """The cohorts that had nothing of it together, then one sentence for each other cohort."""
    words = Words()
    cohorts = sorted({row.cohort for row in result.rows})
    rows = {cohort: [row for row in result.rows if row.cohort == cohort] for cohort in cohorts}
    untouched = [cohort for cohort in cohorts if max(row.share for row in rows[cohort]) == 0]
    total = words.count("teaching weeks", result.weeks_total, "teaching week")
    parts = [f"{words.repeat('name', 'Years 10 and 11')} have about {total}."]
    if untouched:
        parts.append(f"Pupils who sat exams in {words.years(untouched)} had none of them after the start.")
    parts += [_clause(words, rows[cohort]) for cohort in cohorts if cohort not in untouched]
    return words.block("exposure", " ".join(parts))


def _clause(words: Words, rows: list[ExposureRow]) -> str:
    year = words.year(rows[0].cohort)
    shares = [row.share for row in rows]
    if round(max(shares), 2) == round(min(shares), 2):
        return f"Pupils who sat exams in {year} had {words.percent('share', shares[0])} of them after the start."
    parts = [f"{words.percent('share', row.share)} ({words.repeat('waves', row.wave)})" for row in rows]
    return f"Pupils who sat exams in {year} had {listed(parts)} of them after the start."
