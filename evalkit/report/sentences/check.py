"""What a check answered."""

from __future__ import annotations

from evalkit.records.check import CheckResult
from evalkit.report.block import Block
from evalkit.report.words import Words, named, stopped


def check(result: CheckResult) -> Block:
    """The question, then the answer; an unanswered check says what is missing."""
    words = Words()
    asks = words.repeat("check", result.asks).strip()
    question = asks if asks.endswith("?") else f"{asks}?"
    answer = stopped(words.repeat(f"answer of {named(result.check)}", result.answer))
    mark = "" if result.answered else "Not answered: "
    return words.block(f"check-{result.check.replace('_', '-')}", f"{question} {mark}{answer}")
