"""What a study says of itself."""

from __future__ import annotations

from evalkit.report.block import Block
from evalkit.report.words import Words, listed, stopped
from evalkit.study.model import Study


def programme(study: Study) -> Block:
    """What was done, where, when and why."""
    words = Words()
    what = study.programme
    strands = words.count("components", len(study.components), "strand") if study.components else ""
    parts = [
        f"{words.repeat('plan', what.name)} ran in {words.repeat('plan', what.place)} from "
        f"{words.day('starts', what.starts)} to {words.day('ends', what.ends)}"
        f"{f' in {strands}' if strands else ''}, funded by {words.repeat('plan', what.fund)}.",
        stopped(words.repeat("plan", what.summary)),
        f"It set out to {listed(_aim(words, aim) for aim in what.aims)}.",
    ]
    return words.block("study-programme", " ".join(parts))


def selection(study: Study) -> Block:
    """Who chose the schools, when, how and on which figure."""
    words = Words()
    record = study.selection
    said = (
        ("Who chose the schools", record.by),
        ("When", record.when),
        ("How", record.how),
        ("On which figure", record.figure),
        ("Who declined", record.declined),
    )
    parts = [f"{label}: {words.repeat('plan', text).strip().rstrip('.')}." for label, text in said]
    if record.unobserved_need:
        need = words.repeat("plan", record.unobserved_need).strip().rstrip(".")
        parts.append(f"Chosen on a need that the comparison schools' data do not show: {need}.")
    if record.chosen_on is None:
        parts.append("No rule on a published result was used to choose schools, so none is mirrored on the comparison.")
    return words.block("study-selection", " ".join(parts))


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
