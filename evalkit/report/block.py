"""A block: what every verb returns, what Jupyter shows, and what the report prints."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from typing import Literal, get_args

import pandas as pd

Layer = Literal["front", "report", "annex"]
LAYERS: tuple[Layer, ...] = get_args(Layer)
# As Jupyter calls what a block shows.
WORDS, PICTURE = "text/plain", "image/png"
# Parts of the front page that pages fill; all else on it is made from the study and its answers.
FRONT_PARTS = ("departments", "worked", "change", "continues")


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
    as_picture : callable or None
        Draws it with its heading, for Jupyter; None where nothing is drawn anew.
    on_phones : callable or None
        Draws the same anew for a phone, as ``svg``; None where one drawing serves all.
    layer : {"front", "report", "annex"}
        Who is to read it: everybody, whoever accepts the report, or whoever audits it. Set where it is kept.
    part : str
        Part of its layer, such as ``result``; empty for the part of the page on which it is kept.
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
    as_picture: Callable[[], bytes] | None = field(default=None, compare=False)
    on_phones: Callable[[], str] | None = field(default=None, compare=False)
    layer: Layer = "annex"
    part: str = ""

    @property
    def narrow(self) -> str:
        """The drawing for a phone, drawn when it is asked for; empty where one drawing serves all."""
        return self.on_phones() if self.on_phones is not None else ""

    @property
    def png(self) -> bytes:
        """The drawing with its heading, drawn when it is asked for; empty where nothing is drawn."""
        return self.as_picture() if self.as_picture is not None else b""

    def _repr_mimebundle_(
        self, include: Collection[str] | None = None, exclude: Collection[str] | None = None
    ) -> dict[str, object]:
        bundle: dict[str, object] = {WORDS: self.text}
        wanted = include is None or PICTURE in include
        if self.as_picture is not None and wanted and PICTURE not in (exclude or ()):
            bundle[PICTURE] = self.png
        return bundle

    def __repr__(self) -> str:
        return self.text
