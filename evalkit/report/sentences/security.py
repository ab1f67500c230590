"""How far a finding can be trusted, in one sentence and in no funder's marks."""

from __future__ import annotations

from evalkit.findings.finding import Finding
from evalkit.records.check import CheckStanding
from evalkit.report.block import Block
from evalkit.report.words import Words, listed, stopped

NO_LOT = "no lot decided who took part, so other causes are possible"
NOT_CHECKED = "no check was asked for"
LEAVES = {
    CheckStanding.HOLDS: "left it standing",
    CheckStanding.RAISES_DOUBT: "raised doubt",
    CheckStanding.COULD_NOT_TELL: "could not tell",
}


def security(finding: Finding) -> Block:
    """Who took part by whose choice, and what the checks left of the estimate."""
    words = Words()
    text = stopped(security_words(words, finding))
    return words.block(f"{finding.id}-security", text, (finding.id,))


def security_words(words: Words, finding: Finding) -> str:
    """Return the same as a phrase, quoting its counts through ``words``."""
    if not finding.checks:
        return f"{NO_LOT}; {NOT_CHECKED}"
    many = words.count("checks", len(finding.checks), "check")
    told = [
        f"{words.count(f'checks: {leaves}', number)} {leaves}"
        for standing, leaves in LEAVES.items()
        if (number := sum(check.standing is standing for check in finding.checks))
    ]
    return f"{NO_LOT}; of {many}, {listed(told)}"
