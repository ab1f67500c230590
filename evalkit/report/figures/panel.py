"""How far back the schools of the latest year can be traced."""

from __future__ import annotations

from functools import partial

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle
from matplotlib.transforms import ScaledTranslation

from evalkit.core.years import academic_year
from evalkit.data.lineage.traceability import Traced, TracedYear, traced
from evalkit.report.block import Block
from evalkit.report.figures.parts.canvas import NARROW, POINTS, WIDE, Canvas, FigureHeading
from evalkit.report.theme import theme
from evalkit.report.words import Words
from evalkit.tables.panel import Panel

ROW = 0.5
# Narrower parts of a bar have their number beside the bar.
ROOM, PHONE_ROOM = 0.07, 0.25
# The key: inches of a square and above the bars, and how what is missing is filled.
SQUARE, ABOVE = 0.13, 0.17
HATCH = {"absent": "////"}
# Inches from the bars' beginning to each word of the key.
KEY, PHONE_KEY = (0.0, 1.8, 3.7), (-0.8, 0.4, 1.75)
PARTS = (
    ("own_number", "same number", "comparison"),
    ("other_number", "another number", "programme"),
    ("absent", "no row", "background"),
)


def lineages(panel: Panel) -> Block:
    """A bar for each earlier year: found under the same number, under another number, or not at all."""
    words = Words()
    found = traced(panel)
    canvas, phone = draw(found, words), partial(draw, found, words, NARROW)
    told = [
        f"In {words.year(one.year)}: {words.count('same number', one.own_number)} under the same number, "
        f"{words.count('other number', one.other_number)} under another number, "
        f"{words.count('absent', one.absent)} not in the tables"
        for one in found.years
    ]
    alt = (
        f"Bar chart of {words.count('schools', found.schools, 'school')} of {words.year(found.latest)} by how they are "
        f"found in earlier years. {'. '.join(told)}."
    )
    values = pd.DataFrame(
        [
            {"year": academic_year(one.year), "found": label, "schools": getattr(one, name)}
            for one in found.years
            for name, label, _ in PARTS
        ],
        columns=["year", "found", "schools"],
    )
    return canvas.block("lineages", alt, values, words, phone=phone)


def draw(found: Traced, words: Words, width: float = WIDE) -> Canvas:
    """Return the drawing."""
    look = theme()
    heading = FigureHeading(
        _message(found, words), f"Schools with a row in {words.year(found.latest)}, looked for in each year before it"
    )
    canvas = Canvas(heading, height=ROW * max(len(found.years), 1) + 0.55, width=width)
    axes = canvas.axes(left=0.9, right=1.0, bottom=0.08, top=0.42)
    for place, one in enumerate(found.years):
        _bar(axes, one, -place, found.schools, room=PHONE_ROOM if canvas.narrow else ROOM)
    axes.set_yticks([-place for place in range(len(found.years))], [academic_year(one.year) for one in found.years])
    axes.tick_params(axis="y", labelcolor=look.colour["text"])
    axes.set_ylim(-len(found.years) + 0.4, 0.6)
    axes.set_xlim(0, 1)
    axes.set_xticks([])
    axes.spines["bottom"].set_visible(False)
    _key(axes, PHONE_KEY if canvas.narrow else KEY)
    return canvas


def _bar(axes: Axes, one: TracedYear, height: float, schools: int, *, room: float) -> None:
    look, begins = theme(), 0.0
    for name, _, colour in PARTS:
        count = getattr(one, name)
        share = count / max(schools, 1)
        axes.barh(
            height,
            share,
            left=begins,
            height=0.62,
            color=look.colour[colour],
            edgecolor=look.colour["faint"],
            linewidth=look.figure["thin"],
            hatch=HATCH.get(name),
            zorder=2,
        )
        if share > room and name != "absent":
            axes.annotate(
                f"{count:,}",
                (begins + share / 2, height),
                ha="center",
                va="center",
                color=look.colour["background"],
                fontsize=look.size("label"),
                fontweight="bold",
                zorder=3,
            )
        begins += share
    axes.annotate(
        f"{one.other_number:,} other\n{one.absent:,} none",
        (1.0, height),
        xytext=(8, 0),
        textcoords="offset points",
        va="center",
        color=look.colour["muted"],
        fontsize=look.size("small"),
        annotation_clip=False,
    )


def _key(axes: Axes, inches: tuple[float, ...]) -> None:
    """Write above the bars what each part of them is."""
    look = theme()
    corner = axes.figure.dpi_scale_trans + ScaledTranslation(0.0, 1.0, axes.transAxes)  # type: ignore[arg-type]
    for (name, label, colour), place in zip(PARTS, inches, strict=True):
        square = Rectangle(
            (place, ABOVE - SQUARE / 2),
            SQUARE,
            SQUARE,
            facecolor=look.colour[colour],
            edgecolor=look.colour["faint"],
            linewidth=look.figure["thin"],
            hatch=HATCH.get(name),
            transform=corner,
            clip_on=False,
        )
        axes.add_patch(square)
        axes.annotate(
            label,
            (0, 1.0),
            xycoords="axes fraction",
            xytext=(POINTS * (place + SQUARE + 0.06), POINTS * ABOVE),
            textcoords="offset points",
            va="center",
            color=look.colour["text"],
            fontsize=look.size("small"),
            annotation_clip=False,
        )


def _message(found: Traced, words: Words) -> str:
    if not found.years:
        return "There is no earlier year in which schools could be looked for"
    first = found.years[0]
    if not first.other_number:
        return f"No school of {words.year(first.year)} stands there under another number"
    more = words.count("other number", first.other_number, "school")
    return f"{more} would be missing in {words.year(first.year)} if a new number made a new school"
