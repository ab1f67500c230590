"""Whether schools that had more changed more, in sentences: what decides the dose is said first."""

from __future__ import annotations

import math

from evalkit.core.quantity import Unit
from evalkit.records.delivery.more_with_more import MoreWithMore, RatingsWithHours
from evalkit.report.block import Block
from evalkit.report.words import Words, brief, in_unit, listed

PARTS = ("more_with_more", "selection", "scaled")
CORRELATION, HOURS = Unit("", 2, signed=True), Unit("hours", 0)
# The slope is told for so many hours, a number of hours that schools differ by.
PER = 10


def more_with_more(result: MoreWithMore) -> Block:
    """The slope with its interval, and why it is no answer to what more hours would do."""
    words, name = Words(), result.kind.replace("_", "-")
    if result.refused:
        return words.block(f"{name}-answer", f"Dose and change cannot be set side by side: {result.refused}.")
    if result.line is None:
        schools = words.count("schools", len(result.points) + result.hidden, "school")
        return words.block(
            f"{name}-answer",
            f"{schools} are too few to say how change goes with hours; the picture shows each of them.",
        )
    line, unit = result.line, result.unit.difference()
    more = in_unit(words.number("slope", PER * line.slope, unit), abs(PER * line.slope), result.unit)
    low, high = words.number("low", PER * line.conf_low, unit), words.number("high", PER * line.conf_high, unit)
    hours, schools = words.count("hours", PER, "hour"), words.count("schools", line.schools, "school")
    text = (
        f"Over {schools}, {hours} more for each teacher of maths go with {changed(result)} that differs by {more} "
        f"({low} to {high}). Nobody drew by lot who had more, so this does not say what more hours would do."
    )
    return words.block(f"{name}-answer", text)


def changed(result: MoreWithMore) -> str:
    """Return what is set beside the hours, in words."""
    if isinstance(result, RatingsWithHours):
        return "a share of areas that rose, less the share that fell,"
    return f"a change in {brief(result.outcome)}"


def selection(result: MoreWithMore) -> Block:
    """How the dose goes with what was so before the start."""
    words = Words()
    parts = []
    if result.targeted and result.others:
        parts.append(
            f"Half of the {words.count('targeted', result.targeted)} targeted schools had at least "
            f"{words.number('targeted dose', result.targeted_dose, HOURS)} hours for each teacher of maths, half of "
            f"the {words.count('others', result.others)} others at least "
            f"{words.number('other dose', result.other_dose, HOURS)}."
        )
    known = [one for one in result.selection if not math.isnan(one.correlation)]
    if known:
        told = [
            f"{words.repeat('trait', one.trait)} by {words.number('correlation', one.correlation, CORRELATION)}"
            for one in known
        ]
        scale = f"{words.repeat('scale', '0')} is not at all, {words.repeat('scale', '1')} or −1 entirely"
        parts.append(f"How much a school had goes with {listed(told)} (rank correlation: {scale}).")
    text = " ".join(parts) or "What decides how much a school had cannot be told from so few schools."
    return words.block(f"{result.kind.replace('_', '-')}-selection", text)


def scaled(result: MoreWithMore) -> Block:
    """The estimate over the share delivered, with what it assumes."""
    words, name = Words(), f"{result.kind.replace('_', '-')}-scaled"
    if result.scaled is None:
        return words.block(name, "There is no estimate to scale by what was delivered.")
    one, unit = result.scaled, result.unit.difference()
    if math.isnan(one.share) or one.refused:
        return words.block(name, f"The estimate is not scaled by what was delivered: {one.refused}.")
    estimate = in_unit(words.number("scaled", one.estimate, unit), abs(one.estimate), result.unit)
    low, high = words.number("low", one.conf_low, unit), words.number("high", one.conf_high, unit)
    text = (
        f"On average {words.percent('share', one.share)} of a department came to most of what was offered. If nothing "
        "changed where nothing was delivered, and change grows evenly with that share, the estimate for a whole "
        f"department is {estimate} ({low} to {high}). Nobody can check the first of these from such tables."
    )
    return words.block(name, text)
