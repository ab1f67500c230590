"""What a file says, in its order: the record by which the formats of one document are compared."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

# title: the one heading of level 1. heading: every other, with its number before it (``3 Which schools ...``).
# text: a whole paragraph, the standfirst, a callout and small print too; where a callout has two lines, both in one.
# item: a point of a list, without its mark. caption: of a figure or table, with its label (``Figure 3: ...``).
# subtitle: below the caption of a figure. header: a cell of a table's first row. cell: every other cell, empty ones
# too, its lines in one. note: a numbered note below a table, without its number. source: with ``Source: `` before it.
# Contents, running heads, what stands inside a drawing and what is hidden are not said.
Kind = Literal["title", "heading", "text", "item", "caption", "subtitle", "header", "cell", "note", "source"]


@dataclass(frozen=True, slots=True)
class Said:
    """One thing that a file says.

    Attributes
    ----------
    kind : str
        What it is.
    text : str
        In words, without white space at its ends and with single spaces inside.
    """

    kind: Kind
    text: str


def said(kind: Kind, text: str) -> Said:
    """Return one thing that a file says, its white space made even."""
    return Said(kind, " ".join(text.split()))
