"""The five levels of professional development, as one table."""

from __future__ import annotations

import math

from evalkit.core.quantity import Unit
from evalkit.records.delivery.guskey import FiveLevels, KnownAtLevel
from evalkit.records.estimate import Estimate
from evalkit.report.block import Block
from evalkit.report.sentences.parts.estimate_words import kind_of
from evalkit.report.table_cells import Column, table_block
from evalkit.report.words import brief, opened, unit_heading

PARTS = ("guskey",)
LEVELS = {
    1: "What people thought of it",
    2: "What they learned",
    3: "What the school supports",
    4: "What they do in lessons",
    5: "What came of it for pupils",
}
FROM = {
    "questionnaire": "Questionnaire",
    "departments": "Figures kept by the departments",
    "observations": "Lessons seen by members of the programme",
}
STRENGTH = {
    "questionnaire": "What those who took part say of themselves",
    "departments": "Counts by the schools themselves",
    "observations": "Seen by people of the programme, in lessons nobody drew by lot",
}
STEPS = Unit("steps of the scale", 2)
SHARE = Unit("per cent", 0)
PLAIN = Unit("", 1)
NOT_MEASURED = "Not looked at"


def guskey(result: FiveLevels) -> Block:
    """Every level with its instrument, who answered, what came out, and how strong that is as evidence."""
    columns = (
        Column("level", "Level"),
        Column("instrument", "Instrument"),
        Column("response", "On record"),
        Column("result", "Result"),
        Column("strength", "As evidence"),
    )
    rows: list[dict[str, object]] = []
    for level, name in LEVELS.items():
        own: list[dict[str, object]] = [_line(line) for line in result.lines if line.level == level]
        if level == max(LEVELS) and result.estimate is not None:
            own.append(_of_estimate(result.estimate))
        nothing: dict[str, object] = {"instrument": NOT_MEASURED, "response": "", "result": "", "strength": "None"}
        rows += [{"level": f"{level}. {name}"} | line for line in own or [nothing]]
    notes = (
        "Levels as in Guskey (2000). A later level does not follow from an earlier one.",
        "But for published results, nobody outside the programme stands beside what was found.",
        *(
            ["Looking back: then and now were judged at one time."]
            if any(line.looking_back for line in result.lines)
            else []
        ),
    )
    return table_block("guskey", "What is known at each of five levels", columns, rows, notes=notes)


def _line(line: KnownAtLevel) -> dict[str, object]:
    return {
        "instrument": f"{FROM[line.instrument]}: {line.name}" + (" (looking back)" if line.looking_back else ""),
        "response": _response(line),
        "result": _result(line),
        "strength": f"{STRENGTH[line.instrument]}{', once' if line.times == 1 else ''}",
    }


def _response(line: KnownAtLevel) -> str:
    noun = line.counted if line.answered != 1 or line.asked is not None else line.counted[:-1]
    asked = f" of {line.asked:,}" if line.asked is not None else ""
    times = " both times" if line.times > 1 and line.counted != "lessons" else ""
    return f"{line.answered:,}{asked} {noun}{times}"


def _result(line: KnownAtLevel) -> str:
    """Return the value, or both values with the range of their difference; few people are counted and nothing more."""
    if math.isnan(line.last):
        return "Too few people for a mean"
    scale = (
        "" if line.shown_as != "mean" or math.isnan(line.high) else f" on a scale from {line.low:g} to {line.high:g}"
    )
    if line.times == 1 or math.isnan(line.first):
        return f"{_value(line, line.last)}{scale} ({line.when[-1]})"
    told = f"{_value(line, line.first)} ({line.when[0]}) and {_value(line, line.last)} ({line.when[-1]}){scale}"
    if math.isnan(line.conf_low):
        return told
    show = STEPS.difference().show
    return f"{told}; change between {show(line.conf_low)} and {show(line.conf_high)} (95 per cent range)"


def _value(line: KnownAtLevel, value: float) -> str:
    if line.shown_as == "percent":
        return f"{SHARE.show(100 * value)}%"
    if line.shown_as == "count":
        return f"{round(value * line.answered)} of {line.answered}"
    return (STEPS if line.instrument == "questionnaire" else PLAIN).show(value)


def _of_estimate(estimate: Estimate) -> dict[str, object]:
    """Return the main result as a line: its difference with its range; what can be told stands beside the result."""
    unit = estimate.unit.difference()
    difference = f"{unit.show(estimate.estimate)} {unit_heading(unit)}"
    sure = estimate.inference() if estimate.primary else None
    ends = f" (range {unit.show(sure.conf_low)} to {unit.show(sure.conf_high)})" if sure is not None else ""
    counts = estimate.counts
    return {
        "instrument": "Published results",
        "response": f"{counts.units_treated:,} and {counts.units_comparison:,} {kind_of(estimate).many} beside them",
        "result": f"{opened(brief(estimate.outcome))}, beside comparison {kind_of(estimate).many}: {difference}{ends}",
        "strength": "The only level with others beside it; the part on the main result says what can be told",
    }
