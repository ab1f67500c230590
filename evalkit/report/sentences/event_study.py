"""The estimate year by year, in words."""

from __future__ import annotations

from evalkit.records.description import EventPoint, EventStudy
from evalkit.report.block import Block
from evalkit.report.words import Words, holds_nought, named, stopped


def event_study(result: EventStudy) -> Block:
    """The primary year first, then what the other years say."""
    words = Words()
    base = words.years(result.baseline)
    start = f"the average of {base}" if len(result.baseline) > 1 else base
    points = [point for point in result.points if point.year not in result.baseline]
    first = sorted(points, key=lambda point: (not point.primary, point.year))
    clauses = [_clause(words, result, point) for point in first]
    level = words.percent("confidence level", result.conf_level)
    parts = [
        f"Set against {start}, {'; '.join(clauses)}.",
        f"Intervals hold {level} confidence by the way called {named(result.inference)}.",
        *(stopped(words.repeat("notes", note)) for note in result.notes),
    ]
    return words.block("event-study", " ".join(parts))


def _clause(words: Words, result: EventStudy, point: EventPoint) -> str:
    unit = result.unit.difference()
    schools = words.count("schools treated", point.schools, "school")
    shown = words.number("estimate", point.estimate, unit)
    opening = f"in {words.year(point.year)} the {schools} stood {shown} {_unit(result)} from similar schools"
    if point.conf_low != point.conf_low or point.conf_high != point.conf_high:
        return f"{opening} (no interval can be given)"
    low, high = words.number("interval low", point.conf_low, unit), words.number("interval high", point.conf_high, unit)
    tail = ", so we cannot tell which side of 0 it lies" if holds_nought(point.conf_low, point.conf_high, unit) else ""
    return f"{opening} (the data fit between {low} and {high}{tail})"


def _unit(result: EventStudy) -> str:
    return "of a grade" if result.unit.name == "grades" else result.unit.name
