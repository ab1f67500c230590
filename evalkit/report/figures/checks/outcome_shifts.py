"""Outcomes in different units beside each other: how far each moved, measured by its own interval."""

from __future__ import annotations

from functools import partial

from evalkit.core.quantity import Unit
from evalkit.records.check import CheckResult
from evalkit.records.shown import OutcomeShift, OutcomeShifts
from evalkit.report.block import Block
from evalkit.report.figures.parts.canvas import NARROW, WIDE, Canvas, FigureHeading
from evalkit.report.figures.parts.rows import NamedRow, NamedRows
from evalkit.report.sentences.check import check as check_sentence
from evalkit.report.sentences.parts.check_words import seen_in
from evalkit.report.theme import theme
from evalkit.report.words import Words, stopped, unit_heading

BOTTOM = 0.66
# Beyond so many half-widths the names of the band's ends would touch.
FAR = 2.6
WAYS = Unit("times as far as chance", 1, signed=True)
SUBTITLE = "Change beside comparison schools, each on its own scale; shaded: what chance may do"


def outcome_shifts(result: CheckResult, shown: OutcomeShifts) -> Block:
    """One row per outcome; without intervals there is nothing to measure by, and the sentence is shown."""
    known = [row for row in shown.rows if _half(row) > 0]
    if not known:
        return check_sentence(result)
    words = Words()
    canvas, phone = draw(result, known, words), partial(draw, result, known, words, NARROW)
    told = [f"{_told(row, words)}, drawn at {words.number('as drawn', _moved(row), WAYS)}" for row in known]
    alt = (
        f"Dot plot of {words.count('outcomes', len(known), 'outcome')} that should not have moved, each on a scale of "
        "its own: 1 is as far as chance may move it. "
        f"{words.repeat('check', result.asks)} {stopped('; '.join(told))}"
    )
    columns = ["label", "unit", "estimate", "conf_low", "conf_high"]
    values = OutcomeShifts(tuple(known), shown.outcomes, shown.beyond_chance).frame()[columns]
    values = values.assign(moved=[_moved(row) for row in known])
    return canvas.block(f"check-{result.check.replace('_', '-')}", alt, values, words, phone=phone)


def draw(result: CheckResult, rows: list[OutcomeShift], words: Words, width: float = WIDE) -> Canvas:
    """Return the drawing."""
    look = theme()
    named_rows = [NamedRow(row.label, _shown(row), colour=_stress(row), strong=abs(_moved(row)) > 1) for row in rows]
    places = NamedRows(named_rows, width, values=2.35)
    canvas = Canvas(FigureHeading(seen_in(words, result), SUBTITLE), places.depth + BOTTOM, width=width)
    axes = places.axes(canvas, BOTTOM)
    axes.axvspan(-1, 1, color=look.colour["band"], zorder=0)
    places.upright(axes, 0.0)
    reach = max(1.9, 1.15 * max(abs(_moved(row)) for row in rows))
    axes.set_xlim(-reach, reach)
    for row, height in zip(rows, places.centres, strict=True):
        axes.plot(
            _moved(row), height, "o", markersize=look.figure["point"] + 1, color=look.colour[_stress(row)], zorder=3
        )
    end = "as far as\nchance goes" if reach < FAR else ""
    axes.set_xticks([-1, 0, 1], [end, "not\nmoved", end])
    axes.tick_params(axis="x", labelsize=look.size("small"))
    return canvas


def _shown(row: OutcomeShift) -> str:
    return f"{_unit(row).show(row.estimate)} {unit_heading(_unit(row))}"


def _stress(row: OutcomeShift) -> str:
    return "programme" if abs(_moved(row)) > 1 else "comparison"


def _half(row: OutcomeShift) -> float:
    return (row.conf_high - row.conf_low) / 2


def _moved(row: OutcomeShift) -> float:
    """Return how far an outcome moved, in half-widths of its own interval."""
    return row.estimate / _half(row)


def _told(row: OutcomeShift, words: Words) -> str:
    unit = _unit(row)
    value = words.number(row.label, row.estimate, unit)
    ends = f"{words.number('from', row.conf_low, unit)} to {words.number('to', row.conf_high, unit)}"
    return f"{row.label}: {value} {unit_heading(unit)} (interval {ends})"


def _unit(row: OutcomeShift) -> Unit:
    return Unit(row.unit, max(row.decimals, 1), signed=True)
