"""How a block says that the rows behind it are invented."""

from __future__ import annotations

from dataclasses import replace

from evalkit.report.block import Block

SOURCE = "Invented rows, of no real school"
OPENING = "Invented: "


def marked_as_invented(block: Block) -> Block:
    """Return a block that says of itself that it rests on invented rows; one that says nothing stays as it is."""
    if not block.text:
        return block
    if block.kind == "sentence":
        return replace(block, text=f"{OPENING}{block.text}")
    return replace(block, source=f"{SOURCE}. {block.source}".strip(" .") if block.source else SOURCE)
