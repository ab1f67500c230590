"""What each table of a file is, and what a study may say of it: its columns, its sheet, its codes."""

from __future__ import annotations

import zipfile
from pathlib import Path

import openpyxl
import pytest

from evalkit.core.errors import DataError
from evalkit.data.folder.inventory import inventory
from evalkit.data.recognition import in_published_codes, tables_of
from evalkit.data.school_panel import read_panel
from evalkit.study.model import DataFile
from evalkit.tables.panel import Panel
from tests.support.ks4_files import HEADER, NAME, SCHOOLS, put, text, with_cell, without


def book(folder: Path, sheets: dict[str, tuple[tuple[str, ...], ...]], name: str = "ks4.xlsx") -> Path:
    made = openpyxl.Workbook()
    made.remove(made.active)
    for title, rows in sheets.items():
        sheet = made.create_sheet(title)
        for row in rows:
            sheet.append(row)
    folder.mkdir(parents=True, exist_ok=True)
    made.save(folder / name)
    return folder


def read(folder: Path, **said: object) -> Panel:
    return read_panel(folder, (DataFile.model_validate(said),)) if said else read_panel(folder)


def test_a_workbook_of_several_years_gives_each_sheet_its_own(tmp_path: Path) -> None:
    rows, header = without("P8MEA_ORIG")
    book(tmp_path, {"2016-17": (header, *rows), "2018-19": (HEADER, *SCHOOLS)}, "ks4_2016-2019.xlsx")
    panel = read(tmp_path)
    assert panel.frame.groupby("year").size().to_dict() == {2017: 3, 2019: 3}
    assert [record.file for record in panel.provenance] == [
        "ks4_2016-2019.xlsx, sheet 2016-17",
        "ks4_2016-2019.xlsx, sheet 2018-19",
    ]


def test_two_sheets_of_one_year_that_differ_are_both_named(tmp_path: Path) -> None:
    book(tmp_path / "2018-2019", {"a": (HEADER, *SCHOOLS), "b": (HEADER, *with_cell(2, "P8MEA", "0.9"))})
    with pytest.raises(DataError, match=r"ks4\.xlsx, sheet a and 2018-2019/ks4\.xlsx, sheet b differ"):
        read(tmp_path)


def test_a_table_of_results_and_a_census_in_one_workbook_go_to_their_own_readers(tmp_path: Path) -> None:
    heading = ("URN", "LA", "ESTAB", "NOR", "PNORG", "PSENELSE", "PSENELK", "PNUMEAL", "NUMFSM", "PNUMFSMEVER")
    census = (heading, ("900001", "856", "4001", "1000", "49.8%", "2.1%", "12%", "40.5%", "250", "30.2%"))
    book(tmp_path / "2018-2019", {"Census": census, "KS4": (HEADER, *SCHOOLS)})
    panel = read(tmp_path)
    assert panel.frame.set_index("urn").loc[900001, ["census_eal", "progress8"]].tolist() == [40.5, -0.25]


def test_a_map_finds_the_sheet_and_the_row_that_have_its_headings(tmp_path: Path) -> None:
    own = (("Our schools",), (), ("School no", "P8  score"), ("900001", "0.4"), ("900002", "0.5"))
    book(tmp_path, {"Read me": (("Notes", "by us"),), "Own": own}, "own.xlsx")
    put(tmp_path, text(*without("P8MEA")))
    mapped = {"file": "own.xlsx", "year": 2019, "key": "School no", "columns": {"progress8": {"column": "P8 score"}}}
    files = (DataFile.model_validate(mapped), DataFile(file=NAME))
    assert read_panel(tmp_path, files).frame["progress8"].tolist()[:2] == [0.4, 0.5]
    files = (DataFile.model_validate({**mapped, "columns": {"progress8": {"column": "P9"}}}), DataFile(file=NAME))
    with pytest.raises(DataError, match="'P9', which the file does not have"):
        read_panel(tmp_path, files)


def test_a_table_that_the_study_names_is_refused_with_what_looks_like_its_header(tmp_path: Path) -> None:
    put(tmp_path, "Our own table\n\nNumber,Place,Result\n900001,here,0.1\n", "own_2019.csv")
    with pytest.raises(DataError) as error:
        read(tmp_path, file="own_2019.csv")
    (fault,) = error.value.faults
    assert "Number, Place, Result" in fault.found
    assert "what looks like one stands in row 3" in fault.found


def test_a_reader_that_the_study_names_says_what_the_table_lacks(tmp_path: Path) -> None:
    put(tmp_path, "LEA,LANAME\n856,Leicester\n", "2018-2019/look_up.csv")
    with pytest.raises(DataError, match="0 columns called 'URN'"):
        read(tmp_path, file="look_up.csv", source="legacy_tables")


def test_a_file_of_an_archive_is_named_like_one_of_a_folder(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as archive:
        archive.writestr("2018-2019/england_ks4final.csv", text())
        archive.writestr("2018-2019/other.csv", text(with_cell(2, "P8MEA", "0.9")))
    for name in ("england_ks4final.csv", "all.zip/2018-2019/england_ks4final.csv"):
        assert read(tmp_path, file=name).frame["progress8"].iloc[0] == -0.25


def test_codes_that_the_study_explains_are_read_as_it_says(tmp_path: Path) -> None:
    rows = tuple(
        {"900001": with_cell(2, "P8MEA", "DNS")[0], "900002": with_cell(3, "NFTYPE", "ONLINE")[1]}.get(row[3], row)
        for row in SCHOOLS
    )
    codes = {"DNS": "not_published", "ONLINE": "free school"}
    panel = read_panel(put(tmp_path, text(rows)), codes=codes)
    plain = read_panel(tmp_path)
    assert panel.frame["school_type"].tolist()[:2] == ["converter academy", "free school"]
    assert panel.reasons["reason"].value_counts()["not_published"] == 1
    assert not any("evalkit does not know what it means" in note for one in panel.provenance for note in one.notes)
    assert plain.frame["urn"].tolist() == [900001, 900003]
    assert plain.reasons["reason"].value_counts()["unknown_code"] == 1


def test_a_meaning_that_is_none_is_refused_with_those_allowed() -> None:
    assert in_published_codes({}) == ()
    assert in_published_codes({"q": "suppressed"}) == (("q", "SUPP"),)
    with pytest.raises(DataError) as error:
        in_published_codes({"DNS": "did not sit", "A": "studio school"})
    (fault,) = error.value.faults
    assert (fault.where, fault.found) == ("the study file, [data], codes", "DNS = 'did not sit'")
    assert "not_published" in fault.allowed
    assert "free school" in fault.allowed


def test_a_wrong_meaning_is_told_once_whatever_the_number_of_files(tmp_path: Path) -> None:
    put(put(tmp_path, text()), text(), "2018-2019/copy.csv")
    for reading in (read_panel, inventory):
        with pytest.raises(DataError) as error:
            reading(tmp_path, codes={"DNS": "did not sit"})
        assert len(error.value.faults) == 1


def test_every_meaning_that_is_allowed_is_read(tmp_path: Path) -> None:
    path = put(tmp_path, text()) / NAME
    (known,) = tables_of(path, NAME, None, (("LOWCOV", "RE"),))
    assert known.reader.read(known.table, None).provenance.reasons[-1] == ("unreliable", 4)
