"""Attenuation: what the difference would have to be if some comparison schools had similar support.

Estimates
    The estimate divided by one minus the share of the comparison schools, by weight, that had support as strong
    as the programme's; the ends of the primary interval in the same way, for each share listed.
Assumes
    That such support did in other schools what the programme did in its own, that it reached schools whatever
    else they were like, and that the share is known. Then the comparison holds the share times the difference,
    and the estimate is the difference times what is left.
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

from dataclasses import dataclass
from math import isnan, nan

import pandas as pd

from evalkit.core.registry import Method
from evalkit.records.analysis import Analysis
from evalkit.records.check import CheckResult
from evalkit.records.estimate import Estimate
from evalkit.sensitivity.parts.refits import Point, leaves_out_nought, unanswered
from evalkit.sensitivity.parts.wanted import OTHER_SUPPORT

NAME = "attenuation"
ASKS = "How large would the difference be if some comparison schools had similar support?"


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
    rows = [
        {
            "label": "none, as planned" if not share else f"{100 * share:g} in 100",
            "share": 100 * share,
            "times": 1 / (1 - share),
            "estimate": estimate.estimate / (1 - share),
            "conf_low": low / (1 - share),
            "conf_high": high / (1 - share),
            "declared": not share,
        }
        for share in (0.0, *shares)
    ]
    return _result(estimate, pd.DataFrame(rows))


METHOD = Method(
    summary="The estimate divided by the share of comparison schools that had no similar support",
    run=attenuation,
    options=Options,
    shapes=("panel", "cross_section"),
    checked_against=(
        "tests/unit/sensitivity/test_attenuation.py::test_hand_worked_shares",
        "tests/unit/sensitivity/test_attenuation.py::test_a_known_truth_is_found_and_held",
    ),
)


def _result(estimate: Estimate, table: pd.DataFrame) -> CheckResult:
    show = estimate.unit.difference().show
    share, value, low, high = (float(table[name].iloc[-1]) for name in ("share", "estimate", "conf_low", "conf_high"))
    known = not isnan(low)
    ends = f" (interval {show(low)} to {show(high)})" if known else ""
    holds = "leave nought out as before" if leaves_out_nought(low, high) else "still hold nought, as before"
    said = [
        f"If {share:g} in 100 comparison schools had support as strong as this, the estimate of "
        f"{show(estimate.estimate)} {estimate.unit.name} would stand for a difference of {show(value)}{ends}.",
        f"The wider intervals {holds}." if known else "",
        "Nobody has counted such schools, and support that did less than this would change the estimate less.",
    ]
    values = zip(table["label"].iloc[1:], table["estimate"].iloc[1:], strict=True)
    return CheckResult(
        check=NAME,
        asks=ASKS,
        passed=None,
        answered=True,
        answer=" ".join(text for text in said if text),
        unit=estimate.unit.name,
        table=table,
        values=tuple(values),
        wanted=(OTHER_SUPPORT,),
    )
