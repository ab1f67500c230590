"""What a finding bears out and what it does not, without its size: for a document that quotes the size elsewhere."""

from __future__ import annotations

from evalkit.findings.finding import Finding
from evalkit.report.block import Block
from evalkit.report.sentences.claims import ANOTHER_STUDY, NOT_WHY, just_as, of_cause_alone, of_months, of_others
from evalkit.report.words import Words


def may_say(finding: Finding) -> Block:
    """What the answer is good for besides itself, a point to a line."""
    text = "\n".join(f"- {claim.text}" for claim in (NOT_WHY, ANOTHER_STUDY))
    return Words().block(f"{finding.id}-may-say", text, (finding.id,))


def may_not_say(finding: Finding) -> Block:
    """What a proud and what a sceptical reader would claim, and two who go too far, with what is wrong with each."""
    words, result = Words(), finding.estimate
    wrong = (of_cause_alone(result), just_as(words, finding), of_others(result), of_months(result))
    text = "\n".join(f"- “{claim.text}” {claim.why}" for claim in wrong)
    return words.block(f"{finding.id}-may-not-say", text, (finding.id,))
