"""Several options in one cell come apart where they were joined, and nowhere else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evalkit.programme.surveys.ticks import inferred_options, is_other, split_options

OPTIONS = ("Bar models", "Bar models, in pairs", "Low-stakes quizzes, every week", "None of these")


@pytest.mark.parametrize(
    ("cell", "right"),
    [
        ("", ()),
        ("Bar models;", ("Bar models",)),
        ("Bar models, in pairs, Bar models", ("Bar models, in pairs", "Bar models")),
        ("bar  models,Low-stakes quizzes, every week", ("Bar models", "Low-stakes quizzes, every week")),
        ("Counters, red and blue, Bar models", ("Other", "Bar models")),
        ("Bar models;Counters, red;None of these;", ("Bar models", "Other", "None of these")),
        ("Bar modelsX", ("Other",)),
    ],
)
def test_declared_options_are_found_the_longest_first(cell: str, right: tuple[str, ...]) -> None:
    assert split_options(cell, OPTIONS) == right


@given(st.lists(st.sampled_from(OPTIONS), unique=True), st.sampled_from([", ", ";", "; ", ","]))
def test_options_joined_come_apart_again(chosen: list[str], joined_by: str) -> None:
    # "Bar models" before "in pairs" cannot be told from "Bar models, in pairs"; no option begins so.
    assert split_options(joined_by.join(chosen), OPTIONS) == tuple(chosen)


def test_pieces_that_never_stand_apart_are_one_option() -> None:
    cells = ["Bar models, Low-stakes quizzes, every week", "Low-stakes quizzes, every week", "Bar models"]
    assert inferred_options(cells) == ("Bar models", "Low-stakes quizzes, every week")


@pytest.mark.parametrize(
    "text", ["Other", "other:", "Other (please specify)", "Other, please say which", "OTHER - specify"]
)
def test_the_option_for_own_words_is_known(text: str) -> None:
    assert is_other(text)


@pytest.mark.parametrize("text", ["Other schools", "Another", "Others in my team"])
def test_an_option_that_only_begins_so_is_not(text: str) -> None:
    assert not is_other(text)
