"""How many agreements were signed, and when."""

from __future__ import annotations

from evalkit.records.delivery.agreements import Agreements
from evalkit.report.block import Block
from evalkit.report.words import Words

PARTS = ("agreements",)


def agreements(result: Agreements) -> Block:
    """Agreements signed, and signed by the day they began."""
    words = Words()
    every = result.signed + result.unsigned
    return words.block(
        "agreements-answer",
        f"{words.count('signed', result.signed)} of {words.count('agreements', every, 'agreement')} were signed, "
        f"{words.count('signed by their first day', result.signed_before_start)} of them by the day they began.",
    )
