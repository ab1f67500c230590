"""Whether each strand holds all four groups of mechanisms, in a sentence."""

from __future__ import annotations

from evalkit.records.delivery.mechanisms import Mechanisms, StrandMechanisms
from evalkit.report.block import Block
from evalkit.report.words import Words, listed, opened

PARTS = ("mechanisms",)


def mechanisms(result: Mechanisms) -> Block:
    """Strands with all groups clearly there, and what the others lack."""
    words, balanced = Words(), result.balanced()
    groups = words.count("groups", len(result.groups))
    text = (
        f"{words.count('balanced strands', len(balanced))} of {words.count('strands', len(result.strands), 'strand')} "
        f"clearly held at least one mechanism of each of the {groups} groups that guidance on professional development "
        "names"
    )
    lacking = "; ".join(
        f"{words.repeat('strands', one.strand)} did not clearly {listed(_missing(result, one), 'or')}"
        for one in result.strands
        if one.strand not in balanced
    )
    return words.block("mechanisms-answer", f"{text}. {opened(lacking)}." if lacking else f"{text}.")


def _missing(result: Mechanisms, one: StrandMechanisms) -> list[str]:
    return [group for group, _ in result.groups if group not in one.groups]
