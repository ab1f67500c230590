"""What each school had, and when it began."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

import evalkit as ek
from evalkit.records.delivery.dose import Doses
from evalkit.study.study_reader import read_study
from tests.support.delivered import delivered
from tests.support.programme import account, codes, kept_tables


def doses(**changes: object) -> Doses:
    result = account("dose", kept_tables(**delivered()), **changes)
    assert isinstance(result, Doses)
    return result


def test_all_schools_together_are_told_from_the_fewest_hours_to_the_most() -> None:
    result = doses()
    assert (result.lowest, result.highest, result.known, result.uncounted) == (0, 11, 12, 0)
    assert result.mean == pytest.approx((sum(range(1, 12)) + 0.0625) / 12)
    # Two schools sent four of eight teachers to ten days of twelve and more.
    assert result.half_mostly == 2


def test_weeks_from_the_award_are_a_share_of_the_grant() -> None:
    study = read_study("leicester")
    result = doses(delivery=study.delivery.model_copy(update={"awarded": study.programme.starts}))
    assert result.grant_weeks == pytest.approx((study.programme.ends - study.programme.starts).days / 7)
    assert result.median_from_award == pytest.approx(39 / 7)
    assert "6 weeks, 6 per cent of the 100 weeks of the grant" in ek.sentence(result, "began").text


def test_without_a_day_of_award_the_sentence_says_so() -> None:
    result = doses(delivery=read_study("leicester").delivery.model_copy(update={"awarded": None}))
    assert math.isnan(result.grant_weeks)
    assert "award is not written down" in ek.sentence(result, "began").text


def test_schools_stand_under_what_they_may_be_called_and_in_that_order() -> None:
    assert [one.school for one in doses().schools] == codes(*(str(row["school"]) for row in delivered()["schools"]))


def test_without_headcounts_no_hours_per_teacher_are_told() -> None:
    tables = delivered()
    del tables["departments"]
    result = account("dose", kept_tables(**tables))
    assert isinstance(result, Doses)
    assert (result.known, result.uncounted) == (1, 11)


def test_a_strand_of_which_nobody_kept_a_register_counts_neither_as_taken_up_nor_as_passed_by() -> None:
    # Of the study's five strands only three have a register; the third, for targeted schools, is not offered to all.
    found = {one.school: (one.strands, one.strands_offered) for one in doses().schools}
    assert set(found.values()) == {(2, 2), (3, 3), (2, 3), (1, 2), (1, 3), (0, 2)}


def test_a_quarter_of_an_hour_is_not_told_as_none() -> None:
    result = replace(doses(), lowest=0.0, highest=0.25, mean=0.125)
    assert "schools had from 0.00 to 0.25 hours, 0.12 on average" in ek.sentence(result).text
