"""The front pages of both shipped studies: one side that a head teacher reads, with no exploratory headline."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import evalkit as ek
from evalkit.document.front_page import MOST_WORDS, front_page
from evalkit.document.front_words import all_texts, running_text, words_on
from evalkit.document.parts import Callout, Part
from evalkit.evaluation.memory import VARIABLE
from evalkit.report.reading import reading
from evalkit.study.model import Study
from tests.unit.document.test_front_page import BANNED, GRADE, LONGEST, MEAN

Front = tuple[Study, tuple[Part, ...], list[str]]


@pytest.fixture(scope="module", params=["leicester", "north-west"])
def front(request: pytest.FixtureRequest, stations_of_this_run: Path, synthetic_folder: Path) -> Front:
    """Return a shipped study, its front page, and what its further questions found, as it would be printed."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(VARIABLE, str(stations_of_this_run))
        evaluation = ek.open_study(request.param, data=synthetic_folder)
        study = evaluation.study
        answers = [evaluation.finding(question.id) for question in study.questions]
    others = [f"{abs(answer.estimate.estimate):.2f}" for answer in answers[1:]]
    return study, front_page(study, answers, {}, ()), others


def test_it_is_read_by_a_head_teacher(front: Front) -> None:
    study, parts, _ = front
    found = reading(running_text(parts), (study.title, study.programme.name, study.programme.place))
    assert found.grade <= GRADE and found.mean <= MEAN and found.longest <= LONGEST
    assert words_on(parts) <= MOST_WORDS


def test_no_word_stands_there_that_heads_do_not_use(front: Front) -> None:
    said = "\n".join(all_texts(front[1])).lower()
    assert not [word for word in BANNED if re.search(rf"\b{word}", said)]


def test_only_the_first_question_has_an_answer_with_numbers(front: Front) -> None:
    _, parts, others = front
    assert sum(isinstance(part, Callout) and part.kind == "answer" for part in parts) == 1
    said = " ".join(text for piece in running_text(parts) for text in ([piece] if isinstance(piece, str) else piece))
    own = {number for part in parts if isinstance(part, Callout) for number in re.findall(r"\d\.\d\d", part.text)}
    elsewhere = [number for number in others if number in said and number not in own]
    # 0.04 is also the lowest of the other plans, and is no answer to another question there.
    assert elsewhere in ([], ["0.04"])


def test_where_the_plan_stands_high_among_its_alternatives_the_front_page_says_so(front: Front) -> None:
    study, parts, _ = front
    said = "\n".join(all_texts(parts))
    assert ("in their highest third" in said) == (study.name == "leicester")
