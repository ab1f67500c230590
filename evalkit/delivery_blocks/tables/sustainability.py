"""What was to stay, as a table."""

from __future__ import annotations

from evalkit.core.quantity import Unit
from evalkit.records.delivery.lessons import Sustainability
from evalkit.report.block import Block
from evalkit.report.table_cells import NOT_APPLICABLE, Column, table_block
from evalkit.report.words import day_in_words

PARTS = ("sustainability", "evidence")


def sustainability(result: Sustainability) -> Block:
    """Each thing: whether it goes on, who sees to it, who pays, until when."""
    columns = (
        Column("what", "What was to stay"),
        Column("kept", "Goes on"),
        Column("owner", "Who sees to it"),
        Column("funder", "Who pays"),
        Column("until", "Settled until"),
    )
    rows = [
        {
            "what": one.what,
            "kept": one.kept,
            "owner": one.owner,
            "funder": one.funder or "not settled",
            "until": day_in_words(one.until) if one.until else "not settled",
        }
        for one in result.things
    ]
    return table_block("sustainability", "What was to stay, and who sees to it", columns, rows)


def evidence(result: Sustainability) -> Block:
    """Each thing with what shows it and when somebody last looked."""
    columns = (
        Column("what", "What was to stay"),
        Column("point", "Point"),
        Column("count", "How many", Unit("count", 0), missing=NOT_APPLICABLE),
        Column("evidence", "What shows it"),
        Column("checked", "Last checked"),
    )
    rows = [
        {
            "point": one.point,
            "what": one.what,
            "count": one.count,
            "evidence": one.evidence,
            "checked": day_in_words(one.checked) if one.checked else "never",
        }
        for one in result.things
    ]
    return table_block("sustainability-evidence", "What shows that it goes on", columns, rows)
