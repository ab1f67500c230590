"""All answers to each question, in the words people chose."""

from __future__ import annotations

import math

import evalkit as ek
from evalkit.records.delivery.survey_items import ItemAnswers, SurveyItems
from tests.support.questionnaires import answer_rows, many, survey, told

OF = survey("teachers", waves=("before",))


def items(people: int) -> tuple[SurveyItems, dict[str, ItemAnswers]]:
    rows = [
        row
        for number in range(people)
        for row in answer_rows(OF, f"T{number}", "A", "before", {"a1": 1 + number % 5, "a2": 5, "b1": 4})
    ]
    away = [{"survey": OF.id, "person": "T99", "school": "A", "wave": "before", "item": "b1", "answer": "Don't know"}]
    result = told("survey_items", OF, rows + away, ("A",))
    assert isinstance(result, SurveyItems)
    return result, {item.item: item for item in result.surveys[0].items}


def test_answers_stand_in_their_own_words_and_only_the_mean_is_turned() -> None:
    _, found = items(10)
    (first,), (turned,), (can,) = (found[name].waves for name in ("a1", "a2", "b1"))
    assert (first.counts, first.mean, first.above) == ((2, 2, 2, 2, 2), 3.0, 0.4)
    assert (turned.counts, turned.mean, turned.above) == ((0, 0, 0, 0, 10), 1.0, 0.0)
    assert (can.people, can.off_scale) == (10, 1)
    assert found["a2"].turned and not found["a1"].turned


def test_of_nine_people_only_counts_are_shown() -> None:
    result, found = items(9)
    (wave,) = found["a2"].waves
    assert wave.counts == (0, 0, 0, 0, 9)
    assert math.isnan(wave.mean) and math.isnan(wave.above)
    assert ek.table(result).cells[1][4:] == ("0, 0, 0, 0, 9", "0", "[c]", "[c]")
    assert "fewer than ten" in ek.figure(result).svg


def test_ticks_are_counted_option_by_option() -> None:
    ticks = {"id": "t", "asks": "Which of these?", "kind": "ticks", "answers": ["Visits", "Courses"]}
    of = survey("teachers", waves=("before",), items=[ticks], scales=[])
    given = ["Visits;Courses", "Visits", "Courses;Visits"]
    rows = [
        {"survey": of.id, "person": f"T{place}", "school": "A", "wave": "before", "item": "t", "answer": answer}
        for place, answer in enumerate(given)
    ]
    result = told("survey_items", of, rows, ("A",))
    assert isinstance(result, SurveyItems)
    (item,) = result.surveys[0].items
    assert (item.ordered, item.waves[0].people, item.waves[0].counts) == (False, 3, (3, 2))
    assert "Visits, Courses" not in ek.figure(result).text


def test_free_text_is_not_listed() -> None:
    text = {"id": "f", "asks": "Anything else?", "kind": "text"}
    of = survey("teachers", waves=("before",), items=[text], scales=[])
    row = {"survey": of.id, "person": "T1", "school": "A", "wave": "before", "item": "f", "answer": "It was good"}
    result = told("survey_items", of, [row], ("A",))
    assert isinstance(result, SurveyItems)
    assert result.surveys[0].items == ()
    assert "It was good" not in ek.table(result).text


def test_two_times_are_told_to_be_answered_by_other_people_too() -> None:
    of = survey("teachers")
    both = told("survey_items", of, many(of, 20, ("A",), lift=1), ("A",))
    assert "not all of them the same people" in ek.figure(both).subtitle
    assert "not all of them the same people" not in ek.figure(items(10)[0]).subtitle
    assert any("not all are the same people" in note for note in ek.table(both).notes)
