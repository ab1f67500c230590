"""Exposure of each exam cohort, as a table."""

from __future__ import annotations

import datetime as dt

from evalkit.core.quantity import Unit
from evalkit.core.years import academic_year
from evalkit.records.description import Exposure
from evalkit.report.block import Block
from evalkit.report.table_cells import Column, table_block
from evalkit.report.words import day_in_words

WEEKS = Unit("weeks", 0)
SHARE = Unit("per cent", 0)


def exposure(result: Exposure) -> Block:
    """Teaching weeks of Years 10 and 11 after the start, by cohort and wave."""
    rows = [
        {
            "cohort": academic_year(row.cohort),
            "wave": row.wave,
            "schools": row.schools,
            "starts": day_in_words(dt.date.fromisoformat(row.starts)),
            "weeks": row.weeks,
            "share": 100 * row.share,
        }
        for row in result.rows
    ]
    columns = (
        Column("cohort", "Exams in"),
        Column("wave", "Wave"),
        Column("schools", "Schools", Unit("schools", 0)),
        Column("starts", "Start"),
        Column("weeks", "Teaching weeks after the start", WEEKS),
        Column("share", "Share of all weeks (%)", SHARE),
    )
    note = f"Years 10 and 11 have {result.weeks_total:.0f} teaching weeks in all."
    return table_block(
        "exposure", "How much teaching after the start each exam cohort had", columns, rows, notes=(note,)
    )
