"""`evalkit survey` says what an export holds and drafts its declaration; other files are refused in words."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from evalkit.core.errors import DataError
from evalkit.programme.surveys.drafting import UNORDERED
from evalkit.run.jobs.survey import JOB
from evalkit.study.surveys import Survey
from tests.support.survey_exports import as_csv, google_forms, jisc, jisc_key


def test_it_names_the_tool_counts_rows_and_people_and_drafts_a_table(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "answers.csv"
    file.write_bytes(as_csv(google_forms()))
    assert JOB(file, None) == 0
    said, _, table = capsys.readouterr().out.partition("\n\n")
    assert said.splitlines() == [
        "answers.csv: an export of Google Forms",
        "  5 rows",
        "  3 people count, as drafted",
        "    1 left out: tests by the project",
        "    1 left out: answered twice",
        "  dropped, as they name or locate a person: Email address",
    ]
    assert "put the lowest first" in table
    drafted = Survey.model_validate(tomllib.loads(table)["surveys"][0])
    assert drafted.answers == (UNORDERED, "Agree", "Strongly agree", "Disagree", "Strongly disagree")
    assert "Counters" in table
    assert "example.org" not in table


def test_codes_without_their_key_get_no_draft(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file, key = tmp_path / "a.csv", tmp_path / "k.csv"
    file.write_bytes(as_csv(jisc()))
    key.write_bytes(as_csv(jisc_key()))
    assert JOB(file, None) == 0
    keyless = capsys.readouterr().out
    assert "evalkit survey FILE KEY" in keyless
    assert "[[surveys]]" not in keyless
    assert JOB(file, key) == 0
    assert 'key = "k.csv"' in capsys.readouterr().out


def test_a_table_of_no_tool_is_refused_with_what_is_recognised(tmp_path: Path) -> None:
    file = tmp_path / "schools.csv"
    file.write_bytes(as_csv([["URN", "School"], ["990001", "School A"]]))
    with pytest.raises(DataError) as refused:
        JOB(file, None)
    assert "none of the survey tools" in refused.value.faults[0].found
    assert "SurveyMonkey" in refused.value.faults[0].allowed


def test_the_key_alone_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "k.csv"
    file.write_bytes(as_csv(jisc_key()))
    with pytest.raises(DataError, match="the key of an export of Jisc"):
        JOB(file, None)
