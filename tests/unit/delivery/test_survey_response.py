"""Who answered, who answered twice, and how those who did not differed."""

from __future__ import annotations

import math

import pytest

import evalkit as ek
from evalkit.records.delivery.record import NotKept
from evalkit.records.delivery.survey_response import QuestionnaireResponse, SurveyResponse
from tests.support.programme import account, codes, kept_tables, schools
from tests.support.questionnaires import answer_rows, survey, told

OF = survey("teachers")


def person(code: str, school: str, waves: str, place: int = 3, role: str = "teacher of maths") -> list:
    named = {"b": "before", "a": "after"}
    return [
        row
        for wave in waves
        for row in answer_rows(OF, code, school, named[wave], {"a1": place, "a2": 6 - place, "b1": place}, role=role)
    ]


def response(*people: list, among: tuple[str, ...] = ("A", "B")) -> QuestionnaireResponse:
    result = told("survey_response", OF, [row for rows in people for row in rows], among)
    assert isinstance(result, SurveyResponse)
    return result.surveys[0]


FOUR = (
    person("T1", "A", "ba"),
    person("T2", "A", "b"),
    person("T3", "B", "a"),
    person("T4", "B", "ba", role="trainee"),
)


def test_people_are_counted_by_wave_school_and_role_and_matched_by_their_code() -> None:
    found = response(*FOUR)
    assert [(wave.invited, wave.answered) for wave in found.waves] == [(40, 3), (40, 3)]
    assert (found.both, found.only_first, found.only_last) == (2, 1, 1)
    assert sorted((group.answered, group.both) for group in found.schools) == [((1, 2), 1), ((2, 1), 1)]
    assert [(role.name, role.answered, role.both) for role in found.roles] == [
        ("teacher of maths", (2, 2), 1),
        ("trainee", (1, 1), 1),
    ]


def test_somebody_who_left_everything_blank_did_not_answer() -> None:
    blank = [{**row, "answer": ""} for row in person("T5", "A", "b")]
    assert response(*FOUR, blank).waves[0].answered == 3


def test_schools_stand_under_their_codes_and_those_not_shown_are_only_counted() -> None:
    rows = [row for rows in FOUR for row in rows]
    kept = kept_tables(schools=[*schools("A"), *schools("B", shown_as="not shown")], survey=rows)
    result = account("survey_response", kept, "north-west", surveys=(OF,))
    assert isinstance(result, SurveyResponse)
    (shown,) = result.surveys[0].schools
    assert shown.name in codes("A", "B", study="north-west")
    assert result.surveys[0].hidden == 1
    assert "1 school is not shown." in ek.table(result, "groups").text


def test_first_answers_of_those_who_came_back_stand_beside_those_who_did_not() -> None:
    back = [person(f"T{number}", "A", "ba", 4) for number in range(10)]
    lost = [person(f"U{number}", "A", "b", 2) for number in range(10)]
    one = response(*back, *lost).compared[0]
    assert (one.scale, one.stayed, one.left, one.mean_stayed, one.mean_left) == ("Enjoyment", 10, 10, 4.0, 2.0)
    # Ten at 4 and ten at 2: variance 20 / 19.
    assert one.sd == pytest.approx(math.sqrt(20 / 19))


def test_of_nine_people_there_is_no_mean_and_no_share() -> None:
    people = [person(f"T{number}", "A", "ba", 4) for number in range(9)]
    lost = [person(f"U{number}", "A", "b", 2) for number in range(12)]
    result = told("survey_response", OF, [row for rows in (*people, *lost) for row in rows], ("A",))
    assert isinstance(result, SurveyResponse)
    assert math.isnan(result.surveys[0].compared[0].mean_stayed)
    assert ek.table(result, "lost").cells[0][2:6] == ("9", "[c]", "12", "2.00")
    few = told("survey_response", survey("teachers", waves=("before",)), person("T1", "A", "b"), ("A",))
    assert "1 of 40 teachers answered (Before)." in ek.sentence(few).text


def test_a_share_is_of_those_asked() -> None:
    assert ek.table(told("survey_response", OF, [row for rows in FOUR for row in rows], ("A", "B"))).cells[0] == (
        "Teachers",
        "Before",
        "40",
        "3",
        "8",
        "2",
    )


def test_where_nobody_is_matched_that_is_said() -> None:
    result = told("survey_response", OF, [*person("T1", "A", "b"), *person("T2", "A", "a")], ("A",))
    assert "Nobody can be matched" in ek.sentence(result).text


def test_without_an_answer_the_account_says_what_it_needs() -> None:
    result = account("survey_response", kept_tables(schools=schools("A")), "north-west", surveys=(OF,))
    assert isinstance(result, NotKept)
    assert "table survey" in ek.sentence(result).text
