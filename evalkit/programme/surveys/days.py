"""When responses were handed in: the order of day and month settled for a whole column, never for one cell."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

_YEAR_FIRST = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ]+(.*))?")
_YEAR_LAST = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})(?:,?\s+(.*))?")
_TIME = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?\s*([ap]\.?m\.?)?", re.IGNORECASE)
# LimeSurvey writes this for every finished response of a survey that keeps no dates.
NOT_RECORDED = dt.datetime(1980, 1, 1)
_CENTURY = 2000


def moments(cells: Sequence[str], *, month_first: bool) -> tuple[tuple[dt.datetime | None, ...], str]:
    """Return the times that stand in a column, and what must be said of how they were read.

    One day above 12 settles the order of day and month for every cell. Where none does, the tool's own order holds;
    where the column contradicts itself no time is read.

    Parameters
    ----------
    cells : sequence of str
        The column as text.
    month_first : bool
        Whether the tool writes the month first where nothing settles it.
    """
    orders = {order for cell in cells if (order := _order(cell))}
    if len(orders) > 1:
        return (None,) * len(cells), "days and months stand in two orders in one column: its days were not read"
    first = orders == {"month first"} if orders else month_first
    found = tuple(_moment(cell, month_first=first) for cell in cells)
    open_order = not orders and any(_YEAR_LAST.fullmatch(cell.strip()) for cell in cells)
    said = f"no day above 12 settles the order of its dates: read as {'month' if first else 'day'} first"
    return found, said if open_order and not month_first else ""


def is_moment(cell: str) -> bool:
    """Say whether a cell holds a day, in whatever order."""
    return bool(_moment(cell, month_first=False) or _moment(cell, month_first=True))


def _order(cell: str) -> str:
    found = _YEAR_LAST.fullmatch(cell.strip())
    if found is None:
        return ""
    if int(found[1]) > 12:
        return "day first"
    return "month first" if int(found[2]) > 12 else ""


def _moment(cell: str, *, month_first: bool) -> dt.datetime | None:
    text = cell.strip()
    if (found := _YEAR_FIRST.fullmatch(text)) is not None:
        year, month, day = int(found[1]), int(found[2]), int(found[3])
    elif (found := _YEAR_LAST.fullmatch(text)) is not None:
        one, two, year = int(found[1]), int(found[2]), int(found[3])
        day, month = (two, one) if month_first else (one, two)
        year += _CENTURY if year < 100 else 0
    else:
        return None
    try:
        moment = dt.datetime(year, month, day, *_time(found[4] or ""))
    except ValueError:
        return None
    return None if moment == NOT_RECORDED else moment


def _time(text: str) -> tuple[int, int, int]:
    found = _TIME.match(text.strip())
    if found is None:
        return 0, 0, 0
    hour, half = int(found[1]), (found[4] or "").casefold().replace(".", "")
    if half:
        hour = hour % 12 + (12 if half == "pm" else 0)
    return hour, int(found[2]), int(found[3] or 0)
