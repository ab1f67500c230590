"""Days that cannot be: outside the programme, or an end before its beginning."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from evalkit.programme.placed import Placed, PlacedFault
from evalkit.study.model import Study

# So long after the last day of the programme things may still be held, done or reported.
AFTER = dt.timedelta(days=366)
# Pairs of columns of one table of which the second cannot be the earlier.
IN_ORDER = (
    ("starts", "ends"),
    ("joined", "left"),
    ("start", "due"),
    ("start", "completed"),
    ("agreed", "due"),
    ("date", "due"),
    ("date", "done"),
)


def in_programme(placed: Placed, study: Study) -> Iterator[PlacedFault]:
    """Yield each day that lies before the grant or the first day, or more than a year after the last."""
    programme, awarded = study.programme, study.delivery.awarded
    first = min(programme.starts, awarded) if awarded else programme.starts
    last = programme.ends + AFTER
    allowed = f"a day from {first:%d/%m/%Y} to {last:%d/%m/%Y}"
    for table in placed.values():
        for column in table.table.columns:
            if column.kind != "date" or column.anytime:
                continue
            for row, day in enumerate(table[column.name]):
                if isinstance(day, dt.datetime) and not first <= day.date() <= last:
                    yield table.fault(
                        row,
                        column.name,
                        f"{day:%d/%m/%Y}, outside the programme",
                        allowed,
                        "correct the year, or the dates of the programme in study.toml",
                        about="outside the programme",
                    )


def in_order(placed: Placed, study: Study) -> Iterator[PlacedFault]:
    """Yield each end before its beginning, and each decision done before its meeting."""
    for table in placed.values():
        dated = {column.name: column.label for column in table.table.columns if column.kind == "date"}
        for before, after in IN_ORDER:
            if before not in dated or after not in dated:
                continue
            for row, (begins, ends) in enumerate(zip(table[before], table[after], strict=True)):
                if isinstance(begins, dt.datetime) and isinstance(ends, dt.datetime) and ends < begins:
                    yield table.fault(
                        row,
                        after,
                        f"{ends:%d/%m/%Y}, before {dated[before]} ({begins:%d/%m/%Y})",
                        f"a day not before {dated[before]}",
                        "correct one of the two days",
                        about="out of order",
                    )
