"""Five levels, each with what it rests on."""

from __future__ import annotations

import math

import pytest

import evalkit as ek
from evalkit.records.delivery.guskey import FiveLevels, KnownAtLevel
from tests.support.programme import Row
from tests.support.questionnaires import many, survey, told

OF = survey("teachers")
DEPARTMENTS: list[Row] = [
    {"school": "A", "term": "Autumn 2017", "teachers": 10, "specialists": 5, "head_on_leadership": "no"},
    {"school": "A", "term": "Summer 2019", "teachers": 10, "specialists": 7, "head_on_leadership": "yes"},
    {"school": "B", "term": "Autumn 2017", "teachers": 8, "specialists": 8, "head_on_leadership": "yes"},
    {"school": "B", "term": "Summer 2019", "teachers": 8, "specialists": 8, "head_on_leadership": "not known"},
]
LESSONS: list[Row] = [
    {"school": "A", "term": "Autumn 2017", "observer": "coach", "reasoning": 2, "fluency": 1},
    {"school": "B", "term": "Autumn 2017", "observer": "coach", "reasoning": 0},
    {"school": "A", "term": "Summer 2019", "observer": "coach", "reasoning": 2, "fluency": 2},
]


def levels(people: int = 20, among: tuple[str, ...] = ("A", "B"), **tables: list[Row]) -> FiveLevels:
    result = told("guskey", OF, many(OF, people, among, lift=1), among, **tables)
    assert isinstance(result, FiveLevels)
    return result


def lines(result: FiveLevels, instrument: str) -> list[KnownAtLevel]:
    return [line for line in result.lines if line.instrument == instrument]


def test_a_scale_stands_at_its_declared_level_with_those_who_answered_twice() -> None:
    joy, can = lines(levels(), "questionnaire")
    assert (joy.level, can.level, joy.asked, joy.answered, joy.when) == (1, 2, 40, 20, ("Before", "After"))
    assert joy.last > joy.first
    assert math.isnan(joy.conf_low)


def test_departments_count_schools_on_record_at_both_ends() -> None:
    specialists, head = lines(levels(departments=DEPARTMENTS), "departments")
    assert (specialists.answered, specialists.first, specialists.last) == (2, 0.75, pytest.approx(0.85))
    assert (head.answered, head.first, head.last) == (1, 0.0, 1.0)
    text = ek.table(levels(departments=DEPARTMENTS)).cells
    assert "0 of 1 (first term) and 1 of 1 (last term)" in [row[3] for row in text]


def test_schools_that_joined_later_count_from_their_own_first_term() -> None:
    later: list[Row] = [
        {"school": "B", "term": "Spring 2018", "teachers": 8, "specialists": 2, "head_on_leadership": "no"},
        {"school": "B", "term": "Spring 2019", "teachers": 8, "specialists": 4, "head_on_leadership": "yes"},
    ]
    specialists, head = lines(levels(departments=[*DEPARTMENTS[:2], *later]), "departments")
    assert (specialists.answered, specialists.first, specialists.last) == (2, (0.5 + 0.25) / 2, (0.7 + 0.5) / 2)
    assert (head.answered, head.first, head.last) == (2, 0.0, 1.0)


def test_lessons_are_judged_by_what_could_be_judged() -> None:
    # B was seen in one term alone, which is no first and last.
    (lesson,) = lines(levels(observations=LESSONS), "observations")
    assert (lesson.level, lesson.answered, lesson.first, lesson.last) == (4, 2, 0.5, 1.0)


def test_levels_at_which_nothing_is_known_are_named() -> None:
    result = levels()
    assert "nothing of what the school supports, what they do in lessons and what came of it for pupils" in (
        ek.sentence(result).text
    )
    assert [row[1] for row in ek.table(result).cells][2:] == ["Not looked at"] * 3


def test_few_people_have_no_mean() -> None:
    result = levels(people=8)
    assert ek.table(result).cells[0][2:4] == ("8 of 40 teachers both times", "Too few people for a mean")
    assert all(math.isnan(line.last) for line in result.lines)


def test_people_of_ten_schools_have_a_range() -> None:
    among = tuple("ABCDEFGHIJ")
    result = levels(people=40, among=among)
    assert "(95 per cent range)" in ek.table(result).cells[0][3]
