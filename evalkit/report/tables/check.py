"""What a check shows as a table, by its kind."""

from __future__ import annotations

from evalkit.records.check import CheckResult
from evalkit.report.block import Block
from evalkit.report.catalogue import kind_maker
from evalkit.report.sentences.parts.check_words import NOTHING_SHOWN
from evalkit.report.table_cells import Column
from evalkit.report.tables.checks.heading import block


def check(result: CheckResult) -> Block:
    """The table of the kind of thing shown; a check that shows nothing has one row that says so."""
    if result.shows is None or not result.answered or not result.shows.rows:
        return block(result, (Column("shown", "Shown"),), [{"shown": NOTHING_SHOWN}])
    return kind_maker("table", result.shows)(result, result.shows)
