"""Outcomes taken from one published column, in one unit, in the years in which it counts the same thing."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from evalkit.core.errors import Fault
from evalkit.core.quantity import PERCENT
from evalkit.measures.parts.columns import by_year, missing_years, numbers
from evalkit.measures.parts.measure import Computed, Request
from evalkit.measures.parts.sampling_error import beside, of_share
from evalkit.tables.panel import Panel


@dataclass(frozen=True, slots=True)
class Published:
    """One column, as published or times a constant.

    Attributes
    ----------
    source : str
        Variable of the panel.
    times : float
        What its numbers are multiplied by.
    share_of : str
        For shares in per cent, the variable that counts the pupils they are shares of; empty if not known.
    words : str
        What the share is, as it follows "what chance alone moves".
    """

    source: str
    times: float = 1.0
    share_of: str = ""
    words: str = ""

    def compute(self, panel: Panel, request: Request) -> Computed:
        """Return the column in the years asked for, and for shares how far chance alone moves them."""
        sources = dict.fromkeys(request.years, self.source)
        values = by_year(panel, sources) * self.times
        pairs = tuple(sorted(sources.items()))
        if not self.share_of:
            return Computed(values, pairs)
        moved = of_share(values.to_numpy(dtype=float), numbers(panel, self.share_of))
        column = pd.Series(moved, index=panel.frame.index)
        return Computed(values, pairs, beside=((beside(request.name, self.words, PERCENT), column),))

    def refuses(self, panel: Panel, request: Request) -> tuple[Fault, ...]:
        """Return years without numbers."""
        return missing_years(panel, request, dict.fromkeys(request.years, self.source))
