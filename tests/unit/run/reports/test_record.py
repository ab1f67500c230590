"""The record says what went in and what did the work, and names no place on the machine."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

from evalkit.run.places import HOME
from evalkit.run.reports.record import NO_COMMIT, Run, Timing, commit, versions, write_record
from evalkit.tables.provenance import Provenance

FILE = Provenance(
    "ks4.csv", "legacy_tables", 2019, "final", "ab" * 32, 10, 8, (("total rows", 2),), (("blank", 1),), ()
)


def test_the_record_holds_inputs_versions_plan_and_timings(tmp_path: Path) -> None:
    written = record(tmp_path)
    assert written["inputs"][0]["sha256"] == FILE.sha256
    assert written["inputs"][0]["dropped"] == {"total rows": 2}
    assert [one["file"] for one in written["study_files"]] == ["plans/001.json", "study.toml"]
    assert written["plan"]["digest"] == "d"
    assert written["timings"]["stations"] == [{"what": "estimate", "question": "attainment", "seconds": 1.235}]
    assert written["timings"]["pages"] == [{"what": "00-study", "seconds": 2.0}]
    assert written["overrides"] == [{"rule": "a rule", "reason": "a reason"}]
    assert written["started"] == "2026-01-02T03:04:05+00:00"


def test_no_path_of_the_machine_is_in_the_record(tmp_path: Path) -> None:
    text = json.dumps(record(tmp_path))
    assert str(HOME) not in text
    assert str(tmp_path) not in text


def test_versions_name_python_evalkit_and_the_packages_it_stands_on() -> None:
    assert {"python", "evalkit", "pandas", "numpy", "matplotlib", "papermill"} <= set(versions())
    assert "pytest" not in versions()


def test_a_folder_without_git_has_no_commit(tmp_path: Path) -> None:
    assert commit(tmp_path) == NO_COMMIT


def record(folder: Path) -> dict[str, object]:
    """Return a record as written for a small study in ``folder``."""
    study = folder / "ours"
    study.mkdir()
    (study / "study.toml").write_text("title = 'ours'\n", encoding="utf-8")
    (study / "plans").mkdir()
    (study / "plans" / "001.json").write_text("{}", encoding="utf-8")
    run = Run(
        study="ours",
        folder=study,
        seed=1,
        plan={"digest": "d", "folder": study, "schools": frozenset({3, 1})},
        inputs=(FILE,),
        overrides=(("a rule", "a reason"),),
        stations=(Timing("estimate", "attainment", 1.23456),),
        pages=(Timing("00-study", "", 2.0),),
        started=datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC),
    )
    write_record(run, folder / "record.json")
    return json.loads((folder / "record.json").read_text(encoding="utf-8"))
