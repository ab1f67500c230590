"""A study begun by answering questions passes `evalkit check` as it is, on the invented tables of three years."""

from __future__ import annotations

from pathlib import Path

import pytest

from evalkit.run.beginning.fitting import BETTER
from evalkit.run.jobs.check import check
from evalkit.run.jobs.new import new
from tests.unit.run.beginning.test_dialogue import PROGRAMME, Talk

KS4 = "england_ks4final.csv"
# Five schools of London for which five comparison schools each are not alike enough.
LOW = {"schools": "900045 900038 900042 900037 900040", "chose": "chosen", "results": "lowest 5"}
YEARS = ("2016-2017", "2017-2018", "2018-2019")


def test_a_study_of_five_schools_passes_check_as_it_was_written(
    synthetic_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for year in YEARS:
        (tmp_path / "tables" / year).mkdir(parents=True)
        (tmp_path / "tables" / year / KS4).symlink_to(synthetic_folder / year / KS4)
    studies = tmp_path / "studies"
    answers = {"tables": str(tmp_path / "tables"), **PROGRAMME, **LOW}
    terminal = Talk("").terminal()
    assert new("five", answers, studies=studies, begun=tmp_path / "begun", terminal=terminal) == 0
    text = (studies / "five" / "study.toml").read_text(encoding="utf-8")
    assert "lowest = 5" in text and "ratio = 3" in text
    assert BETTER in text and BETTER in " ".join(capsys.readouterr().out.split())
    assert check(str(studies / "five"), data=None) == 0
    said = capsys.readouterr()
    assert "nothing to mend" in said.out
    assert "900045 Invented School" in said.out
    assert "which puts placebo sets first" in said.out
    assert said.err == ""
