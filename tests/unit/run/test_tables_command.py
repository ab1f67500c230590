"""The invented tables are made once, and again when an argument, the code or a file has changed."""

from __future__ import annotations

from pathlib import Path

import pytest

from evalkit.core.errors import DataError
from evalkit.run.jobs import tables as job


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Return the seeds of which tables were made, one small file each, in the place of the whole nation."""
    seeds: list[int] = []

    def write(folder: Path, *, seed: int, effect: float, area_sd: float) -> None:
        seeds.append(seed)
        (folder / "2018-2019").mkdir(parents=True, exist_ok=True)
        (folder / "2018-2019" / "england_ks4final.csv").write_text(f"{seed} {effect} {area_sd}", encoding="utf-8")

    monkeypatch.setattr(job, "write_tables", write)
    return seeds


def asked(folder: Path, *, seed: int = 5, effect: float = 0.1, force: bool = False) -> int:
    return job.tables(folder, seed=seed, effect=effect, area_sd=0.04, force=force)


def test_tables_that_are_current_are_left_as_they_are(made: list[int], tmp_path: Path) -> None:
    assert asked(tmp_path / "tables") == asked(tmp_path / "tables") == 0
    assert made == [5]


def test_another_argument_a_missing_file_or_an_order_makes_them_again(made: list[int], tmp_path: Path) -> None:
    asked(tmp_path / "tables")
    asked(tmp_path / "tables", seed=6)
    asked(tmp_path / "tables", seed=6, effect=0.0)
    (tmp_path / "tables" / "2018-2019" / "england_ks4final.csv").unlink()
    asked(tmp_path / "tables", seed=6, effect=0.0)
    asked(tmp_path / "tables", seed=6, effect=0.0, force=True)
    assert made == [5, 6, 6, 6, 6]


def test_a_folder_with_other_files_is_refused(made: list[int], tmp_path: Path) -> None:
    (tmp_path / "mine.csv").write_text("URN", encoding="utf-8")
    with pytest.raises(DataError, match="not made by this command"):
        asked(tmp_path)
    assert made == []
