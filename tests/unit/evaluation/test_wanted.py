"""What a check wants is told in words with its publisher, which no check knows."""

from __future__ import annotations

from dataclasses import replace

import pytest

from evalkit.core.wanted import Wanted
from evalkit.evaluation.wanted import in_words, with_publishers
from evalkit.records.check import CheckResult
from evalkit.sensitivity import CHECKS

BARE = CheckResult("falsification_outcomes", "Did anything move?", None, False, "No tables.")


def test_a_variable_is_told_with_its_years_and_its_publisher() -> None:
    told = in_words(Wanted(variable="absence", years=(2019, 2017)))
    assert told.data == "absence from school (absence), 2016/17 and 2018/19"
    assert told.publisher


def test_a_variable_that_no_table_is_known_for_is_spelled_out_once() -> None:
    assert in_words(Wanted(variable="ks9_score", years=(2019,))).data == "ks9 score, 2018/19"


def test_a_variable_named_in_general_has_no_years() -> None:
    assert in_words(Wanted(variable="persistent_absence")).data == "absence from school"


def test_words_of_a_check_are_kept_and_only_the_publisher_is_filled_in() -> None:
    given = Wanted("progress in English", variable="progress8_english")
    assert in_words(given).data == "progress in English"
    assert "Key Stage 4" in in_words(given).publisher
    whole = Wanted("which authorities lie next to each other", "Office for National Statistics")
    assert in_words(whole) == whole


def test_everything_a_result_wants_is_put_into_words() -> None:
    asked = replace(BARE, wanted=(Wanted(variable="absence", years=(2019,)),))
    (told,) = with_publishers(asked).wanted
    assert told.data and told.publisher
    assert with_publishers(BARE) == BARE


@pytest.mark.parametrize("name", CHECKS.names())
def test_a_check_names_no_publisher_of_a_variable(name: str) -> None:
    for one in CHECKS.get(name).rests_on:
        assert not (one.variable and one.publisher)
        assert in_words(one).data and in_words(one).publisher
