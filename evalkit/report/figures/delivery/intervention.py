"""Extra help for pupils by term beside its plan, drawn."""

from __future__ import annotations

import math
from functools import partial

import pandas as pd
from matplotlib.axes import Axes

from evalkit.records.delivery.intervention import HelpInTerm, PupilIntervention
from evalkit.report.block import Block
from evalkit.report.figures.parts.canvas import NARROW, WIDE, Canvas, FigureHeading
from evalkit.report.figures.parts.marks import EndLabel, name_ends
from evalkit.report.sentences.parts.fading_words import MESSAGES, MINUTES, verdict
from evalkit.report.theme import theme
from evalkit.report.words import Words

PARTS = ("intervention",)
# How far the dots of schools stand beside their term, so that the line is seen.
BESIDE = 0.12


def intervention(result: PupilIntervention) -> Block:
    """Minutes a pupil, done and planned, by term; a small dot for each school that may be shown."""
    words = Words()
    title = MESSAGES[verdict(result.fading)]
    if all(math.isnan(one.minutes) for one in result.terms):
        return words.block("intervention", "")
    told = [
        f"{words.repeat('terms', one.term)} {words.bare('minutes', one.minutes, MINUTES)}"
        + ("" if math.isnan(one.planned) else f" of {words.bare('planned', one.planned, MINUTES)} planned")
        for one in result.terms
    ]
    alt = f"Line chart of minutes of extra help a pupil, done beside planned, by term: {'; '.join(told)}."
    rows = [{"school": "all", "term": one.term, "minutes": one.minutes, "planned": one.planned} for one in result.terms]
    rows += [
        {"school": one.label, "term": term, "minutes": minutes, "planned": planned}
        for one in result.schools
        for term, minutes, planned in zip(one.terms, one.minutes, one.planned, strict=True)
    ]
    canvas = _drawn(result, title)
    words.repeat("subtitle", canvas.heading.subtitle)
    phone = partial(_drawn, result, title, NARROW)
    return canvas.block("intervention", alt, pd.DataFrame(rows), words, phone=phone)


def _drawn(result: PupilIntervention, title: str, width: float = WIDE) -> Canvas:
    canvas = Canvas(FigureHeading(title, _subtitle(result)), height=2.9, width=width)
    axes = canvas.axes(left=0.5, right=1.2 if canvas.narrow else 1.5, bottom=0.5, top=0.15)
    look, places = theme(), {one.term: place for place, one in enumerate(result.terms)}
    for one in result.schools:
        axes.plot(
            [places[term] + BESIDE for term in one.terms],
            one.minutes,
            "o",
            markersize=look.figure["point"] / 2,
            color=look.colour["faint"],
            zorder=2,
        )
    _line(axes, [one.planned for one in result.terms], "comparison", "--", "s")
    _line(axes, [one.minutes for one in result.terms], "programme", "-", "o")
    names = _short([*places]) if canvas.narrow else [term.replace(" ", "\n") for term in places]
    axes.set_xticks(list(places.values()), names, color=look.colour["text"], fontsize=look.size("small"))
    axes.set_xlim(-0.3, len(places) - 1 + 0.3)
    axes.set_ylim(bottom=0)
    axes.locator_params(axis="y", nbins=5)
    _names(axes, result.terms[-1])
    return canvas


def _subtitle(result: PupilIntervention) -> str:
    counts = {one.schools for one in result.terms}
    schools = f"{min(counts)} to {max(counts)}" if len(counts) > 1 else f"{min(counts)}"
    return f"Minutes a pupil and term: mean of schools ({schools} a term), with a small dot for each school"


def _short(terms: list[str]) -> list[str]:
    """Return terms for a phone: three letters, and the year below where it changes."""
    seen, names = "", []
    for term in terms:
        season, _, year = term.partition(" ")
        names.append(f"{season[:3]}\n{year}" if year != seen else season[:3])
        seen = year
    return names


def _line(axes: Axes, values: list[float], colour: str, style: str, mark: str) -> None:
    look = theme()
    axes.plot(
        range(len(values)),
        values,
        linestyle=style,
        marker=mark,
        markersize=look.figure["point"],
        color=look.colour[colour],
        linewidth=look.figure["line"],
        zorder=3,
    )


def _names(axes: Axes, last: HelpInTerm) -> None:
    ends = ((last.minutes, "Done", "programme", True), (last.planned, "Planned", "comparison", False))
    name_ends(
        axes,
        [
            EndLabel(at, f"{name}\n{MINUTES.show(at)} minutes", colour, strong)
            for at, name, colour, strong in ends
            if not math.isnan(at)
        ],
    )
