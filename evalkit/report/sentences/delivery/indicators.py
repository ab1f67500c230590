"""How many indicators met their target."""

from __future__ import annotations

from evalkit.records.delivery.indicators import Indicators
from evalkit.report.block import Block
from evalkit.report.words import Words

PARTS = ("indicators",)


def indicators(result: Indicators) -> Block:
    """Count indicators by how they stand; none is added to another."""
    words = Words()
    met = sum(one.standing == "met" for one in result.indicators)
    none = sum(one.standing == "no figure yet" for one in result.indicators)
    text = (
        f"{words.count('met', met)} of {words.count('indicators', len(result.indicators), 'indicator')} agreed with "
        "the funder met their target"
    )
    missing = f"; for {words.count('without a figure', none)} there is no figure yet" if none else ""
    return words.block("indicators-answer", f"{text}{missing}. They are not added up into one mark.")
