"""Where a school stands among others of its year: in standard deviations between schools, or as a rank.

Points and thresholds that changed may not be subtracted across the change. A school's standing in its own
year may be compared with its standing in another, if the reader knows that what is ranked has changed.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from evalkit.core.errors import Fault
from evalkit.core.years import academic_year
from evalkit.measures.parts.breaks import break_notes
from evalkit.measures.parts.columns import by_year, missing_years
from evalkit.measures.parts.measure import Computed, Request
from evalkit.measures.parts.progress8 import ranked, standardised
from evalkit.tables.panel import Panel

NOT_MAINSTREAM_STATE = ("independent", "further education", "special", "alternative provision")
NATIONAL = 1000
Stand = Callable[[NDArray[np.float64], NDArray[np.bool_]], NDArray[np.float64]]
WAYS: dict[str, Stand] = {"standardised": standardised, "ranked": ranked}


@dataclass(frozen=True, slots=True)
class Standing:
    """A school's standing within its year.

    Attributes
    ----------
    sources : tuple of (int, str)
        First exam year and variable: each variable serves from its year until the next one begins.
    way : str
        ``standardised`` or ``ranked``.
    breaks : tuple of int
        Years from which what is counted differs from the year before.
    words : str
        What is standardised or ranked, as the opening of a sentence.
    """

    sources: tuple[tuple[int, str], ...]
    way: str
    breaks: tuple[int, ...]
    words: str

    def compute(self, panel: Panel, request: Request) -> Computed:
        """Return the standing in each year asked for, and what the reader must know of the years."""
        sources = self._by_year(request)
        raw, reference = by_year(panel, sources), mainstream_state(panel)
        values = pd.Series(np.nan, index=panel.frame.index, dtype=np.float64)
        few = []
        for year in request.years:
            rows = (panel.frame["year"] == year).to_numpy()
            inside, held = raw.to_numpy(dtype=np.float64)[rows], reference[rows]
            values.loc[rows] = WAYS[self.way](inside, held)
            if np.isfinite(inside[held]).sum() < NATIONAL:
                few.append(academic_year(year))
        notes = (*_few(self, few), *break_notes(self.breaks, request.years))
        return Computed(values, tuple(sorted(sources.items())), notes)

    def refuses(self, panel: Panel, request: Request) -> tuple[Fault, ...]:
        """Return years without numbers."""
        return missing_years(panel, request, self._by_year(request))

    def _by_year(self, request: Request) -> dict[int, str]:
        return {year: [name for first, name in self.sources if first <= year][-1] for year in request.years}


def mainstream_state(panel: Panel) -> NDArray[np.bool_]:
    """Return which rows are mainstream state-funded schools; others are placed among them, not counted."""
    keep = np.ones(len(panel.frame), dtype=np.bool_)
    if panel.has("record_type"):
        keep &= (panel.frame["record_type"] == "mainstream").to_numpy(dtype=np.bool_)
    if panel.has("school_type"):
        keep &= ~panel.frame["school_type"].isin(NOT_MAINSTREAM_STATE).to_numpy(dtype=np.bool_)
    return keep


def _few(standing: Standing, few: list[str]) -> tuple[str, ...]:
    if not few:
        return ()
    return (
        f"The tables of {' and '.join(few)} hold only some of England's schools; {standing.words} is {standing.way} "
        "among those, not in England.",
    )
