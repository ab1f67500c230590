"""The estimate year by year, in words."""

from __future__ import annotations

import math

from evalkit.core.quantity import holds_nought
from evalkit.records.description import EventPoint, EventStudy
from evalkit.report.block import Block
from evalkit.report.sentences.parts.estimate_words import KINDS
from evalkit.report.words import Words, listed, stopped, way


def event_study(result: EventStudy) -> Block:
    """The primary year first, then what the other years say."""
    words = Words()
    base = words.years(result.baseline)
    start = f"the average of {base}" if len(result.baseline) > 1 else base
    points = [point for point in result.points if point.year not in result.baseline]
    first = sorted(points, key=lambda point: (not point.primary, point.year))
    clauses = [_clause(words, result, point) for point in first]
    level = words.percent("confidence level", result.conf_level)
    kind = KINDS[result.kind]
    treated = words.count("units treated", max((point.units for point in first), default=0), kind.one, kind.many)
    parts = [
        f"Set against {start} and beside {kind.like}, the {treated} stood {listed(clauses)}.",
        f"The {level} intervals rest on {way(result.inference)}.",
        *(stopped(words.repeat("notes", note)) for note in result.notes),
    ]
    return words.block("event-study", " ".join(parts))


def _clause(words: Words, result: EventStudy, point: EventPoint) -> str:
    unit = result.unit.difference()
    rounded = round(point.estimate, unit.decimals)
    side = f" {'higher' if rounded > 0 else 'lower'}" if rounded else " apart"
    opening = f"{words.size('estimate', point.estimate, unit)}{side} in {words.year(point.year)}"
    if math.isnan(point.conf_low) or math.isnan(point.conf_high):
        return f"{opening} (no interval can be given)"
    low, high = words.number("interval low", point.conf_low, unit), words.number("interval high", point.conf_high, unit)
    tail = ": we cannot tell which side of 0" if holds_nought(point.conf_low, point.conf_high, unit) else ""
    return f"{opening} (between {low} and {high}{tail})"
