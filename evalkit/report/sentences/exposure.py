"""How much teaching after the start each exam cohort had."""

from __future__ import annotations

from evalkit.records.description import Exposure, ExposureRow
from evalkit.report.block import Block
from evalkit.report.words import Words, opened


def exposure(result: Exposure) -> Block:
    """One clause for each exam cohort, the most exposed last."""
    words = Words()
    cohorts = sorted({row.cohort for row in result.rows})
    clauses = [_clause(words, [row for row in result.rows if row.cohort == cohort]) for cohort in cohorts]
    total = words.count("teaching weeks", result.weeks_total, "teaching week")
    return words.block("exposure", f"Years 10 and 11 have about {total}. {' '.join(clauses)}".replace("Years 10 and 11", _key_stage(words)))


def _key_stage(words: Words) -> str:
    return words.repeat("name", "Years 10 and 11")


def _clause(words: Words, rows: list[ExposureRow]) -> str:
    year = words.year(rows[0].cohort)
    shares = [row.share for row in rows]
    if max(shares) == 0:
        return f"Pupils who sat exams in {year} had none of them after the start."
    if len(rows) == 1 or round(max(shares), 2) == round(min(shares), 2):
        return f"Pupils who sat exams in {year} had {words.percent('share', shares[0])} of them after the start."
    parts = [f"{row.wave} {words.percent('share', row.share)}" for row in rows]
    return opened(f"pupils who sat exams in {year} had these shares after the start: {', '.join(parts)}.")
