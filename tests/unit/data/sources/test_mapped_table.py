"""Tables of any layout, read by the map in the study file."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from evalkit.core.errors import DataError
from evalkit.core.quantity import GRADES
from evalkit.data.sources import SOURCES
from evalkit.data.sources.parts.source import FileRead
from evalkit.data.text.open_files import open_table
from evalkit.study.model import DataFile
from tests.support.ks4_files import put

MAPPED = SOURCES.get("mapped_table")
NAME = "2017-2019_wide.csv"
HEADING = 'URN,School,"P8, 2017","P8, 2019",EAL 2019,"LA",Setting,Type'
WIDE = f"""{HEADING}
900001,Invented North,0.1,-0.2,0.61,856,Town,Community school
900002,Invented South,SUPP,0.3,0,340,Village,Free school
"""
CODES = {"Community school": "community", "Free school": "free school"}
MAP = {
    "progress8": [{"column": "P8, 2017", "year": 2017, "unit": "grade"}, {"column": "P8, 2019", "year": 2019}],
    "eal": {"column": "EAL 2019", "fraction": True},
    "area": {"column": "LA"},
    "setting": {"column": "Setting", "unit": "category"},
    "school_type": {"column": "Type", "codes": CODES},
}


def entry(columns: dict[str, object] | None = None, **more: object) -> DataFile:
    return DataFile.model_validate({"file": NAME, "columns": columns or MAP, **more})


def read(folder: Path, content: str = WIDE, said: DataFile | None = None, name: str = NAME) -> FileRead:
    put(folder, content, name)
    return MAPPED.read(open_table(folder / name, name), said or entry())


def faults(folder: Path, content: str = WIDE, said: DataFile | None = None, name: str = NAME) -> list[str]:
    with pytest.raises(DataError) as error:
        read(folder, content, said, name)
    return [str(fault) for fault in error.value.faults]


def test_wide_years_become_rows(tmp_path: Path) -> None:
    frame = read(tmp_path).frame
    assert list(zip(frame["urn"], frame["year"], strict=True)) == [
        (900001, 2017),
        (900002, 2017),
        (900001, 2019),
        (900002, 2019),
    ]
    np.testing.assert_array_equal(frame["progress8"], [0.1, np.nan, -0.2, 0.3])
    np.testing.assert_array_equal(frame["eal"], [np.nan, np.nan, 61.0, 0.0])


def test_a_category_without_a_year_holds_in_every_year_and_a_note_says_so(tmp_path: Path) -> None:
    result = read(tmp_path)
    assert list(result.frame["setting"]) == ["Town", "Village"] * 2
    assert result.lasting == {"area", "setting", "school_type"}
    assert "taken to hold in every year" in result.provenance.notes[0]


def test_a_year_without_a_column_has_neither_number_nor_reason(tmp_path: Path) -> None:
    reasons = read(tmp_path).reasons
    assert list(reasons.itertuples(index=False, name=None)) == [(900002, 2017, "progress8", "suppressed")]


def test_known_variables_keep_their_unit_and_label(tmp_path: Path) -> None:
    known = {variable.name: variable for variable in read(tmp_path).variables}
    assert known["progress8"].unit == GRADES
    assert known["setting"].unit is None


def test_the_year_of_a_heading_is_taken_where_the_map_gives_none(tmp_path: Path) -> None:
    said = entry(
        {"progress8": [{"column": "P8, 2017"}, {"column": "P8, 2019"}], "eal": {"column": "EAL 2019", "fraction": True}}
    )
    assert set(read(tmp_path, said=said).frame["year"]) == {2017, 2019}


def test_a_table_of_one_year_takes_it_from_its_name(tmp_path: Path) -> None:
    said = entry({"progress8": {"column": "P8"}})
    result = read(tmp_path, "URN,P8\n900001,0.1\n", said, "ks4_2016.csv")
    assert result.provenance.year == 2016
    assert list(result.frame["year"]) == [2016]
    assert result.lasting == frozenset()


REFUSED: dict[str, tuple[dict[str, object], str]] = {
    "a number without a year in a file of several": (
        {**MAP, "ks2": {"column": "Setting"}},
        "a number belongs to one year",
    ),
    "a heading that is not there": ({"progress8": {"column": "P8 2018", "year": 2018}}, "which the file does not have"),
    "a year that the heading contradicts": (
        {"progress8": {"column": "P8, 2019", "year": 2017}},
        "the same year in the map and in the heading",
    ),
    "two columns for one year": (
        {"progress8": [{"column": "P8, 2017", "year": 2017}, {"column": "P8, 2017", "year": 2017}]},
        "two columns for the same year",
    ),
    "another unit than the variable has": (
        {"progress8": {"column": "P8, 2019", "year": 2019, "unit": "per cent"}},
        "unit 'per cent'",
    ),
    "fractions not said to be fractions": ({"eal": {"column": "EAL 2019", "year": 2019}}, "set fraction = true"),
    "fractions of a score": (
        {"progress8": {"column": "P8, 2019", "year": 2019, "fraction": True}},
        "only for shares",
    ),
    "words outside the list of a known category": (
        {"school_type": {"column": "Type", "codes": {"Community school": "comprehensive"}}},
        "codes for comprehensive",
    ),
    "a cell outside the codes": (
        {**MAP, "school_type": {"column": "Type", "codes": {"Free school": "free school"}}},
        "row 2, Type",
    ),
    "a result of a year without exams": (
        {"progress8": {"column": "Setting", "year": 2020}},
        "when no exams were held",
    ),
    "a measure in a year without it": (
        {"progress8_original": {"column": "P8, 2017", "year": 2017}},
        "published from 2017/18",
    ),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_a_map_that_cannot_be_meant_is_refused(tmp_path: Path, kind: str) -> None:
    columns, words = REFUSED[kind]
    assert any(words in fault for fault in faults(tmp_path, said=entry(columns)))


@pytest.mark.parametrize("name", ["unit", "school", "urn"])
def test_a_variable_named_like_the_key_is_told_where_the_number_of_the_school_is_said(
    tmp_path: Path, name: str
) -> None:
    (fault,) = faults(tmp_path, said=entry({name: {"column": "Type", "unit": "category"}}))
    assert f"a variable called {name}" in fault
    assert "key = 'Type'" in fault


def test_a_variable_named_year_is_told_where_years_are_said(tmp_path: Path) -> None:
    (fault,) = faults(tmp_path, said=entry({"year": {"column": "Type", "unit": "category"}}))
    assert "year = ... in each entry" in fault


def test_the_number_of_the_school_may_stand_under_any_heading(tmp_path: Path) -> None:
    content = WIDE.replace("URN,School", "school,Name", 1)
    assert read(tmp_path, content, entry(key="school")).frame["urn"].tolist() == read(tmp_path).frame["urn"].tolist()


def test_all_faults_of_a_map_are_told_at_once(tmp_path: Path) -> None:
    said = entry(
        {"progress8": {"column": "nothing", "year": 2019}, "eal": {"column": "neither", "year": 2019}}, key="URNS"
    )
    assert len(faults(tmp_path, said=said)) == 3


def test_a_file_without_a_map_is_refused(tmp_path: Path) -> None:
    assert "no map" in faults(tmp_path, said=DataFile(file=NAME))[0]


def test_a_table_is_never_recognised_without_a_map() -> None:
    assert not MAPPED.recognises(("URN", "RECTYPE", "P8MEA"))


MISLABELLED = "URN,Eng Maths Grade 5\n900001,57%\n"


def test_the_share_of_2016_that_is_headed_grade_5_is_refused_under_that_name(tmp_path: Path) -> None:
    said = entry({"basics_95": {"column": "Eng Maths Grade 5"}})
    told = faults(tmp_path, MISLABELLED, said, "ks4_2016.csv")
    assert "mislabelled" in told[0]
    assert "grade C or better" in told[0]


def test_the_share_of_2016_that_is_headed_grade_5_is_read_as_what_it_is(tmp_path: Path) -> None:
    said = entry({"basics_c": {"column": "Eng Maths Grade 5"}})
    assert read(tmp_path, MISLABELLED, said, "ks4_2016.csv").frame["basics_c"].tolist() == [57.0]


def test_the_share_of_2017_under_the_same_heading_is_what_it_says(tmp_path: Path) -> None:
    said = entry({"basics_95": {"column": "Eng Maths Grade 5"}})
    assert read(tmp_path, MISLABELLED, said, "ks4_2017.csv").frame["basics_95"].tolist() == [57.0]


def test_totals_and_blank_rows_are_lost_by_name(tmp_path: Path) -> None:
    content = 'URN,"P8, 2019"\nNAT,0.01\n,0.02\n,\n900001,0.1\n'
    said = entry({"progress8": {"column": "P8, 2019"}})
    step = read(tmp_path, content, said).step
    assert dict(step.by_reason()) == {
        "national total, not a school": 1,
        "total row without a school number": 1,
        "blank row": 1,
    }
    assert step.left == 1
