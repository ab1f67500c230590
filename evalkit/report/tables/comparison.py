"""Balance, and who carries the comparison."""

from __future__ import annotations

from evalkit.core.errors import ReportError
from evalkit.core.quantity import Unit
from evalkit.records.comparison import Balance, Comparison
from evalkit.report.block import Block
from evalkit.report.sentences.parts.estimate_words import KINDS, SCHOOLS
from evalkit.report.table_cells import Column, table_block
from evalkit.report.words import opened, stopped

MOST_AREAS = 10
TWO = Unit("own unit", 2)
DISTANCE = Unit("standard deviations", 2, signed=True)


def balance(result: Comparison) -> Block:
    """Means of both sides, and their differences before and after matching."""
    found = balance_of(result)
    rows = [
        {
            "label": opened(row.label),
            "treated": row.treated,
            "before": row.before,
            "after": row.after,
            "smd_before": row.smd_before,
            "smd_after": row.smd_after,
            "ratio": row.variance_ratio,
            "matched_on": "yes" if row.matched_on else "no",
        }
        for row in found.rows
    ]
    many = KINDS[result.counts.kind].many
    columns = (
        Column("label", "Characteristic"),
        Column("treated", "Studied (mean)", TWO),
        Column("before", "All eligible (mean)", TWO),
        Column("after", "Comparison (mean)", TWO),
        Column("smd_before", "Difference before (SD)", DISTANCE),
        Column("smd_after", "Difference after (SD)", DISTANCE),
        Column("ratio", "Variance ratio", TWO),
        Column("matched_on", "Matched on"),
    )
    notes = (
        f"Means are in the unit of the characteristic. SD: its standard deviation over all eligible {many}.",
        *(stopped(f"{row.label}: {row.caution}") for row in found.rows if row.caution),
    )
    return table_block("balance", "How alike the two sides are", columns, rows, notes=notes)


def carriers(result: Comparison) -> Block:
    """Areas that carry the comparison, heaviest first."""
    every, kind = balance_of(result).carriers, KINDS[result.counts.kind]
    several = kind is SCHOOLS
    rows = [{"area": area, "units": units, "share": 100 * share} for area, units, share in every[:MOST_AREAS]]
    if rest := every[MOST_AREAS:]:
        name = f"{len(rest)} other {'areas' if several else kind.many}"
        units, share = sum(entry[1] for entry in rest), sum(entry[2] for entry in rest)
        rows.append({"area": name, "units": units, "share": 100 * share})
    columns = (
        Column("area", "Area" if several else opened(kind.one)),
        *((Column("units", f"{opened(kind.many)} used (number)", Unit(kind.many, 0)),) if several else ()),
        Column("share", "Share of the weight (%)", Unit("per cent", 1)),
    )
    return table_block("carriers", f"Which {'areas' if several else kind.many} carry the comparison", columns, rows)


def balance_of(result: Comparison) -> Balance:
    """Return the balance, or say that this design has none."""
    if result.balance is None:
        raise ReportError.one(
            where="the balance of a comparison",
            found="a design without balance",
            allowed="a design that matches or weights schools, such as matched",
            next="leave this block out, or choose another design in study.toml",
        )
    return result.balance
