"""The forms ask for what the tables hold, in words that a reader of fourteen understands."""

from __future__ import annotations

import pytest

from evalkit.programme.instruments.content import instruments
from evalkit.programme.tables.observations import FEATURES
from evalkit.programme.tables.reviews import AREAS
from evalkit.report.reading import reading
from evalkit.report.words import banned_in
from evalkit.study.delivery import Delivery

FORMS = instruments()
SURVEYS = [one.survey for one in FORMS.questionnaires]
# A reading age of fourteen is the ninth year of an American school; pupils of eleven answer theirs.
GRADE, PUPILS_GRADE = 9, 6
LONGEST = 28


def sentences() -> list[str]:
    grid = [text for one in FORMS.grid for text in (one.asks, *one.levels)]
    about = [FORMS.grid_about, FORMS.lesson_about, FORMS.meeting_about, *(one.about for one in FORMS.questionnaires)]
    return [
        *grid,
        *about,
        *(one.looks_for for one in FORMS.features),
        *(item.asks for one in SURVEYS for item in one.items),
    ]


def test_the_grid_has_the_areas_of_the_table_reviews_each_with_a_description_of_every_level() -> None:
    assert tuple(one.area for one in FORMS.grid) == AREAS
    levels = Delivery().ratings
    assert tuple(level.split()[0] for level in FORMS.grid_levels) == levels
    for one in FORMS.grid:
        assert len(set(one.levels)) == len(levels)
        assert all(text.endswith(".") for text in one.levels)
        assert one.asks.endswith("?")


def test_the_lesson_form_has_the_features_of_the_table_observations_and_its_three_levels() -> None:
    assert tuple((one.feature, one.label) for one in FORMS.features) == tuple(
        (name, label) for name, label, _ in FEATURES
    )
    assert [level.split()[0] for level in FORMS.lesson_levels] == ["0", "1", "2"]


def test_teachers_answer_twelve_items_and_pupils_eight() -> None:
    assert [(one.who, len(one.items)) for one in SURVEYS] == [("teachers", 12), ("pupils", 8)]
    assert len({item.id for one in SURVEYS for item in one.items}) == 20


@pytest.mark.parametrize("survey", SURVEYS, ids=lambda survey: survey.id)
def test_every_scale_has_items_and_every_item_a_scale_that_is_there(survey: object) -> None:
    assert survey in SURVEYS
    scales = {scale.id for scale in survey.scales}  # type: ignore[attr-defined]
    named = [item.scale for item in survey.items if item.scale]  # type: ignore[attr-defined]
    assert set(named) == scales
    assert all(named.count(scale) >= 2 for scale in scales)


def test_one_item_of_each_questionnaire_is_turned_round() -> None:
    for survey in SURVEYS:
        assert sum(item.reversed for item in survey.items) == 1


def test_the_words_are_plain() -> None:
    told = reading(sentences())
    assert told.grade <= GRADE
    assert told.longest <= LONGEST
    assert reading([item.asks for item in SURVEYS[1].items]).grade <= PUPILS_GRADE
    assert [text for text in sentences() if banned_in(text)] == []
