"""At which of the five levels anything is known, in a sentence."""

from __future__ import annotations

from evalkit.records.delivery.guskey import FiveLevels
from evalkit.report.block import Block
from evalkit.report.tables.delivery.guskey import LEVELS
from evalkit.report.words import Words, listed

PARTS = ("guskey",)


def guskey(result: FiveLevels) -> Block:
    """Which levels were looked at, which were not, and where alone others stand beside the programme."""
    words = Words()
    looked = {line.level for line in result.lines} | ({max(LEVELS)} if result.estimate is not None else set())
    missing = [name[:1].lower() + name[1:] for level, name in LEVELS.items() if level not in looked]
    of = words.count("levels", len(LEVELS), "level")
    all_or_some = "each" if not missing else words.count("levels looked at", len(looked))
    text = f"Something is on record at {all_or_some} of {of}"
    text += f"; nothing of {listed(missing)}." if missing else "."
    if result.estimate is not None:
        text += " Only published results have schools without the programme beside them."
    return words.block("guskey", text)
