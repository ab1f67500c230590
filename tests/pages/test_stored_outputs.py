"""What pages carry in git: words of the shipped study, nothing else, and the words are what the page says today."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from evalkit.core.errors import PageError
from evalkit.evaluation.memory import VARIABLE
from evalkit.run.jobs.tables import STAMP, tables
from evalkit.run.kernels.surroundings import KERNEL, describe_kernel
from evalkit.run.pages.catalogue import Page, pages_of
from evalkit.run.pages.page_outputs import SHOWN, TEXT, store
from evalkit.run.places import NOTEBOOKS, SETTINGS, SYNTHETIC

PAGES = pages_of(NOTEBOOKS)
RUN = "import sys; sys.modules['rfc3987_syntax'] = None; import pytest; sys.exit(pytest.main(sys.argv[1:]))"
TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d|\b\d\d:\d\d(:\d\d)?\b")
PATH = re.compile(r"(?:^|[\s\"'(])(?:/|~/|[A-Za-z]:\\)\w+[/\\]\w+")
OTHER_STUDY = re.compile(r"north[- ]west", re.IGNORECASE)


def outputs_of(page: Page) -> list[dict[str, object]]:
    """Return every output stored in a page."""
    return [output for cell in page.cells for output in cell.get("outputs", ())]  # type: ignore[attr-defined]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_stored_output_is_plain_text_and_nothing_else(page: Page) -> None:
    for output in outputs_of(page):
        assert output["output_type"] in SHOWN
        assert list(output["data"]) == [TEXT]  # type: ignore[call-overload]
        assert output["metadata"] == {}
        assert output.get("execution_count") is None
    counts = [cell["execution_count"] for cell in page.cells if cell["cell_type"] == "code"]
    assert counts == (list(range(1, len(counts) + 1)) if page.code else [None])
    assert all(set(cell["metadata"]) <= {"tags"} for cell in page.cells)  # type: ignore[call-overload]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_stored_output_holds_no_path_no_time_and_no_other_study(page: Page) -> None:
    for output in outputs_of(page):
        text = "".join(output["data"][TEXT])  # type: ignore[index, call-overload]
        assert not PATH.search(text)
        assert not TIME.search(text)
        assert not OTHER_STUDY.search(text)


@pytest.mark.parametrize(
    "text", ["read from /home/someone/tables", 'in "C:\\tables\\ks4"', "at 2026-11-22T10:00", "at 10:31:07"]
)
def test_paths_and_times_would_be_seen(text: str) -> None:
    assert PATH.search(text) or TIME.search(text)


@pytest.mark.parametrize("page", [page for page in PAGES if page.code], ids=lambda page: page.name)
def test_a_page_that_asks_carries_its_answers(page: Page) -> None:
    assert outputs_of(page)


def test_every_stored_output_is_what_its_page_gives_today(stations_of_this_run: Path) -> None:
    if not (SYNTHETIC / STAMP).exists():
        tables(SYNTHETIC, seed=2017, effect=0.1, area_sd=0.04, force=False)
    flags = ["--nbval", "--nbval-kernel-name", KERNEL, "-q", "-p", "no:cacheprovider", "-o", "addopts="]
    done = subprocess.run(
        [sys.executable, "-c", RUN, *flags, *(str(page.file) for page in PAGES if page.code)],
        cwd=NOTEBOOKS,
        env={**os.environ, **describe_kernel(SETTINGS), VARIABLE: str(stations_of_this_run)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-2000:]


def test_storing_keeps_the_words_and_drops_pictures_times_and_counts(tmp_path: Path) -> None:
    data = {TEXT: "a line", "image/png": "AAAA"}
    shown = {"output_type": "display_data", "data": data, "metadata": {"needs": 1}}
    executed = tmp_path / "executed.ipynb"
    executed.write_text(json.dumps(notebook([shown])), encoding="utf-8")
    page = tmp_path / "00-page.ipynb"
    page.write_text(json.dumps(notebook([])), encoding="utf-8")
    store(executed, page)
    assert outputs_of(Page(page)) == [{"data": {TEXT: "a line"}, "metadata": {}, "output_type": "display_data"}]


def test_a_page_that_prints_or_warns_is_not_stored(tmp_path: Path) -> None:
    executed = tmp_path / "executed.ipynb"
    executed.write_text(
        json.dumps(notebook([{"output_type": "stream", "name": "stderr", "text": "Warning"}])), encoding="utf-8"
    )
    page = tmp_path / "00-page.ipynb"
    page.write_text(json.dumps(notebook([])), encoding="utf-8")
    with pytest.raises(PageError, match="take out what prints or warns"):
        store(executed, page)


def notebook(outputs: list[dict[str, object]]) -> dict[str, object]:
    """Return a notebook of one cell with these outputs."""
    cell = {"cell_type": "code", "id": "a", "metadata": {}, "source": "1", "execution_count": 4, "outputs": outputs}
    return {"cells": [cell], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
