"""How alike both sides were before the start: whether they may be called similar, and in what they were not."""

from __future__ import annotations

import math
from dataclasses import dataclass

from evalkit.findings.finding import Finding
from evalkit.records.comparison import BalanceRow

# What a design calls its comparison only where balance bears it out.
SIMILAR = "similar"
# Above this share of a school standard deviation a difference is called large; adjustment cannot be trusted with it.
LARGE_DIFFERENCE = 0.25


@dataclass(frozen=True, slots=True)
class Likeness:
    """Who stands beside whom, as far as words need it.

    Attributes
    ----------
    asked : int
        Schools the question is about, before any was lost; 0 where that is not known.
    targeted : bool
        Whether those are the targeted schools of the programme and not all of them.
    apart : float
        By how much the outcome of those studied lay above (below 0: under) that of the others at the latest
        baseline year, in its own unit, where that is a large difference; NaN where it is none.
    unlike : tuple of str
        What else was matched on and still differs much, in words.
    matched : bool
        Whether anything but the outcome was matched on.
    """

    asked: int = 0
    targeted: bool = False
    apart: float = math.nan
    unlike: tuple[str, ...] = ()
    matched: bool = False

    @property
    def similar(self) -> bool:
        """Whether nothing that was looked at sets the two sides far apart."""
        return math.isnan(self.apart) and not self.unlike


def compared_of(finding: Finding) -> Likeness:
    """Return who stands beside whom in a finding, judged by its balance."""
    beside, rows = finding.beside, finding.balance.rows if finding.balance else ()
    own = [row for row in rows if _of_outcome(finding, row)]
    intake = [row for row in rows if row.matched_on and row not in own]
    apart = next((row.treated - row.after for row in own if _large(row)), math.nan)
    unlike = tuple(row.label for row in intake if _large(row))
    return Likeness(beside.asked, beside.targeted, apart, unlike, bool(intake))


def _of_outcome(finding: Finding, row: BalanceRow) -> bool:
    """Say whether a row is about the question's own outcome in its latest baseline year."""
    what = finding.estimate.estimand
    base = max(what.baseline, default=0)
    return row.variable in (f"{what.outcome} {base}", f"outcome {base}")


def _large(row: BalanceRow) -> bool:
    return abs(row.smd_after) > LARGE_DIFFERENCE
