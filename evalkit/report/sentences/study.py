"""What a study says of itself."""

from __future__ import annotations

from evalkit.report.block import Block
from evalkit.report.sentences.front.programme import front_done
from evalkit.report.words import Words, stopped
from evalkit.study.model import Study

MIRRORED = "Schools elsewhere are compared only where the rule by which these were chosen would have chosen them too."
TAKEN_OFF = (
    "The rule by which the area was picked is declared, so what areas that stood so change by themselves is taken off "
    "the estimate."
)
NO_RULE = "No rule on a published result is declared by which schools or their area were chosen, so none is mirrored."
UNSEEN = (
    "The need on which some were chosen does not show in the data of comparison schools, so no comparison can allow "
    "for it; the difference is shown under several assumptions about it."
)


def programme(study: Study) -> Block:
    """What was done, where, when and why."""
    words = Words()
    what = study.programme
    strands = words.count("components", len(study.components), "strand") if study.components else ""
    parts = [
        f"{words.repeat('plan', what.name)} ran in {words.repeat('plan', what.place)} from "
        f"{words.day('starts', what.starts)} to {words.day('ends', what.ends)}"
        f"{f' in {strands}' if strands else ''} (fund: {words.repeat('plan', what.fund)}).",
        stopped(words.repeat("plan", what.summary)),
        f"It set out to {'; and to '.join(_aim(words, aim) for aim in what.aims)}.",
    ]
    return words.block("study-programme", " ".join(parts))


def front(study: Study) -> Block:
    """What was done, where and when, as the front page says it."""
    return front_done(study)


def selection(study: Study) -> Block:
    """What follows from how the schools were chosen; who chose, when and how stands in the table."""
    record = study.selection
    parts = []
    if record.chosen_on is not None:
        parts.append(MIRRORED)
    if record.area_chosen_on is not None:
        parts.append(TAKEN_OFF)
    if record.chosen_on is None and record.area_chosen_on is None:
        parts.append(NO_RULE)
    if record.unobserved_need:
        parts.append(UNSEEN)
    return Words().block("study-selection", " ".join(parts))


def overrides(study: Study) -> Block:
    """Which rules of the years the study sets aside, and why."""
    words = Words()
    found = study.years.overrides
    if not found:
        return words.block("study-overrides", "The study sets aside none of the rules of the years.")
    number = words.count("overrides", len(found), "rule")
    said = [f"{words.repeat('plan', one.rule)}: {stopped(words.repeat('plan', one.reason))}" for one in found]
    return words.block("study-overrides", f"The study sets aside {number} of the years. {' '.join(said)}")


def _aim(words: Words, aim: str) -> str:
    text = words.repeat("plan", aim).rstrip(".")
    return text[:1].lower() + text[1:]
