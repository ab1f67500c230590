"""One invented nation at full size, written once for all tests of this folder."""

from __future__ import annotations

import csv
import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from evalkit.synthetic.nation.generator import Nation, invent
from evalkit.synthetic.nation.timeline import Timeline, all_years
from evalkit.synthetic.tables import known_areas, write_tables

SEED, EFFECT, AREA_SD = 1, 0.2, 0.04
ENCODINGS = {2018: "utf-8-sig", 2019: "utf-8-sig", 2022: "utf-8-sig", 2023: "utf-8-sig", 2024: "utf-8-sig"}


@dataclass(frozen=True, slots=True)
class Written:
    """A nation, the folder of its tables, and the tables as text."""

    nation: Nation
    folder: Path
    tables: dict[int, pd.DataFrame]
    truth: dict[str, object]


def read(folder: Path, year: int, wanted: tuple[str, ...] | None = None) -> pd.DataFrame:
    """Return one table of results as text, as a reader that knows nothing would see it."""
    path = folder / f"{year - 1}-{year}" / "england_ks4final.csv"
    encoding = ENCODINGS.get(year, "latin-1")
    return pd.read_csv(path, dtype=str, keep_default_na=False, encoding=encoding, usecols=wanted)


def rows(path: Path, encoding: str = "utf-8-sig") -> list[dict[str, str]]:
    """Return a file row by row."""
    with path.open(encoding=encoding, newline="") as file:
        return list(csv.DictReader(file))


def numbers(table: pd.DataFrame, column: str) -> np.ndarray:
    """Return a column as numbers; whatever is none becomes NaN."""
    return pd.to_numeric(table[column].str.removesuffix("%"), errors="coerce").to_numpy()


def mainstream(table: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of mainstream state schools."""
    return table[(table["RECTYPE"] == "1") & (table["NFTYPE"] != "IND")]


@pytest.fixture(scope="session")
def written(tmp_path_factory: pytest.TempPathFactory) -> Written:
    """Return a full-size nation with its tables."""
    folder = tmp_path_factory.mktemp("invented")
    write_tables(folder, seed=SEED, effect=EFFECT, area_sd=AREA_SD)
    nation = invent(known_areas(), seed=SEED, effect=EFFECT, area_sd=AREA_SD)
    truth = json.loads((folder / "truth" / "truth.json").read_text(encoding="utf-8"))
    return Written(nation, folder, {year: read(folder, year) for year in nation.years}, truth)


@pytest.fixture(scope="session")
def time(written: Written) -> Timeline:
    """Return the same nation through all its years."""
    return all_years(written.nation)
