"""Whom the programme reached."""

from __future__ import annotations

import math

import pytest

import evalkit as ek
from evalkit.records.delivery.reach import ProgrammeReach
from evalkit.records.delivery.record import NotKept
from tests.support.delivered import NAMES, delivered
from tests.support.programme import account, kept_tables, schools

ACTIVITIES = [
    {"activity": "A1", "strand": "leadership", "starts": "2017-10-10", "hours": 6, "planned": 2, "held": 1},
    {"activity": "A2", "strand": "numeracy", "starts": "2017-11-10", "hours": 2, "planned": 1, "held": 1},
]
ATTENDANCE = [
    {"activity": "A1", "date": "2017-10-10", "school": "A", "person": "T1", "status": "attended"},
    {"activity": "A1", "date": "2017-10-10", "school": "B", "person": "T2", "status": "in part", "hours": 3},
    {"activity": "A1", "date": "2017-10-10", "school": "B", "person": "T3", "status": "absent"},
]


def test_who_came_is_counted_by_strand() -> None:
    kept = kept_tables(schools=schools("A", "B"), activities=ACTIVITIES, attendance=ATTENDANCE)
    result = account("reach", kept)
    assert isinstance(result, ProgrammeReach)
    first = next(one for one in result.strands if one.strand == "Maths leadership")
    assert (first.planned, first.held, first.schools, first.people, first.hours) == (2, 1, 2, 2, 9.0)


def test_without_its_tables_the_account_says_what_it_needs() -> None:
    result = account("reach", kept_tables(schools=schools("A")))
    assert isinstance(result, NotKept)
    assert "attendance" in ek.sentence(result).text.lower()


def test_invented_rows_say_so() -> None:
    rows = [{**row, "invented": "yes"} for row in ATTENDANCE]
    kept = kept_tables(schools=schools("A", "B"), activities=ACTIVITIES, attendance=rows)
    result = account("reach", kept)
    assert ek.sentence(result).text.startswith("Invented: ")
    assert ek.table(result).source.startswith("Invented rows")


def test_teachers_hours_and_schools_are_counted_over_the_programme() -> None:
    result = account("reach", kept_tables(**delivered()))
    assert isinstance(result, ProgrammeReach)
    assert (result.schools, result.reached, result.counted, result.posts) == (12, 11, 12, 96)
    assert (result.teachers, result.teachers_counted, result.others, result.elsewhere) == (44, 44, 6, 0)
    # Four teachers of each school had 2 to 22 hours of 24; one of them half an hour of coaching of one besides.
    assert result.hours == pytest.approx((4 * sum(range(2, 24, 2)) + 0.5) / 44)
    assert result.mostly == 8


def test_below_ten_teachers_nothing_is_averaged() -> None:
    tables = delivered()
    tables["attendance"] = [row for row in tables["attendance"] if row["school"] in NAMES[:2]]
    result = account("reach", kept_tables(**tables))
    assert isinstance(result, ProgrammeReach)
    assert result.teachers == 8
    assert math.isnan(result.hours)
    assert "average" not in ek.sentence(result).text


def test_a_school_that_may_not_be_shown_is_counted_and_not_shown() -> None:
    tables = delivered()
    tables["schools"] = [dict(tables["schools"][0]) | {"shown_as": "not shown"}, *tables["schools"][1:]]
    result = account("reach", kept_tables(**tables))
    assert isinstance(result, ProgrammeReach)
    assert (result.hidden, result.schools) == (1, 12)
    assert len({one.school for one in result.cells}) == 11
    assert not {one.school for one in result.cells} & set(NAMES)


def test_people_of_schools_that_help_are_told_apart() -> None:
    tables = delivered()
    tables["schools"] = [dict(tables["schools"][0]) | {"role": "partner"}, *tables["schools"][1:]]
    result = account("reach", kept_tables(**tables))
    assert isinstance(result, ProgrammeReach)
    assert (result.schools, result.elsewhere, result.teachers) == (11, 5, 40)


def test_where_departments_were_not_counted_the_sentence_says_so() -> None:
    tables = delivered()
    del tables["departments"]
    text = ek.sentence(account("reach", kept_tables(**tables))).text
    assert text.startswith("44 teachers of maths came to at least one session, from ")
    assert "(how many teach maths was written down in none of 12 schools)" in text


def test_schools_that_sent_nobody_are_not_said_to_have_come() -> None:
    tables = delivered()
    del tables["departments"]
    tables["attendance"] = [row for row in tables["attendance"] if row["school"] in NAMES[:2]]
    assert (
        "came to at least one session, from 2 of 12 schools ("
        in ek.sentence(account("reach", kept_tables(**tables))).text
    )


def test_where_more_people_came_than_there_were_posts_no_share_is_told() -> None:
    tables = delivered()
    tables["departments"] = [{**row, "teachers": 3} for row in tables["departments"]]
    assert "the departments held 36 at their largest" in ek.sentence(account("reach", kept_tables(**tables))).text


def test_where_one_department_changed_its_people_those_who_came_are_no_share_of_all_posts() -> None:
    tables = delivered()
    first = tables["departments"][0]["school"]
    tables["departments"] = [{**row, "teachers": 3} if row["school"] == first else row for row in tables["departments"]]
    result = account("reach", kept_tables(**tables))
    assert isinstance(result, ProgrammeReach)
    # All together fewer came than there are posts, and yet 44 of 91 would hide a post elsewhere that nobody came from.
    assert (result.overfull, result.teachers, result.posts) == (1, 44, 91)
    text = ek.sentence(result).text
    assert text.startswith("44 teachers of maths came to at least one session, from 11 of 12 schools")
    assert "the departments held 91 at their largest" in text


def test_the_answer_is_what_a_head_teacher_understands() -> None:
    assert ek.sentence(account("reach", kept_tables(**delivered()))).text == (
        "44 of 96 teachers of maths in 12 schools came to at least one session; on average each who came had 12 hours "
        "of the 24 offered."
    )


def test_without_a_school_that_may_be_shown_nothing_is_drawn() -> None:
    rows = delivered()
    rows["schools"] = [{**row, "shown_as": "not shown"} for row in rows["schools"]]
    result = account("reach", kept_tables(**rows))
    assert ek.figure(result).text == ""
    assert ek.sentence(result).text
