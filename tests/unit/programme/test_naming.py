"""How far a school is named."""

from __future__ import annotations

import re

import pytest

from evalkit.programme.naming import FEW, SAYS, school_codes, school_labels
from evalkit.programme.tables import programme_tables
from tests.support.programme import kept_tables, schools

MANY = range(990001, 990001 + FEW + 40)


def test_reviews_show_codes_and_activities_names() -> None:
    kept = kept_tables(schools=schools("A", "B", "C"))
    assert school_labels(kept, "activities", {}, 1) == {"A": "A", "B": "B", "C": "C"}
    shown = school_labels(kept, "reviews", {}, 1)
    assert len(set(shown.values())) == 3
    assert all(re.fullmatch(r"School \d\d", code) for code in shown.values())


def test_the_study_may_name_what_its_table_would_not_and_the_reverse() -> None:
    kept = kept_tables(schools=schools("A", "B"))
    assert school_labels(kept, "reviews", {"reviews": "public"}, 1) == {"A": "A", "B": "B"}
    assert school_labels(kept, "activities", {"activities": "not shown"}, 1) == {}


@pytest.mark.parametrize("of_table", SAYS)
@pytest.mark.parametrize("of_school", SAYS)
def test_of_table_and_school_the_one_that_says_less_wins(of_table: str, of_school: str) -> None:
    kept = kept_tables(schools=schools("A", shown_as=of_school))
    less = SAYS[max(SAYS.index(of_table), SAYS.index(of_school))]
    shown = school_labels(kept, "reviews", {"reviews": of_table}, 1)
    assert {"public": shown == {"A": "A"}, "code": shown.get("A", "A") != "A", "not shown": not shown}[less]


def test_one_school_has_one_code_in_every_table() -> None:
    kept = kept_tables(schools=schools("A", "B", "C"))
    coded = [name for name, table in programme_tables().items() if table.named == "code"]
    assert {"reviews", "survey", "pupil_voice", "observations"} <= set(coded)
    assert len({tuple(school_labels(kept, name, {}, 5).items()) for name in coded}) == 1


def test_schools_keep_their_codes_when_others_are_added_below_them() -> None:
    for seed in range(20):
        codes = school_codes(MANY[:30], seed)
        assert school_codes(MANY[: FEW - 5], seed)[:30] == codes


def test_no_two_schools_share_a_code() -> None:
    for count in (FEW, FEW + 40):
        for seed in range(20):
            assert len(set(school_codes(MANY[:count], seed))) == count


def test_a_code_says_nothing_of_a_schools_place_in_the_list() -> None:
    """Over many seeds the codes of the first and the last of twenty schools are alike on average."""
    codes = [[int(code.split()[1]) for code in school_codes(MANY[:20], seed)] for seed in range(400)]
    first, last = (sum(row[place] for row in codes) / len(codes) for place in (0, 19))
    # 26 is the spread of one code; a difference of two means of 400 has 1.8.
    assert abs(first - last) < 5.5
