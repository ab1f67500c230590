"""What a study says of itself."""

from __future__ import annotations

import re

from evalkit.report.block import Block
from evalkit.report.sentences.front.closing import written as authors
from evalkit.report.sentences.front.programme import front_done
from evalkit.report.words import Words, listed, opened, stopped
from evalkit.study.model import Study
from evalkit.study.story import sections

TARGETED, PLANNED = "targeted", "planned"
# A point of a list in the words of story.md.
POINT = re.compile(r"^(?:[-*+]|\d+[.)])[ \t]+\S", re.MULTILINE)

MIRRORED = "Schools elsewhere are compared only where the rule by which these were chosen would have chosen them too."
TAKEN_OFF = (
    "The rule by which the area was picked is declared, so what areas that stood so change by themselves is taken off "
    "the estimate."
)
NO_RULE = (
    "The study declares no rule on a published result by which schools or their area were chosen, so comparison "
    "schools are not held to one."
)
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


def answer(study: Study) -> Block:
    """What was done, in how many schools, in one line."""
    words = Words()
    text = f"{opened(_whom(words, study))} in {words.repeat('plan', study.programme.place)}"
    alone = sum(one.offered_to == TARGETED for one in study.components)
    few = sum(one.role == TARGETED for one in study.schools.list)
    if not study.components:
        return words.block("study-answer", f"{text} took part.")
    was = "was" if study.schools.rule is None and len(study.schools.list) == 1 else "were"
    text = f"{text} {was} offered {words.count('strands', len(study.components), 'strand')} of support"
    if alone and few:
        one, schools = words.count("strands for some", alone), words.count("targeted schools", few, "targeted school")
        text = f"{text}, {one} of them to {schools} alone"
    return words.block("study-answer", f"{text}.")


def asked(study: Study) -> Block:
    """How many questions were fixed beforehand, and how many were not, in one line."""
    words = Words()
    planned = sum(one.status == PLANNED for one in study.questions)
    others = len(study.questions) - planned
    number = words.count("questions", planned or len(study.questions), "question")
    if not planned:
        return words.block("study-asked", f"{number} asked, none of them fixed before results could be seen.")
    was = "is" if planned == 1 else "are"
    text = f"{number} {was} planned in the study file"
    was = "was" if others == 1 else "were"
    more = f"; {words.count('exploratory questions', others)} more {was} asked when results could already be seen"
    return words.block("study-asked", f"{text}{more if others else ''}.")


def lessons(study: Study) -> Block:
    """How many points the people who know the programme set down, section by section, in one line."""
    words = Words()
    points = [(title, len(POINT.findall(text))) for title, text in sections(study.story).items()]
    told = [
        f"{words.count('points', number)}{'' if place else ' point' if number == 1 else ' points'} under “{title}”"
        for place, (title, number) in enumerate((title, number) for title, number in points if number)
    ]
    if not told:
        return words.block("study-lessons", "What the people who know the programme learnt stands in their own words.")
    return words.block("study-lessons", f"The people who know the programme give {listed(told)}.")


def _whom(words: Words, study: Study) -> str:
    if study.schools.rule is not None:
        return f"all schools of {listed(words.repeat('plan', area) for area in study.schools.rule.areas)}"
    return words.count("schools of the programme", len(study.schools.list), "school")


def written(study: Study) -> Block:
    """Who wrote the report and their part in the programme, or that nobody said."""
    return Words().block("study-written", authors(study.report))


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
