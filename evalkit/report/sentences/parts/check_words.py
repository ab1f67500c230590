"""What a check looks at, in a head teacher's words, and what it leaves of the estimate: titles of figures and tables.

The answer itself stands once, in the check's own sentence.
"""

from __future__ import annotations

from evalkit.records.check import CheckResult, CheckStanding
from evalkit.report.words import Words, named, opened
from evalkit.sensitivity import CHECKS

LEAVES = {
    CheckStanding.HOLDS: "the estimate holds",
    CheckStanding.RAISES_DOUBT: "this raises doubt",
    CheckStanding.COULD_NOT_TELL: "this could not tell",
}
NOTHING_SHOWN = "nothing to show; the check's own sentence says why"


def looked_at(words: Words, result: CheckResult) -> str:
    """Return what a check looks at; its registered name in words where its makers have not said."""
    known = CHECKS.get(result.check).words if result.check in CHECKS.names() else ""
    return words.repeat("check", opened(known or named(result.check)))


def seen_in(words: Words, result: CheckResult) -> str:
    """Return the title of a check's figure: what is looked at, and what that leaves of the estimate."""
    return f"{looked_at(words, result)}: {LEAVES[result.standing]}"
