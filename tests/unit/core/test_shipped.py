"""What travels with evalkit is found in one place, whether it was cloned or installed."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from evalkit.core import shipped
from evalkit.core.errors import PageError, StudyFileError
from evalkit.document.renderers.html import TEMPLATES
from evalkit.findings.differences import CODE, Report, compare_reports, origin_of
from evalkit.report.benchmarks import FILE as BENCHMARKS
from evalkit.report.theme import FILE as THEME
from evalkit.run.jobs import pages
from evalkit.run.reports.record import NO_COMMIT, commit
from evalkit.run.work import run_order
from evalkit.study import locate
from evalkit.study.locate import carried, find_study, lay_out
from evalkit.study.study_reader import read_study
from tests.architecture.files import ROOT, python_files
from tests.architecture.files import shown as place_of


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Let evalkit find its studies as an installed wheel does, from an empty folder; return that folder."""
    held = tmp_path / "site" / "evalkit" / "shipped"
    for name in ("leicester", "north-west", "_template"):
        shutil.copytree(ROOT / "studies" / name, held / "studies" / name, ignore=shutil.ignore_patterns(".*"))
    monkeypatch.setattr(shipped, "CARRIED", held)
    for module in (shipped, locate, pages, run_order):
        monkeypatch.setattr(module, "CLONE", None)
    here = tmp_path / "here"
    here.mkdir()
    monkeypatch.chdir(here)
    return here


def test_no_module_but_one_asks_where_it_lies() -> None:
    asking = [place_of(file) for file in python_files("evalkit/") if "__file__" in file.read_text(encoding="utf-8")]
    assert asking == ["evalkit/core/shipped.py"]


def test_everything_that_travels_is_where_the_modules_look_for_it() -> None:
    for place in ("data/reference/local_authorities.csv", "notebooks/04-effect.ipynb", "studies/_template/study.toml"):
        assert shipped.shipped(place) == ROOT / place and shipped.shipped(place).is_file()
    assert THEME.is_file() and BENCHMARKS.is_file() and (TEMPLATES / "report.html.j2").is_file()
    assert shipped.project() == ROOT
    assert carried() == ()


def test_an_installed_study_is_laid_out_in_the_folder_at_hand_and_its_tables_are_looked_for_there(
    installed: Path,
) -> None:
    assert shipped.project() == installed
    assert carried() == ("leicester", "north-west")
    folder = find_study("leicester")
    assert folder == (installed / "studies" / "leicester").resolve()
    assert read_study("leicester").data_folder() == (installed / "data" / "synthetic").resolve()
    file = folder / "study.toml"
    file.write_text(file.read_text(encoding="utf-8").replace("seed = ", "seed = 1"), encoding="utf-8")
    changed = file.read_text(encoding="utf-8")
    assert find_study("leicester") == folder and lay_out("leicester", installed) == folder
    assert file.read_text(encoding="utf-8") == changed


def test_an_unknown_study_names_those_that_an_installed_evalkit_carries(installed: Path) -> None:
    with pytest.raises(StudyFileError, match="leicester, north-west") as caught:
        find_study("leicestre")
    assert caught.value.faults[0].next == "did you mean leicester?"
    assert list(installed.iterdir()) == []


def test_a_folder_that_cannot_be_written_is_told(installed: Path) -> None:
    (installed / "studies").write_text("in the way", encoding="utf-8")
    with pytest.raises(StudyFileError, match="go to a folder of your own"):
        find_study("north-west")


def test_the_pages_of_an_installed_evalkit_are_not_rewritten(installed: Path) -> None:
    with pytest.raises(PageError, match="evalkit lab copies the pages"):
        pages.pages()


def test_where_evalkit_was_installed_the_commit_of_the_folder_at_hand_is_not_taken_for_its_own() -> None:
    assert commit(None) == NO_COMMIT


def test_a_difference_in_a_package_that_adds_parts_is_told_as_one_of_code() -> None:
    assert origin_of("extension our_package") == CODE
    reports = [
        Report(name, {"findings": []}, {"inputs": [], "code": {"extensions": [{"package": "ours", "digest": digest}]}})
        for name, digest in (("first", "1" * 64), ("second", "2" * 64))
    ]
    assert [(one.origin, one.what) for one in compare_reports(*reports).inputs] == [(CODE, "ours")]
    assert compare_reports(reports[0], reports[0]).inputs == ()
