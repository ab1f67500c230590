"""The estimate year by year."""

from __future__ import annotations

from evalkit.core.quantity import Unit
from evalkit.core.years import academic_year
from evalkit.records.description import EventPoint, EventStudy
from evalkit.report.block import Block
from evalkit.report.sentences.parts.estimate_words import KINDS
from evalkit.report.table_cells import Column, table_block
from evalkit.report.words import named, opened, unit_heading


def event_study(result: EventStudy) -> Block:
    """Each year's contrast with the baseline, with its interval."""
    unit = result.unit.difference()
    heading, many = unit_heading(unit), KINDS[result.kind].many
    rows = [
        {
            "year": academic_year(point.year),
            "estimate": point.estimate,
            "low": point.conf_low,
            "high": point.conf_high,
            "units": point.units,
            "role": _role(result, point),
        }
        for point in with_baseline(result)
    ]
    columns = (
        Column("year", "Year"),
        Column("estimate", f"Estimate ({heading})", unit),
        Column("low", f"From ({heading})", unit),
        Column("high", f"To ({heading})", unit),
        Column("units", f"{opened(many)} studied (number)", Unit(many, 0)),
        Column("role", "Role"),
    )
    baseline = " and ".join(academic_year(year) for year in result.baseline)
    notes = (
        f"Baseline {baseline}, which is 0 by construction. Interval at {100 * result.conf_level:.0f} per cent by the "
        f"way called {named(result.inference)}, each year for itself: no year counts among the study's questions.",
    )
    return table_block("event-study", f"{opened(result.outcome)}, year by year", columns, rows, notes=notes)


def with_baseline(result: EventStudy) -> list[EventPoint]:
    """Return the points by year, with the baseline at 0 where it is not among them."""
    known = {point.year for point in result.points}
    units = max((point.units for point in result.points), default=0)
    base = [EventPoint(year, 0.0, 0.0, 0.0, units, False) for year in result.baseline if year not in known]
    # With several baseline years each has a contrast of its own; only a single one is 0 by construction.
    return sorted([*result.points, *(base if len(result.baseline) == 1 else [])], key=lambda point: point.year)


def _role(result: EventStudy, point: EventPoint) -> str:
    if point.year in result.baseline:
        return "0 by construction"
    return "primary" if point.primary else "beside it"
