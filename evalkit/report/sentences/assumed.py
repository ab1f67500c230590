"""What is said where schools were chosen on a need that no table shows: the untrue assumption, and the range."""

from __future__ import annotations

from evalkit.findings.finding import Finding
from evalkit.report.sentences.parts.assumed_range import bears_out, check_of, range_of, readings_of
from evalkit.report.sentences.parts.ends_words import ends_words
from evalkit.report.sentences.parts.estimate_words import read_estimate
from evalkit.report.words import Words, stopped


def need_words(words: Words, finding: Finding) -> str:
    """Return which assumption is known to be untrue and what range follows; nothing where nothing is known so."""
    if not finding.unobserved_need or read_estimate(finding.estimate).inference is None:
        return ""
    need = words.repeat("plan", finding.unobserved_need).strip().rstrip(".")
    untrue = (
        "That interval treats these schools like schools drawn at random from the eligible schools of their area, "
        f"which is known to be untrue: {_lowered(need)}."
    )
    return " ".join(text for text in (untrue, _range(words, finding), _alone(finding)) if text)


def _range(words: Words, finding: Finding) -> str:
    shown, ends, estimate = readings_of(finding), range_of(finding), finding.estimate
    if shown is None or ends is None:
        found = check_of(finding)
        why = f" {stopped(words.repeat('check', found.answer))}" if found is not None else ""
        return f"How far that moves the difference could not be worked out.{why}"
    low, high = (end(row.estimate for row in shown.rows) for end in (min, max))
    middle = ends_words(words, (low, high), estimate.unit, " of the best estimates")
    whole = ends_words(words, ends, estimate.unit, " of the range")
    same = round(low, estimate.unit.decimals) == round(high, estimate.unit.decimals)
    best = "" if same else f"the best single estimate is anything from {middle}, and "
    return f"Depending on how far that need followed their earlier results, {best}the data fit anything from {whole}."


def _alone(finding: Finding) -> str:
    """Return what the range takes back of a direction that the interval alone would tell, if anything."""
    direction = read_estimate(finding.estimate).direction
    if not direction or bears_out(finding, direction):
        return ""
    which = "a rise" if direction == "up" else "a fall"
    return f"The first interval alone would point to {which}; with this range we cannot tell."


def _lowered(text: str) -> str:
    return text[:1].lower() + text[1:] if text[1:2].islower() or text[1:2] == " " else text
