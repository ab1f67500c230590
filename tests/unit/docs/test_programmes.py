"""Every point of both programmes has its table, what shows it, and the page on which it stands."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from evalkit.delivery import DELIVERY
from evalkit.evaluation.stations import STATIONS
from evalkit.programme.tables import programme_tables
from evalkit.study.study_reader import read_study

ROOT = Path(__file__).resolve().parents[3]
PAGE = (ROOT / "docs" / "programmes.md").read_text(encoding="utf-8")
ROW = re.compile(r"^\| ([LN]\d+) \| ([^|]+) \| ([^|]+) \| ([^|]+) \| ([^|]+) \|$", re.M)
ROWS = {row[0]: row for row in ROW.findall(PAGE)}
STUDIES = {"L": "leicester", "N": "north-west"}
PUBLISHED = "published"
# How a page asks for each kind of thing; the answers to all questions stand on the page of conclusions too.
ASKED = {
    "delivery": '{page}.delivery("{name}")',
    "station": "evaluation.{name}(",
    "check": "checks(",
}


def code_of(page: str) -> str:
    cells = json.loads((ROOT / "notebooks" / f"{page}.ipynb").read_text(encoding="utf-8"))["cells"]
    return "\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "code")


def test_every_point_has_a_row() -> None:
    assert set(ROWS) == {f"L{number}" for number in range(1, 34)} | {f"N{number}" for number in range(1, 19)}


@pytest.mark.parametrize("point", ROWS)
def test_the_tables_of_a_point_are_kept_in_its_study(point: str) -> None:
    kept = [name.strip().strip("`") for name in ROWS[point][2].split(",")]
    folder = ROOT / "studies" / STUDIES[point[0]] / "programme"
    for name in kept:
        assert name == PUBLISHED or name in programme_tables()
        assert name == PUBLISHED or (folder / f"{name}.csv").is_file()


@pytest.mark.parametrize("point", ROWS)
def test_what_shows_a_point_exists_and_its_pages_ask_for_it(point: str) -> None:
    study = read_study(STUDIES[point[0]])
    pages = [page.strip() for page in ROWS[point][4].split(",")]
    code = "\n".join(code_of(page) for page in pages)
    for shown in re.findall(r"`([a-z]+):([a-z_0-9]+)`", ROWS[point][3]):
        kind, name = shown
        known = {
            "delivery": DELIVERY.names(),
            "finding": tuple(question.id for question in study.questions),
            "station": tuple(STATIONS),
            "check": study.leading.checks,
        }[kind]
        assert name in known
        if kind in ASKED:
            assert ASKED[kind].format(page="evaluation", name=name) in code or f'"{name}"' in code


def test_each_page_shows_something_of_a_point() -> None:
    for row in ROWS.values():
        for page in row[4].split(","):
            assert (ROOT / "notebooks" / f"{page.strip()}.ipynb").is_file()
