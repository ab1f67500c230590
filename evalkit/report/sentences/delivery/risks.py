"""How many risks fell, and how many came true."""

from __future__ import annotations

from evalkit.records.delivery.risks import ProgrammeRisks
from evalkit.report.block import Block
from evalkit.report.words import Words

PARTS = ("risks",)


def risks(result: ProgrammeRisks) -> Block:
    """Risks judged lower at the end than before anything was done, and those that became an issue."""
    words = Words()
    lower = sum(one.now < one.before for one in result.risks)
    true = sum(one.status == "became an issue" for one in result.risks)
    return words.block(
        "risks-answer",
        f"{words.count('lower', lower)} of {words.count('risks', len(result.risks), 'risk')} were judged lower at the "
        f"end than before anything was done; {words.count('came true', true)} came true.",
    )
