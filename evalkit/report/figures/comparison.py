"""How alike the two sides are, before and after choosing the comparison schools."""

from __future__ import annotations

from functools import partial

import pandas as pd
from matplotlib.axes import Axes

from evalkit.core.quantity import Unit
from evalkit.records.comparison import BalanceRow, Comparison
from evalkit.report.block import Block
from evalkit.report.figures.parts.canvas import NARROW, WIDE, Canvas, FigureHeading
from evalkit.report.figures.parts.marks import signed, wrapped
from evalkit.report.figures.parts.rows import NamedRow, NamedRows, letters
from evalkit.report.sentences.parts.estimate_words import KINDS
from evalkit.report.sentences.parts.likeness import LARGE_DIFFERENCE
from evalkit.report.tables.comparison import balance_of
from evalkit.report.theme import theme
from evalkit.report.words import Words, opened, without_remarks

DISTANCE = Unit("standard deviations", 2, signed=True)
# Inches above the rows for the key, and below them for the scale.
KEY, BOTTOM = 0.3, 0.68


def balance(result: Comparison) -> Block:
    """One row for each characteristic: an open mark before, a filled mark after, a band for small differences."""
    words = Words()
    rows, many = _ordered(result), KINDS[result.counts.kind].many
    canvas, phone = draw(rows, words, many), partial(draw, rows, words, many, NARROW)
    told = [
        f"{words.repeat('labels', _name(row))} from {words.number('before', row.smd_before, DISTANCE)} to "
        f"{words.number('after', row.smd_after, DISTANCE)}"
        for row in rows
    ]
    alt = (
        f"Dot plot of the difference between the {many} studied and comparison {many} in each characteristic, in "
        f"standard deviations between {many}, before and after matching: {'; '.join(told)}."
    )
    values = pd.DataFrame(
        [
            {
                "characteristic": row.label,
                "difference_before": row.smd_before,
                "difference_after": row.smd_after,
                "matched_on": row.matched_on,
            }
            for row in rows
        ]
    )
    return canvas.block("balance", alt, values, words, phone=phone)


def draw(rows: list[BalanceRow], words: Words, many: str = "schools", width: float = WIDE) -> Canvas:
    """Return the drawing; ``many`` is what the units are called."""
    look = theme()
    places = NamedRows(
        [NamedRow(_name(row), signed(row.smd_after, 2), colour="accent" if _far(row) else "programme") for row in rows],
        width,
        names=2.55,
        values=0.75,
    )
    heading = FigureHeading(
        _message(rows, words),
        f"Difference in standard deviations between {many}; 0 means alike, shaded: within a quarter; on the right: "
        "after matching",
    )
    canvas = Canvas(heading, places.depth + KEY + BOTTOM, width=width)
    axes = places.axes(canvas, BOTTOM, KEY)
    axes.axvspan(-LARGE_DIFFERENCE, LARGE_DIFFERENCE, color=look.colour["band"], zorder=0)
    places.upright(axes, 0.0)
    for row, height in zip(rows, places.centres, strict=True):
        _row(axes, row, height)
    reach = max(0.35, *(abs(value) * 1.12 for row in rows for value in (row.smd_before, row.smd_after)))
    axes.set_xlim(-reach, reach)
    axes.xaxis.set_major_formatter(lambda value, _: signed(value, 2).rstrip("0").rstrip(".") or "0")
    axes.locator_params(axis="x", nbins=5 if canvas.narrow else 7)
    axes.set_xlabel(
        wrapped(f"lower in the {many} studied  |  higher in the {many} studied", letters(width - 0.3, "small")),
        color=look.colour["muted"],
        fontsize=look.size("small"),
    )
    _key(axes, KEY / 2)
    return canvas


def _row(axes: Axes, row: BalanceRow, height: float) -> None:
    look = theme()
    axes.annotate(
        "",
        (row.smd_after, height),
        (row.smd_before, height),
        zorder=2,
        arrowprops={"arrowstyle": "-", "color": look.colour["faint"], "linewidth": look.figure["line"] / 2},
    )
    size = look.figure["point"] + 1
    axes.plot(
        row.smd_before,
        height,
        "o",
        markersize=size,
        markerfacecolor=look.colour["background"],
        markeredgecolor=look.colour["comparison"],
        markeredgewidth=1.4,
        zorder=3,
    )
    over = _far(row)
    axes.plot(
        row.smd_after,
        height,
        "D" if over else "o",
        markersize=size,
        zorder=4,
        color=look.colour["accent" if over else "programme"],
    )


def _key(axes: Axes, height: float) -> None:
    """Name both marks once, above the first row, each beside a mark of its own."""
    look = theme()
    left, right = axes.get_xlim()
    for share, text, colour, face in (
        (0.03, "before matching", "comparison", "background"),
        (0.55, "after matching", "programme", "programme"),
    ):
        across = left + share * (right - left)
        axes.plot(
            across,
            height,
            "o",
            markersize=look.figure["point"] + 1,
            markerfacecolor=look.colour[face],
            markeredgecolor=look.colour[colour],
            markeredgewidth=1.4,
            clip_on=False,
        )
        axes.annotate(
            text,
            (across, height),
            xytext=(9, 0),
            textcoords="offset points",
            ha="left",
            va="center",
            fontsize=look.size("small"),
            color=look.colour[colour],
            annotation_clip=False,
        )


def _far(row: BalanceRow) -> bool:
    return abs(row.smd_after) > LARGE_DIFFERENCE


def _message(rows: list[BalanceRow], words: Words) -> str:
    matched = [row for row in rows if row.matched_on] or rows
    over = [row for row in matched if abs(row.smd_after) > LARGE_DIFFERENCE]
    what = "they were matched on" if any(row.matched_on for row in rows) else "was looked at"
    if over:
        count, total = words.count("not alike", len(over)), words.count("characteristics", len(matched))
        return f"Before the start the two sides were not alike in {count} of {total} things that {what}"
    sizes = {round(row.smd_after, DISTANCE.decimals) for row in matched}
    alike = "had the same means" if sizes == {0.0} else "were much alike"
    beside = [row for row in rows if not row.matched_on and abs(row.smd_after) > LARGE_DIFFERENCE]
    but = ", but not in all else that was looked at" if beside and matched is not rows else ""
    return f"Before the start the two sides {alike} in what {what}{but}"


def _name(row: BalanceRow) -> str:
    label = opened(without_remarks(row.label))
    return label if row.matched_on else f"{label} (not matched on)"


def _ordered(result: Comparison) -> list[BalanceRow]:
    return sorted(balance_of(result).rows, key=lambda row: (-abs(row.smd_before), row.label))
