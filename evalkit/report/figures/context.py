"""The programme's area beside region and England, and whether the pupils changed."""

from __future__ import annotations

import math
from functools import partial
from itertools import pairwise

import pandas as pd
from matplotlib.axes import Axes

from evalkit.core.quantity import Unit
from evalkit.core.years import academic_year
from evalkit.records.context import Composition, Context, Mix, PlaceYear
from evalkit.report.block import Block
from evalkit.report.figures.parts.canvas import NARROW, WIDE, Canvas, FigureHeading
from evalkit.report.figures.parts.marks import EndLabel, mark_missing, name_ends, name_years, signed, wrapped
from evalkit.report.figures.parts.rows import NamedRow, NamedRows, letters
from evalkit.report.sentences.context import APART
from evalkit.report.theme import theme
from evalkit.report.words import Words, brief, listed, opened, unit_heading, without_remarks

# Colour, line, mark and weight of each level.
LOOKS = {
    "programme": ("programme", "-", "o", 1.0),
    "area": ("accent", "-", "D", 0.8),
    "region": ("comparison", "--", "s", 0.7),
    "country": ("comparison", "-", "s", 0.7),
}
SDS = Unit("standard deviations", 2, signed=True)
# Inches below the rows for the scale.
BOTTOM = 0.68


def context(result: Context) -> Block:
    """A line for the programme's schools, their area, their region and England."""
    words = Words()
    shown = _shown(result)
    canvas, phone = _drawn(result, shown, words), partial(_drawn, result, shown, words, NARROW)
    told = [
        f"{words.repeat('place', name)} {listed(_told(words, place, result.unit) for place in own)}"
        for name, own in _by_name(shown).items()
    ]
    alt = (
        f"Line chart of mean {result.outcome} by year, in {unit_heading(result.unit)}, schools counting by their "
        f"pupils. {'; '.join(told)}."
    )
    values = pd.DataFrame(
        [
            {
                "where": place.name,
                "year": academic_year(place.year),
                "mean": place.mean,
                "conf_low": place.conf_low,
                "conf_high": place.conf_high,
                "schools": place.schools,
            }
            for place in shown
        ]
    )
    return canvas.block("context", alt, values, words, phone=phone)


def composition(result: Composition) -> Block:
    """How far each characteristic moved apart, with a band for small differences."""
    words = Words()
    rows = sorted((one for one in result.rows if not math.isnan(one.in_sds)), key=lambda one: -abs(one.in_sds))
    canvas, phone = _moves(rows, result, words), partial(_moves, rows, result, words, NARROW)
    told = [f"{words.repeat('labels', _name(one))} {words.number('apart', one.in_sds, SDS)}" for one in rows]
    alt = (
        "Dot plot of how much more or less each characteristic of the pupils changed in the schools studied than in "
        f"comparison schools, in standard deviations between schools: {'; '.join(told) or 'none is known'}."
    )
    values = pd.DataFrame(
        [{"characteristic": one.label, "apart": one.apart, "in_standard_deviations": one.in_sds} for one in rows]
    )
    return canvas.block("composition", alt, values, words, phone=phone)


def _drawn(result: Context, shown: list[PlaceYear], words: Words, width: float = WIDE) -> Canvas:
    years = sorted({place.year for place in shown})
    canvas = Canvas(
        FigureHeading(
            _message(result, shown, words),
            f"Mean in {unit_heading(result.unit)}, schools counting by their pupils; vertical lines: how far chance in "
            "who the pupils are could move it",
            "School performance tables; mainstream schools of local authorities and academies.",
        ),
        height=3.4,
        width=width,
    )
    axes = canvas.axes(left=0.62, right=1.3 if canvas.narrow else 1.9, bottom=0.45, top=0.3)
    for own in _by_name(shown).values():
        _line(axes, own)
    look, every = theme(), range(years[0], years[-1] + 1)
    name_years(axes, every, {}, narrow=canvas.narrow)
    mark_missing(axes, every, years)
    axes.set_xlim(years[0] - 0.25, years[-1] + 0.1)
    low, high = axes.get_ylim()
    if low <= 0 <= high:
        axes.axhline(0, color=look.colour["rule"], linewidth=look.figure["thin"], zorder=1)
    axes.yaxis.set_major_formatter(lambda value, _: signed(value, result.unit.decimals))
    axes.locator_params(axis="y", nbins=5)
    _names(axes, shown, result.unit, narrow=canvas.narrow)
    return canvas


def _line(axes: Axes, own: list[PlaceYear]) -> None:
    look = theme()
    colour, style, mark, weight = LOOKS[own[0].level]
    for before, after in pairwise(own):
        # A year without results is a gap, not a straight line.
        if after.year == before.year + 1:
            axes.plot(
                [before.year, after.year],
                [before.mean, after.mean],
                linestyle=style,
                color=look.colour[colour],
                linewidth=look.figure["line"] * weight,
                zorder=3,
            )
    for place in own:
        ends = [place.conf_low, place.conf_high]
        axes.plot(
            [place.year] * 2, ends, color=look.colour[colour], linewidth=look.figure["line"] / 2, alpha=0.55, zorder=2
        )
    axes.plot(
        [place.year for place in own],
        [place.mean for place in own],
        mark,
        markersize=look.figure["point"] * weight,
        color=look.colour[colour],
        zorder=4,
    )


def _names(axes: Axes, shown: list[PlaceYear], unit: Unit, *, narrow: bool) -> None:
    ends = [own[-1] for own in _by_name(shown).values()]
    room = 11 if narrow else 24
    labels = [
        EndLabel(
            end.mean,
            f"{wrapped(opened(end.name), room)}\n{signed(end.mean, unit.decimals)}",
            LOOKS[end.level][0],
            strong=end.level == ends[0].level,
        )
        for end in ends
    ]
    name_ends(axes, labels)


def _message(result: Context, shown: list[PlaceYear], words: Words) -> str:
    last = max(place.year for place in shown)
    own = next((place for place in shown if place.level == "area" and place.year == last), None)
    country = next((place for place in shown if place.level == "country" and place.year == last), None)
    if own is None or country is None:
        return f"Mean {brief(result.outcome)} by year"
    gap = own.mean - country.mean
    where = words.repeat("place", own.name)
    if round(gap, result.unit.decimals) == 0:
        return f"In {words.year(last)}, {where} stood level with England"
    side = "above" if gap > 0 else "below"
    return f"In {words.year(last)}, {where} stood {words.size('gap', gap, result.unit)} {side} England"


def _moves(rows: list[Mix], result: Composition, words: Words, width: float = WIDE) -> Canvas:
    look = theme()
    over = sum(abs(one.in_sds) > APART for one in rows)
    message = (
        f"In {words.count('moved apart', over)} of {words.count('characteristics', len(rows))} things known of them, "
        "the pupils changed clearly more or less than those of comparison schools"
        if over
        else "The pupils of the schools studied changed much as those of comparison schools"
    )
    when = f"{listed(academic_year(year) for year in result.baseline)} to {academic_year(result.cohort)}"
    words.repeat("years", when)
    heading = FigureHeading(
        message, f"How far the changes from {when} lie apart, in standard deviations; shaded: within a quarter"
    )
    places = NamedRows(
        [NamedRow(_name(one), signed(one.in_sds, 2), colour=_stress(one)) for one in rows],
        width,
        names=2.55,
        values=0.75,
    )
    canvas = Canvas(heading, places.depth + BOTTOM, width=width)
    axes = places.axes(canvas, BOTTOM)
    axes.axvspan(-APART, APART, color=look.colour["band"], zorder=0)
    places.upright(axes, 0.0)
    for one, height in zip(rows, places.centres, strict=True):
        axes.plot(
            [0, one.in_sds], [height] * 2, color=look.colour["faint"], linewidth=look.figure["line"] / 2, zorder=2
        )
        mark, size = "D" if abs(one.in_sds) > APART else "o", look.figure["point"] + 1
        axes.plot(one.in_sds, height, mark, markersize=size, color=look.colour[_stress(one)], zorder=3)
    reach = max(0.35, *(abs(one.in_sds) * 1.12 for one in rows)) if rows else 0.35
    axes.set_xlim(-reach, reach)
    axes.xaxis.set_major_formatter(lambda value, _: signed(value, 2).rstrip("0").rstrip(".") or "0")
    axes.locator_params(axis="x", nbins=5 if canvas.narrow else 7)
    axes.set_xlabel(
        wrapped(
            "rose less, or fell more, in the schools studied  |  rose more, or fell less", letters(width - 0.3, "small")
        ),
        color=look.colour["muted"],
        fontsize=look.size("small"),
    )
    return canvas


def _stress(one: Mix) -> str:
    return "accent" if abs(one.in_sds) > APART else "programme"


def _told(words: Words, place: PlaceYear, unit: Unit) -> str:
    return f"{words.number('mean', place.mean, unit)} in {words.year(place.year)}"


def _shown(result: Context) -> list[PlaceYear]:
    """Return the places with a mean; an area that is the programme's schools and no others is drawn once."""
    known = [place for place in result.places if not math.isnan(place.mean)]
    own = [(place.year, place.mean, place.schools) for place in known if place.level == "programme"]
    alike = {
        name
        for name, places in _by_name([place for place in known if place.level == "area"]).items()
        if [(place.year, place.mean, place.schools) for place in places] == own
    }
    return [place for place in known if not (place.level == "programme" and alike)]


def _by_name(shown: list[PlaceYear]) -> dict[str, list[PlaceYear]]:
    names = dict.fromkeys(place.name for place in shown)
    return {name: sorted((p for p in shown if p.name == name), key=lambda p: p.year) for name in names}


def _name(one: Mix) -> str:
    return opened(without_remarks(one.label))
