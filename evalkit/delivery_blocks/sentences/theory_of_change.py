"""How much of the theory of change is tested, in a sentence."""

from __future__ import annotations

from evalkit.records.delivery.theory_of_change import ChangeTheory
from evalkit.report.block import Block
from evalkit.report.words import Words, listed

PARTS = ("theory_of_change",)


def theory_of_change(result: ChangeTheory) -> Block:
    """How many arrows have an indicator, how many of these have an answer, and which have none."""
    words = Words()
    tested = [one for one in result.arrows if one.indicator]
    recorded = sum(one.recorded for one in tested)
    arrows = words.count("arrows", len(result.arrows), "step")
    answered = words.count("answered", recorded)
    text = (
        f"From what went in to what pupils reach, the programme expected {arrows}; something tests "
        f"{words.count('tested', len(tested))} of them, and for {answered} of these there is an answer"
    )
    untested = [
        f"from “{words.repeat('theory', result.step(one.start).says)}” to "
        f"“{words.repeat('theory', result.step(one.end).says)}”"
        for one in result.arrows
        if not one.indicator
    ]
    alone = f" Nothing tests the step {listed(untested)}." if untested else ""
    return words.block("theory-of-change-answer", f"{text}.{alone}")
