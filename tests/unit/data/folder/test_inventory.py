"""What a folder holds is said of every file: nothing is passed over, and no file stops the list."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from evalkit.data.folder.inventory import UNKNOWN, Held, inventory
from evalkit.study.model import DataFile

KS4 = "RECTYPE,LEA,URN,SCHNAME,NFTYPE,TPUP,P8MEA,ATT8SCR\n1,856,990001,A,CY,100,0.10,45\n1,856,990002,B,CY,90,SUPP,44\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "2018-2019").mkdir()
    (tmp_path / "2018-2019" / "england_ks4revised.csv").write_text(KS4)
    (tmp_path / "england_ks4final_2018.csv.gz").write_bytes(gzip.compress(KS4.encode()))
    (tmp_path / "own.csv").write_text("school,score\n990001,3\n")
    (tmp_path / "broken.csv").write_text('a,b\n"1,2\n')
    (tmp_path / "england_ks4.csv").write_text(KS4)
    (tmp_path / "old.xls").write_bytes(b"\xd0\xcf\x11\xe0")
    (tmp_path / ".hidden.csv").write_text("a\n1\n")
    return tmp_path


def one(held: tuple[Held, ...], file: str) -> Held:
    """Return what is said of one file."""
    return next(each for each in held if each.file == file)


def test_every_table_is_named_with_kind_year_vintage_rows_columns_and_codes(folder: Path) -> None:
    read = one(inventory(folder), "2018-2019/england_ks4revised.csv")
    assert (read.source, read.gives, read.years, read.vintage) == ("legacy_tables", "schools", (2019,), "revised")
    assert (read.rows, read.rows_kept, read.faults) == (2, 2, ())
    assert ("progress8", "Progress 8 as published") in read.columns
    assert sum(count for _, count in read.codes) == 1


def test_nothing_is_passed_over_and_no_file_stops_the_list(folder: Path) -> None:
    held = inventory(folder)
    assert [each.file for each in held] == [
        "2018-2019/england_ks4revised.csv",
        "broken.csv",
        "england_ks4.csv",
        "england_ks4final_2018.csv.gz",
        "old.xls",
        "own.csv",
    ]
    assert "quotation marks" in one(held, "broken.csv").notes[0]
    assert "no year" in one(held, "england_ks4.csv").faults[0].found
    assert {one(held, file).source for file in ("old.xls", "own.csv", "broken.csv")} == {UNKNOWN}
    assert not one(held, "own.csv").faults


def test_what_the_study_says_of_a_file_counts(folder: Path) -> None:
    said = DataFile.model_validate(
        {"file": "own.csv", "year": 2019, "key": "school", "columns": {"score": {"column": "score", "unit": "points"}}}
    )
    read = one(inventory(folder, (said,)), "own.csv")
    assert (read.source, read.years, read.columns) == ("mapped_table", (2019,), (("score", "score"),))


def test_a_column_of_codes_alone_gives_nothing(folder: Path) -> None:
    (folder / "2018-2019" / "england_ks4revised.csv").write_text(KS4.replace("0.10", "SUPP"))
    read = one(inventory(folder), "2018-2019/england_ks4revised.csv")
    assert "progress8" not in {name for name, _ in read.columns}
