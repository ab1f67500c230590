"""A small study is run, bundled and verified: equal on the same tables; with one cell changed, its table is named."""

from __future__ import annotations

import csv
import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

import pytest

from evalkit.data.folder.thinned_copy import only
from evalkit.run.handover.report_contents import report_contents
from evalkit.run.jobs import bundle as bundle_job
from evalkit.run.jobs import run as run_job
from evalkit.run.jobs.bundle import bundle
from evalkit.run.jobs.verify import EQUAL, MOVED, verify
from evalkit.run.pages.catalogue import Page, is_parameters
from evalkit.run.places import NOTEBOOKS
from evalkit.run.work.run_order import Order, page_tasks
from evalkit.run.work.schedule import Progress
from evalkit.run.work.stages import collect, compose, compute, finish, read, render_format
from tests.support.locked import study_copy

YEARS = ("2015-2016", "2016-2017", "2017-2018", "2018-2019")
KS4 = "england_ks4final.csv"
CHANGED = f"2018-2019/{KS4}"
PROGRAMME = set(range(991001, 991006))
# Of the schools elsewhere one in four: enough for five comparison schools each.
OTHERS = set(range(900_000, 910_000, 4))
# One way of telling how sure, no check, and one variable to match on.
SIMPLER = {
    r"checks = \[.*?\]": "checks = []",
    r"inference = \[.*?\]": 'inference = ["cluster_robust"]',
    r"nearest = \[.*?\n\]": 'nearest = [{ variable = "p8_maths", year = 2017 }]',
    r"# Results in maths reach back.*": "",
}


@pytest.fixture(scope="module", autouse=True)
def quick(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Run studies in this process, with pages of text alone; what a run does with workers and kernels has its story."""
    pages = tmp_path_factory.mktemp("pages")
    for file in sorted(NOTEBOOKS.glob("*.ipynb")):
        page = json.loads(file.read_text(encoding="utf-8"))
        kept = [cell for cell in page["cells"] if cell["cell_type"] == "markdown" or is_parameters(cell)]
        (pages / file.name).write_text(json.dumps({**page, "cells": kept}), encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(run_job, "NOTEBOOKS", pages)
        patch.setattr(bundle_job, "NOTEBOOKS", pages)
        patch.setattr(run_job, "_warm", run_here)
        yield


def run_here(orders: tuple[Order, ...], pages: tuple[Page, ...], *_: object) -> tuple[Progress, ...]:
    """Take each study along the line, as workers do."""
    ended = []
    for order in orders:
        timings = (*read(order), *(timing for question in order.questions for timing in compute(order, question)))
        computed = collect(order, timings, page_tasks(order, pages))
        compose(order, computed, pages, ())
        files = {file: value for name in order.formats for file, value in render_format(order, name).items()}
        ended.append(Progress(order, (), set(), computed=computed, notes=finish(order, computed, pages, files)))
    return tuple(ended)


@pytest.fixture(scope="module")
def tables(synthetic_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return tables of four years with some schools."""
    whole, folder = tmp_path_factory.mktemp("whole"), tmp_path_factory.mktemp("tables")
    for year in YEARS:
        (whole / year).mkdir()
        (whole / year / KS4).symlink_to((synthetic_folder / year / KS4).resolve())
    only(whole, folder, (), PROGRAMME | OTHERS)
    return folder


@pytest.fixture(scope="module")
def file(tables: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the bundle of a study without checks."""
    folder = tmp_path_factory.mktemp("lead")
    study = study_copy(folder)
    text = (study / "study.toml").read_text(encoding="utf-8")
    for pattern, by in SIMPLER.items():
        text, changed = re.subn(pattern, by, text, count=1, flags=re.DOTALL)
        assert changed
    (study / "study.toml").write_text(text, encoding="utf-8")
    shutil.rmtree(study / "programme")
    assert run_job.run((str(study),), data=tables, out=folder / "reports", workers=1) == 0
    assert bundle(str(study), data=tables, reports=folder / "reports", out=folder / "ours.zip") == 0
    return folder / "ours.zip"


def test_on_the_same_tables_everything_is_equal(file: Path, tables: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert verify(file, data=tables) == EQUAL
    assert "Equal: the finding" in capsys.readouterr().out


def test_everything_that_a_run_lays_into_a_report_is_of_a_kind_that_travels(file: Path) -> None:
    report = file.parent / "reports" / "north-west"
    assert report_contents(report).staying == ()
    with ZipFile(file) as packed:
        names = set(packed.namelist())
    assert {f"report/{name}" for name in report_contents(report).travelling} <= names


def test_with_one_cell_changed_the_finding_moves_and_its_table_is_named(
    file: Path, tables: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    own = tmp_path / "own"
    shutil.copytree(tables, own)
    change_one_cell(own / CHANGED)
    assert verify(file, data=own) == MOVED
    said = " ".join(capsys.readouterr().out.split())
    assert "1 of 1 findings differ: attainment." in said
    assert f"attainment: data: table {CHANGED} (first used by: panel)" in said
    assert f"Of the inputs these differ: {CHANGED}." in said


def change_one_cell(table: Path) -> None:
    """Give one school of the programme another result in maths, and leave every other cell as it was."""
    with table.open(encoding="latin-1", newline="") as opened:
        rows = list(csv.reader(opened))
    urn, place = rows[0].index("URN"), rows[0].index("P8MEAMAT")
    (row,) = [row for row in rows if row[urn] == str(min(PROGRAMME))]
    assert float(row[place]) != 0.3
    row[place] = "0.3"
    with table.open("w", encoding="latin-1", newline="") as opened:
        csv.writer(opened).writerows(rows)
