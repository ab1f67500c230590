"""A school's own sheet as a document: what it holds, in which order, and what it never does."""

from __future__ import annotations

import re

from evalkit.document.parts import Bullets, Callout, Figure, Heading, Table
from evalkit.document.renderers.html import render
from evalkit.document.school_document import NO_TABLES, NOT_TO_CONCLUDE, SchoolView, school_document
from evalkit.records.delivery.school_cohorts import SchoolCohorts
from evalkit.report.words import banned_in
from evalkit.study.study_reader import read_study
from tests.unit.report.test_own_school import SETS, share


def view(**changes: object) -> SchoolView:
    given: dict[str, object] = {
        "study": read_study("leicester"),
        "urn": 990001,
        "name": "Invented School 1",
        "cohorts": SchoolCohorts(cohorts=SETS["all sorts"]),
        "share": share(),
    }
    return SchoolView(**{**given, **changes})  # type: ignore[arg-type]


def test_results_come_first_then_what_not_to_conclude_then_the_school_s_part() -> None:
    document = school_document(view())
    headings = [part.text for part in document.parts if isinstance(part, Heading) and part.level == 2]
    assert headings == ["Results in maths, cohort by cohort", "What not to conclude", "Its part in the programme"]
    assert [type(part) for part in document.parts].count(Table) == 4
    assert len(document.layers) == 1
    assert document.title == "Invented School 1"


def test_invented_tables_are_said_at_the_top_and_real_ones_are_not() -> None:
    assert isinstance(school_document(view()).parts[0], Callout)
    study = read_study("leicester")
    real = study.model_copy(update={"data": study.data.model_copy(update={"synthetic": False})})
    assert not any(isinstance(part, Callout) for part in school_document(view(study=real)).parts)


def test_a_programme_without_tables_of_its_own_leaves_results_alone() -> None:
    document = school_document(view(share=None))
    assert any(getattr(part, "text", "") == NO_TABLES for part in document.parts)
    assert [type(part) for part in document.parts].count(Table) == 1


def test_tables_without_results_leave_the_school_s_part_alone() -> None:
    document = school_document(view(cohorts=SchoolCohorts(cohorts=()), name=""))
    assert not any(isinstance(part, Figure) for part in document.parts)
    assert document.title == "School 990001"


def test_it_says_what_not_to_conclude_without_a_word_that_claims_too_much() -> None:
    bullets = next(part for part in school_document(view()).parts if isinstance(part, Bullets))
    assert bullets.items == NOT_TO_CONCLUDE
    assert banned_in(" ".join(NOT_TO_CONCLUDE)) == []


def test_the_page_names_no_other_school_and_needs_no_network() -> None:
    page = render(school_document(view())).decode("utf-8")
    assert set(re.findall(r"\b99\d{4}\b", page)) == {"990001"}
    assert "http://" not in page.replace("http://www.w3.org", "") and "https://" not in page
