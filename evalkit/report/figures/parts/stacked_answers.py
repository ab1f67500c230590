"""All answers to questions as bars of one length, the lowest answer first; few people are no bar."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from matplotlib.axes import Axes
from matplotlib.colors import to_hex, to_rgb

from evalkit.core.small_groups import FEWEST_PEOPLE
from evalkit.records.delivery.survey_items import ItemWave
from evalkit.report.figures.parts.canvas import MARGIN, WIDE, Canvas, FigureHeading
from evalkit.report.figures.parts.marks import wrapped
from evalkit.report.figures.parts.rows import LETTER, NamedRow, NamedRows, tall
from evalkit.report.theme import contrast, theme

# Inches: of a bar, below the bars, of a square of the key, and between its words.
BAR, BOTTOM, SQUARE, BETWEEN = 0.26, 0.34, 0.12, 0.16
POINTS = 72.0
# A share below this has no room for its number.
ROOM = 0.07


@dataclass(frozen=True, slots=True)
class AnswerBar:
    """One bar.

    Attributes
    ----------
    name, value : str
        Left and right of it, or above it on a phone.
    wave : ItemWave
        Its answers.
    """

    name: str
    value: str
    wave: ItemWave


def stacked_answers(
    heading: FigureHeading,
    bars: Sequence[AnswerBar],
    answers: Sequence[str],
    heads: dict[int, str],
    width: float = WIDE,
) -> Canvas:
    """Return the drawing.

    Parameters
    ----------
    heading : FigureHeading
        The words around it.
    bars : sequence of AnswerBar
        From the top.
    answers : sequence of str
        Words of the answers, the lowest first, the same for all bars.
    heads : dict of int to str
        Headings by the place of the bar below them.
    width : float
        Of the sheet in inches.
    """
    rows = [NamedRow(bar.name, bar.value) for bar in bars]
    beside = max(len(bar.value) for bar in bars) * LETTER * theme().size("label") / POINTS + 0.2
    places = NamedRows(rows, width, heads=heads, names=2.6, values=beside, mark=BAR)
    lines = _key_lines(answers, width)
    top = tall(len(lines), "small") + 0.14
    canvas = Canvas(heading, places.depth + BOTTOM + top, width=width)
    _key(canvas, lines, answers, places.depth + BOTTOM)
    axes = places.axes(canvas, BOTTOM, top)
    axes.set_xlim(0, 1)
    _bars(axes, [bar.wave for bar in bars], places.centres, len(answers))
    for bar, height in zip(bars, places.centres, strict=True):
        _words(axes, bar.wave, height, len(answers))
    axes.set_xticks([0, 0.5, 1], ["0%", "50%", "100%"])
    return canvas


def _bars(axes: Axes, waves: Sequence[ItemWave], heights: Sequence[float], steps: int) -> None:
    """Draw each answer of all bars at once."""
    look = theme()
    shown = [(wave, height) for wave, height in zip(waves, heights, strict=True) if wave.people >= FEWEST_PEOPLE]
    begins = [0.0] * len(shown)
    for place in range(steps):
        shares = [wave.counts[place] / wave.people for wave, _ in shown]
        axes.barh(
            [height for _, height in shown],
            shares,
            left=begins,
            height=BAR,
            color=step_colour(place, steps),
            edgecolor=look.colour["background"],
            linewidth=look.figure["thin"],
        )
        begins = [left + share for left, share in zip(begins, shares, strict=True)]


def _words(axes: Axes, wave: ItemWave, height: float, steps: int) -> None:
    """Write the share of each answer into its part of a bar, or that there are too few people for a bar."""
    look, left = theme(), 0.0
    if wave.people < FEWEST_PEOPLE:
        text = wrapped("fewer than ten people: counts in the table", 60)
        axes.text(0, height, text, va="center", color=look.colour["muted"], fontsize=look.size("small"))
        return
    for place, count in enumerate(wave.counts):
        share, colour = count / wave.people, step_colour(place, steps)
        if share >= ROOM:
            inks = (look.colour["text"], look.colour["background"])
            ink = max(inks, key=partial(contrast, background=colour))
            axes.text(
                left + share / 2,
                height,
                f"{100 * share:.0f}",
                ha="center",
                va="center",
                color=ink,
                fontsize=look.size("small"),
            )
        left += share


def step_colour(place: int, steps: int) -> str:
    """Return the colour of one step of a scale: from light for the lowest to dark for the highest, so in grey too."""
    look, along = theme(), place / max(1, steps - 1)
    light, dark = to_rgb(look.colour["rule"]), to_rgb(look.colour["programme"])
    red, green, blue = ((1 - along) * one + along * other for one, other in zip(light, dark, strict=True))
    return to_hex((red, green, blue))


def _key_lines(answers: Sequence[str], width: float) -> list[list[int]]:
    """Return the answers line by line as they fit on a sheet."""
    lines: list[list[int]] = [[]]
    used = 0.0
    for place, answer in enumerate(answers):
        across = _across(answer)
        if lines[-1] and used + across > width - 2 * MARGIN:
            lines.append([])
            used = 0.0
        lines[-1].append(place)
        used += across
    return lines


def _across(answer: str) -> float:
    return SQUARE + 0.06 + len(answer) * LETTER * theme().size("small") / POINTS + BETWEEN


def _key(canvas: Canvas, lines: Sequence[Sequence[int]], answers: Sequence[str], bottom: float) -> None:
    """Draw what the colours stand for, the lowest answer first."""
    look = theme()
    axes = canvas.axes(left=MARGIN, right=MARGIN, bottom=bottom, top=0.0)
    axes.set_axis_off()
    across, high = canvas.width - 2 * MARGIN, tall(len(lines), "small") + 0.14
    axes.set_xlim(0, across)
    axes.set_ylim(0, high)
    for number, line in enumerate(lines):
        at, height = 0.0, high - tall(number, "small") - tall(1, "small") / 2 - 0.02
        for place in line:
            colour = step_colour(place, len(answers))
            axes.barh(height, SQUARE, left=at, height=SQUARE, color=colour, edgecolor=look.colour["faint"])
            axes.text(
                at + SQUARE + 0.06,
                height,
                answers[place],
                va="center",
                color=look.colour["text"],
                fontsize=look.size("small"),
            )
            at += _across(answers[place])
