"""Groups of pupils of a whole authority: every question on one line."""

from __future__ import annotations

from evalkit.core.quantity import Unit
from evalkit.findings.groups import Groups
from evalkit.records.details import PlaceboAreas
from evalkit.records.estimate import Inference
from evalkit.report.block import Block
from evalkit.report.sentences.groups import PROXY, titled
from evalkit.report.sentences.parts.estimate_words import read
from evalkit.report.table_cells import NOT_APPLICABLE, Column, table_block
from evalkit.report.words import Words, unit_heading

TWO = Unit("own unit", 2, signed=True)
P_VALUE = Unit("no unit", 3)
COUNT = Unit("number", 0)


def groups(result: Groups) -> Block:
    """Difference from similar authorities with its interval, one line a group; empty where no question is asked."""
    if not result.answers:
        return Words().block("groups-table", "")
    rows = []
    for one in result.answers:
        estimate, sure = one.finding.estimate, read(one.finding).inference
        rows.append(
            {
                "group": f"{titled(one)}{' (proxy)' if one.proxy_for else ''}",
                "unit": unit_heading(estimate.unit.difference()),
                "estimate": estimate.estimate,
                "low": sure.conf_low if sure else None,
                "high": sure.conf_high if sure else None,
                "p": sure.p_value if sure else None,
                "others": _others(sure),
            }
        )
    columns = (
        Column("group", "Group and outcome"),
        Column("unit", "Unit"),
        Column("estimate", "Difference from comparison authorities (own unit)", TWO, missing=NOT_APPLICABLE),
        Column("low", "Interval from (own unit)", TWO, missing=NOT_APPLICABLE),
        Column("high", "Interval to (own unit)", TWO, missing=NOT_APPLICABLE),
        Column("p", "p (no unit)", P_VALUE, missing=NOT_APPLICABLE),
        Column("others", "Other authorities in its place (number)", COUNT, missing=NOT_APPLICABLE),
    )
    notes = (f"{PROXY}.",) if any(one.proxy_for for one in result.answers) else ()
    findings = tuple(one.finding.id for one in result.answers)
    return table_block(
        "groups", "Groups of pupils of the whole authority", columns, rows, notes=notes, findings=findings
    )


def _others(sure: Inference | None) -> int | None:
    placebos = sure.detail(PlaceboAreas) if sure else None
    return None if placebos is None else len(placebos.table)
