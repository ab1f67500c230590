"""Blocks of earlier reports that stand in another form today: what holds them now.

A block that pages keep and that is named here is not printed again: its new place holds all that it held.
"""

from __future__ import annotations

from evalkit.report.block import Block
from evalkit.report.document.annex.anchors import DATA

# Kind and id of the block, and the id of the table of the annex that holds it: files and their notes stand once.
MOVED: dict[tuple[str, str], str] = {
    ("table", "files"): f"{DATA}-table",
}


def stands_as(block: Block) -> str:
    """Return the id of the table that holds what this block held; empty where it stands for itself."""
    return MOVED.get((block.kind, block.id), "")
