"""The scales of the questionnaires, as tables."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from evalkit.core.quantity import Unit
from evalkit.numeric.reliability import Reliability
from evalkit.records.delivery.survey_scales import MeasuredScale, MeasuredSurvey, SurveyScales
from evalkit.report.block import Block
from evalkit.report.sentences.parts.scale_words import looking_back
from evalkit.report.table_cells import NOT_APPLICABLE, SUPPRESSED, Column, table_block
from evalkit.report.words import Words

PARTS = ("survey_scales", "change", "schools")
PEOPLE = Unit("people", 0)
STEPS = Unit("steps of the scale", 2)
SHARE = Unit("per cent", 0)
COEFFICIENT = Unit("share of variance", 2)
DISTANCE = Unit("standard deviations", 2, signed=True)


def survey_scales(result: SurveyScales) -> Block:
    """Every scale in every wave: people, mean, spread, both ends, and how well its items hang together."""
    return scales_table("survey-scales", "What the scales say, and how well they measure", result.surveys)


def scales_table(identifier: str, title: str, surveys: Sequence[MeasuredSurvey]) -> Block:
    """Return one row for each scale and wave."""
    columns = (
        Column("scale", "Scale"),
        Column("wave", "When"),
        Column("people", "People", PEOPLE),
        Column("mean", "Mean", STEPS, SUPPRESSED),
        Column("sd", "SD", STEPS, SUPPRESSED),
        Column("floor", "At the least (%)", SHARE, SUPPRESSED),
        Column("ceiling", "At the most (%)", SHARE, SUPPRESSED),
        Column("alpha", "Alpha (range)"),
        Column("omega", "Omega (range)"),
    )
    rows = [
        {
            "scale": _named(scale, one, surveys),
            "wave": wave.wave,
            "people": wave.people,
            "mean": wave.mean,
            "sd": wave.sd,
            "floor": 100 * wave.floor,
            "ceiling": 100 * wave.ceiling,
            "alpha": _told(wave.reliability, "alpha"),
            "omega": _told(wave.reliability, "omega"),
        }
        for one, scale in _scales(surveys)
        for wave in scale.waves
    ]
    return table_block(identifier, title, columns, rows, notes=_notes(surveys))


def change(result: SurveyScales) -> Block:
    """The change of those who answered twice, in steps and in both kinds of standard deviations."""
    return change_table("survey-scales-change", "How those who answered twice moved", result.surveys)


def change_table(identifier: str, title: str, surveys: Sequence[MeasuredSurvey]) -> Block:
    """Return one row for each scale that was asked twice."""
    columns = (
        Column("scale", "Scale"),
        Column("people", "People", PEOPLE),
        Column("schools", "Schools", PEOPLE, SUPPRESSED),
        Column("first", "First mean", STEPS, SUPPRESSED),
        Column("last", "Last mean", STEPS, SUPPRESSED),
        Column("change", "Change", STEPS.difference(), SUPPRESSED),
        Column("low", "Range from", STEPS.difference()),
        Column("high", "to", STEPS.difference()),
        Column("d_z", "d_z: change over the SD of changes", DISTANCE, SUPPRESSED),
        Column("d_av", "d_av: change over the mean SD of both times", DISTANCE, SUPPRESSED),
    )
    rows = [
        {
            "scale": _named(scale, one, surveys),
            "people": scale.matched,
            "schools": scale.change.schools if scale.change else None,
            "first": scale.first,
            "last": scale.last,
            "change": scale.change.mean if scale.change else None,
            "low": scale.change.conf_low if scale.change else math.nan,
            "high": scale.change.conf_high if scale.change else math.nan,
            "d_z": scale.change.d_z if scale.change else math.nan,
            "d_av": scale.change.d_av if scale.change else math.nan,
        }
        for one, scale in _scales(surveys)
        if scale.matched
    ]
    if not rows:
        return Words().block(identifier, "")
    notes = (
        "The range is one of 95 per cent and knows that people of one school are alike (CR2); below ten schools "
        "none is given.",
        "Nobody outside the programme was asked, so that a change is no difference the programme made.",
        *filter(None, [looking_back(surveys)]),
    )
    return table_block(identifier, title, columns, rows, notes=notes)


def schools(result: SurveyScales) -> Block:
    """Means of schools with ten people or more at both times."""
    columns = (
        Column("scale", "Scale"),
        Column("school", "School"),
        Column("people", "People", PEOPLE),
        Column("first", "First mean", STEPS),
        Column("last", "Last mean", STEPS),
    )
    rows = [
        {"scale": _named(scale, one, result.surveys), "school": dot.label, "people": dot.people}
        | {"first": dot.first, "last": dot.last}
        for one, scale in _scales(result.surveys)
        for dot in scale.schools
    ]
    if not rows:
        return Words().block("survey-scales-schools", "")
    note = "Only schools in which ten people or more answered twice; the order says nothing of a school."
    return table_block("survey-scales-schools", "Scales by school", columns, rows, notes=(note,))


def _scales(surveys: Sequence[MeasuredSurvey]) -> Iterator[tuple[MeasuredSurvey, MeasuredScale]]:
    return ((one, scale) for one in surveys for scale in one.scales)


def _named(scale: MeasuredScale, one: MeasuredSurvey, surveys: Sequence[MeasuredSurvey]) -> str:
    return f"{one.name}: {scale.name}" if len(surveys) > 1 else scale.name


def _told(sure: Reliability | None, which: str) -> str:
    """Return a coefficient with its range; what is not to be had says why."""
    if sure is None:
        return NOT_APPLICABLE
    point, low, high = ((sure.alpha, sure.alpha_low, sure.alpha_high), (sure.omega, sure.omega_low, sure.omega_high))[
        which == "omega"
    ]
    if math.isnan(point):
        return NOT_APPLICABLE
    show = COEFFICIENT.show
    return show(point) if math.isnan(low) else f"{show(point)} ({show(low)} to {show(high)})"


def _notes(surveys: Sequence[MeasuredSurvey]) -> tuple[str, ...]:
    sure = [wave.reliability for _, scale in _scales(surveys) for wave in scale.waves if wave.reliability]
    notes = [
        "People who answered every item of the scale; items are turned so that higher is better.",
        "Alpha is Cronbach's raw alpha; omega is McDonald's omega total of one factor (minimum residuals, from "
        "correlations). Both are shares of the variance of the sum that is not the items' own noise.",
    ]
    if any(one.drawn == "schools" for one in sure):
        notes.append("Ranges of alpha and omega are of 95 per cent, from whole schools drawn anew.")
    if any(one.drawn == "people" for one in sure):
        notes.append(
            "Where there are fewer than ten schools, ranges of alpha and omega draw people anew and are too short."
        )
    return tuple(notes)
