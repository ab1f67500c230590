"""Groups so small that they name somebody are counted at most."""

from __future__ import annotations

import pandas as pd

from evalkit.programme.surveys.small_groups import group_counts, may_be_crossed

PEOPLE = pd.DataFrame(
    [
        *({"person": f"a{n}", "school": "A", "role": "teacher"} for n in range(10)),
        *({"person": f"b{n}", "school": "B", "role": "teacher"} for n in range(9)),
        {"person": "b9", "school": "B", "role": "head"},
    ]
)


def test_a_group_under_ten_is_counted_and_one_crossed_under_five_is_not_shown() -> None:
    crossed = group_counts(PEOPLE, ("school", "role")).set_index(["school", "role"])
    assert crossed["people"].to_dict() == {("A", "teacher"): 10, ("B", "teacher"): 9, ("B", "head"): 1}
    assert crossed["shown"].to_dict() == {("A", "teacher"): "all", ("B", "teacher"): "count", ("B", "head"): "nothing"}


def test_one_thing_alone_is_counted_however_small() -> None:
    assert group_counts(PEOPLE, ("role",))["shown"].tolist() == ["all", "count"]


def test_two_things_are_crossed_only_where_nobody_is_named() -> None:
    assert not may_be_crossed(PEOPLE, ("school", "role"))
    assert may_be_crossed(PEOPLE[PEOPLE["role"] == "teacher"], ("school", "role"))


def test_answers_of_one_person_count_once() -> None:
    twice = pd.concat([PEOPLE, PEOPLE])
    assert group_counts(twice, ("school",))["people"].tolist() == [10, 10]
