"""A folder of invented tables with few schools, so that a conversation is quick."""

from __future__ import annotations

from pathlib import Path

import pytest

from evalkit.data.folder.thinned_copy import only
from evalkit.data.text.table_paths import tables_in

FIVE = (991001, 991002, 991003, 991004, 991005)
ELSEWHERE = (990004, 990005)
SPECIAL = 961055
OTHERS = tuple(range(900_100, 900_130))
YEARS = ("2015-2016", "2016-2017", "2017-2018", "2018-2019")


@pytest.fixture(scope="session")
def few(synthetic_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return tables of four years, with the five schools of the North West and some others."""
    whole, folder = tmp_path_factory.mktemp("whole"), tmp_path_factory.mktemp("few")
    for name, path in tables_in(synthetic_folder, (".csv",)).items():
        year, _, file = name.partition("/")
        if year in YEARS and file == "england_ks4final.csv":
            (whole / year).mkdir(exist_ok=True)
            (whole / year / file).symlink_to(Path(str(path)).resolve())
    only(whole, folder, (), {*FIVE, *ELSEWHERE, *OTHERS, SPECIAL})
    return folder
