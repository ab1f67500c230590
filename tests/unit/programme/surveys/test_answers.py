"""Answers stand on their declared scale, the higher the better."""

from __future__ import annotations

import math
from pathlib import Path

import pytest

from evalkit.programme.surveys.answers import answers, choices
from evalkit.study.surveys import Survey
from tests.support.programme import kept_tables
from tests.support.survey_exports import as_csv
from tests.support.survey_studies import Declared, read, survey

WAVES = [{"id": "before"}, {"id": "after"}]
ITEMS: tuple[Declared, ...] = (
    {"id": "plan", "asks": "We plan"},
    {"id": "seldom", "asks": "We seldom meet", "reversed": True},
    {"id": "turned", "asks": "We meet", "reversed_in": ["after"]},
    {"id": "useful", "asks": "How useful?", "kind": "number", "low": 0, "high": 10, "reversed": True},
    {"id": "hours", "asks": "How many hours?", "kind": "number"},
    {"id": "words", "asks": "Say more", "kind": "text"},
    {"id": "order", "asks": "Put in order", "kind": "ranking", "answers": ["Time", "Money"]},
)


def declared() -> Survey:
    return survey(ITEMS, WAVES)


def value(item: str, answer: str, wave: str = "before") -> float:
    kept = kept_tables(survey=[{"person": "T1", "wave": wave, "item": item, "answer": answer}])
    return float(answers(kept, declared())["value"][0])


@pytest.mark.parametrize(
    ("item", "answer", "wave", "right"),
    [
        ("plan", "Strongly disagree", "before", 1),
        ("plan", "agree", "before", 4),
        ("plan", "4", "before", 4),
        ("seldom", "Agree", "before", 2),
        ("turned", "Agree", "before", 4),
        ("turned", "Agree", "after", 2),
        ("useful", "0", "before", 10),
        ("useful", "7", "before", 3),
        ("hours", "0", "before", 0),
        ("hours", "12.5", "before", 12.5),
    ],
)
def test_an_answer_has_its_place_turned_where_the_study_says_so(
    item: str, answer: str, wave: str, right: float
) -> None:
    assert value(item, answer, wave) == right


@pytest.mark.parametrize(
    ("item", "answer"),
    [("plan", "Don't know"), ("plan", ""), ("plan", "6"), ("plan", "0"), ("useful", "11"), ("hours", "many")],
)
def test_what_stands_outside_the_scale_has_no_value(item: str, answer: str) -> None:
    assert math.isnan(value(item, answer))


def test_rows_come_in_the_order_declared_and_only_those_of_the_survey() -> None:
    rows = [
        {"person": "b", "wave": "after", "item": "plan", "answer": "Agree"},
        {"person": " a", "wave": "after", "item": "seldom", "answer": "Agree", "survey": "teachers"},
        {"person": "a", "wave": "after", "item": "plan", "answer": "Agree"},
        {"person": "b", "wave": "before", "item": "plan", "answer": "Agree", "survey": "teachers"},
        {"person": "c", "wave": "before", "item": "plan", "answer": "Agree", "survey": "partners"},
        {"person": "c", "wave": "later", "item": "plan", "answer": "Agree"},
    ]
    frame = answers(kept_tables(survey=rows), declared())
    found = list(zip(frame["wave"], frame["person"], frame["item"], strict=True))
    assert found == [("before", "B", "plan"), ("after", "A", "plan"), ("after", "A", "seldom"), ("after", "B", "plan")]


def test_free_text_is_said_to_be_written_and_not_shown() -> None:
    rows = [
        {"person": person, "wave": "before", "item": "words", "answer": text}
        for person, text in (("a", "Mondays"), ("b", ""))
    ]
    assert answers(kept_tables(survey=rows), declared())["given"].tolist() == ["written", ""]


def test_an_order_has_its_ranks_and_no_value() -> None:
    kept = kept_tables(survey=[{"person": "a", "wave": "before", "item": "order", "answer": "Money; Time"}])
    assert choices(kept, declared())[["option", "rank"]].to_numpy().tolist() == [["Money", 1.0], ["Time", 2.0]]
    assert answers(kept, declared())["value"].isna().all()


def test_nobody_answered_gives_every_column_and_no_row() -> None:
    assert len(answers(kept_tables(), declared())) == 0
    assert list(choices(kept_tables(), declared()).columns)[-2:] == ["option", "rank"]


def test_own_words_in_the_place_of_a_choice_are_other_and_a_near_one_is_asked_about(tmp_path: Path) -> None:
    roles = ("Teacher", "Head of Year 7", "Teachr", "Other")
    table = [["Timestamp", "What do you do?"], *([f"{day}/2/2026", role] for day, role in enumerate(roles, 1))]
    (tmp_path / "a.csv").write_bytes(as_csv(table))
    item: Declared = {"id": "does", "asks": "What do you do?", "kind": "choice", "answers": ["Teacher", "Other"]}
    told = survey([item], [{"id": "one", "file": "a.csv"}])
    found = read(tmp_path, told)
    assert found.faults == ()
    assert answers(found.kept, told)["given"].tolist() == ["Teacher", "Other", "Other", "Other"]
    assert "1 person typed 'Teacher' under Other" in " ".join(found.reads[0].notes)
    strict = survey([{**item, "answers": ["Teacher"]}], [{"id": "one", "file": "a.csv"}])
    assert "'Head of Year 7' (1)" in read(tmp_path, strict).faults[0].found
