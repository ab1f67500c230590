"""A block: what every verb returns, what Jupyter shows, and what the report prints."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import pandas as pd


@dataclass(frozen=True, slots=True)
class Block:
    """One figure, table or sentence, drawn once.

    Attributes
    ----------
    id : str
        Unique on its page, such as ``attainment-placebo``.
    kind : {"figure", "table", "sentence"}
        What it is.
    title : str
        A figure's message, a table's caption or the heading of a section; empty for other sentences.
    text : str
        A figure's alt text, a table's plain text, or the sentence itself.
    subtitle : str
        Unit and scope, such as ``grades; 19 schools``.
    source : str
        Source and years, printed below.
    values : DataFrame
        A figure's data, a table's unrounded cells, or the numbers a sentence quotes (``name``, ``value``, ``shown``).
    columns : tuple of str
        Column headers as printed, with units; empty for sentences.
    cells : tuple of tuple of str
        A table's cells as printed, row by row; empty otherwise.
    notes : tuple of str
        Numbered notes below a table.
    quotes : tuple of (str, float, str)
        Numbers that title, subtitle and text quote: name, value, as shown.
    findings : tuple of str
        Ids of the findings it rests on.
    svg : str
        The drawing without its heading, for the report.
    png : bytes
        The drawing with its heading, for Jupyter and for slides.
    layer : {"front", "report", "annex"}
        Where in the document it stands.
    part : str
        Id of the part of that layer in which it stands; empty where it needs none.
    narrow : str
        A second drawing for a narrow page, as ``svg``; empty where one drawing serves all.
    """

    id: str
    kind: Literal["figure", "table", "sentence"]
    title: str
    text: str
    values: pd.DataFrame
    subtitle: str = ""
    source: str = ""
    columns: tuple[str, ...] = ()
    cells: tuple[tuple[str, ...], ...] = ()
    notes: tuple[str, ...] = ()
    quotes: tuple[tuple[str, float, str], ...] = ()
    findings: tuple[str, ...] = ()
    svg: str = ""
    png: bytes = b""
    layer: Literal["front", "report", "annex"] = "annex"
    part: str = ""
    narrow: str = ""

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, object]:
        bundle: dict[str, object] = {"text/plain": self.text}
        if self.png:
            bundle["image/png"] = self.png
        return bundle

    def __repr__(self) -> str:
        return self.text
