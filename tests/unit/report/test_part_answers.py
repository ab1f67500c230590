"""The one short line that answers a part of the report: true of what it is about, short, its numbers quoted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from evalkit.report.digits import numbers_in
from evalkit.report.verbs import sentence
from evalkit.report.words import banned_in
from evalkit.study.model import Study
from evalkit.study.study_reader import read_study
from tests.unit.report import group_samples, samples
from tests.unit.report.false_samples import balanced, of_groups, row

LONGEST = 25
STORY = "## Overview\n\nText.\n\n## Good practice\n\n- One.\n- Two,\n  at length.\n\n## Sustainability\n\n1. Three.\n"


def asking(*statuses: str) -> Study:
    """Return a study with a question of each status."""
    made = samples.study()
    questions = [made.questions[0].model_copy(update={"id": f"q{n}", "status": s}) for n, s in enumerate(statuses)]
    return made.model_copy(update={"questions": tuple(questions)})


def offered(*whom: str) -> Study:
    """Return a study with a strand offered to each."""
    made = samples.study()
    strands = [made.components[0].model_copy(update={"id": f"s{n}", "offered_to": to}) for n, to in enumerate(whom)]
    return made.model_copy(update={"components": tuple(strands)})


def one_school() -> Study:
    """Return a study of one school, with two strands."""
    made = offered("all", "all")
    return made.model_copy(update={"schools": made.schools.model_copy(update={"list": made.schools.list[:1]})})


def told(story: str) -> Study:
    """Return a study with these words."""
    return samples.study().model_copy(update={"story": story})


NAMED = balanced(row("ks2 2017", 0.1), row("eal 2017", -0.3), row("p8_maths 2017", 0.2, matched=False))
FILE = samples.panel().provenance[0]
UNREAD = replace(samples.panel(), provenance=(FILE, replace(FILE, rows=0)))
CASES: dict[str, tuple[object, str, str]] = {
    "strands": (offered("all", "all"), "answer", "2 schools in Westmarch were offered 2 strands of support."),
    "one school": (one_school(), "answer", "1 school in Westmarch was offered 2 strands of support."),
    "a strand for some": (
        offered("all", "targeted"),
        "answer",
        "2 schools in Westmarch were offered 2 strands of support, 1 of them to 1 targeted school alone.",
    ),
    "no strands": (offered(), "answer", "2 schools in Westmarch took part."),
    "one planned": (asking("planned"), "asked", "1 question is planned in the study file."),
    "planned and not": (
        asking("planned", "exploratory", "exploratory"),
        "asked",
        "1 question is planned in the study file; 2 more were asked when results could already be seen.",
    ),
    "none planned": (
        asking("exploratory", "exploratory"),
        "asked",
        "2 questions asked, none of them fixed before results could be seen.",
    ),
    "lessons": (
        told(STORY),
        "lessons",
        "The people who know the programme give 2 points under “Good practice” and 1 under “Sustainability”.",
    ),
    "no points": (
        told("## Overview\n\nText - with a dash.\n"),
        "lessons",
        "What the people who know the programme learnt stands in their own words.",
    ),
    "compared": (
        NAMED,
        "answer",
        "87 comparison schools from 41 areas, alike before the start on 2 of 3 measures.",
    ),
    "compared without balance": (
        replace(NAMED, balance=None),
        "answer",
        "87 comparison schools from 41 areas.",
    ),
    "an authority compared": (
        replace(NAMED, counts=replace(group_samples.COUNTS, kind="authority")),
        "answer",
        "10 comparison authorities, alike before the start on 2 of 3 measures.",
    ),
    "groups: none told": (
        replace(of_groups(0.1, 0.3), by_school=()),
        "answer",
        "We cannot tell a rise from a fall in the 1 question on groups of pupils; no public table shows White "
        "British pupils' maths.",
    ),
    "groups: told": (
        replace(of_groups(0.4, 0.3), by_school=(samples.finding(),), unanswered=(samples.unanswered(),)),
        "answer",
        "We can tell a rise from a fall in 1 of 3 questions on groups of pupils; no public table shows White "
        "British pupils' maths.",
    ),
    "groups: not asked": (
        group_samples.five_schools(),
        "answer",
        "No question is asked of groups of pupils, and no public table shows White British pupils' maths.",
    ),
    "files": (UNREAD, "answer", "All results come from 1 file, each listed in the annex."),
}


@pytest.mark.parametrize("name", CASES)
def test_an_answer_reads(name: str) -> None:
    thing, part, expected = CASES[name]
    block = sentence(thing, part)
    assert block.text == expected
    assert {shown for _, _, shown in block.quotes} >= set(numbers_in(block.text))


SHIPPED: dict[str, Callable[[], Study]] = {
    "leicester": lambda: read_study("leicester"),
    "north-west": lambda: read_study("north-west"),
}


@pytest.mark.parametrize("part", ["answer", "asked", "lessons"])
@pytest.mark.parametrize("study", SHIPPED)
def test_an_answer_of_a_shipped_study_is_one_short_line(study: str, part: str) -> None:
    text = sentence(SHIPPED[study](), part).text
    assert len(text.split()) <= LONGEST and text.count(". ") == 0 and text.endswith(".")
    assert not banned_in(text)


def test_every_answer_is_one_short_line() -> None:
    for thing, part, _ in CASES.values():
        assert len(sentence(thing, part).text.split()) <= LONGEST
