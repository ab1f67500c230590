"""Which row of a table is its header: titles, notes and group headings may stand above it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from itertools import islice

# Says whether a header is one that somebody can read.
Knows = Callable[[tuple[str, ...]], bool]
# A header stands among so many rows from the top.
MOST_ABOVE = 30
_SHOWN = 120
# Marks that spreadsheets and wrongly decoded files leave around a header: byte order marks, zero-width spaces.
_DIRT = "\ufeff\u200b\u200e\xa0 \t\r\n"
_WRONG_MARK = "ï»¿"
_TOTAL = re.compile(
    r"(?:(?:grand|sub|overall|column)[\s-]*)?totals?(?:\s+(?:all|of|for)\b.*)?|sum|average|mean", re.IGNORECASE
)


def cleaned(cells: Iterable[str]) -> tuple[str, ...]:
    """Return headings without the marks that spreadsheets and wrongly decoded files leave around them."""
    return tuple(cell.removeprefix(_WRONG_MARK).strip(_DIRT).replace("\u200b", "") for cell in cells)


def header_row(rows: Iterable[tuple[str, ...]], knows: Knows | None) -> tuple[int, bool]:
    """Return which of the first rows is the header, counted from 0, and whether it is a known one.

    Where none is known it is the row that looks like one: the first that fills at least half as many cells as the
    fullest row near it.

    Parameters
    ----------
    rows : iterable of tuple of str
        The first rows of a table; no more are taken than are needed.
    knows : callable or None
        Says which headers are known; None where nobody asks.
    """
    seen: list[int] = []
    for place, row in enumerate(islice(rows, MOST_ABOVE)):
        if knows is not None and knows(cleaned(row)):
            return place, True
        seen.append(sum(bool(cell.strip(_DIRT)) for cell in row))
    most = max(seen, default=0)
    return next((place for place, filled in enumerate(seen) if filled * 2 >= most and filled), 0), False


def holds_totals(cells: Iterable[str]) -> bool:
    """Say whether a row holds totals: the first of its cells that is filled says so."""
    first = next((text for text in (cell.strip(f"{_DIRT}:=") for cell in cells) if text), "")
    return _TOTAL.fullmatch(first) is not None


def note_above(rows: Iterable[tuple[str, ...]], *, known: bool) -> tuple[str, ...]:
    """Return what must be said of the rows above a header."""
    above = list(rows)
    if not above:
        return ()
    words = "; ".join(filter(None, (" ".join(" ".join(row).split()) for row in above)))
    words = words if len(words) <= _SHOWN else f"{words[:_SHOWN].rstrip()}..."
    which = "row 1 above it was" if len(above) == 1 else f"rows 1 to {len(above)} above it were"
    stands = "the header stands" if known else "no header is known; what looks like one stands"
    return (f"{stands} in row {len(above) + 1}; {which} passed over{f': {words}' if words else ', as blank'}",)
