"""A digest is taken from before only where nobody can have touched the file."""

from __future__ import annotations

import os
import time
from hashlib import sha256
from pathlib import Path

import pytest

from evalkit.evaluation import file_digests
from evalkit.evaluation.file_digests import KEPT, SETTLED, FileDigests


def asked(file: Path, folder: Path | None) -> str:
    digests = FileDigests(folder)
    found = digests.of(file)
    digests.keep()
    return found


@pytest.fixture
def settled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a file that was last touched so long ago that its digest may be kept."""
    file = tmp_path / "table.csv"
    file.write_text("1", encoding="utf-8")
    monkeypatch.setattr(time, "time_ns", lambda: file.stat().st_ctime_ns + SETTLED + 1)
    return file


def test_an_untouched_file_is_read_once(settled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = asked(settled, tmp_path)
    assert first == sha256(b"1").hexdigest()
    monkeypatch.setattr(file_digests, "digest_of", lambda file: pytest.fail("read again"))
    assert asked(settled, tmp_path) == first


def test_a_change_of_the_same_size_is_seen_even_where_its_time_is_put_back(settled: Path, tmp_path: Path) -> None:
    times = (settled.stat().st_atime_ns, settled.stat().st_mtime_ns)
    asked(settled, tmp_path)
    settled.write_text("2", encoding="utf-8")
    os.utime(settled, ns=times)
    assert asked(settled, tmp_path) == sha256(b"2").hexdigest()


def test_a_file_touched_just_now_is_not_trusted(tmp_path: Path) -> None:
    file = tmp_path / "table.csv"
    file.write_text("1", encoding="utf-8")
    asked(file, tmp_path)
    assert not (tmp_path / KEPT).exists()


def test_without_a_folder_and_with_a_spoilt_one_every_file_is_read(settled: Path, tmp_path: Path) -> None:
    assert asked(settled, None) == sha256(b"1").hexdigest()
    for spoilt in ("no json", "[]", f'{{"{settled}": "short"}}', f'{{"{settled}": ["other", "wrong"]}}'):
        (tmp_path / KEPT).write_text(spoilt, encoding="utf-8")
        assert asked(settled, tmp_path) == sha256(b"1").hexdigest()
