"""What anybody may say of a finding beside what nobody may, a line for each."""

from __future__ import annotations

from dataclasses import replace

from evalkit.findings.finding import Finding
from evalkit.report.block import Block
from evalkit.report.sentences.quotable import you_can_say, you_cannot_say
from evalkit.report.table_cells import Column, table_block


def quotable(finding: Finding) -> Block:
    """Two sentences that may be quoted as they stand, and two claims with what is wrong with them."""
    may, may_not = you_can_say(finding), you_cannot_say(finding)
    rows = [{"may": one, "may_not": other} for one, other in zip(_lines(may.text), _lines(may_not.text), strict=True)]
    columns = (Column("may", may.title), Column("may_not", may_not.title))
    title = "What may be said of the result, and what may not"
    block = table_block(f"{finding.id}-quotable", title, columns, rows, findings=(finding.id,))
    return replace(block, quotes=(*may.quotes, *may_not.quotes))


def _lines(text: str) -> list[str]:
    return [line.removeprefix("- ") for line in text.splitlines()]
