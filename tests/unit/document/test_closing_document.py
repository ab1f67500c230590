"""The closing document: four sections as the funder calls them, the finding once, and what may be said of it."""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from evalkit.core.errors import ReportError
from evalkit.document.closing_document import CAN, CANNOT, MOST_WORDS, closing_document, too_long
from evalkit.document.editions import CLOSING as CLOSING_EDITION
from evalkit.document.front_words import words_on
from evalkit.document.kept_blocks import KeptPage, write_block
from evalkit.document.number_places import number_places
from evalkit.document.number_table import NUMBERS, trace_of
from evalkit.document.parts import Bullets, Callout, Document, Heading, Note, Paragraph
from evalkit.document.report_files import write_documents
from evalkit.findings.finding import Answer
from evalkit.records.delivery.lessons import Lesson, LessonEvidence, Lessons
from evalkit.report.block import Block
from evalkit.report.digits import numbers_in
from evalkit.report.verbs import sentence
from evalkit.report.words import BANNED
from evalkit.study.model import Study
from tests.unit.document.annex.runs import RECORD
from tests.unit.report import samples
from tests.unit.report.samples import finding

FUNDERS = ("Overview", "Good practice to share", "What the project may do differently", "Sustainability measures")
OVERVIEW = "Maths {{ attainment | direction }} beside others: {{ attainment }}. {{ attainment | caution }}"
STORY = f"""# A story
## Overview
{OVERVIEW}
## Good practice
What to keep:

- Reviews with departments.
## What we would do differently
Plan for longer.
## Sustainability
The hub goes on.
"""
ENDS = re.compile(r"(?<=[.!?])\s+")


def study(story: str = STORY, **fields: object) -> Study:
    """Return a study with a story."""
    return samples.study(story=story, **fields)


def lesson(text: str, kind: str, *, invented: bool = False) -> Lesson:
    """Return a lesson that an account of the programme bears out."""
    evidence = LessonEvidence("delivery:before_support", about="before support", invented=invented)
    return Lesson(text, kind, "review", "", "", "", 3, published=True, evidence=evidence)


def kept(*, invented: bool = False) -> tuple[KeptPage, ...]:
    """Return the page on which lessons are kept."""
    found = Lessons(
        lessons=(
            lesson("Reviews came first", "worked", invented=invented),
            lesson("Begin a term sooner", "differently"),
            lesson("Experts stay within reach", "continues"),
        )
    )
    blocks = (sentence(found, part) for part in ("answer", "worked", "differently", "continues"))
    return (KeptPage("09-conclusions", "Lessons", "", tuple(replace(one, layer="report") for one in blocks)),)


def made(
    story: str = STORY, answers: Sequence[Answer] | None = None, pages: Sequence[KeptPage] | None = None
) -> Document:
    """Return the closing document of the samples."""
    return closing_document(
        study(story), [finding()] if answers is None else answers, kept() if pages is None else pages
    )


def below(document: Document, title: str) -> list[str]:
    """Return the texts below a heading, up to the next."""
    found, on = [], False
    for part in document.parts:
        if isinstance(part, Heading):
            on = part.text == title
        elif on:
            found += list(part.items) if isinstance(part, Bullets) else [getattr(part, "text", "")]
    return found


def texts(document: Document) -> list[str]:
    """Return every running text, point by point."""
    running = (Bullets, Callout, Note, Paragraph)
    return [
        text
        for part in document.parts
        if isinstance(part, running)
        for text in (part.items if isinstance(part, Bullets) else (part.text,))
    ]


def test_it_has_the_funders_four_sections_in_their_order_then_what_may_be_said_and_what_not() -> None:
    headings = [part.text for part in made().parts if isinstance(part, Heading)]
    assert headings == [*FUNDERS, CAN, CANNOT]


def test_each_section_holds_the_words_of_the_story_and_the_lessons_kept_for_it_with_their_evidence() -> None:
    document = made()
    assert below(document, "Good practice to share") == [
        "What to keep:",
        "Reviews with departments.",
        "Reviews came first (3 schools). (Evidence: before support.)",
    ]
    assert below(document, "What the project may do differently") == [
        "Plan for longer.",
        "Begin a term sooner (3 schools). (Evidence: before support.)",
    ]
    assert below(document, "Sustainability measures")[-1].startswith("Experts stay within reach (3 schools).")
    assert "What is named as evidence stands in the report." in texts(document)[-1]


def test_its_first_line_says_what_where_to_whom_and_when() -> None:
    assert texts(made())[1] == (
        "2 schools in Westmarch were offered 1 strand of support. It ran from September 2017 to July 2019."
    )


def test_invented_rows_are_told_once_at_the_head_and_beside_each_point_where_the_rest_is_real() -> None:
    every = "\n".join(texts(made(pages=kept(invented=True))))
    assert every.count("nvented") == 1
    real = study().model_copy(update={"data": study().data.model_copy(update={"synthetic": False})})
    told = texts(closing_document(real, [finding()], kept(invented=True)))
    assert not any("nvented tables" in text for text in told)
    assert sum("(Evidence: before support, invented.)" in text for text in told) == 1


@pytest.mark.parametrize(
    "overview",
    [
        OVERVIEW,
        "We worked together.",
        "It {{ attainment | direction }}. {{ attainment | caution }}",
        f"{OVERVIEW}\n\nTo say it again: {{{{ attainment }}}}. {{{{ attainment | caution }}}}",
        "{{ attainment | headline }}\n\n- {{ attainment | headline }}",
    ],
    ids=["once", "never", "its direction alone", "twice", "as a headline, twice"],
)
def test_the_finding_stands_in_it_once_with_its_interval_whatever_the_story_quotes(overview: str) -> None:
    document = made(STORY.replace(OVERVIEW, overview))
    every = "\n".join(texts(document))
    assert [len(re.findall(rf"(?<![\d.]){re.escape(number)}\b", every)) for number in ("0.15", "0.37")] == [1, 1]
    said = [one for text in texts(document) for one in ENDS.split(text) if len(one.split()) > 4]
    assert len(said) == len(set(said))
    assert "- \n" not in every
    assert all(text.strip() for text in texts(document))


def test_a_second_quotation_points_to_the_first() -> None:
    document = made(STORY.replace("The hub goes on.", "It went so: {{ attainment }}."))
    assert below(document, "Sustainability measures")[0] == "It went so: as quoted above."


def test_what_may_be_said_has_no_size_and_nothing_causal() -> None:
    document = made()
    can, cannot = below(document, CAN), below(document, CANNOT)
    assert can[0] == sentence(finding(), "answer").text
    assert len(can) == 3
    assert cannot[0].startswith("“The programme raised progress in maths.” The schools were not drawn by lot")
    assert cannot[1].startswith("“The schools studied changed just as the comparison schools did.”")
    assert not [number for text in (*can, *cannot[:4]) for number in numbers_in(text)]
    assert not [word for word in BANNED for text in texts(document) if re.search(rf"\b{word}\b", text, re.IGNORECASE)]


def test_a_question_that_was_refused_says_why_and_what_would_help_and_claims_nothing() -> None:
    refused = replace(samples.unanswered(), id="attainment")
    document = made(STORY, [refused])
    can = below(document, CAN)
    assert can[0] == "Did the targeted schools do better? This question could not be answered."
    assert "What would help: Widen the donor rule on pupils." in can[1]
    assert "(this question could not be answered)" in below(document, "Overview")[0]
    assert below(document, CANNOT)[0].startswith("It judges no school or pupil")


def test_without_a_story_and_without_lessons_each_section_says_what_is_not_yet_written() -> None:
    document = made("", pages=())
    assert [part.text for part in document.parts if isinstance(part, Heading)] == [*FUNDERS, CAN, CANNOT]
    assert below(document, "Overview")[0].startswith("We cannot tell")
    empty = [below(document, title) for title in FUNDERS[1:]]
    assert all(len(one) == 1 and one[0].startswith("Not yet written: ") for one in empty)
    assert len({one[0] for one in empty}) == 3
    assert "evidence" not in texts(document)[-1]


def test_a_section_of_the_story_that_no_funder_asks_for_is_named_and_stands_in_the_report() -> None:
    document = made(f"{STORY}\n## Thanks\nTo everybody.\n")
    assert "To everybody." not in texts(document)
    assert "The report also holds what was written under “Thanks”." in texts(document)[-1]


def test_its_numbers_are_traced_and_one_from_nowhere_stops_it() -> None:
    document, pages = made(), kept()
    trace = trace_of(number_places(study(), [finding()], RECORD, pages), pages, RECORD)
    rows = list(trace.rows(document))
    assert [row.source.value for row in rows if row.number == "0.15"] == [-0.15]
    lessons = [row.source.block for row in rows if row.number == "3"]
    assert lessons == ["lessons-worked", "lessons-differently", "lessons-continues"]
    unknown = replace(document.layers[0], parts=(*document.layers[0].parts, Paragraph("It rose by 47.11 grades.")))
    with pytest.raises(ReportError, match=r"47\.11"):
        list(trace.rows(replace(document, layers=(unknown,))))


def test_a_run_lists_its_numbers_beside_those_of_the_report(tmp_path: Path) -> None:
    for place, block in enumerate(_blocks(), 1):
        write_block(block, tmp_path / "pages" / "09-conclusions", place)
    story = STORY.replace("The hub goes on.", "The hub goes on with 73 teachers.")
    documents = write_documents(tmp_path, study(story), [finding()], RECORD)
    assert documents.edition(CLOSING_EDITION) is documents.closing
    with (tmp_path / NUMBERS).open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["place"] == "closing-sustainability-measures"]
    assert [(row["number"], row["name"], row["rows"]) for row in rows] == [
        ("73", "typed by hand", "story.md, ## Sustainability"),
        ("3", "schools", "pages/09-conclusions/04-lessons-continues.csv"),
    ]


def test_one_that_takes_more_than_two_sides_is_left_whole_and_said() -> None:
    assert too_long(made()) == ""
    long = made(STORY.replace("Plan for longer.", "Plan well. " + "Ask again and again what is needed. " * 160))
    assert words_on(long.parts) > MOST_WORDS
    assert f"about {words_on(long.parts):,} words" in too_long(long)
    assert below(long, "What the project may do differently")[0].count("Ask again") == 160


def _blocks() -> tuple[Block, ...]:
    return kept()[0].blocks
