"""What data are held, by which right and how long, and who has an interest to declare."""

from __future__ import annotations

import datetime as dt

import pytest

import evalkit as ek
from evalkit.records.delivery.data_rights import DataRights
from evalkit.report.words import banned_in
from evalkit.study.study_reader import read_study
from tests.support.programme import Row, account, kept_tables

ENDS = read_study("leicester").programme.ends
DAY = dt.timedelta(days=1)
ANSWERS = {
    "what": "answers of teachers",
    "kind": "data",
    "legal_basis": "public task",
    "consent": "asked and given",
    "holder": "the evaluator",
}
INTEREST = {"what": "reviewers", "kind": "interest", "interest": "work in schools of the programme"}


def rights(*rows: Row, **tables: list[Row]) -> DataRights:
    made = account("data_rights", kept_tables(data_rights=rows, **tables))
    assert isinstance(made, DataRights)
    return made


def said(*rows: Row, **tables: list[Row]) -> str:
    text = ek.sentence(rights(*rows, **tables)).text
    assert banned_in(text) == []
    return text


@pytest.mark.parametrize(("until", "overdue"), [(ENDS - DAY, True), (ENDS, False), (ENDS + DAY, False), (None, False)])
def test_data_are_overdue_when_their_day_lies_before_the_end_of_the_programme(
    until: dt.date | None, overdue: bool
) -> None:
    (one,) = rights({**ANSWERS, "kept_until": None if until is None else until.isoformat()}).data
    assert (one.kept_until, one.overdue) == (until, overdue)


def test_basis_consent_and_the_last_day_are_said() -> None:
    told = said(
        {**ANSWERS, "kept_until": "2021-07-31"},
        {**ANSWERS, "what": "register", "consent": "not needed", "kept_until": "2020-07-31"},
    )
    assert "2 kinds of data are listed, on the legal basis of public task." in told
    assert "Consent was asked and given for answers of teachers." in told
    assert "kept until 31 July 2021" in told


def test_what_is_lacking_is_said_and_not_smoothed_over() -> None:
    told = said({"what": "register, by code", "kind": "data"}, {"what": "ratings", "kind": "data"})
    assert "no legal basis is recorded for register, by code; ratings." in told
    assert "No day of destruction is set for register, by code; ratings." in told
    assert "kept until" not in told


def test_what_should_have_been_destroyed_is_named() -> None:
    late = {**ANSWERS, "kept_until": (ENDS - DAY).isoformat()}
    assert "this was to be destroyed before the programme ended: answers of teachers." in said(late)
    assert ek.table(rights(late)).cells[0][-1].endswith("(before the programme ended)")


def test_answers_without_a_word_on_consent_are_said_to_have_none() -> None:
    answer = {"person": "T1", "wave": "before", "item": "q1", "answer": "Agree"}
    assert "no consent is recorded for them" in said({**ANSWERS, "consent": ""}, survey=[answer])
    assert "consent" not in said({**ANSWERS, "consent": ""}).lower()


def test_interests_are_told_and_so_is_that_nobody_declared_one() -> None:
    assert "Interests declared: reviewers: work in schools of the programme." in said(ANSWERS, INTEREST)
    assert "Nobody has declared an interest" in said(ANSWERS)
    assert "Nobody has declared an interest" in ek.table(rights(ANSWERS), "interests").text.replace("  ", " ")


def test_a_programme_without_the_sheet_is_told_to_have_written_nothing_down() -> None:
    told = ek.sentence(account("data_rights", kept_tables())).text
    assert told.startswith("Nobody has written down which data are held and by which right.")
    assert "not recorded" in ek.table(account("data_rights", kept_tables())).text


def test_invented_rows_say_so() -> None:
    assert said({**ANSWERS, "invented": "yes"}).startswith("Invented: ")
    assert not said(ANSWERS).startswith("Invented")
