"""What is asked of schools is refused in words for a question about whole authorities."""

from __future__ import annotations

import pytest

from evalkit.core.errors import StudyFileError
from evalkit.evaluation.evaluation import Evaluation
from evalkit.evaluation.study_opening import open_study


@pytest.fixture(scope="module")
def evaluation() -> Evaluation:
    return open_study("leicester")


def test_the_area_among_others_is_asked_of_schools(evaluation: Evaluation) -> None:
    with pytest.raises(StudyFileError, match="a question about whole authorities"):
        evaluation.context("city")


def test_no_smallest_difference_is_told_where_schools_cannot_be_seen(evaluation: Evaluation) -> None:
    assert "one row for each authority" in evaluation.detectable("city").refused
