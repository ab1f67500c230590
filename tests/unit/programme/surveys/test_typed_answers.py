"""Answers typed into the programme's own tables are held against what the study declares."""

from __future__ import annotations

from evalkit.programme.person_names import NoPersons
from evalkit.programme.surveys.typed_answers import typed_faults, undeclared_note
from evalkit.study.surveys import Survey
from tests.support.programme import kept_tables
from tests.support.survey_studies import survey

WAVES = [{"id": "before"}, {"id": "after"}]


def declared(**more: object) -> Survey:
    items = [
        {"id": "plan", "asks": "We plan together"},
        {"id": "useful", "asks": "How useful?", "kind": "number", "low": 0, "high": 10},
        {"id": "used", "asks": "Used?", "kind": "ticks", "answers": ["Bar models", "Quizzes, every week"]},
    ]
    return survey(items, WAVES, **more)


def rows(*answers: tuple[str, str], **more: str) -> list[dict[str, object]]:
    row = {"survey": "teachers", "wave": "before", **more}
    return [{**row, "person": f"T{n}", "item": item, "answer": answer} for n, (item, answer) in enumerate(answers)]


def told(*answers: tuple[str, str], **more: str) -> list[str]:
    kept = kept_tables(survey=rows(*answers, **more))
    return [f"{fault.where}: {fault.found}" for fault in typed_faults(kept, (declared(),), NoPersons())]


def test_words_of_the_scale_its_numbers_and_what_stands_outside_it_are_declared() -> None:
    plan = [("plan", text) for text in ("Agree", "agree ", "1", "5", "Don’t know", "")]
    more = [("useful", "0"), ("useful", "10"), ("used", "Quizzes, every week; Bar models; Other"), ("used", "")]
    assert told(*plan, *more) == []


def test_every_label_that_nobody_declared_is_in_one_fault_with_its_count() -> None:
    assert told(("plan", "Agreed"), ("plan", "Agreed"), ("plan", "6")) == [
        "survey, item plan of teachers: answers that are not declared: 'Agreed' (2), '6' (1)"
    ]
    assert told(("useful", "11")) == ["survey, item useful of teachers: answers that are not declared: '11' (1)"]


def test_own_words_beside_the_options_of_ticks_count_as_other() -> None:
    assert told(("used", "Counters; Bar models")) == []


def test_ids_that_nobody_declared_are_named_once_each() -> None:
    assert told(("plans", "Agree"), ("plans", "Agree")) == ["survey, item: no item of the study file: 'plans' (2)"]
    assert told(("plan", "Agree"), wave="befor") == ["survey, wave: no wave of the study file: 'befor' (1)"]
    assert told(("plan", "Agree"), survey="staff") == ["survey, survey: no survey of the study file: 'staff' (1)"]


def test_the_survey_may_be_left_out_where_there_is_one_and_not_where_there_are_two() -> None:
    kept = kept_tables(survey=rows(("plan", "Agree"), survey=""))
    partners = declared(id="partners", who="partners")
    assert typed_faults(kept, (declared(),), NoPersons()) == ()
    assert len(typed_faults(kept, (declared(), partners), NoPersons())) == 1


def test_answers_that_no_survey_declares_are_said_to_be_left() -> None:
    kept = kept_tables(survey=rows(("plan", "Agree")))
    assert "nothing is made of them" in undeclared_note(kept, ())[0]
    assert undeclared_note(kept, (declared(),)) == ()
