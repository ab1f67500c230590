"""The page about the report says what the table of its parts says."""

from __future__ import annotations

import re
from pathlib import Path

from evalkit.document.report_parts import MOST_SIDES, REPORT_PARTS
from evalkit.report.theme import theme

PAGE = Path(__file__).resolve().parents[3] / "docs" / "report.md"
TEXT = PAGE.read_text(encoding="utf-8")


def test_the_parts_and_their_sides_are_those_of_the_table() -> None:
    rows = re.findall(r"^\| `(\w+)` \| (.+) \| ([\d.]+) \|$", TEXT, re.MULTILINE)
    assert [(one, title, float(sides)) for one, title, sides in rows] == [
        (part.id, part.title, float(part.sides)) for part in REPORT_PARTS
    ]
    assert f"at most {MOST_SIDES:g} sides" in TEXT


def test_the_sizes_on_paper_are_those_of_the_theme() -> None:
    front, report, annex = (theme().print[layer].removesuffix("pt") for layer in ("front", "report", "annex"))
    told = " ".join(TEXT.split())
    assert f"The front is set at {front} points, the report at {report}, the annex at {annex}" in told
    assert f"Below {theme().page['narrow'].removesuffix('px')} pixels" in told
