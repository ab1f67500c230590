"""What an account would need that nobody kept."""

from __future__ import annotations

from evalkit.records.delivery.record import NotKept
from evalkit.report.block import Block
from evalkit.report.words import Words, listed

PARTS = ("not_kept",)


def not_kept(result: NotKept) -> Block:
    """Name the tables, with what one row of each stands for."""
    needed = listed(f"{name} (one row for {row})" for name, row in result.tables)
    words = Words()
    return words.block(f"{result.account}-not-kept", f"Not recorded: {result.summary}. It needs {needed}.")
