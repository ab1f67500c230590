"""A report stands only while everything it rests on is as it was."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from evalkit.document.renderers.html import REPORT
from evalkit.run.pages.catalogue import Page, pages_of
from evalkit.run.places import NOTEBOOKS
from evalkit.run.reports.placing import digest_of
from evalkit.run.reports.report_standing import key_of, lacking, stamp, standing_headline, standing_unanswered
from evalkit.run.work.run_order import Order
from tests.unit.report import samples

EFFECT = next(page for page in pages_of(NOTEBOOKS) if page.name == "04-effect")


def test_a_report_stands_while_nothing_changes(made: Order, pages: tuple[Page, ...]) -> None:
    assert standing_headline(made, key_of(made, pages)) == "It rose."


@pytest.mark.parametrize("changed", ["study/study.toml", "tables/2019/ks4.csv", "study/story.md", "tables/more.csv"])
def test_a_change_in_the_study_or_its_tables_ends_it(
    made: Order, pages: tuple[Page, ...], tmp_path: Path, changed: str
) -> None:
    (tmp_path / changed).write_text("something else", encoding="utf-8")
    assert standing_headline(made, key_of(made, pages)) == ""


def test_what_the_memory_writes_beside_the_study_ends_nothing(
    made: Order, pages: tuple[Page, ...], tmp_path: Path
) -> None:
    (tmp_path / "study" / ".evalkit" / "memory").mkdir(parents=True)
    (tmp_path / "study" / ".evalkit" / "memory" / "estimate.station").write_text("", encoding="utf-8")
    assert standing_headline(made, key_of(made, pages)) == "It rose."


def test_a_comment_in_a_page_ends_nothing_and_a_line_of_code_or_a_new_title_does(
    made: Order, pages: tuple[Page, ...]
) -> None:
    change(pages[0], 2, "import evalkit as ek", "# a reason\nimport evalkit as ek")
    assert standing_headline(made, key_of(made, pages_of(pages[0].file.parent))) == "It rose."
    change(pages[0], 0, "# What", "# Which")
    assert standing_headline(made, key_of(made, pages_of(pages[0].file.parent))) == ""
    change(pages[0], 0, "# Which", "# What")
    assert standing_headline(made, key_of(made, pages_of(pages[0].file.parent))) == "It rose."
    change(pages[0], 2, "import evalkit as ek", "import evalkit as ek\nek.table")
    assert standing_headline(made, key_of(made, pages_of(pages[0].file.parent))) == ""


def test_a_format_that_was_touched_or_taken_away_is_lacking_and_the_report_stands(
    made: Order, pages: tuple[Page, ...]
) -> None:
    assert "html" not in lacking(made)
    (made.target / REPORT).write_text("edited", encoding="utf-8")
    assert "html" in lacking(made)
    (made.target / REPORT).unlink()
    assert "html" in lacking(made)
    assert standing_headline(made, key_of(made, pages)) == "It rose."


def test_a_report_that_stands_says_again_which_questions_it_leaves_unanswered(
    made: Order, pages: tuple[Page, ...]
) -> None:
    assert standing_unanswered(made) == ()
    stamped = replace(made, building=made.target)
    stamp(stamped, key_of(made, pages), {}, "It rose.", [samples.unanswered()])
    assert standing_headline(made, key_of(made, pages)) == "It rose."
    assert standing_unanswered(made) == (samples.unanswered(),)


def test_a_report_without_a_key_never_stands(made: Order, pages: tuple[Page, ...]) -> None:
    stamp(made, None, {}, "It rose.")
    assert standing_headline(made, None) == ""
    assert standing_headline(made, key_of(made, pages)) == ""


def change(page: Page, cell: int, old: str, new: str) -> None:
    """Change the text of one cell of a page."""
    notebook = json.loads(page.file.read_text(encoding="utf-8"))
    text = "".join(notebook["cells"][cell]["source"])
    assert old in text
    notebook["cells"][cell]["source"] = text.replace(old, new, 1)
    page.file.write_text(json.dumps(notebook), encoding="utf-8")


@pytest.fixture
def pages(tmp_path: Path) -> tuple[Page, ...]:
    """Return a folder's one page."""
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / EFFECT.file.name).write_bytes(EFFECT.file.read_bytes())
    return pages_of(tmp_path / "pages")


@pytest.fixture
def made(tmp_path: Path, pages: tuple[Page, ...]) -> Order:
    """Return the order of a finished report."""
    for name in ("study/study.toml", "tables/2019/ks4.csv", f"report/{REPORT}"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("as it was", encoding="utf-8")
    order = Order(
        study="ours",
        folder=tmp_path / "study",
        questions=("attainment",),
        asks=("Did it rise?",),
        data=None,
        tables=tmp_path / "tables",
        target=tmp_path / "report",
        building=tmp_path / "report",
        stations=tmp_path / "stations",
        environment=(),
        started=datetime.now(UTC),
    )
    key = key_of(order, pages)
    stamp(order, key, {REPORT: digest_of(order.target / REPORT)}, "It rose.")
    return replace(order, key=key)
