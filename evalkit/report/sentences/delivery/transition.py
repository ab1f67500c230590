"""On which steps schools work together."""

from __future__ import annotations

from evalkit.records.delivery.transition import Transition
from evalkit.report.block import Block
from evalkit.report.words import Words, listed

PARTS = ("transition",)


def transition(result: Transition) -> Block:
    """Schools that work on each step."""
    words = Words()
    told = [
        f"{words.count(one.step, one.schools)} on the step from {words.repeat('step', one.step)}"
        for one in result.steps
    ]
    every = words.count("schools", result.schools, "school")
    return words.block("transition-said", f"Of {every}, {listed(told)} have work in hand on how pupils move up.")
