"""What `make accessibility` counts as missed, and the one version of the engine that it takes."""

from __future__ import annotations

from pathlib import Path

import pytest

from tools import accessibility, axe_core
from tools.accessibility import Look, as_page
from tools.paper_files import PaperFile

GOOD = {"size": 1_000_000, "states": 26, "sides": {"front": 1, "report": 17, "annex": 60}, "smallest": 12.0}


def test_a_page_that_meets_every_bar_misses_none() -> None:
    assert Look("north-west/report.html", **GOOD).misses() == ()


@pytest.mark.parametrize(
    ("found", "told"),
    [
        ({"violations": ["landmark-unique (2): nav"]}, "axe-core: landmark-unique (2): nav"),
        ({"low": ["3.10 of 4.5: 1,1,1 on 2,2,2"]}, "contrast 3.10 of 4.5"),
        ({"sideways": ["annex at 390 pixels"]}, "scrolls sideways: annex at 390 pixels"),
        ({"cut": ["report: table-3 by 12"]}, "cut on paper: report: table-3 by 12"),
        ({"lost": ["front: the last words"]}, "last words not printed: front"),
        ({"size": 2_000_001}, "2,000,001 bytes"),
        ({"smallest": 11.9}, "type of 11.9 points"),
        ({"sides": {"front": 2, "report": 9, "annex": 1}}, "the front takes 2 sides"),
        ({"sides": {"front": 1, "report": 18, "annex": 1}}, "take 19 sides of paper, more than 18"),
    ],
)
def test_each_bar_that_is_missed_is_told_with_the_page(found: dict[str, object], told: str) -> None:
    look = Look("north-west/report.html", **(GOOD | found))
    (miss,) = look.misses()
    assert miss.startswith("north-west/report.html: ") and told in miss
    assert f"- {miss}\n" in as_page([look])


@pytest.mark.parametrize(("sides", "missed"), [(2, 0), (3, 1)])
def test_the_sheet_of_a_school_takes_two_sides(sides: int, missed: int) -> None:
    sheet = Look("schools/990001.html", **(GOOD | {"sides": {"report": sides}, "smallest": None}))
    assert len(sheet.misses()) == missed


def test_another_study_may_take_the_sides_of_a_whole_report() -> None:
    sides = {"front": 1, "report": 24, "annex": 60}
    assert Look("leicester/report.html", **(GOOD | {"sides": sides})).misses() == ()
    (miss,) = Look("leicester/report.html", **(GOOD | {"sides": sides | {"report": 25}})).misses()
    assert "more than 25" in miss


def test_a_page_without_a_front_has_no_bars_of_paper() -> None:
    assert Look("compared.html", 1, sides={"report": 40}).misses() == ()


def test_the_results_say_what_was_done_and_with_which_version() -> None:
    page = as_page([Look("leicester/report.html", **GOOD, unsure=["color-contrast"], faint=["213,217,220"])])
    assert f"axe-core {axe_core.VERSION}" in page and "wcag22aa, best-practice" in page
    assert "| leicester/report.html | 26 | 0 | color-contrast |" in page
    assert "front 1, report 17, annex 60" in page
    assert "213,217,220" in page and page.endswith("Nothing.\n")


def test_the_pdfs_beside_a_page_are_held_to_their_sides_and_to_its_last_words() -> None:
    files = [
        PaperFile("leicester/front.pdf", 2, 1),
        PaperFile("leicester/report.pdf", 25, 25, lost="Nobody signed it."),
    ]
    look = Look("leicester/report.html", **GOOD, files=files)
    assert look.misses() == (
        "leicester/front.pdf: 2 sides of paper, more than 1",
        "leicester/report.pdf: last words not in the file: Nobody signed it.",
    )
    assert "| leicester/report.pdf | 25 | 25 | Nobody signed it. |" in as_page([look])


def test_another_engine_than_the_one_looked_at_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / axe_core.FILE).write_text("axe = {}", encoding="utf-8")
    monkeypatch.setenv("AXE_CORE", str(tmp_path))
    with pytest.raises(SystemExit, match="its digest differs"):
        axe_core.axe_core()
    monkeypatch.setenv("AXE_CORE", str(tmp_path / "nowhere"))
    with pytest.raises(SystemExit, match="AXE_CORE="):
        axe_core.axe_core()


def test_without_pages_it_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(accessibility, "ROOT", tmp_path)
    with pytest.raises(SystemExit, match="make run"):
        accessibility.main(())
