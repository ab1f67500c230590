"""All blocks of an account at once."""

from __future__ import annotations

import evalkit as ek
from tests.support.programme import account, kept_tables, schools


def test_sentences_come_first_then_figures_then_tables() -> None:
    costs = [{"year": "2017/18", "category": "venue", "in_kind": "cash", "paid_by": "grant", "budget": 10, "actual": 9}]
    blocks = ek.everything(account("cost", kept_tables(schools=schools("A"), costs=costs)))
    kinds = [block.kind for block in blocks]
    assert kinds == sorted(kinds, key=["sentence", "figure", "table"].index)
    assert {"cost-answer", "cost-by-strand", "cost-payers"} <= {block.id for block in blocks}


def test_what_nobody_kept_is_one_sentence() -> None:
    (block,) = ek.everything(account("cost", kept_tables()))
    assert block.id == "cost-not-kept"


def test_blocks_of_the_front_page_are_kept_by_name_alone() -> None:
    lessons = [{"lesson": "they met", "kind": "worked", "evidence": "project's view"}]
    blocks = ek.everything(account("lessons", kept_tables(lessons=lessons)))
    assert not [block.id for block in blocks if block.id.startswith("front-")]


def test_a_figure_that_a_page_shows_twice_is_drawn_once() -> None:
    costs = [{"year": "2017/18", "category": "venue", "in_kind": "cash", "paid_by": "grant", "budget": 10, "actual": 9}]
    record, other = (account("cost", kept_tables(schools=schools("A"), costs=costs)) for _ in range(2))
    drawn = ek.figure(record)
    assert [block for block in ek.everything(record) if block is drawn]
    assert ek.figure(other) is not drawn
    assert ek.figure(other).svg == drawn.svg
