"""What a page keeps is kept for a layer and a part that a reader will find, or is refused with what there is."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from evalkit.core.errors import ReportError
from evalkit.document.front_page import OF_PAGES
from evalkit.document.kept_blocks import read_pages
from evalkit.evaluation.evaluation import Evaluation
from evalkit.evaluation.study_opening import read_plan
from evalkit.report.block import FRONT_PARTS
from evalkit.report.words import Words


@pytest.fixture
def page(tmp_path: Path) -> Evaluation:
    return Evaluation(read_plan("leicester", None), page="10-extra", out=tmp_path)


def test_a_layer_and_a_part_that_nobody_could_find_are_refused_at_once(page: Evaluation, tmp_path: Path) -> None:
    said = Words().block("said", "Something.")
    with pytest.raises(ReportError) as caught:
        page.keep(said, layer="middle", part="Result!")  # type: ignore[arg-type]
    assert [fault.found for fault in caught.value.faults] == ["'middle'", "'Result!'"]
    assert caught.value.faults[0].allowed == "front, report, annex"
    assert not (tmp_path / "pages").exists()


@pytest.mark.parametrize("part", ["", "nonsense", "result"])
def test_the_front_has_no_place_for_other_parts_and_says_which_it_has(page: Evaluation, part: str) -> None:
    with pytest.raises(ReportError, match=re.escape(repr(part))) as caught:
        page.keep(Words().block("said", "Something."), layer="front", part=part)
    assert [fault.allowed for fault in caught.value.faults] == ["departments, worked, change, continues"]


def test_the_front_prints_every_part_that_pages_may_fill(page: Evaluation, tmp_path: Path) -> None:
    for part in FRONT_PARTS:
        page.keep(Words().block(f"of-{part}", f"About {part}."), layer="front", part=part)
    (kept,) = read_pages(tmp_path / "pages")
    assert tuple(block.part for block in kept.blocks) == FRONT_PARTS == tuple(OF_PAGES)


def test_a_page_says_a_sentence_once_whatever_it_is_called(page: Evaluation, tmp_path: Path) -> None:
    said = [Words().block(name, "No check was asked for.") for name in ("said", "counted")]
    page.keep(*said, layer="report", part="wrong")
    page.keep(*(replace(said[0], id=title, title=title) for title in ("Good practice", "Sustainability")))
    (kept,) = read_pages(tmp_path / "pages")
    assert [block.id for block in kept.blocks] == ["said", "Good practice", "Sustainability"]
