"""Where nothing can be written is said before any work, whatever is written."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from evalkit.core.errors import ReportError
from evalkit.run.jobs.plan import plan
from evalkit.run.output_folder import refuse_unwritable
from evalkit.run.work.run_order import make_order
from evalkit.study.study_reader import read_study
from tests.support.locked import study_copy


def test_a_folder_that_may_be_made_passes_and_is_not_made(tmp_path: Path) -> None:
    refuse_unwritable(tmp_path / "reports" / "ours")
    assert list(tmp_path.iterdir()) == []


def test_a_file_in_the_way_is_named(tmp_path: Path) -> None:
    (tmp_path / "reports").write_text("", encoding="utf-8")
    with pytest.raises(ReportError) as caught:
        refuse_unwritable(tmp_path / "reports" / "ours")
    (fault,) = caught.value.faults
    assert fault.where.endswith("reports")
    assert (fault.found, fault.next) == ("a file", "choose another folder with --out")


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda folder, mode: False)
    with pytest.raises(ReportError, match="a folder that cannot be written"):
        refuse_unwritable(tmp_path / "reports")


def test_a_run_and_a_plan_are_refused_before_anything_is_read(tmp_path: Path) -> None:
    (tmp_path / "reports").write_text("", encoding="utf-8")
    study = study_copy(tmp_path, tmp_path / "no tables")
    with pytest.raises(ReportError, match="a file"):
        make_order(read_study(study), data=None, out=tmp_path / "reports", private=tmp_path, environment={})
    with pytest.raises(ReportError, match="a file"):
        plan(str(study), data=None, out=tmp_path / "reports")
