"""One school's own view as a document of two sides: it describes, and does not judge."""

from __future__ import annotations

from dataclasses import dataclass

from evalkit.document.parts import Bullets, Callout, Document, Figure, Heading, Note, Paragraph, Part, Table, one_layer
from evalkit.records.delivery.school_cohorts import SchoolCohorts
from evalkit.records.delivery.school_share import SchoolShare
from evalkit.report.block import Block
from evalkit.report.verbs import figure, sentence, table
from evalkit.study.model import Study

INVENTED = "The tables behind this sheet are invented. They show what a sheet looks like, and nothing of any school."
WHAT_IT_IS = (
    "This sheet is for the school itself: what is published of its cohorts, and what the programme wrote down of it. "
    "It describes; it judges neither school, teachers nor programme."
)
NOT_TO_CONCLUDE = (
    "That the programme changed these results, or did not: one school has nothing beside it here.",
    "That the school rose or fell because one cohort lies higher than another: other pupils sat the examinations, and "
    "intervals that overlap leave room for no change at all.",
    "That it does better or worse than another school: pupils, staff and what was offered differ, so no sheets of this "
    "kind may be put in order.",
    "That more hours would have moved anything: why some came and others did not is not known.",
    "That an area is weak because of its level alone: it is a judgement made in two days.",
    "Anything about one teacher or one pupil.",
)
NO_TABLES = "No tables of what was done were kept beside the study, so this sheet holds results alone."


@dataclass(frozen=True, slots=True)
class SchoolView:
    """What one sheet holds.

    Attributes
    ----------
    study : Study
        The programme.
    urn : int
        Number of the school in the study.
    name : str
        Of the school, as the tables publish it; empty where none does.
    cohorts : SchoolCohorts
        Its results.
    share : SchoolShare or None
        Its part in the programme; None where no table of it was kept.
    """

    study: Study
    urn: int
    name: str
    cohorts: SchoolCohorts
    share: SchoolShare | None


def school_document(view: SchoolView) -> Document:
    """Return the sheet."""
    parts: list[Part] = [Callout("notice", INVENTED)] if view.study.data.synthetic else []
    parts += [Paragraph(WHAT_IT_IS), *_results(view.cohorts)]
    parts += [Heading(2, "What not to conclude", "not-to-conclude"), Bullets(NOT_TO_CONCLUDE)]
    parts += _share(view.share) if view.share is not None else [Note(NO_TABLES)]
    under = f"A school's own view; {view.study.programme.name}; number {view.urn}"
    return one_layer(view.name or f"School {view.urn}", under, parts)


def _results(cohorts: SchoolCohorts) -> list[Part]:
    parts: list[Part] = [Heading(2, "Results in maths, cohort by cohort", "results"), _said(sentence(cohorts))]
    if any(not one.missing for one in cohorts.cohorts):
        parts.append(Figure(figure(cohorts), "results-figure"))
    return [*parts, Table(table(cohorts), "results-table")] if cohorts.cohorts else parts


def _share(share: SchoolShare) -> list[Part]:
    parts: list[Part] = [Heading(2, "Its part in the programme", "share")]
    for title, part, there in (
        ("What the school took part in", "strands", any(one.days for one in share.strands)),
        ("What reviews found", "areas", bool(share.areas)),
        ("What the school agreed to do", "actions", bool(share.actions)),
    ):
        parts += [Heading(3, title, f"school-{part}"), _said(sentence(share, part))]
        parts += [Table(table(share, part), f"school-{part}-table")] if there else []
    return parts


def _said(block: Block) -> Paragraph:
    return Paragraph(block.text, block.quotes)
