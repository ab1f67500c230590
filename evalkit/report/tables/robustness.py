"""All checks of a finding in one table, in the rows of the figure that draws them on one scale."""

from __future__ import annotations

from evalkit.findings.finding import Finding
from evalkit.report.block import Block
from evalkit.report.sentences.parts.robustness_rows import ScaleRow, heading, row_groups
from evalkit.report.table_cells import NOT_APPLICABLE, Column, table_block
from evalkit.report.words import unit_heading

TITLE = "Every check on the scale of the estimate"
LESS_FAIR = "less fair than the plan allows"
TOO_SHORT = "known to be too short"


def robustness(finding: Finding) -> Block:
    """One row for each mark of the figure, with what must be known to read it."""
    unit = finding.estimate.unit.difference()
    grades = unit_heading(unit)
    rows = [
        {
            "under": group.title,
            "label": heading(row.label),
            "estimate": row.estimate,
            "low": row.low,
            "high": row.high,
            "remark": _remark(row),
        }
        for group in row_groups(finding)
        for row in group.rows
    ]
    columns = (
        Column("under", "Question"),
        Column("label", "Row"),
        Column("estimate", f"Estimate ({grades})", unit, NOT_APPLICABLE),
        Column("low", f"From ({grades})", unit, NOT_APPLICABLE),
        Column("high", f"To ({grades})", unit, NOT_APPLICABLE),
        Column("remark", "Remark"),
    )
    return table_block(f"{finding.id}-robustness-table", TITLE, columns, rows, findings=(finding.id,))


def _remark(row: ScaleRow) -> str:
    told = [text for text, said in ((LESS_FAIR, row.less_fair), (TOO_SHORT, row.too_short)) if said]
    told += ["lowest and highest of several"] if row.mark == "range" else []
    return "; ".join(told)
