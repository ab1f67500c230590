"""Locking keeps every plan, tells what differs in words, and says what the folder and the workspace know."""

from __future__ import annotations

import json
import shutil
import subprocess
from hashlib import sha256
from pathlib import Path

import pytest
from typer.testing import CliRunner

from evalkit.core.errors import StudyFileError
from evalkit.run.commands import app
from evalkit.run.jobs.lock import lock
from evalkit.run.plans.version_control import NONE, WITHOUT_COMMIT, version_control
from evalkit.study.locked_plans import PLANS, LockedPlan, locked_plans, write_plan
from tests.support.locked import edit, study_copy

LATER = "2018-2019/england_ks4final.csv"


@pytest.fixture
def study(tmp_path: Path) -> Path:
    """Return a study under no version control, on the header of one later table."""
    tables = tmp_path / "tables"
    (tables / LATER).parent.mkdir(parents=True)
    (tables / LATER).write_text("RECTYPE,LEA,ESTAB,URN,P8MEA,P8MEAMAT\n1,856,4001,990001,0.1,0.1\n", encoding="utf-8")
    return study_copy(tmp_path, tables)


def locked(study: Path, tmp_path: Path, **given: str) -> None:
    assert lock(str(study), data=None, reports=tmp_path / "reports", **given) == 0  # type: ignore[arg-type]


def test_the_first_lock_holds_the_whole_plan_and_says_that_nothing_keeps_its_history(
    study: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    locked(study, tmp_path)
    said = capsys.readouterr().out
    (plan,) = locked_plans(study)
    assert plan.plan["questions"][0]["options"]["matched"]["replacement"] is True  # type: ignore[index]
    assert (plan.version_control, plan.read_before) == (NONE, ())
    assert plan.digest in said
    assert "It is the first plan that was locked." in said
    assert "The folder is under no version control" in said
    assert "Status: fixed before this run." in said
    assert f"evalkit lock {study} --deposit ADDRESS" in said
    assert str(tmp_path) not in (study / plan.file).read_text(encoding="utf-8")


def test_locking_again_with_nothing_changed_writes_nothing(
    study: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    locked(study, tmp_path)
    before = (study / locked_plans(study)[0].file).read_bytes()
    locked(study, tmp_path)
    assert "Nothing has changed since the plan of" in capsys.readouterr().out
    (only,) = locked_plans(study)
    assert (study / only.file).read_bytes() == before


def test_locking_a_changed_plan_keeps_the_first_and_tells_the_difference_in_words(
    study: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    locked(study, tmp_path)
    edit(study, r"^ratio = \d+", "ratio = 9")
    edit(study, r"^title = .*", 'title = "Another title"')
    locked(study, tmp_path)
    said = capsys.readouterr().out
    assert "question attainment, options of matched, ratio: 5 became 9" in said
    words = said.partition("Only words, which move no number:")[2]
    assert "title: North West maths mastery programme became Another title" in words
    assert len(locked_plans(study)) == 2


def test_a_deposit_is_added_to_a_plan_that_did_not_change(
    study: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    locked(study, tmp_path)
    locked(study, tmp_path, deposit="10.17605/OSF.IO/AB12C", deposited="1/1/2020")
    said = capsys.readouterr().out
    assert "Nothing that moves a number changed" in said
    assert (
        "Status: planned. The question and its method were deposited at https://doi.org/10.17605/OSF.IO/AB12C" in said
    )
    assert [plan.deposit for plan in locked_plans(study)] == ["", "https://doi.org/10.17605/OSF.IO/AB12C"]
    locked(study, tmp_path, deposit="10.17605/OSF.IO/AB12C", deposited="1/1/2020")
    assert len(locked_plans(study)) == 2


def test_a_deposit_that_is_no_address_is_refused_and_nothing_is_written(study: Path) -> None:
    ended = CliRunner().invoke(app, ["lock", str(study), "--deposit", "my drawer"])
    assert isinstance(ended.exception, StudyFileError)
    assert ended.exception.exit_code == 2
    assert ended.exception.faults[0].found == "my drawer"
    assert not (study / PLANS).exists()


def test_what_a_report_of_this_workspace_read_is_held_in_the_plan(study: Path, tmp_path: Path) -> None:
    table = tmp_path / "tables" / LATER
    record = {"started": "2026-11-01T10:00:00+00:00", "inputs": [{"sha256": sha256(table.read_bytes()).hexdigest()}]}
    (tmp_path / "reports" / "other").mkdir(parents=True)
    (tmp_path / "reports" / "other" / "record.json").write_text(json.dumps(record), encoding="utf-8")
    locked(study, tmp_path)
    (plan,) = locked_plans(study)
    assert plan.read_before == (LATER,)


def test_a_plan_is_never_written_over_and_a_folder_that_cannot_be_written_is_a_fault(
    study: Path, tmp_path: Path
) -> None:
    locked(study, tmp_path)
    (plan,) = locked_plans(study)
    again = LockedPlan("north-west", plan.locked_at, plan.digest, plan.plan, "other", "other")
    assert write_plan(study, again).name != Path(plan.file).name
    assert locked_plans(study)[0] == plan
    shutil.rmtree(study / PLANS)
    (study / PLANS).write_text("in the way", encoding="utf-8")
    with pytest.raises(StudyFileError, match="a file that cannot be written"):
        write_plan(study, again)


def test_the_state_of_version_control_is_told_in_words(study: Path) -> None:
    git = shutil.which("git")
    assert git is not None
    assert version_control(study) == NONE

    def run(*words: str) -> str:
        own = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
        done = subprocess.run([git, "-C", str(study), *own, *words], check=True, capture_output=True, text=True)
        return done.stdout.strip()

    run("init", "-q")
    assert version_control(study) == NONE
    run("add", "study.toml")
    assert version_control(study) == WITHOUT_COMMIT
    run("add", ".")
    run("commit", "-q", "-m", "The study")
    head = run("rev-parse", "HEAD")
    assert version_control(study) == f"commit {head}"
    edit(study, r"^seed = \d+", "seed = 4")
    assert version_control(study) == f"commit {head}, with changes that are not in it"
