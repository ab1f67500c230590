"""Schools chosen in a low year, schools elsewhere that the same rule would have chosen, and all schools."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes

from evalkit.core.quantity import Unit
from evalkit.core.years import academic_year
from evalkit.records.check import CheckResult
from evalkit.report.block import Block
from evalkit.report.figures.parts.canvas import Canvas, Heading
from evalkit.report.figures.parts.marks import kept_apart, name_years, signed, wrapped
from evalkit.report.theme import theme
from evalkit.report.words import Words, in_unit

SIDES = ("programme", "mirrored")
STUDIED, ELSEWHERE, ALL = "schools studied", "chosen elsewhere by the same rule", "all eligible schools"
LOW = "below the mean elsewhere"


def regression_to_mean(result: CheckResult) -> Block:
    """Two lines from before to after against the mean of all schools."""
    words = Words()
    canvas = draw(result, words)
    told = dict(result.values)
    unit = Unit(result.unit, 2, signed=True)
    clauses = [_told(words, told, side, names(result)[side], unit) for side in SIDES]
    alt = (
        f"Line chart of the distance from the mean of all eligible schools by year. {'; '.join(clauses)}. "
        f"{words.repeat('check', result.asks)} {words.repeat('answer of regression to mean', result.answer)}"
    )
    values = pd.DataFrame(
        [
            {"group": names(result)[side], "year": academic_year(year), "distance": told[f"{side} {year}"]}
            for side in SIDES
            for year in years_of(told)
        ]
    )
    return canvas.block("check-regression-to-mean", alt, values, words)


def draw(result: CheckResult, words: Words) -> Canvas:
    """Return the drawing."""
    told = dict(result.values)
    years = years_of(told)
    subtitle = f"Distance from the mean of {words.count('all', told['schools in all'])} eligible schools, {result.unit}"
    source = f"School performance tables, {academic_year(years[0])} to {academic_year(years[-1])}."
    for year in (years[0], years[-1]):
        words.year(year)
    canvas = Canvas(Heading(_message(result, words), subtitle, source), height=3.3)
    axes = canvas.axes(left=0.62, right=2.05, bottom=0.62, top=0.14)
    look = theme()
    axes.axhline(0, color=look.colour["muted"], linewidth=look.figure["thin"], zorder=1)
    for side, colour, marker in zip(SIDES, ("programme", "comparison"), ("o", "s"), strict=True):
        levels = [told[f"{side} {year}"] for year in years]
        axes.plot(years, levels, color=look.colour[colour], linewidth=look.figure["line"], zorder=3)
        axes.plot(
            years,
            levels,
            marker,
            color=look.colour[colour],
            markersize=look.figure["point"] + (side == "programme"),
            markeredgecolor=look.colour["background"],
            zorder=4,
        )
    _finish(axes, result, years)
    return canvas


def years_of(told: dict[str, float]) -> list[int]:
    """Return the years whose levels are known, ascending."""
    return sorted(int(name.split()[1]) for name in told if name.startswith("mirrored ") and name != "mirrored schools")


def names(result: CheckResult) -> dict[str, str]:
    """Return who each line stands for."""
    return {"programme": STUDIED, "mirrored": ELSEWHERE if _chosen(result) else LOW}


def _chosen(result: CheckResult) -> bool:
    return "chosen in" in dict(result.values)


def _message(result: CheckResult, words: Words) -> str:
    assert result.table is not None
    unit, first = Unit(result.unit, 2), result.table.iloc[0]
    expected, naive = float(first["expected"]), float(first["naive"])
    if not _chosen(result):
        moved = "rise" if expected >= 0.0 else "fall"
        return (
            f"Not chosen on their results; schools chosen for low ones {moved} by "
            f"{words.size('expected', expected, unit)} by themselves"
        )
    if 0.0 < expected < naive and round(expected, unit.decimals) > 0.0:
        rise = words.bare("naive", naive, unit)
        return f"Chosen in a low year: {words.bare('expected', expected, unit)} of a rise of {rise} came elsewhere too"
    seen = in_unit(words.number("expected", expected, unit.difference()), abs(expected), unit)
    return f"Schools elsewhere that the same rule would have chosen changed by {seen} without the programme"


def _finish(axes: Axes, result: CheckResult, years: list[int]) -> None:
    look, told = theme(), dict(result.values)
    low, high = axes.get_ylim()
    room = 0.12 * (high - low)
    axes.set_ylim(min(low, 0.0) - room, max(high, 0.0) + room)
    start = _before(result, years)
    roles = {start: "schools chosen" if told.get("chosen in") == start else "before"}
    name_years(axes, range(years[0], years[-1] + 1), {**roles, years[-1]: "year asked about"})
    axes.set_xlim(years[0] - 0.2, years[-1] + 0.1)
    axes.yaxis.set_major_formatter(lambda value, _: signed(value, 2))
    axes.locator_params(axis="y", nbins=5)
    ends = {**{side: told[f"{side} {years[-1]}"] for side in SIDES}, "all": 0.0}
    moved = {side: signed(ends[side] - told[f"{side} {start}"], 2) for side in SIDES}
    bottom, top = axes.get_ylim()
    labels = {
        side: "\n".join(
            (wrapped(f"{told[f'{side} schools']:,.0f} {name}", 24), f"{moved[side]} since {academic_year(start)}")
        )
        for side, name in names(result).items()
    }
    labels["all"] = ALL
    heights = kept_apart(list(ends.values()), 0.24 * (top - bottom))
    colours = {"programme": "programme", "mirrored": "comparison", "all": "muted"}
    for (side, _), height in zip(ends.items(), heights, strict=True):
        axes.annotate(
            labels[side],
            (years[-1] + 0.1, height),
            xytext=(6, 0),
            textcoords="offset points",
            va="center",
            ha="left",
            color=look.colour[colours[side]],
            fontsize=look.size("label"),
            fontweight="bold" if side == "programme" else "normal",
            annotation_clip=False,
        )


def _before(result: CheckResult, years: list[int]) -> int:
    """Return the latest year before the start, which stands in the first row."""
    assert result.table is not None
    return next((year for year in years if academic_year(year) == result.table["label"].iloc[0]), years[0])


def _told(words: Words, told: dict[str, float], side: str, name: str, unit: Unit) -> str:
    years = years_of(told)
    levels = [f"{words.year(year)} {words.number(f'{side} {year}', told[f'{side} {year}'], unit)}" for year in years]
    return f"{words.count(f'{side} schools', told[f'{side} schools'])} {name}: {', '.join(levels)} {unit.name}"
