"""The data command says what a folder holds and what a study still needs, and where that is published."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from evalkit.core.errors import DataError
from evalkit.run.commands import app
from tests.hostile.foreseen import VARIANTS, Variant, write_study

KS4 = "RECTYPE,LEA,URN,SCHNAME,NFTYPE,TPUP,P8MEA,P8MEAMAT\n1,856,990001,A,CY,100,0.10,0.2\n"


def told(folder: Path, variant: Variant) -> Result:
    """Return what `evalkit data` says of a small study."""
    return CliRunner().invoke(app, ["data", str(write_study(folder / "study", variant))])


def test_nothing_is_lacking_where_a_table_of_each_year_gives_the_outcome(tmp_path: Path) -> None:
    ended = told(tmp_path, VARIANTS["a sound study"])
    assert ended.exit_code == 0
    assert "Nothing is lacking" in ended.output
    assert "lacking: " not in ended.output


def test_each_year_without_the_outcome_is_named_with_where_it_is_published(tmp_path: Path) -> None:
    ended = told(tmp_path, VARIANTS["an outcome that one year lacks"])
    assert ended.exit_code != 0
    assert "no school has progress8_maths in 2017" in ended.output
    assert "no school has progress8_maths in 2019" not in ended.output
    assert "published in the Key Stage 4 tables" in ended.output
    assert "Department for Education" in ended.output


@pytest.mark.parametrize("name", ["an outcome that no table gives", "a question about an authority last"])
def test_a_table_of_something_else_answers_nothing(name: str, tmp_path: Path) -> None:
    ended = told(tmp_path, VARIANTS[name])
    assert ended.exit_code != 0
    assert "Still lacking" in ended.output


@pytest.mark.parametrize("name", ["a mistyped school number", "a variable of matching misspelt", "no folder of tables"])
def test_the_data_command_says_what_check_says(name: str, tmp_path: Path) -> None:
    folder = write_study(tmp_path / "study", VARIANTS[name])
    checked, listed = (CliRunner().invoke(app, [word, str(folder)]) for word in ("check", "data"))
    assert checked.exit_code == listed.exit_code == DataError.exit_code
    assert checked.stderr == listed.stderr != ""


def test_a_folder_is_listed_whole(tmp_path: Path) -> None:
    (tmp_path / "ks4_2019.csv").write_text(KS4)
    ended = CliRunner().invoke(app, ["data", "--folder", str(tmp_path)])
    assert ended.exit_code == 0
    assert "1 table" in ended.output
    assert "2018/19; vintage not stated; 1 of 1 rows can be used" in ended.output


def test_a_damaged_table_is_shown_with_what_to_mend_and_ends_with_one(tmp_path: Path) -> None:
    (tmp_path / "ks4_2019.csv").write_text(KS4.replace("0.10", "nought"))
    ended = CliRunner().invoke(app, ["data", "--folder", str(tmp_path)])
    assert ended.exit_code == 1
    assert "to mend:" in ended.output
    assert "nought" in ended.output


def test_a_study_is_told_what_it_lacks(tmp_path: Path) -> None:
    (tmp_path / "ks4_2019.csv").write_text(KS4)
    ended = CliRunner().invoke(app, ["data", "leicester", "--folder", str(tmp_path)])
    assert ended.exit_code == DataError.exit_code
    assert "Still lacking" in ended.output
    assert "as used by the outcome p8_maths" in ended.output
    assert "school 990002" in ended.output


def test_a_folder_that_is_not_there_is_refused_in_words(tmp_path: Path) -> None:
    ended = CliRunner().invoke(app, ["data", "--folder", str(tmp_path / "none")])
    assert isinstance(ended.exception, DataError)
