"""The register of the performance tables: the spine to 2017/18, and the school information since."""

from __future__ import annotations

from pathlib import Path

import pytest

from evalkit.data.sources import SOURCES
from evalkit.data.sources.parts.source import FileRead
from evalkit.data.text.open_files import open_table

SPINE = """URN,LA,ESTAB,LAESTAB,SCHNAME,ICLOSE,OPENDATE,CLOSEDATE,NFTYPE,ISPRIMARY,ISSECONDARY,GENDER,ADMPOL,OTHERURN
900001,856,4001,8564001,Birch School,2,,2017-08-31,Community school,0,1,Mixed,Non-selective,900101.0
900101,856,4001,8564001,Birch Academy,1,2017-09-01,,Academy - Converter mainstream,0,1,Mixed,Non-selective,
900002,702,6001,7026001,Elm School,3,,,Service childrens education,1,0,Girls,,
"""
# The headings of later years, as public code that reads the files names them; no file was at hand.
LATER = """URN,LA,ESTAB,LAESTAB,SCHNAME,SCHSTATUS,OPENDATE,CLOSEDATE,SCHOOLTYPE,ISPRIMARY,ISSECONDARY,GENDER,ADMPOL
900001,856,4001,8564001,Birch School,Closed,,31-08-2017,Community school,0,1,Mixed,Non-selective
900101,856,4001,8564001,Birch Academy,Open,01-09-2017,,Academy converter,0,1,Mixed,Selective
"""


def read(folder: Path, text: str, name: str) -> FileRead:
    (folder / name).write_text(text, encoding="utf-8")
    file = open_table(folder / name, name)
    (reader,) = (known for known in SOURCES.names() if SOURCES.get(known).recognises(file.header))
    assert reader == "spine"
    return SOURCES.get(reader).read(file, None)


@pytest.mark.parametrize(("text", "name"), [(SPINE, "england_spine.csv"), (LATER, "england_school_information.csv")])
def test_each_layout_says_where_schools_lie_of_what_type_they_are_and_when_they_opened(
    tmp_path: Path, text: str, name: str
) -> None:
    register = read(tmp_path, text, name).register
    assert register is not None
    assert register.loc[900101, ["area", "school_type", "gender"]].tolist() == ["856", "converter academy", "mixed"]
    assert register.loc[[900001, 900101], "status"].tolist() == ["closed", "open"]
    assert str(register.loc[900101, "opens"].date()) == "2017-09-01"
    assert str(register.loc[900001, "closes"].date()) == "2017-08-31"


def test_the_spine_names_the_other_number_of_a_school(tmp_path: Path) -> None:
    links = read(tmp_path, SPINE, "england_spine.csv").links
    assert links is not None
    assert links[["before", "after"]].values.tolist() == [[900101, 900001]]
    assert links["told"].tolist() == ["either"]


def test_schools_outside_england_stand_in_the_register_all_the_same(tmp_path: Path) -> None:
    register = read(tmp_path, SPINE, "england_spine.csv").register
    assert register is not None
    assert register.loc[900002, ["area", "school_type"]].tolist() == ["702", "other"]


def test_the_register_gives_no_rows_of_schools_by_year(tmp_path: Path) -> None:
    result = read(tmp_path, SPINE, "england_spine.csv")
    assert (len(result.frame), result.adds_rows, result.provenance.rows_kept) == (0, False, 3)
