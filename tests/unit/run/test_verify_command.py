"""A bundle is equal, or what moved is told with its input, or it cannot be verified; each has its own code."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from evalkit.run.handover.archive import pack
from evalkit.run.handover.manifest import MANIFEST
from evalkit.run.jobs import verify as verify_job
from evalkit.run.jobs.verify import CANNOT, EQUAL, MOVED, verify
from tests.support.handed_over import BESIDE, HandedOver, handed_over, record, write, write_report

TABLE = "2018-2019/ks4.csv"


@pytest.fixture
def made(tmp_path: Path) -> HandedOver:
    return handed_over(tmp_path)


@pytest.fixture
def file(made: HandedOver, tmp_path: Path) -> Path:
    """Return its bundle."""
    pack(tmp_path / "ours.zip", made.packed().contents)
    return tmp_path / "ours.zip"


@pytest.fixture
def comes_to(monkeypatch: pytest.MonkeyPatch) -> Callable[[float], None]:
    """Return what makes a fresh run come to an estimate; the run itself is that of the story of a bundle."""

    def says(estimate: float) -> None:
        def fresh(study: str, *, data: Path, out: Path) -> Path:
            given = json.loads((Path(study).parents[1] / "bundle" / "report" / "record.json").read_text("utf-8"))
            return write_report(out / Path(study).name, record(data, given["plan"]["digest"]), estimate)

        monkeypatch.setattr(verify_job, "fresh_report", fresh)

    return says


def test_a_run_that_comes_to_the_same_is_equal(
    file: Path, made: HandedOver, comes_to: Callable[[float], None], capsys: pytest.CaptureFixture[str]
) -> None:
    comes_to(0.18)
    assert verify(file, data=made.tables) == EQUAL == 0
    said = capsys.readouterr().out
    assert "code of evalkit: the same here" in said
    assert "2 of 2 tables" in said
    assert said.splitlines()[-1] == ("Equal: the finding, all 1 numbers and the plan come out as in the bundle.")


def test_what_moved_is_told_by_how_much_and_with_the_table_that_differs(
    file: Path, made: HandedOver, comes_to: Callable[[float], None], capsys: pytest.CaptureFixture[str]
) -> None:
    comes_to(0.21)
    write(made.tables / TABLE, "URN,P8MEAMAT\n990001,0.3\n")
    (made.tables / BESIDE).unlink()
    assert verify(file, data=made.tables) == MOVED == 1
    said = " ".join(capsys.readouterr().out.split())
    assert "1 of 2 tables" in said and f"another is: {TABLE}" in said
    assert "1 of 1 findings differ: attainment." in said
    assert f"attainment: data: table {TABLE} (first used by: panel)" in said
    assert "+0.03" in said
    assert "estimate (front): 0.18, then 0.21, by +0.03" in said
    assert f"Of the inputs these differ: {TABLE}." in said


def test_a_table_that_differs_and_moves_nothing_is_named_and_all_is_equal(
    file: Path, made: HandedOver, comes_to: Callable[[float], None], capsys: pytest.CaptureFixture[str]
) -> None:
    comes_to(0.18)
    write(made.tables / TABLE, "URN,P8MEAMAT\n990001,0.3\n")
    assert verify(file, data=made.tables) == EQUAL
    assert f"these differ: {TABLE}. Nothing that the report says hangs on the difference." in capsys.readouterr().out


def test_a_missing_table_is_named_and_one_that_nobody_read_is_not_missed(
    file: Path, made: HandedOver, comes_to: Callable[[float], None], capsys: pytest.CaptureFixture[str]
) -> None:
    comes_to(0.18)
    (made.tables / BESIDE).unlink()
    assert verify(file, data=made.tables) == EQUAL
    (made.tables / TABLE).unlink()
    assert verify(file, data=made.tables) == CANNOT == 2
    said = capsys.readouterr().err
    assert TABLE in said and "evalkit synth tables" in said
    assert verify(file, data=made.tables / "nowhere") == CANNOT


def test_damaged_changed_and_added_files_end_before_anything_runs(
    made: HandedOver, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delattr(verify_job, "fresh_report")
    contents = dict(made.packed().contents)
    for changed, named in (
        ({"study/study.toml": b"title = 'other'\n"}, "study/study.toml"),
        ({"study/more.csv": b""}, "study/more.csv"),
        ({MANIFEST: b"[]"}, MANIFEST),
        ({"../outside.txt": b"harmless"}, "../outside.txt"),
    ):
        pack(tmp_path / "other.zip", {**contents, **changed})
        assert verify(tmp_path / "other.zip", data=made.tables) == CANNOT
        assert named in capsys.readouterr().err
    assert not list(tmp_path.rglob("outside.txt"))
    write(tmp_path / "text.zip", "no archive")
    assert verify(tmp_path / "text.zip", data=made.tables) == CANNOT
    assert "cannot be unpacked" in capsys.readouterr().err


def test_other_code_is_said_and_compared_all_the_same(
    made: HandedOver, tmp_path: Path, comes_to: Callable[[float], None], capsys: pytest.CaptureFixture[str]
) -> None:
    comes_to(0.18)
    whole = made.packed()
    other = whole.manifest.model_copy(update={"code": {"evalkit": "0" * 64, "their-package": "1" * 64}})
    pack(tmp_path / "other.zip", {**whole.contents, MANIFEST: other.as_bytes()})
    assert verify(tmp_path / "other.zip", data=made.tables) == EQUAL
    said = capsys.readouterr().out
    assert "code of evalkit: another here" in said and "000000000000" in said
    assert "code of their-package: another here (not there)" in said


def test_findings_of_a_later_form_cannot_be_verified(
    made: HandedOver, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    whole = made.packed()
    later = whole.manifest.model_copy(update={"schema_version": whole.manifest.schema_version + 1})
    pack(tmp_path / "later.zip", {**whole.contents, MANIFEST: later.as_bytes()})
    assert verify(tmp_path / "later.zip", data=made.tables) == CANNOT
    assert "install evalkit" in capsys.readouterr().err
