"""Milestones and providers, as tables."""

from __future__ import annotations

from evalkit.core.quantity import POUNDS, Unit
from evalkit.records.delivery.milestones import Milestones
from evalkit.report.block import Block
from evalkit.report.table_cells import Column, table_block
from evalkit.report.words import day_in_words

PARTS = ("milestones", "providers")
DAYS = Unit("days", 0, signed=True)
COUNT = Unit("count", 0)


def milestones(result: Milestones) -> Block:
    """Each milestone with its day planned, reached or expected, and the days between."""
    columns = (
        Column("what", "Milestone"),
        Column("provider", "Provider"),
        Column("planned", "Planned"),
        Column("reached", "Reached, or expected"),
        Column("late", "Days late", DAYS),
        Column("reason", "Reason"),
    )
    rows = [
        {
            "what": one.what,
            "provider": one.provider,
            "planned": day_in_words(one.planned),
            "reached": (day_in_words(one.reached) + (" (expected)" if one.expected else ""))
            if one.reached
            else one.status,
            "late": None if one.days_late is None else float(one.days_late),
            "reason": one.reason,
        }
        for one in result.milestones
    ]
    return table_block("milestones", "What was to be reached by when", columns, rows)


def providers(result: Milestones) -> Block:
    """How each provider kept time and money."""
    columns = (
        Column("provider", "Provider"),
        Column("commissioned", "How chosen"),
        Column("record", "What it had delivered before"),
        Column("start", "Days the start was late", DAYS),
        Column("late", "Milestones late"),
        Column("cancelled", "Sessions cancelled", COUNT),
        Column("budget", "Budget (£)", POUNDS),
        Column("spend", "Spent (£)", POUNDS),
    )
    rows = [
        {
            "provider": one.provider,
            "commissioned": one.commissioned,
            "record": one.record_before,
            "start": None if one.start_late is None else float(one.start_late),
            "late": f"{one.late} of {one.milestones}" if one.milestones else "none set",
            "cancelled": one.cancelled,
            "budget": one.budget,
            "spend": one.spend,
        }
        for one in result.providers
    ]
    return table_block("providers", "How each provider kept time and money", columns, rows)
