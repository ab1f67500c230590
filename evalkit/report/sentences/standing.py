"""What of a programme could not be compared, and where a plan departs from its design's own rule."""

from __future__ import annotations

from evalkit.findings.finding import Finding
from evalkit.report.block import Block
from evalkit.report.sentences.parts.estimate_words import KINDS
from evalkit.report.words import Words, named, stopped


def compared_of_asked(finding: Finding) -> Block:
    """How many of the schools asked about have a comparison, and why others have none."""
    words, found = Words(), finding.standing
    if found is None:
        return words.block(f"{finding.id}-standing", "How many of those asked about are compared was not counted.")
    kind = KINDS[found.kind]
    if not found.lost:
        text = f"Each {kind.one} asked about has a comparison."
        return words.block(f"{finding.id}-standing", text, (finding.id,))
    missing = found.asked - found.compared
    reasons = "; ".join(
        f"{words.repeat('reason', reason)} ({words.count('without a comparison', number, kind.one, kind.many)})"
        for reason, number in found.lost
    )
    text = (
        f"Not compared: {words.count('without a comparison', missing)} of the "
        f"{words.count('asked about', found.asked, kind.one, kind.many)} asked about. Why: {reasons}. What is said of "
        f"the others need not hold for {'it' if missing == 1 else 'them'}."
    )
    return words.block(f"{finding.id}-standing", text, (finding.id,))


def departing(finding: Finding) -> Block:
    """Whether the way of judging certainty that comes first is the design's own, and why not."""
    words = Words()
    first = named(finding.estimate.primary)
    if not finding.departs:
        text = "The way of judging certainty that comes first is the one that the design itself calls for."
        return words.block(f"{finding.id}-departure", text, (finding.id,))
    rule = f"would put {named(finding.rule_primary)} first" if finding.rule_primary else "calls for none"
    text = (
        f"This plan departs from its design's own rule: it judges certainty first by {first}, where the design itself "
        f"{rule}. {stopped(words.repeat('plan', finding.departs))}"
    )
    return words.block(f"{finding.id}-departure", text, (finding.id,))
