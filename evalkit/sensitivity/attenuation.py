"""Attenuation: what the difference would have to be if some comparison schools had similar support.

Estimates
    The estimate divided by one minus the share of the comparison schools, by weight, that had support as strong
    as the programme's; the ends of the primary interval in the same way, for each share listed.
Assumes
    That such support did in other schools what the programme did in its own, that it reached schools whatever
    else they were like, and that the share is known. Then the comparison holds the share times the difference,
    and the estimate is the difference times what is left.
Standing
    Could not tell, always: nobody has counted schools with similar support, and the shares are only supposed.
When it misleads
    When the other support was weaker: then the truth lies between the first row and the row of its share. When
    nobody knows the share, which is usual: no row is then more likely than another. Estimate and interval grow
    alike, so it can never turn an interval that holds nought into one that does not.
Reference
    Bloom (1984), Evaluation Review 8, on dividing by the share that took part.
Checked against
    ``tests/unit/sensitivity/test_attenuation.py`` (hand-worked, and a known truth by simulation).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import isnan, nan

from evalkit.core.assumption import Assumption
from evalkit.core.registry import Method
from evalkit.core.wanted import Wanted
from evalkit.records.analysis import Analysis
from evalkit.records.check import CheckResult
from evalkit.records.estimate import Estimate
from evalkit.records.shown import SupportShare, SupportShares
from evalkit.sensitivity.parts.refits import Point, leaves_out_nought, unanswered

NAME = "attenuation"
ASKS = "How large would the difference be if some comparison schools had similar support?"
OTHER_SUPPORT = Wanted(
    "which comparison schools had similar support, and when",
    "those who ran the other programmes: the Department for Education's lists of funded projects, Maths Hubs, trusts",
)


@dataclass(frozen=True, slots=True)
class Options:
    """Options of attenuation.

    Attributes
    ----------
    shares : tuple of float
        Shares of the comparison schools that had similar support, each from nought to below one. Up to a half:
        beyond it, more of the comparison schools than not would have had the support.
    """

    shares: tuple[float, ...] = (0.1, 0.2, 0.3, 0.4, 0.5)


def attenuation(analysis: Analysis, estimate: Estimate, point_estimate: Point, options: Options) -> CheckResult:
    """Return the difference that would give this estimate, for each share of schools with similar support."""
    shares = sorted({share for share in options.shares if 0 < share < 1})
    if not shares:
        return unanswered(NAME, ASKS, "No share between nought and one is listed.", (OTHER_SUPPORT,))
    sure = estimate.inference() if estimate.primary else None
    low, high = (sure.conf_low, sure.conf_high) if sure else (nan, nan)
    rows = tuple(
        SupportShare(
            label="none, as planned" if not share else f"{100 * share:g} in 100",
            share=100 * share,
            times=1 / (1 - share),
            estimate=estimate.estimate / (1 - share),
            conf_low=low / (1 - share),
            conf_high=high / (1 - share),
            declared=not share,
        )
        for share in (0.0, *shares)
    )
    return _result(estimate, rows)


METHOD = Method(
    summary="The estimate divided by the share of comparison schools that had no similar support",
    run=attenuation,
    options=Options,
    words="comparison schools that may have had such support too",
    shapes=("panel", "cross_section"),
    speaks_to=(Assumption.APART,),
    checked_against=(
        "tests/unit/sensitivity/test_attenuation.py::test_hand_worked_shares",
        "tests/unit/sensitivity/test_attenuation.py::test_a_known_truth_is_found_and_held",
    ),
    rests_on=(OTHER_SUPPORT,),
)


def _result(estimate: Estimate, rows: tuple[SupportShare, ...]) -> CheckResult:
    """Return the answer, led by the smallest share: a reader keeps the first number, and no share is known."""
    show, first, last = estimate.unit.difference().show, rows[1], rows[-1]
    known = not isnan(first.conf_low)
    holds = "leave nought out as before" if leaves_out_nought(first.conf_low, first.conf_high) else "hold nought too"
    said = [
        f"If {first.share:g} in 100 comparison schools had support as strong as this, the estimate of "
        f"{show(estimate.estimate)} {estimate.unit.name} would stand for a difference of {_shown(first, show)}.",
        f"If {last.share:g} in 100 had, it would stand for one of {_shown(last, show)}." if last is not first else "",
        f"The wider intervals {holds}." if known else "",
        "Nobody has counted such schools, and support that did less than this would change the estimate less.",
    ]
    return CheckResult(
        check=NAME,
        asks=ASKS,
        passed=None,
        answered=True,
        answer=" ".join(text for text in said if text),
        unit=estimate.unit.name,
        shows=SupportShares(rows),
        wanted=(OTHER_SUPPORT,),
    )


def _shown(row: SupportShare, show: Callable[[float], str]) -> str:
    ends = "" if isnan(row.conf_low) else f" (interval {show(row.conf_low)} to {show(row.conf_high)})"
    return f"{show(row.estimate)}{ends}"
