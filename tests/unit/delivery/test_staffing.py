"""Teachers of maths by school year."""

from __future__ import annotations

import math

import pytest

import evalkit as ek
from evalkit.records.delivery.staffing import Staffing
from tests.support.programme import Row, account, kept_tables


def department(school: str, term: str, **columns: object) -> Row:
    return {"school": school, "term": term, **columns}


ROWS = [
    department("A", "Autumn 2017", teachers=8, specialists=5, vacancies=1, head_all_year="yes"),
    department("A", "Summer 2018", teachers=10, specialists=5, vacancies=0, left=2, head_all_year="no"),
    department("B", "Autumn 2017", teachers=6),
    department("A", "Autumn 2018", teachers=9, specialists=7, left=1),
]


def test_a_school_year_runs_from_autumn_to_summer_and_counts_each_school_once() -> None:
    result = account("staffing", kept_tables(departments=ROWS))
    assert isinstance(result, Staffing)
    first, second = result.years
    assert (first.year, first.schools, first.teachers, first.specialists, first.specialists_of) == (2018, 2, 15, 5, 9)
    assert (first.left, first.left_of, first.vacancies, first.heads_stayed, first.heads_known) == (2, 9, 0.5, 0, 1)
    assert (second.year, second.teachers, second.left) == (2019, 9, 1)
    assert math.isnan(second.vacancies)


@pytest.mark.parametrize("term", ["2017", "whenever"])
def test_a_term_that_nobody_can_date_counts_in_no_year(term: str) -> None:
    result = account("staffing", kept_tables(departments=[*ROWS, department("C", term, teachers=99)]))
    assert isinstance(result, Staffing)
    assert max(one.teachers for one in result.years) == 15


def test_of_fewer_than_ten_teachers_no_share_is_said() -> None:
    result = account("staffing", kept_tables(departments=ROWS))
    assert [row[5] for row in ek.table(result).cells] == ["[z]", "[z]"]
    assert "In 2017/18 5 of 9 teachers of maths had trained in it; 2 of 9 left." in ek.sentence(result).text


def test_what_no_school_wrote_is_said_to_be_missing() -> None:
    result = account("staffing", kept_tables(departments=[department("A", "Autumn 2017", teachers=8)]))
    assert ek.sentence(result).text == (
        "In 2017/18 no school said how many teachers of maths had trained in it; no school said how many left."
    )
