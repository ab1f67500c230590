"""Refits beside each other, with or without intervals."""

from __future__ import annotations

from collections.abc import Sequence
from math import isfinite

from evalkit.records.check import CheckResult
from evalkit.records.shown import (
    HiddenNumbers,
    JudgedRefit,
    JudgedRefits,
    Refits,
    Refitted,
    TiedGroup,
    TiedGroups,
)
from evalkit.report.block import Block
from evalkit.report.figures.checks.dots import Dot, Dots, dots_block

SHADED = "; shaded: the interval of the full estimate"
LINES = "; lines: intervals"
BARE = ["label", "estimate"]
JUDGED = [*BARE, "conf_low", "conf_high"]


def refits(result: CheckResult, shown: Refits) -> Block:
    """One dot per refit, against the plan's estimate where there is one."""
    dots = Dots(_bare(shown.rows), _shaded(shown), planned=shown.planned, half_width=shown.half_width)
    return dots_block(result, dots, shown.frame()[BARE])


def judged_refits(result: CheckResult, shown: JudgedRefits) -> Block:
    """One dot with its interval per refit."""
    remark = _shaded(shown) or LINES
    dots = Dots(_judged(shown.rows), remark, planned=shown.planned, half_width=shown.half_width)
    return dots_block(result, dots, shown.frame()[JUDGED])


def hidden_numbers(result: CheckResult, shown: HiddenNumbers) -> Block:
    """One dot for hidden numbers left out, and one for each end."""
    return dots_block(result, Dots(_bare(shown.rows)), shown.frame()[BARE])


def tied_groups(result: CheckResult, shown: TiedGroups) -> Block:
    """One dot with its interval per group; beside other schools the programme's own need no mark."""
    return dots_block(result, Dots(_judged(shown.rows), LINES, mark_declared=False), shown.frame()[JUDGED])


def _shaded(shown: Refits | JudgedRefits) -> str:
    known = shown.planned is not None and shown.half_width is not None and isfinite(shown.half_width)
    return SHADED if known else ""


def _bare(rows: Sequence[Refitted]) -> tuple[Dot, ...]:
    return tuple(Dot(row.label, row.estimate, declared=row.declared) for row in rows)


def _judged(rows: Sequence[JudgedRefit | TiedGroup]) -> tuple[Dot, ...]:
    return tuple(Dot(row.label, row.estimate, row.conf_low, row.conf_high, row.declared) for row in rows)
