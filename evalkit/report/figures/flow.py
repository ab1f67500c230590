"""Who was lost, where and why, as bars that shorten."""

from __future__ import annotations

from functools import partial

import pandas as pd
from matplotlib.axes import Axes

from evalkit.report.block import Block
from evalkit.report.figures.parts.canvas import NARROW, WIDE, Canvas, FigureHeading
from evalkit.report.figures.parts.rows import NamedRow, NamedRows
from evalkit.report.theme import theme
from evalkit.report.words import Words, opened, without_remarks
from evalkit.tables.flow import Flow, Step

WHO = {"all": "All schools", "programme": "Schools studied", "comparison": "Possible comparison schools"}
REASONS = 2
# Inches.
BAR = 0.24


def flow(result: Flow) -> Block:
    """A bar for what goes on after each step, and beside it who left and why."""
    words = Words()
    groups = _groups(result)
    canvas, phone = draw(groups, words), partial(draw, groups, words, NARROW)
    told = [
        f"{WHO[group]}: {words.count('entered', steps[0].entered)} came in, "
        f"{words.count('left', steps[-1].left)} went on"
        for group, steps in groups
    ]
    alt = f"Bar chart of schools kept at each step, each side on a scale of its own. {'. '.join(told)}."
    values = pd.DataFrame(
        [
            {
                "group": WHO[group],
                "step": step.name,
                "entered": step.entered,
                "left": step.left,
                "reason": reason,
                "lost": lost,
            }
            for group, steps in groups
            for step in steps
            for reason, lost in (step.by_reason() or (("none lost", 0),))
        ],
        columns=["group", "step", "entered", "left", "reason", "lost"],
    )
    return canvas.block("flow", alt, values, words, phone=phone)


def draw(groups: list[tuple[str, list[Step]]], words: Words, width: float = WIDE) -> Canvas:
    """Return the drawing."""
    heads: dict[int, str] = {}
    rows: list[NamedRow] = []
    for group, steps in groups:
        heads[len(rows)] = WHO[group]
        rows += [NamedRow(opened(step.name), note=_lost(step)) for step in steps]
    places = NamedRows(rows, width, heads=heads, names=2.2, values=0.25, mark=BAR + 0.06)
    scale = "; each side on a scale of its own" if len(groups) > 1 else ""
    heading = FigureHeading(
        _message(groups, words), f"Schools kept after each step, and below those lost with the main reasons{scale}"
    )
    canvas = Canvas(heading, places.depth + 0.1, width=width)
    axes = places.axes(canvas, 0.05)
    drawn = [(group, step, max(one.entered for one in steps)) for group, steps in groups for step in steps]
    for (group, step, most), height in zip(drawn, places.centres, strict=True):
        _bar(axes, step, height, group, most)
    axes.set_xlim(0, 1)
    axes.set_xticks([])
    axes.spines["bottom"].set_visible(False)
    return canvas


def _bar(axes: Axes, step: Step, height: float, group: str, most: int) -> None:
    look = theme()
    colour = look.colour["programme" if group == "programme" else "comparison"]
    share, whole = step.left / max(most, 1), step.entered / max(most, 1)
    axes.barh(
        height,
        whole,
        height=BAR,
        color=look.colour["background"],
        edgecolor=look.colour["faint"],
        linewidth=look.figure["thin"],
        hatch="////" if step.losses else None,
        zorder=1,
    )
    axes.barh(height, share, height=BAR, color=colour, zorder=2)
    inside = share > 0.3
    axes.annotate(
        f"{step.left:,}",
        (share, height),
        xytext=(-5 if inside else 5, 0),
        textcoords="offset points",
        ha="right" if inside else "left",
        va="center",
        fontweight="bold",
        fontsize=look.size("label"),
        zorder=3,
        color=look.colour["background"] if inside else colour,
        bbox=None if inside else {"facecolor": look.colour["background"], "edgecolor": "none", "pad": 1.5},
    )


def _lost(step: Step) -> str:
    reasons = step.by_reason()
    if not reasons:
        return "none lost"
    lines = [f"{count:,} lost: {without_remarks(reason)}" for reason, count in reasons[:REASONS]]
    rest = sum(count for _, count in reasons[REASONS:])
    if rest:
        lines[-1] += f"; {rest:,} for other reasons"
    return "; ".join(lines)


def _message(groups: list[tuple[str, list[Step]]], words: Words) -> str:
    found = dict(groups)
    group, steps = ("programme", found["programme"]) if "programme" in found else groups[0]
    kept, began = words.count("left", steps[-1].left), words.count("entered", steps[0].entered, "school")
    message = f"{kept} of {began} {'studied are in the analysis' if group == 'programme' else 'went on'}"
    if "comparison" in found:
        beside = words.count("comparison schools", found["comparison"][-1].left, "comparison school")
        return f"{message}, beside {beside}"
    return message


def _groups(result: Flow) -> list[tuple[str, list[Step]]]:
    steps = [step for step in result.steps if step.unit == "schools"] or list(result.steps)
    return [
        (group, [step for step in steps if step.group == group])
        for group in WHO
        if any(step.group == group for step in steps)
    ]
