"""The data command says what a folder holds and what a study still needs, and where that is published."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from evalkit.core.errors import DataError
from evalkit.data.folder.inventory import Held
from evalkit.run.commands import app
from evalkit.run.needs import wanting
from evalkit.study.model import Study
from evalkit.study.reading import inspect_study

KS4 = "RECTYPE,LEA,URN,SCHNAME,NFTYPE,TPUP,P8MEA,P8MEAMAT\n1,856,990001,A,CY,100,0.10,0.2\n"


@pytest.fixture
def study() -> Study:
    read = inspect_study("leicester").study
    assert read is not None
    return read.model_copy(update={"questions": tuple(q for q in read.questions if q.id == "attainment")})


def held(years: tuple[int, ...], variable: str = "progress8_maths", gives: str = "schools") -> Held:
    """Return what is known of one table."""
    return Held("a.csv", "legacy_tables", "", gives, years=years, columns=((variable, "in words"),))


def test_nothing_is_lacking_where_a_table_of_each_year_gives_the_outcome(study: Study) -> None:
    assert wanting(study, [held((2017,)), held((2019,))]) == ()


def test_each_year_without_the_outcome_is_named_with_where_it_is_published(study: Study) -> None:
    (line,) = wanting(study, [held((2019,))])
    assert line.startswith("attainment: ")
    assert "2016/17" in line
    assert "2018/19" not in line
    assert "Key Stage 4 tables" in line
    assert "Department for Education" in line


@pytest.mark.parametrize("other", [held((2017, 2019), "ks2"), held((2017, 2019), gives="areas")])
def test_a_table_of_something_else_answers_nothing(study: Study, other: Held) -> None:
    assert len(wanting(study, [other])) == 1


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
    assert "Still lacking" in ended.output
    assert "attainment: " in ended.output


def test_a_folder_that_is_not_there_is_refused_in_words(tmp_path: Path) -> None:
    ended = CliRunner().invoke(app, ["data", "--folder", str(tmp_path / "none")])
    assert isinstance(ended.exception, DataError)
