"""Figures of questionnaires and of extra help: no word on another, wide and on a phone, few people no bar."""

from __future__ import annotations

import pytest

import evalkit as ek
from evalkit.report.figures.parts.stacked_answers import step_colour
from evalkit.report.theme import contrast, theme
from tests.support.programme import Row, account, codes, kept_tables, schools
from tests.support.questionnaires import many, survey, told
from tests.support.sheets import watch

LONG = "I would rather not have been asked such a long question about the way in which lessons are taught here"
TERMS = ("Autumn 2017", "Spring 2018", "Summer 2018", "Autumn 2018", "Spring 2019", "Summer 2019")


def test_the_words_of_scales_stand_apart_with_and_without_ranges(monkeypatch: pytest.MonkeyPatch) -> None:
    found = watch(monkeypatch, bare=True)
    of = survey("teachers", scales=[{"id": "joy", "name": LONG}, {"id": "can", "name": "Confidence"}])
    few, enough = ("A", "B"), tuple("ABCDEFGHIJ")
    ek.figure(told("survey_scales", of, many(of, 40, few, lift=1), few))
    ek.figure(told("survey_scales", of, many(of, 200, enough, lift=1), enough))
    pupils = survey()
    ek.figure(told("pupil_views", pupils, many(pupils, 400, enough, lift=1), enough))
    assert found == []


def test_the_words_of_all_answers_stand_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    found = watch(monkeypatch, bare=True)
    of = survey("teachers", items=[{"id": "a1", "asks": LONG, "scale": "joy"}, {"id": "b1", "asks": "I can do it"}])
    ek.figure(told("survey_items", of, [row for row in many(of, 20, ("A",)) if row["item"] != "a2"], ("A",)))
    once = survey(waves=("day",))
    ek.figure(told("pupil_views", once, many(once, 20, ("A",)), ("A",)), "feedback")
    assert found == []


def test_the_words_of_fading_stand_apart_where_lines_end_together(monkeypatch: pytest.MonkeyPatch) -> None:
    found = watch(monkeypatch, bare=True)
    rows: list[Row] = [
        {"school": name, "group": "G", "term": term, "pupils": 12, "minutes": 40}
        | {"sessions": 30 - 4 * place, "planned_sessions": 30 - 4 * place}
        for name in "ABC"
        for place, term in enumerate(TERMS)
    ]
    ek.figure(account("intervention", kept_tables(schools=schools(*"ABC"), pupil_intervention=rows), "north-west"))
    assert found == []


def test_a_figure_holds_its_data_and_says_it_in_words() -> None:
    of = survey()
    block = ek.figure(told("pupil_views", of, many(of, 45, ("A", "B", "C"), lift=1), ("A", "B", "C")))
    assert set(block.values["school"]) == {"all", *codes("A", "B", "C", study="north-west")}
    assert block.text.startswith("Dot plot of means")
    assert "Enjoyment from" in block.text


@pytest.mark.parametrize("steps", [2, 3, 4, 5, 7])
def test_the_steps_of_a_scale_grow_darker_so_that_grey_keeps_their_order(steps: int) -> None:
    white = theme().colour["background"]
    dark = [contrast(step_colour(place, steps), white) for place in range(steps)]
    assert dark == sorted(dark)
    assert len(set(dark)) == steps


def test_what_moved_by_less_than_five_points_is_said_not_to_have_moved() -> None:
    of = survey("teachers")
    same = many(survey("teachers", waves=("before",)), 20, ("A",))
    rows = [{**row, "wave": wave} for wave in ("before", "after") for row in same]
    assert ek.figure(told("survey_items", of, rows, ("A",))).title == (
        "On none of 3 questions the share of teachers above the middle moved by 5 points or more"
    )
