"""Who was lost, where and why, as bars that shorten."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes

from evalkit.report.block import Block
from evalkit.report.figures.parts.canvas import Canvas, FigureHeading
from evalkit.report.figures.parts.marks import wrapped
from evalkit.report.theme import theme
from evalkit.report.words import Words, opened, without_remarks
from evalkit.tables.flow import Flow, Step

WHO = {"all": "All schools", "programme": "Schools studied", "comparison": "Possible comparison schools"}
ROW = 0.5
HEAD = 0.36
REASONS = 2
# Left margin of the bars in points; names of groups stand at its edge.
INDENT = 2.02 * 72


def flow(result: Flow) -> Block:
    """A bar for what goes on after each step, and beside it who left and why."""
    words = Words()
    groups = _groups(result)
    canvas = draw(groups, words)
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
    return canvas.block("flow", alt, values, words)


def draw(groups: list[tuple[str, list[Step]]], words: Words) -> Canvas:
    """Return the drawing."""
    look = theme()
    count = sum(len(steps) for _, steps in groups)
    canvas = Canvas(
        FigureHeading(
            _message(groups, words),
            "Number of schools kept after each step; beside it those lost, with the main reasons",
        ),
        height=ROW * count + HEAD * len(groups) + 0.2,
    )
    axes = canvas.axes(left=2.1, right=2.35, bottom=0.1, top=0.05)
    height = 0.0
    ticks: list[tuple[float, str]] = []
    for group, steps in groups:
        axes.annotate(
            WHO[group],
            (0.0, height - HEAD / ROW / 2),
            xycoords=axes.get_yaxis_transform(),
            xytext=(-INDENT, 0),
            textcoords="offset points",
            ha="left",
            va="center",
            fontweight="bold",
            color=look.colour["text"],
            fontsize=look.size("label"),
        )
        height -= HEAD / ROW
        for step in steps:
            _bar(axes, step, height - 0.5, group, max(one.entered for one in steps))
            ticks.append((height - 0.5, wrapped(opened(step.name), 26)))
            height -= 1.0
    axes.set_yticks([at for at, _ in ticks], [name for _, name in ticks])
    axes.tick_params(axis="y", labelcolor=look.colour["text"], labelsize=look.size("small"))
    axes.set_ylim(height, 0)
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
        height=0.5,
        color=look.colour["background"],
        edgecolor=look.colour["faint"],
        linewidth=look.figure["thin"],
        hatch="////" if step.losses else None,
        zorder=1,
    )
    axes.barh(height, share, height=0.5, color=colour, zorder=2)
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
    axes.annotate(
        _lost(step),
        (1.0, height),
        xytext=(8, 0),
        textcoords="offset points",
        ha="left",
        va="center",
        fontsize=look.size("small"),
        color=look.colour["muted"],
        annotation_clip=False,
    )


def _lost(step: Step) -> str:
    reasons = step.by_reason()
    if not reasons:
        return "none lost"
    lines = [f"{count:,} lost: {without_remarks(reason)}" for reason, count in reasons[:REASONS]]
    rest = sum(count for _, count in reasons[REASONS:])
    if rest:
        lines[-1] += f"; {rest:,} for other reasons"
    kept = "\n".join(wrapped(line, 32) for line in lines).splitlines()
    return "\n".join(kept if len(kept) <= 3 else [*kept[:2], f"{kept[2]} …"])


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
