"""No number in the text without a finding, a record or a block behind it."""

from __future__ import annotations

from pathlib import Path

import pytest

from evalkit.document.kept_blocks import read_pages
from evalkit.document.numbers_check import known_numbers, quoted_in, unresolved_numbers
from evalkit.document.placed_blocks import PAGES
from evalkit.document.study_document import build
from evalkit.report.block import Block
from evalkit.report.digits import as_value, numbers_in
from evalkit.report.verbs import sentence
from tests.unit.document.conftest import RECORD
from tests.unit.report import samples


def check(page: Path, blocks: list[Block]) -> list[str]:
    """Return what the check finds in a page of the sample study."""
    known = known_numbers(samples.study(), [samples.finding()], RECORD, blocks)
    return unresolved_numbers(page.read_text(encoding="utf-8"), known)


def written(folder: Path, body: str) -> Path:
    """Return a page with this body."""
    page = folder / "page.html"
    page.write_text(f"<html><head><title>77</title></head><body>{body}</body></html>", encoding="utf-8")
    return page


def test_the_rendered_report_has_no_number_without_a_source(rendered: Path, kept: list[Block]) -> None:
    pages = read_pages(rendered.parent / PAGES)
    document = build(samples.study(), [samples.finding()], RECORD, pages)
    assert check(rendered, [*kept, *quoted_in(document)]) == []


@pytest.mark.parametrize("typed", ["0.29", "98,765", "2031/32", "4711 schools"])
def test_a_number_typed_by_hand_is_found_with_the_words_around_it(tmp_path: Path, typed: str) -> None:
    (found,) = check(written(tmp_path, f"<p>Scores rose by {typed} here.</p>"), [])
    assert "rose by" in found


def test_a_number_changed_in_the_finished_report_is_found(rendered: Path, kept: list[Block], tmp_path: Path) -> None:
    page = tmp_path / "changed.html"
    text = rendered.read_text(encoding="utf-8")
    page.write_text(text.replace(">0.11</a>", ">0.83</a>"), encoding="utf-8")
    assert [line for line in check(page, kept) if "0.83" in line]


def test_the_rounding_of_a_finding_resolves_and_another_does_not(tmp_path: Path) -> None:
    assert check(written(tmp_path, "<p>0.11, 19 schools, 3,412 pupils, 2018/19, 95 per cent</p>"), []) == []
    assert len(check(written(tmp_path, "<p>0.12</p>"), [])) == 1


def test_names_that_hold_a_number_are_no_results(tmp_path: Path) -> None:
    assert check(written(tmp_path, "<p>Key Stage 4, Progress 8, Attainment 8, Years 10 and 11</p>"), []) == []
    assert check(written(tmp_path, "<p>The main question could not be answered; part 77 says why.</p>"), []) == []


def test_tables_drawings_and_the_head_are_not_running_text(tmp_path: Path) -> None:
    body = '<table><tr><td>0.77</td></tr></table><div class="table"><p>0.78</p></div><svg><text>0.79</text></svg>'
    assert check(written(tmp_path, body), []) == []


def test_a_number_in_the_story_does_not_vouch_for_itself(tmp_path: Path) -> None:
    told = sentence(samples.section().__class__("Overview", "It rose by 0.77."))
    assert check(written(tmp_path, f"<p>{told.text}</p>"), [told])


def test_where_the_tables_lie_is_no_source_of_numbers() -> None:
    record = {**RECORD, "plan": {"data": {"folder": "../evalkit-77/tables"}}}
    assert "77" not in known_numbers(samples.study(), [samples.finding()], record, [])


def test_a_digest_is_no_source_of_numbers(tmp_path: Path) -> None:
    assert len(check(written(tmp_path, "<p>56 teachers</p>"), [])) == 1
    record = {**RECORD, "stations": [{"what": "panel", "rests_on": {"table of 2019": "d66d6fbd55e08e8a"}}]}
    page = written(tmp_path, "<p>66 teachers</p>")
    known = known_numbers(samples.study(), [samples.finding()], record, [])
    found = unresolved_numbers(page.read_text(encoding="utf-8"), known)
    assert len(found) == 1


def test_numbers_are_read_as_written() -> None:
    text = "From \N{MINUS SIGN}0.11 to 3,165 in 2018/19, 95 per cent of 1,234.5 (KS2)."
    assert numbers_in(text) == ("0.11", "3,165", "2018/19", "95", "1,234.5", "2")
    assert [as_value(shown) for shown in ("3,165", "2018/19", "0.11")] == [3165.0, 2019.0, 0.11]
