"""What departments had in place in the first term and in the last."""

from __future__ import annotations

from functools import partial

import pandas as pd

from evalkit.records.delivery.department_systems import DepartmentSystems, SystemInTerm
from evalkit.report.block import Block
from evalkit.report.figures.parts.canvas import NARROW, WIDE, Canvas, FigureHeading
from evalkit.report.figures.parts.stacked_counts import CountedBars, CountedRow, heads_above, stacked_counts
from evalkit.report.words import Words, opened

PARTS = ("department_systems",)
KEYS = ("yes", "in part", "no")


def department_systems(result: DepartmentSystems) -> Block:
    """Two bars for each system: the same departments in their first term and in their last."""
    words = Words()
    rows = [row for row in result.ends if row.known]
    told = [
        f"{words.repeat('system', row.system)}, {words.repeat('term', row.term)}: "
        f"{words.count('fully', row.fully)} yes, {words.count('partly', row.partly)} in part, "
        f"{words.count('without', row.without)} no"
        for row in rows
    ]
    alt = f"Bars of departments by what they had in place. {'. '.join(told)}."
    values = pd.DataFrame(
        [
            {
                "system": row.system,
                "term": row.term,
                "yes": row.fully,
                "in_part": row.partly,
                "no": row.without,
                "not_known": row.unknown,
            }
            for row in rows
        ]
    )
    canvas, phone = _drawn(result, rows, words, WIDE), partial(_drawn, result, rows, words, NARROW)
    return canvas.block("department-systems", alt, values, words, phone=phone)


def _drawn(result: DepartmentSystems, rows: list[SystemInTerm], words: Words, width: float) -> Canvas:
    bars = tuple(
        CountedRow(opened(row.term), (row.fully, row.partly, row.without), f"{row.fully} of {row.known}")
        for row in rows
    )
    heads = heads_above([row.system for row in rows])
    heading = FigureHeading(
        _message(rows, words),
        "Departments in their own first and last term of which it is known; right: how many said yes. A scheme in "
        "place, neither revised nor shared, counts in part",
    )
    return stacked_counts(CountedBars(bars, KEYS, heads, names=1.3), heading, width)


def _message(rows: list[SystemInTerm], words: Words) -> str:
    first, last = ({row.system: row for row in rows if row.term == when} for when in ("first term", "last term"))
    both = [name for name in first if name in last]
    if not both:
        return "No department says in two terms what it had in place"
    more = sum(last[name].fully * first[name].known > first[name].fully * last[name].known for name in both)
    return (
        f"{words.count('systems', more)} of {words.count('of systems', len(both))} things that help a department last "
        "were in place more often in schools' last term than in their first"
    )
