"""The manual of measures says what the measures and their specifications say."""

from __future__ import annotations

from evalkit.measures import MEASURES
from tools.measures_manual import PAGE, page


def test_the_manual_is_current():
    assert PAGE.read_text(encoding="utf-8") == page(), "run: python -m tools.measures_manual"


def test_every_measure_has_a_chapter_with_a_worked_table():
    chapters = page().split("\n## ")
    for name in MEASURES.names():
        (own,) = [chapter for chapter in chapters if chapter.startswith(f"{name}\n")]
        assert "What it means: " in own and "Years: " in own
        assert "these numbers give the last column" in own


def test_a_stand_in_is_called_one():
    (own,) = [chapter for chapter in page().split("\n## ") if chapter.startswith("p8_ebacc\n")]
    assert "A public stand-in for progress in subjects with a high maths content; not the thing itself." in own
