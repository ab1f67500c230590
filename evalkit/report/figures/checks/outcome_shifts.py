"""Outcomes in different units beside each other: how far each moved, measured by its own interval."""

from __future__ import annotations

from matplotlib.axes import Axes

from evalkit.core.quantity import Unit
from evalkit.records.check import CheckResult
from evalkit.records.shown import OutcomeShift, OutcomeShifts
from evalkit.report.block import Block
from evalkit.report.figures.parts.canvas import Canvas, FigureHeading
from evalkit.report.figures.parts.marks import wrapped
from evalkit.report.sentences.check import check as check_sentence
from evalkit.report.sentences.parts.check_words import seen_in
from evalkit.report.theme import theme
from evalkit.report.words import Words, stopped, unit_heading

ROW = 0.46
# Beyond so many half-widths the names of the band's ends would touch.
FAR = 2.6
# Within this share of the way to the edge there is room for a number away from nought.
NEAR = 0.16
WAYS = Unit("times as far as chance", 1, signed=True)
SUBTITLE = "Change beside comparison schools, each on its own scale; shaded: what chance may do"


def outcome_shifts(result: CheckResult, shown: OutcomeShifts) -> Block:
    """One row per outcome; without intervals there is nothing to measure by, and the sentence is shown."""
    known = [row for row in shown.rows if _half(row) > 0]
    if not known:
        return check_sentence(result)
    words = Words()
    canvas = draw(result, known, words)
    told = [f"{_told(row, words)}, drawn at {words.number('as drawn', _moved(row), WAYS)}" for row in known]
    alt = (
        f"Dot plot of {words.count('outcomes', len(known), 'outcome')} that should not have moved, each on a scale of "
        "its own: 1 is as far as chance may move it. "
        f"{words.repeat('check', result.asks)} {stopped('; '.join(told))}"
    )
    columns = ["label", "unit", "estimate", "conf_low", "conf_high"]
    values = OutcomeShifts(tuple(known), shown.outcomes, shown.beyond_chance).frame()[columns]
    values = values.assign(moved=[_moved(row) for row in known])
    return canvas.block(f"check-{result.check.replace('_', '-')}", alt, values, words)


def draw(result: CheckResult, rows: list[OutcomeShift], words: Words) -> Canvas:
    """Return the drawing."""
    look = theme()
    canvas = Canvas(FigureHeading(seen_in(words, result), SUBTITLE), height=ROW * len(rows) + 0.95)
    axes = canvas.axes(left=2.4, right=0.4, bottom=0.6, top=0.1)
    axes.axvspan(-1, 1, color=look.colour["band"], zorder=0)
    axes.axvline(0, color=look.colour["muted"], linewidth=look.figure["thin"], zorder=1)
    heights = list(range(len(rows), 0, -1))
    reach = max(1.9, 1.5 * max(abs(_moved(row)) for row in rows))
    axes.set_xlim(-reach, reach)
    for row, height in zip(rows, heights, strict=True):
        _outcome(axes, row, height)
    axes.set_yticks(heights, [wrapped(row.label, 28) for row in rows])
    axes.tick_params(axis="y", labelcolor=look.colour["text"])
    axes.set_ylim(0.4, len(rows) + 0.8)
    ends = ("as far down\nas chance goes", "as far up\nas chance goes") if reach < FAR else ("", "")
    axes.set_xticks([-1, 0, 1], [ends[0], "not moved", ends[1]])
    return canvas


def _half(row: OutcomeShift) -> float:
    return (row.conf_high - row.conf_low) / 2


def _moved(row: OutcomeShift) -> float:
    """Return how far an outcome moved, in half-widths of its own interval."""
    return row.estimate / _half(row)


def _outcome(axes: Axes, row: OutcomeShift, height: int) -> None:
    look, moved = theme(), _moved(row)
    beyond = abs(moved) > 1
    colour = look.colour["programme" if beyond else "comparison"]
    axes.plot(moved, height, "o", markersize=look.figure["point"] + 1, color=colour, zorder=3)
    right = _has_room_on_its_right(moved, axes.get_xlim()[1])
    towards = right != (moved >= 0)
    axes.annotate(
        f"{_unit(row).show(row.estimate)} {unit_heading(_unit(row))}",
        (moved, height),
        xytext=(9 if right else -9, 0),
        textcoords="offset points",
        ha="left" if right else "right",
        va="center",
        fontsize=look.size("small"),
        color=look.colour["text"],
        # Where the number lies over the line at nought, the line stops for it.
        bbox={"facecolor": look.colour["band"], "edgecolor": "none", "pad": 0.5} if towards else None,
    )


def _has_room_on_its_right(moved: float, reach: float) -> bool:
    """Say on which side a number stands: away from nought beside it, towards nought from further out."""
    beside = abs(moved) < NEAR * reach
    return (moved >= 0) == beside


def _told(row: OutcomeShift, words: Words) -> str:
    unit = _unit(row)
    value = words.number(row.label, row.estimate, unit)
    ends = f"{words.number('from', row.conf_low, unit)} to {words.number('to', row.conf_high, unit)}"
    return f"{row.label}: {value} {unit_heading(unit)} (interval {ends})"


def _unit(row: OutcomeShift) -> Unit:
    return Unit(row.unit, max(row.decimals, 1), signed=True)
