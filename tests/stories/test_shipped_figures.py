"""Every figure of the shipped studies can be read on paper and on a phone: the boxes of all its words are looked at."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import evalkit as ek
from evalkit.evaluation.evaluation import Evaluation
from evalkit.evaluation.memory import VARIABLE
from evalkit.report.catalogue import FIGURES
from evalkit.report.verbs import figure
from tests.support.sheets import watch

ROOT = Path(__file__).resolve().parents[2]
STUDIES = ("leicester", "north-west")
# Fewer would say that a page no longer draws what it drew.
AT_LEAST = {"leicester": 50, "north-west": 20}


def shipped(evaluation: Evaluation) -> Iterator[tuple[object, str]]:
    """Yield everything that the pages of a study draw, with the part that they ask for."""
    leading = evaluation.study.leading.id
    yield evaluation.exposure(), ""
    yield evaluation.flow(leading), ""
    yield evaluation.panel(), "lineages"
    yield evaluation.composition(leading), ""
    yield evaluation.trends(leading), ""
    yield evaluation.context(leading), ""
    for question in evaluation.study.questions:
        if question.id in {answer.finding.id for answer in evaluation.groups().answers}:
            continue
        finding = evaluation.finding(question.id)
        yield evaluation.comparison(question.id), "balance"
        yield evaluation.detectable(question.id), ""
        for part in FIGURES["Finding"][1]:
            yield finding, part
        yield evaluation.event_study(question.id), ""
        for check in evaluation.checks(question.id):
            yield check, ""
    yield evaluation.groups(), "differences"
    yield evaluation.groups(), "years"


@pytest.mark.parametrize("name", STUDIES)
def test_no_word_of_a_shipped_figure_touches_another_is_cut_or_too_small(
    name: str, synthetic_folder: Path, stations_of_this_run: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VARIABLE, str(stations_of_this_run))
    evaluation = ek.open_study(ROOT / "studies" / name, data=synthetic_folder)
    found = watch(monkeypatch, bare=True)
    made = [figure(thing, part) for thing, part in shipped(evaluation)]
    # A figure that was looked at is its name here; a check without a picture is its sentence.
    assert len([one for one in made if isinstance(one, str)]) >= AT_LEAST[name]
    assert not found
