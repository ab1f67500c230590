"""Whom the programme reached, in a sentence."""

from __future__ import annotations

from evalkit.records.delivery.reach import ProgrammeReach
from evalkit.report.block import Block
from evalkit.report.words import Words

PARTS = ("reach",)


def reach(result: ProgrammeReach) -> Block:
    """Sessions held of those planned, over all strands."""
    words = Words()
    held = sum(one.held for one in result.strands)
    planned = sum(one.planned for one in result.strands)
    text = f"{words.count('held', held)} of {words.count('planned', planned, 'planned session')} were held."
    return words.block("reach-answer", text)
