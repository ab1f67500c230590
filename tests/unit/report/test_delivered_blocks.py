"""What is said and drawn of reach and dose, wide and narrow, in words that claim nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from importlib import import_module

import pytest

from evalkit.records.delivery.more_with_more import MoreWithMore
from evalkit.records.delivery.record import DeliveryRecord
from evalkit.report.block import Block
from evalkit.report.verbs import figure, sentence, table
from evalkit.report.words import banned_in
from tests.support.delivered import delivered
from tests.support.programme import account, kept_tables
from tests.support.responded import compared, responded
from tests.support.sheets import watch
from tests.unit.report import samples

VERBS: dict[str, Callable[[object, str], Block]] = {"sentence": sentence, "table": table, "figure": figure}
PLAIN = ("dose", "not_reached", "fidelity")
DRAWN = ("reach", "delivery_over_time", "strand_timeline", "actual_exposure", "ratings_with_hours", "more_with_more")


@cache
def record(kind: str) -> DeliveryRecord:
    if kind == "more_with_more":
        return responded(compared(), samples.estimate())
    return account(kind, kept_tables(**delivered()))


def parts(verb: str, kind: str) -> tuple[str, ...]:
    if verb == "figure" and kind in PLAIN:
        return ()
    named: tuple[str, ...] = import_module(f"evalkit.delivery_blocks.{verb}s.{kind}").PARTS
    return named


@pytest.mark.parametrize("kind", (*PLAIN, *DRAWN))
def test_every_word_is_safe_and_no_two_sentences_are_one(kind: str) -> None:
    blocks = [VERBS[verb](record(kind), part) for verb in VERBS for part in parts(verb, kind)]
    sentences = [block for block in blocks if block.kind == "sentence"]
    assert len({block.id for block in sentences}) == len(parts("sentence", kind))
    for block in blocks:
        said = f"{block.title} {block.text} {block.subtitle}"
        assert banned_in(said) == []
        assert "not known" not in block.text or kind in ("not_reached", "fidelity")
        assert block.text


@pytest.mark.parametrize("kind", DRAWN)
def test_no_words_of_a_drawing_touch_or_leave_the_sheet(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    found = watch(monkeypatch, bare=True)
    figure(record(kind))
    assert found == []


@pytest.mark.parametrize("kind", ["more_with_more", "ratings_with_hours"])
def test_hours_and_change_are_never_told_without_saying_that_nobody_drew_lots(kind: str) -> None:
    assert "Nobody drew by lot" in sentence(record(kind)).text
    assert "Nobody drew by lot" in figure(record(kind)).subtitle
    assert "Nobody drew by lot" in " ".join(table(record(kind)).notes)


@pytest.mark.parametrize(
    ("low", "high", "title"),
    [
        (-0.1, 0.1, "Whether schools that had more changed more cannot be told"),
        (0.01, 0.1, "Of 12 schools, those that had more changed more, which hours need not explain"),
        (-0.1, -0.01, "Of 12 schools, those that had more changed less, which hours need not explain"),
    ],
)
def test_the_message_follows_the_interval_of_the_slope(low: float, high: float, title: str) -> None:
    told = record("more_with_more")
    assert isinstance(told, MoreWithMore)
    assert told.line is not None
    assert figure(replace(told, line=replace(told.line, conf_low=low, conf_high=high))).title == title


def test_results_are_drawn_so_that_no_school_is_known_by_what_is_published_of_it() -> None:
    shown = figure(record("more_with_more"))
    assert shown.values["before"].map(lambda value: round(value, 1) == value).all()
    assert shown.values["change"].map(lambda value: round(value, 1) == value).all()
    assert shown.source == "Results are drawn to the nearest 0.1, so that no school is known by them."


def test_invented_rows_say_so_in_every_block() -> None:
    told = replace(record("reach"), invented=True)
    assert sentence(told).text.startswith("Invented: ")
    assert figure(told).source.startswith("Invented rows")
