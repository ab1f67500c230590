"""What a page keeps is what the report reads."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from evalkit.core.errors import ReportError
from evalkit.document.kept_blocks import kept_kinds, move_block, read_blocks, read_pages, write_block, write_page
from evalkit.report.block import Block, Layer
from evalkit.report.verbs import figure, sentence, table
from tests.unit.report import samples


@pytest.mark.parametrize(
    "block", [figure(samples.trends()), table(samples.finding(), "inferences"), sentence(samples.finding())]
)
def test_a_kept_block_comes_back_as_it_was(block: Block, tmp_path: Path) -> None:
    write_block(replace(block, layer="report"), tmp_path, 1)
    (again,) = read_blocks(tmp_path)
    for name in (
        "id",
        "kind",
        "title",
        "text",
        "subtitle",
        "source",
        "columns",
        "cells",
        "notes",
        "findings",
        "svg",
    ):
        assert getattr(again, name) == getattr(block, name)
    assert [shown for _, _, shown in again.quotes] == [shown for _, _, shown in block.quotes]
    pd.testing.assert_frame_equal(again.values, block.values, check_dtype=False)


def test_a_text_that_a_spreadsheet_would_compute_has_an_apostrophe_in_the_csv_alone(tmp_path: Path) -> None:
    values = pd.DataFrame({"school": ["=HYPERLINK(1)", "St Mary's"], "difference": [-0.5, 0.25]})
    write_block(replace(table(samples.panel()), id="named", values=values), tmp_path, 1)
    assert (tmp_path / "01-named.csv").read_text() == "school,difference\n'=HYPERLINK(1),-0.5\nSt Mary's,0.25\n"
    assert read_blocks(tmp_path)[0].values["school"].tolist() == ["=HYPERLINK(1)", "St Mary's"]


def test_writing_again_gives_the_same_bytes(tmp_path: Path) -> None:
    for folder in ("one", "other"):
        write_block(replace(figure(samples.trends()), layer="report"), tmp_path / folder, 3)
    one, other = ({file.name: file.read_bytes() for file in (tmp_path / name).iterdir()} for name in ("one", "other"))
    assert one == other
    assert set(one) == {f"03-trends{ending}" for ending in (".json", ".csv", ".svg", "-narrow.svg")}


@pytest.mark.parametrize("layer", ["front", "report", "annex"])
def test_a_figure_is_kept_as_a_drawing_and_never_made_a_picture(layer: Layer, tmp_path: Path) -> None:
    def never() -> bytes:
        raise AssertionError

    write_block(replace(figure(samples.trends()), as_picture=never, layer=layer), tmp_path, 1)
    assert {file.suffix for file in tmp_path.iterdir()} == {".json", ".csv", ".svg"}
    assert read_blocks(tmp_path)[0].as_picture is None


@pytest.mark.parametrize("layer", ["report", "annex"])
def test_a_block_that_is_moved_is_the_same_with_the_texts_it_was_given(layer: str, tmp_path: Path) -> None:
    drawn = replace(figure(samples.trends()), layer="report", part="result")
    write_block(drawn, tmp_path / "one", 1)
    ((file, kind),) = kept_kinds(tmp_path / "one")
    before = {one.name.removeprefix("01-trends"): one.read_bytes() for one in (tmp_path / "one").iterdir()}
    move_block(file, tmp_path / "other", 12, {"id": "gap-trends", "layer": layer})
    (moved,) = read_blocks(tmp_path / "other")
    assert kind == "figure"
    assert (moved.id, moved.title, moved.layer, moved.part) == ("gap-trends", drawn.title, layer, "result")
    after = {one.name.removeprefix("12-gap-trends"): one.read_bytes() for one in (tmp_path / "other").iterdir()}
    lost = {"-narrow.svg"} if layer == "annex" else set()
    assert set(after) == set(before) - lost
    assert all(after[ending] == before[ending] for ending in set(after) - {".json"})
    assert bool(moved.narrow) == (layer == "report")


def test_numbers_are_kept_to_twelve_significant_digits_and_unknown_ones_as_null(tmp_path: Path) -> None:
    values = pd.DataFrame({"value": [1 / 3, float("nan")], "count": [1, 2]})
    write_block(Block("thirds", "table", "Thirds", "thirds", values), tmp_path, 1)
    kept = json.loads((tmp_path / "01-thirds.json").read_text(encoding="utf-8"))
    assert kept["values"]["rows"] == [[0.333333333333, 1], [None, 2]]
    assert (tmp_path / "01-thirds.csv").read_text(encoding="utf-8").splitlines()[1] == "0.333333333333,1"


def test_blocks_come_in_the_order_of_the_page_beyond_ninety_nine(tmp_path: Path) -> None:
    for place in (100, 2, 11):
        write_block(Block(f"block-{place}", "sentence", "", "text", pd.DataFrame()), tmp_path, place)
    assert [block.id for block in read_blocks(tmp_path)] == ["block-2", "block-11", "block-100"]


def test_pages_carry_their_title_and_text_also_without_blocks(tmp_path: Path) -> None:
    write_page(tmp_path / "06-groups", "For whom?", "Not yet.")
    write_block(sentence(samples.finding()), tmp_path / "04-effect", 1)
    effect, groups = read_pages(tmp_path)
    assert (effect.name, effect.title, len(effect.blocks)) == ("04-effect", "", 1)
    assert (groups.title, groups.text, groups.blocks) == ("For whom?", "Not yet.", ())


def test_no_folder_means_no_pages(tmp_path: Path) -> None:
    assert read_pages(tmp_path / "nowhere") == ()


def test_a_block_written_by_hand_is_refused_by_name(tmp_path: Path) -> None:
    (tmp_path / "01-mine.json").write_text('{"id": "mine"}', encoding="utf-8")
    with pytest.raises(ReportError, match=r"01-mine\.json"):
        read_blocks(tmp_path)
