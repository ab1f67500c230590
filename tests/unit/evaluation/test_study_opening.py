"""Tables that are not the study's own: named when it is opened, or by the run that executes its pages."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import evalkit as ek
from evalkit.evaluation.inputs import TABLES
from evalkit.run.work.run_order import make_order

STUDIES = Path(__file__).resolve().parents[3] / "studies"


@pytest.fixture
def elsewhere(tmp_path: Path) -> Path:
    """Return a study whose own folder of tables is not there."""
    study = tmp_path / "north-west"
    shutil.copytree(STUDIES / "north-west", study, ignore=shutil.ignore_patterns(".*"))
    text = (study / "study.toml").read_text(encoding="utf-8")
    assert "../../data/synthetic" in text
    (study / "study.toml").write_text(text.replace("../../data/synthetic", "nowhere"), encoding="utf-8")
    return study


def test_a_page_finds_the_tables_that_its_run_was_given(
    elsewhere: Path, synthetic_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    study = ek.open_study(elsewhere, data=synthetic_folder).study
    order = make_order(study, data=synthetic_folder, out=tmp_path / "reports", private=tmp_path, environment={})
    for name, value in order.environment:
        monkeypatch.setenv(name, value)
    assert ek.open_study(elsewhere).study.data_folder() == study.data_folder() == synthetic_folder


def test_a_page_of_a_run_on_the_study_s_own_tables_is_told_of_no_others(elsewhere: Path, tmp_path: Path) -> None:
    study = ek.open_study(elsewhere).study
    order = make_order(study, data=None, out=tmp_path / "reports", private=tmp_path, environment={})
    assert TABLES not in dict(order.environment)


def test_what_is_named_at_the_door_comes_before_what_a_run_named(
    elsewhere: Path, synthetic_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(TABLES, str(tmp_path))
    assert ek.open_study(elsewhere, data=synthetic_folder).study.data_folder() == synthetic_folder
