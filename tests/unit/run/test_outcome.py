"""Commands end in plain words and with a code."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from evalkit.core.errors import DataError, Fault, PageError, ReportError
from evalkit.run import outcome
from evalkit.run.outcome import UNEXPECTED, PlainEnding, SetAside, in_words


def test_a_fault_a_reader_can_mend_is_printed_whole_and_without_a_traceback(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended, PlainEnding():
        raise DataError.one(where="ks4.csv, row 3", found="x", allowed="a number", next="correct the cell")
    assert ended.value.code == DataError.exit_code
    said = capsys.readouterr().err
    assert "ks4.csv, row 3" in said
    assert "correct the cell" in said
    assert "Traceback" not in said


def test_an_error_nobody_foresaw_is_one_line_and_a_log(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(outcome, "PRIVATE", tmp_path)
    with pytest.raises(SystemExit) as ended, PlainEnding():
        raise KeyError("column")
    assert ended.value.code == UNEXPECTED
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    (log,) = (tmp_path / "logs").iterdir()
    assert str(log) in said
    assert "Traceback" in log.read_text(encoding="utf-8")


def test_a_full_disk_is_no_fault_of_ours_and_told_with_what_to_do(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended, PlainEnding():
        raise OSError(errno.ENOSPC, "No space left on device", "reports/ours/report.pdf")
    assert ended.value.code == ReportError.exit_code
    said = capsys.readouterr().err
    assert "reports/ours/report.pdf\n  found:   it could not be written: No space left on device" in said
    assert "make room" in said


def test_what_is_set_aside_goes_no_further_and_what_ends_a_command_does() -> None:
    with SetAside() as aside:
        raise KeyError("column")
    assert isinstance(aside.error, KeyError)
    with pytest.raises(KeyboardInterrupt), SetAside():
        raise KeyboardInterrupt
    with SetAside() as aside:
        pass
    assert aside.error is None


def test_what_ends_a_command_on_purpose_passes_through() -> None:
    with pytest.raises(SystemExit) as ended, PlainEnding():
        raise SystemExit(3)
    assert ended.value.code == 3


def test_each_failed_page_is_one_line() -> None:
    faults = [Fault(f"page 0{n}-x, cell 2", "cause", "a page that runs", f"see failed/0{n}-x.ipynb") for n in (1, 2)]
    assert in_words(PageError(faults)).splitlines() == [
        "page 01-x, cell 2: cause; see failed/01-x.ipynb",
        "page 02-x, cell 2: cause; see failed/02-x.ipynb",
    ]
