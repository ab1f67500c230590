"""One page over all reports of a folder, for whoever has to read several: what each found, how sure, what is open.

Reports stand in the order of their places and titles. Nothing on the page puts one programme above another.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from evalkit.document.parts import (
    Callout,
    Contents,
    Document,
    Heading,
    Paragraph,
    Part,
    PlaceLink,
    PlaceLinks,
    Table,
    one_layer,
)
from evalkit.records.plan_stamp import PlanStamp, PlanStanding
from evalkit.report.sentences.front.certainty import DEPARTS
from evalkit.report.sentences.parts.estimate_words import BEST, NEITHER
from evalkit.report.table_cells import Column, table_block
from evalkit.report.verbs import sentence
from evalkit.report.words import day_in_words, listed, opened

TITLE = "All reports"
NO_ORDER = (
    "Results of different programmes are not to be put in order: each has its own schools, years, measure and "
    "comparison, and a larger figure shows no better programme. The order here is that of places and titles."
)
SHORT = (
    "What is said of each report here is its main question alone, as the report says it. Read the report before use."
)
INVENTED = "invented: nothing here shows a real school"
PUBLISHED = "published tables"
NONE_YET = "There is no report here yet. A report is written by evalkit run and the name of a study."
NOTHING_OPEN = "None of what this page looks for: questions without an answer, and departures from the plan."
NOT_ANSWERED = "The main question could not be answered; the report says why and what would help."
NO_WORDS = "The folder does not hold the answer in words; its report does. Running the study again brings it here."
NOT_ASKED = "The main question was planned in the study file; no locked plan was looked for."
EXPLORATORY = "No question was planned: the one answered here is exploratory."
UNREAD = "Reports that could not be read"
PLANS = "Plans without a report"
SENTENCE = re.compile(r"(?<=[.?!])\s+(?=[A-Z])")
ROWS = (Column("what", "What"), Column("is", "Entry"))
OPEN_STANDINGS = (PlanStanding.CHANGED, PlanStanding.NOT_LOCKED, PlanStanding.EXPLORATORY)

# A file that a page leads to: in words, and its path beside the page.
Link = tuple[str, str]


@dataclass(frozen=True, slots=True)
class ReportEntry:
    """What the page says of one report.

    Attributes
    ----------
    folder : str
        Of the report, below the folder of the page.
    study : str
        Name of the study.
    title, place : str
        Of the programme.
    invented : bool
        Whether its tables are invented.
    question : str
        The one that the report leads with.
    headline : str
        What the report says first, in several sentences; empty where the folder does not hold it.
    refused : bool
        Whether that question was refused.
    planned : bool
        Whether it was planned in the study file.
    departs : bool
        Whether its finding leaves the plan's own rule for how sure it is.
    stamp : PlanStamp or None
        How it stands to the locked plans; None where nobody asked.
    unanswered, questions : int
        How many questions were refused, of how many.
    day : date
        On which the report was made.
    files : tuple of (str, str)
        What there is to read.
    """

    folder: str
    study: str
    title: str
    place: str
    invented: bool
    question: str
    headline: str
    refused: bool
    planned: bool
    departs: bool
    stamp: PlanStamp | None
    unanswered: int
    questions: int
    day: dt.date
    files: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class UnreadReport:
    """A folder of a report that the page can say nothing of.

    Attributes
    ----------
    folder : str
        Below the folder of the page.
    found, next : str
        What is wrong with it, and what to do.
    files : tuple of (str, str)
        What there is to read all the same.
    """

    folder: str
    found: str
    next: str
    files: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class ReportIndex:
    """Everything the page is made from.

    Attributes
    ----------
    reports : tuple of ReportEntry
        In any order.
    unread : tuple of UnreadReport
        In any order.
    plans : tuple of (str, str)
        Plans of studies that have no report here.
    """

    reports: tuple[ReportEntry, ...] = ()
    unread: tuple[UnreadReport, ...] = ()
    plans: tuple[Link, ...] = field(default=())


def index_document(index: ReportIndex) -> Document:
    """Return the page."""
    reports = sorted(index.reports, key=lambda one: (one.place.casefold(), one.title.casefold(), one.folder))
    parts: list[Part] = [Callout("notice", NO_ORDER)] if reports else [Paragraph(NONE_YET)]
    if reports:
        neither = [NEITHER] if any(NEITHER in one.headline for one in reports) else []
        told = f"Where a report cannot tell, it says so. {neither[0]} {SHORT}" if neither else SHORT
        parts += [Paragraph(told), Contents()]
    alike = _alike(reports)
    numbered = enumerate(reports, 1)
    for count, (_, group) in enumerate(groupby(numbered, key=lambda one: one[1].place.casefold()), 1):
        here = list(group)
        parts.append(Heading(2, opened(here[0][1].place), f"place-{count}"))
        for number, report in here:
            parts += _of_report(report, number, alike.get(report.folder, ()))
    parts += [*_of_unread(index.unread), *_of_plans(index.plans)]
    return one_layer(TITLE, _counted(index), parts)


def _counted(index: ReportIndex) -> str:
    invented = sum(one.invented for one in index.reports)
    counts = (
        (len(index.reports) - invented, "on published tables"),
        (invented, "on invented tables"),
        (len(index.unread), "that could not be read"),
    )
    said = [f"{count} {'report' if count == 1 else 'reports'} {what}" for count, what in counts if count]
    return listed(said) or "No report"


def _of_report(report: ReportEntry, number: int, alike: Sequence[str]) -> list[Part]:
    said = SENTENCE.split(report.headline) if report.headline else []
    rows = [
        {"what": "Tables", "is": INVENTED if report.invented else PUBLISHED},
        {"what": "Main question", "is": report.question},
        {"what": "What was found", "is": NOT_ANSWERED if report.refused else said[0] if said else NO_WORDS},
        *({"what": "How sure", "is": " ".join(sure)} for sure in [_sure(report, said)] if sure),
        {"what": "The plan", "is": _plan(report)},
        {"what": "What stands open", "is": " ".join(_open(report, alike)) or NOTHING_OPEN},
        {"what": "Report made on", "is": day_in_words(report.day)},
    ]
    title = f"Invented: {report.title}" if report.invented else report.title
    block = table_block(f"report-{number}", f"Folder {report.folder}", ROWS, rows)
    return [
        Heading(3, title, f"programme-{number}"),
        Table(block, f"report-{number}"),
        *([PlaceLinks(_links(report.files))] if report.files else []),
    ]


def _sure(report: ReportEntry, said: Sequence[str]) -> list[str]:
    """Return the ranges in the words of the report; a single figure beside those of others would be put in order."""
    if report.refused:
        return []
    return [one for one in said[1:] if one != NEITHER and not one.startswith(BEST)]


def _plan(report: ReportEntry) -> str:
    if report.stamp is not None:
        return sentence(report.stamp, "brief").text
    return NOT_ASKED if report.planned else EXPLORATORY


def _open(report: ReportEntry, alike: Sequence[str]) -> list[str]:
    said = [DEPARTS] if report.departs else []
    if report.stamp is not None and report.stamp.standing in OPEN_STANDINGS:
        said.append(f"The standing of the main question: {report.stamp.standing.value}.")
    if report.unanswered:
        said.append(f"{report.unanswered} of {report.questions} questions could not be answered.")
    if alike:
        said.append(f"{listed(alike)} {'has' if len(alike) == 1 else 'have'} the same name or title: say which counts.")
    return said


def _alike(reports: Sequence[ReportEntry]) -> dict[str, list[str]]:
    """Return for each folder the others of its study or its title."""
    names = Counter(key for one in reports for key in _keys(one))
    return {
        one.folder: [other.folder for other in reports if other.folder != one.folder and _keys(one) & _keys(other)]
        for one in reports
        if any(names[key] > 1 for key in _keys(one))
    }


def _keys(report: ReportEntry) -> set[tuple[str, str]]:
    return {("study", report.study.casefold()), ("title", report.title.casefold())}


def _of_unread(unread: Iterable[UnreadReport]) -> list[Part]:
    listed_so = sorted(unread, key=lambda one: one.folder)
    if not listed_so:
        return []
    columns = (Column("folder", "Folder"), Column("found", "What is wrong"), Column("next", "What to do"))
    rows = [{"folder": one.folder, "found": one.found, "next": one.next} for one in listed_so]
    links = _links(link for one in listed_so for link in one.files)
    return [
        Heading(2, UNREAD, "unread"),
        Table(table_block("unread-reports", "What is wrong with each, and what to do", columns, rows), "unread-1"),
        *([PlaceLinks(links)] if links else []),
    ]


def _of_plans(plans: Sequence[Link]) -> list[Part]:
    return [Heading(2, PLANS, "plans"), PlaceLinks(_links(sorted(plans)))] if plans else []


def _links(files: Iterable[Link]) -> tuple[PlaceLink, ...]:
    return tuple(PlaceLink(text, path) for text, path in files)
