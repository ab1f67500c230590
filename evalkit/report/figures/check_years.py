"""Contrasts between years before the start, one panel an outcome, each against its last year before."""

from __future__ import annotations

import math

import pandas as pd
from matplotlib.axes import Axes

from evalkit.core.quantity import Unit
from evalkit.core.years import academic_year
from evalkit.records.check import CheckResult
from evalkit.report.block import Block
from evalkit.report.figures.parts.canvas import Canvas, Heading
from evalkit.report.figures.parts.marks import name_years, signed
from evalkit.report.theme import theme
from evalkit.report.words import Words, first_sentence, named, opened, stopped

PANEL = 1.75
HEAD = 0.32
FOOT = 0.62
SUBTITLE = "Change against similar schools up to the last year before the start; lines: intervals"


def years_before(result: CheckResult) -> Block:
    """A mark with its interval for each earlier year; the last year before the start is nought by construction."""
    table, words = pd.DataFrame(result.table), Words()
    canvas = draw(result, table, words)
    told = [_told(words, row) for row in _rows(result, table)]
    alt = (
        f"Point chart of {words.count('contrasts', len(table), 'contrast')} between years before the start. "
        f"{words.repeat('check', result.asks)} {stopped('; '.join(told))} "
        f"{stopped(words.repeat(f'answer of {named(result.check)}', result.answer))}"
    )
    values = table[["series", "before", "cohort", "estimate", "conf_low", "conf_high", "schools"]]
    values = values.assign(
        **{name: [academic_year(int(year)) for year in values[name]] for name in ("before", "cohort")}
    )
    return canvas.block(f"check-{result.check.replace('_', '-')}", alt, values, words)


def draw(result: CheckResult, table: pd.DataFrame, words: Words) -> Canvas:
    """Return the drawing."""
    message = words.repeat(f"answer of {named(result.check)}", first_sentence(result.answer))
    series = list(dict.fromkeys(table["series"].tolist()))
    height = len(series) * (PANEL + HEAD) + FOOT
    canvas = Canvas(Heading(message, SUBTITLE), height=height)
    last = int(table["cohort"].iloc[0])
    years = list(range(int(table["before"].min()), last + 1))
    for place, name in enumerate(series):
        below = (len(series) - 1 - place) * (PANEL + HEAD)
        axes = canvas.axes(left=0.62, right=0.35, bottom=FOOT + below, top=HEAD + place * (PANEL + HEAD))
        _panel(axes, [row for row in _rows(result, table) if row["series"] == name], last)
        axes.set_xlim(years[0] - 0.4, last + 0.5)
        if place == len(series) - 1:
            held = set(table["before"].tolist())
            gaps = {year: "no results" for year in years[:-1] if year not in held}
            name_years(axes, years, {**gaps, last: "0 by construction"})
        else:
            axes.set_xticks([])
    return canvas


def _rows(result: CheckResult, table: pd.DataFrame) -> list[dict[str, object]]:
    """Return the rows with a unit each, where all share the check's."""
    rows = [{str(key): cell for key, cell in row.items()} for row in table.to_dict("records")]
    return [{"unit": result.unit, "decimals": 2, **row} for row in rows]


def _panel(axes: Axes, rows: list[dict[str, object]], last: int) -> None:
    look = theme()
    axes.axhline(0, color=look.colour["muted"], linewidth=look.figure["thin"], zorder=1)
    values = [_number(row["estimate"]) for row in rows]
    farthest = max(range(len(rows)), key=lambda place: abs(values[place]))
    for place, row in enumerate(rows):
        year, value = int(_number(row["before"])), values[place]
        ends = [_number(row["conf_low"]), _number(row["conf_high"])]
        if all(map(math.isfinite, ends)):
            axes.plot([year] * 2, ends, color=look.colour["comparison"], linewidth=look.figure["line"], zorder=2)
        axes.plot(year, value, "o", markersize=look.figure["point"] + 1, color=look.colour["programme"], zorder=3)
        if place == farthest:
            axes.annotate(
                signed(value, int(_number(row["decimals"]))),
                (year, value),
                xytext=(9, 0),
                textcoords="offset points",
                va="center",
                color=look.colour["programme"],
                fontsize=look.size("small"),
            )
    axes.plot(
        last,
        0,
        "o",
        markersize=look.figure["point"] + 2,
        markerfacecolor=look.colour["background"],
        markeredgecolor=look.colour["comparison"],
        zorder=3,
    )
    axes.set_title(
        f"{opened(str(rows[0]['series']))}, {rows[0]['unit']}",
        loc="left",
        fontsize=look.size("label"),
        color=look.colour["text"],
    )
    axes.margins(y=0.15)
    axes.yaxis.set_major_formatter(lambda value, _: signed(value, 2))
    axes.locator_params(axis="y", nbins=4)


def _told(words: Words, row: dict[str, object]) -> str:
    unit = Unit(str(row["unit"]), int(_number(row["decimals"])), signed=True)
    shown = words.number(str(row["series"]), _number(row["estimate"]), unit)
    year = words.year(int(_number(row["before"])))
    low, high = _number(row["conf_low"]), _number(row["conf_high"])
    ends = f" (interval {words.number('from', low, unit)} to {words.number('to', high, unit)})"
    return f"{row['series']}, from {year}: {shown} {unit.name}{ends if math.isfinite(low) else ''}"


def _number(cell: object) -> float:
    return float(str(cell))
