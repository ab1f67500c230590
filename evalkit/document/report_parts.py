"""The parts of the report that a funder reads: their order, their budget of sides, and what fills those still empty."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

# A whole report of a programme, its front and its contents among them, and of one with few schools.
FRONT_SIDES = 1.0
CONTENTS_SIDES = 1.0
MOST_SIDES = 25.0
REFUSED = "The main question could not be answered; part 2 says why."


@dataclass(frozen=True, slots=True)
class ReportPart:
    """One part of the report.

    Attributes
    ----------
    id : str
        Under which pages keep for it.
    title : str
        Its heading: a question or a subject in plain words.
    sides : float
        How many sides of A4 it may take.
    pages : tuple of str
        Names of the pages whose blocks stand in it where they name no part.
    needs : str
        What it would need, in one line, while nothing is kept for it.
    answer : str
        How the id of the kept sentence ends that answers it; its first paragraph stands at the head of the part.
        Empty takes the first sentence that is kept.
    """

    id: str
    title: str
    sides: float
    pages: tuple[str, ...]
    needs: str
    answer: str = ""


REPORT_PARTS: tuple[ReportPart, ...] = (
    ReportPart("summary", "Summary", 1, (), REFUSED, answer="-answer"),
    ReportPart(
        "done",
        "What was done, and for whom",
        1.5,
        ("00-study",),
        "The study file describes the programme.",
        answer="study-answer",
    ),
    ReportPart(
        "asked",
        "What was asked, and when it was fixed",
        1,
        (),
        "The study file asks the questions.",
        answer="study-asked",
    ),
    ReportPart(
        "compared",
        "Which schools are compared",
        2,
        ("01-schools-and-pupils", "03-comparison"),
        REFUSED,
        answer="comparison-answer",
    ),
    ReportPart(
        "result",
        "The main result",
        2,
        ("02-outcomes", "04-effect"),
        REFUSED,
        answer="-in-numbers",
    ),
    ReportPart(
        "wrong",
        "How easily could it be wrong?",
        2,
        ("05-sensitivity",),
        REFUSED,
        answer="-robustness-said",
    ),
    ReportPart(
        "pupils",
        "For which pupils?",
        1.5,
        ("06-groups",),
        "Pupils' own records, from the Department.",
        answer="groups-answer",
    ),
    ReportPart(
        "reach",
        "What reached teachers",
        2.5,
        ("07-delivery",),
        "Not yet known: it needs who came to what, for how long, by school and post.",
        answer="reach-answer",
    ),
    ReportPart(
        "departments",
        "What changed in departments",
        1.5,
        ("07-departments",),
        "Not yet known: it needs the ratings of each review, first and last, on the same scale.",
        answer="departments-answer",
    ),
    ReportPart(
        "views",
        "What pupils said",
        1.25,
        ("07-pupils-views",),
        "Not yet known: it needs pupils' answers before and after, and who had extra help and when it stopped.",
        answer="views-answer",
    ),
    ReportPart(
        "cost",
        "What it cost",
        1,
        (),
        "Not yet known: it needs money and staff time by school and year, cover included.",
        answer="cost-answer",
    ),
    ReportPart(
        "benchmarks",
        "Beside other programmes",
        0.75,
        ("08-beyond",),
        REFUSED,
        answer="-benchmarks-said",
    ),
    ReportPart(
        "security",
        "How secure it is, and its limits",
        1.5,
        (),
        REFUSED,
        answer="-security",
    ),
    ReportPart(
        "lessons",
        "Lessons, and what goes on",
        2.5,
        ("09-conclusions",),
        "Not yet written. The four sections of story.md stand here.",
        answer="lessons-answer",
    ),
    ReportPart(
        "words", "Words, sources, and who wrote this", 1, (), "No words or sources were kept.", answer="panel-answer"
    ),
)


def part_of_page(page: str) -> str:
    """Return the part in which a page's blocks stand where they name none; a new page is a part of its own."""
    return next((part.id for part in REPORT_PARTS if page in part.pages), page)


def in_order(kept: Iterable[str]) -> tuple[str, ...]:
    """Return the ids of all parts: those of the table, then those that pages added, in the order of the pages."""
    known = tuple(part.id for part in REPORT_PARTS)
    return known + tuple(one for one in dict.fromkeys(kept) if one not in known)
