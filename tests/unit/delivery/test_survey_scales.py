"""What scales say: items turned, people with every item, both ends as declared, and few people counted only."""

from __future__ import annotations

import math

import numpy as np
import pytest

import evalkit as ek
from evalkit.records.delivery.survey_scales import MeasuredScale, SurveyScales
from tests.support.questionnaires import answer_rows, many, survey, told

OF = survey()
TWELVE = tuple(f"School of {letter}" for letter in "ABCDEFGHIJKL")


def scales(rows: list, among: tuple[str, ...] = ("A",), **changes: object) -> tuple[MeasuredScale, ...]:
    result = told("survey_scales", survey(**changes), rows, among)
    assert isinstance(result, SurveyScales)
    return result.surveys[0].scales


def test_an_item_that_is_turned_counts_the_other_way_round() -> None:
    rows = [row for number in range(10) for row in answer_rows(OF, f"P{number}", "A", "before", {"a1": 4, "a2": 1})]
    (joy,) = scales(rows)
    # 4 and 6 - 1 = 5.
    assert joy.waves[0].mean == 4.5


def test_only_people_with_every_item_count_and_the_others_are_told() -> None:
    rows = many(OF, 12, ("A",))
    lacking = [row for row in rows if not (row["person"] == "P000" and row["item"] == "a2")]
    joy, can = scales(lacking)
    assert [(wave.people, wave.partly) for wave in joy.waves] == [(11, 1), (11, 1)]
    assert (joy.matched, can.matched) == (11, 12)


def test_both_ends_are_those_declared_and_not_those_observed() -> None:
    rows = [
        row
        for number in range(10)
        for row in answer_rows(OF, f"P{number}", "A", "before", {"a1": 4, "a2": 2, "b1": 5 if number < 3 else 1})
    ]
    joy, can = scales(rows)
    assert (joy.low, joy.high, joy.waves[0].floor, joy.waves[0].ceiling) == (1, 5, 0, 0)
    assert (can.waves[0].floor, can.waves[0].ceiling) == (0.7, 0.3)


def test_the_change_is_that_of_the_same_people() -> None:
    rows = many(OF, 40, ("A", "B"), lift=1)
    joy, _ = scales(rows, ("A", "B"))
    values = {
        (row["person"], row["wave"]): 1
        + ["Strongly disagree", "Disagree", "Neither agree nor disagree", "Agree"].index(str(row["answer"]))
        if row["answer"] != "Strongly agree"
        else 5
        for row in rows
        if row["item"] == "a1"
    }
    # In `many` the turned item always says the same as the first.
    moved = [values[f"P{number:03d}", "after"] - values[f"P{number:03d}", "before"] for number in range(40)]
    assert joy.change is not None
    assert joy.change.mean == pytest.approx(np.mean(moved))
    assert joy.last - joy.first == pytest.approx(np.mean(moved))


def test_below_ten_schools_there_are_dots_and_no_range_and_from_ten_on_a_range() -> None:
    few, _ = scales(many(OF, 60, ("A", "B", "C")), ("A", "B", "C"))
    assert few.change is not None
    assert math.isnan(few.change.conf_low)
    assert [dot.people for dot in few.schools] == [20, 20, 20]
    enough, _ = scales(many(OF, 48, TWELVE), TWELVE)
    assert enough.change is not None
    assert enough.change.conf_low < enough.change.mean < enough.change.conf_high
    # Four people a school: counted, and no dot.
    assert enough.schools == ()


def test_the_sentence_says_that_chance_is_not_ruled_out_where_schools_are_too_few_for_a_range() -> None:
    teachers = survey("teachers")
    for among, ruled_out in ((("A", "B", "C"), False), (TWELVE, True)):
        result = told("survey_scales", teachers, many(teachers, 60, among, lift=1), among)
        assert ("Chance is not ruled out" in ek.sentence(result).text) is not ruled_out


def test_one_or_two_schools_are_not_singled_out() -> None:
    assert scales(many(OF, 40, ("A", "B")), ("A", "B"))[0].schools == ()


def test_of_nine_people_nothing_is_shown_but_their_number() -> None:
    result = told("survey_scales", OF, many(OF, 9, ("A",)), ("A",))
    assert isinstance(result, SurveyScales)
    joy = result.surveys[0].scales[0]
    assert joy.change is None and joy.waves[0].reliability is None
    assert all(math.isnan(value) for value in (joy.first, joy.last, joy.waves[0].mean, joy.waves[0].floor))
    assert ek.table(result).cells[0] == ("Enjoyment", "Before", "9", *["[c]"] * 4, "[z]", "[z]")
    assert set(ek.table(result, "change").cells[0][2:]) == {"[c]", "[x]"}


def test_an_item_asked_once_belongs_to_no_change() -> None:
    items = [
        {"id": "a1", "asks": "I enjoy it", "scale": "joy"},
        {"id": "a2", "asks": "It bores me", "scale": "joy", "reversed": True, "waves": ["before"]},
    ]
    rows = [row for row in many(OF, 12, ("A",)) if row["item"] != "b1"]
    (joy,) = scales(rows, items=items, scales=[{"id": "joy", "name": "Enjoyment"}])
    assert joy.items == 1
    assert joy.matched == 12


def test_a_scale_of_one_item_has_no_reliability() -> None:
    joy, can = scales(many(OF, 20, ("A",)))
    assert joy.waves[0].reliability is not None and joy.waves[0].reliability.people == 20
    assert can.waves[0].reliability is None


def test_what_is_judged_looking_back_says_so() -> None:
    of = survey("teachers", retrospective=True)
    result = told("survey_scales", of, many(of, 20, ("A",), lift=1), ("A",))
    assert "looking back" in ek.sentence(result).text
    assert "looking back" in ek.table(result, "change").text
    assert "looking back" in ek.figure(result).source


def test_teachers_and_pupils_are_not_mixed_in_a_sentence() -> None:
    assert ek.sentence(told("survey_scales", OF, many(OF, 20, ("A",)), ("A",))).text == (
        "No scale was answered twice by ten teachers or more."
    )
