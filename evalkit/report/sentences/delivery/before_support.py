"""Whether review and signed plan came before the first course or coaching, in words."""

from __future__ import annotations

from evalkit.records.delivery.before_support import BeforeSupport
from evalkit.report.block import Block
from evalkit.report.words import Words, listed

PARTS = ("before_support",)


def before_support(result: BeforeSupport) -> Block:
    """Schools by which came first."""
    words = Words()
    if not result.supported:
        return words.block("before-support", "No school is recorded to have met a course or coaching.")
    parts = [
        f"In {words.count('both before', result.count('both before'))} of "
        f"{words.count('supported', result.supported, 'school')} that met a course or coaching, an outside review and "
        "a signed plan came first."
    ]
    others = [
        (result.count("plan later"), "the plan was signed only afterwards"),
        (result.count("review later"), "the review came only afterwards"),
        (result.count("not known"), "the day of one of them is not recorded"),
    ]
    told = [f"in {words.count(text, count)} {text}" for count, text in others if count]
    if told:
        parts.append(f"Of the others, {listed(told)}.")
    return words.block("before-support", " ".join(parts))
