"""Whom the programme reached."""

from __future__ import annotations

import evalkit as ek
from evalkit.records.delivery.reach import ProgrammeReach
from evalkit.records.delivery.record import NotKept
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
    assert ek.sentence(result).text.startswith("Invented example: ")
    assert ek.table(result).source.startswith("Invented rows")
