"""Lessons seen, by hand."""

from __future__ import annotations

from evalkit.records.delivery.lessons_seen import LessonsSeen, SeenFeature
from tests.support.programme import account, codes, kept_tables, schools

LESSONS = [
    # School, term, year group, observer, reasoning.
    ("A", "Spring 2018", 7, "review", 2),
    ("A", "Spring 2018", 7, "coach", 2),
    ("A", "Spring 2018", 9, "coach", 0),
    ("A", "Autumn 2017", 7, "review", 0),
    ("A", "Autumn 2017", 8, "review", None),
    ("B", "Spring 2018", 7, "open door", 1),
]


def seen() -> LessonsSeen:
    rows = [
        {"school": school, "term": term, "year_group": year, "observer": observer, "reasoning": mark}
        for school, term, year, observer, mark in LESSONS
    ]
    result = account("lessons_seen", kept_tables(schools=schools("A", "B"), observations=rows))
    assert isinstance(result, LessonsSeen)
    return result


def test_lessons_are_counted_by_hand() -> None:
    result = seen()
    assert (result.lessons, result.schools) == (6, 2)
    assert result.by_term == (
        SeenFeature("Reasoning", "Autumn 2017", 0, 0, 1, years_clear=0, years_seen=1),
        SeenFeature("Reasoning", "Spring 2018", 2, 1, 1, years_clear=1, years_seen=3),
    )


def test_features_that_nobody_judged_are_left_out() -> None:
    assert {row.feature for row in seen().by_term} == {"Reasoning"}


def test_each_school_is_compared_with_itself() -> None:
    # School B was seen in one term alone.
    ends = {row.where: (row.clearly, row.partly, row.unseen) for row in seen().ends}
    assert ends == {"first term": (0, 0, 1), "last term": (2, 0, 1)}


def test_observers_and_schools_stand_apart() -> None:
    result = seen()
    assert {row.where: row.lessons for row in result.by_observer} == {"open door": 1, "review": 2, "coach": 2}
    by_school = {(row.seen.where, row.term): row.seen.lessons for row in result.by_school}
    assert {school for school, _ in by_school} == set(codes("A", "B"))
    assert sorted(by_school.values()) == [1, 1, 3]
