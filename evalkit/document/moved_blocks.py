"""Blocks of earlier reports that stand in another form today: what holds them now.

A block that pages keep and that is named here is not printed again: its new place holds all that it held.
"""

from __future__ import annotations

from fnmatch import fnmatchcase

from evalkit.document.annex.anchors import DATA
from evalkit.report.block import Block

ANY = "*"
# Kind and id of a block, and the id of what holds it: a table of the annex, or a block that pages keep today. In a
# pattern such as ``*-summary`` the star stands for a question, in the new id too. Files and their notes stand once.
MOVED: dict[tuple[str, str], str] = {
    ("table", "files"): f"{DATA}-table",
}


def stands_as(block: Block) -> str:
    """Return the id of what holds a block today; empty where it stands for itself."""
    return moved(block.kind, block.id)


def moved(kind: str, identifier: str) -> str:
    """Return the id of what holds a block of an earlier report; empty where it stands under its own."""
    for (of, pattern), target in MOVED.items():
        if of == kind and fnmatchcase(identifier, pattern):
            return target.replace(ANY, identifier.removesuffix(pattern.removeprefix(ANY)))
    return ""
