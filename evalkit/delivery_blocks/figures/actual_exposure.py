"""How much of its courses each cohort had: by the plan, and after the first activity."""

from __future__ import annotations

from functools import partial

import pandas as pd

from evalkit.core.years import academic_year
from evalkit.records.delivery.actual_exposure import ActualExposure, CohortExposure
from evalkit.report.block import Block
from evalkit.report.figures.parts.canvas import NARROW, WIDE, Canvas, FigureHeading
from evalkit.report.figures.parts.rows import NamedRow, NamedRows
from evalkit.report.theme import theme
from evalkit.report.words import Words

PARTS = ("actual_exposure",)
BOTTOM, BAR = 0.44, 0.3
WHOLE = 100


def actual_exposure(result: ActualExposure) -> Block:
    """A hollow mark for the plan and a full one for what was, one row for each cohort that had any."""
    words = Words()
    canvas, phone = _drawn(result, words), partial(_drawn, result, words, NARROW)
    told = [
        f"exams in {words.year(one.cohort)}: planned {words.percent('planned', one.planned)}, actual "
        f"{words.percent('actual', one.actual)}, from {words.percent('lowest', one.lowest)} to "
        f"{words.percent('highest', one.highest)} over schools"
        for one in _shown(result)
    ]
    alt = f"Dot plot of the share of GCSE courses taught after the start. {'; '.join(told)}."
    values = pd.DataFrame(
        [
            {
                "exams_in": academic_year(one.cohort),
                "planned": one.planned,
                "actual": one.actual,
                "lowest": one.lowest,
                "highest": one.highest,
            }
            for one in result.cohorts
        ]
    )
    return canvas.block("actual-exposure", alt, values, words, phone=phone)


def _shown(result: ActualExposure) -> list[CohortExposure]:
    return [one for one in result.cohorts if one.planned > 0 or one.highest > 0] or [result.cohorts[-1]]


def _drawn(result: ActualExposure, words: Words, width: float = WIDE) -> Canvas:
    look, shown = theme(), _shown(result)
    rows = [
        NamedRow(
            f"Exams in {academic_year(one.cohort)}", f"{WHOLE * one.actual:.0f}%", strong=one.cohort == result.main
        )
        for one in shown
    ]
    places = NamedRows(rows, width, names=1.75, values=0.6, mark=BAR)
    heading = FigureHeading(
        _message(result, words),
        "Share of the teaching of Years 10 and 11. Hollow: after the planned start. Full, with its number: after the "
        "first activity; the line runs from the lowest to the highest school",
    )
    canvas = Canvas(heading, places.depth + BOTTOM, width=width)
    axes = places.axes(canvas, BOTTOM)
    axes.set_xlim(0, WHOLE)
    for one, height in zip(shown, places.centres, strict=True):
        axes.plot(
            [WHOLE * one.lowest, WHOLE * one.highest],
            [height, height],
            color=look.colour["range_middle"],
            linewidth=look.figure["line"],
            clip_on=False,
            zorder=2,
        )
        for share, face, edge, size in (
            (one.planned, look.colour["background"], look.colour["comparison"], 1.7),
            (one.actual, look.colour["programme"], look.colour["programme"], 1.2),
        ):
            axes.plot(
                [WHOLE * share],
                [height],
                marker="o",
                markersize=look.figure["point"] * size,
                linestyle="none",
                markerfacecolor=face,
                markeredgecolor=edge,
                markeredgewidth=1.6,
                clip_on=False,
                zorder=3 if face == look.colour["background"] else 4,
            )
    axes.set_xticks([0, 25, 50, 75, 100], ["0%", "25%", "50%", "75%", "100%"])
    return canvas


def _message(result: ActualExposure, words: Words) -> str:
    main = next(one for one in result.cohorts if one.cohort == result.main)
    said = f"{words.percent('actual', main.actual)} of their GCSE courses came after the first activity"
    apart = round(WHOLE * main.actual) - round(WHOLE * main.planned)
    beside = "as planned" if apart == 0 else f"{words.percent('planned', main.planned)} as planned"
    end = f", {beside}" if apart == 0 else f", beside {beside}"
    return f"For pupils who sat exams in {words.year(main.cohort)}, {said}{end}"
