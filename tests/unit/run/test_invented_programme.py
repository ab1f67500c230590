"""The invented tables of a programme are written anew, and tables that somebody kept are never touched."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from evalkit.core.errors import DataError
from evalkit.run.jobs.invented_programme import invented_programme
from evalkit.run.places import STUDIES


@pytest.fixture
def study(tmp_path: Path) -> Path:
    return Path(shutil.copytree(STUDIES / "north-west", tmp_path / "north-west"))


def test_a_folder_of_invented_tables_is_written_anew(study: Path) -> None:
    links = study / "programme" / "links.csv"
    written = links.read_bytes()
    links.write_bytes(written.splitlines(keepends=True)[0])
    (study / "programme" / "kpis.csv").unlink()
    assert invented_programme((str(study),)) == 0
    assert links.read_bytes() == written
    assert (study / "programme" / "kpis.csv").is_file()


def test_a_row_that_somebody_kept_stops_it_before_anything_is_written(study: Path) -> None:
    costs, links = study / "programme" / "costs.csv", study / "programme" / "links.csv"
    costs.write_text(costs.read_text(encoding="utf-8").replace(",yes\n", ",\n", 1), encoding="utf-8")
    links.unlink()
    with pytest.raises(DataError, match=r"costs\.csv, line 2"):
        invented_programme((str(study),))
    assert not links.exists()
