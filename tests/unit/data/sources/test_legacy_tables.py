"""DfE's wide files: what is taken, what is dropped by name, what is said."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from evalkit.core.errors import DataError
from evalkit.data.sources import SOURCES
from evalkit.data.sources.parts.ks4_codes import SCHOOL_GROUPS, SCHOOL_TYPES
from evalkit.data.sources.parts.ks4_columns import COLUMNS
from evalkit.data.sources.parts.source import FileRead
from evalkit.data.text.open_files import open_table
from evalkit.study.model import DataFile
from tests.support.ks4_files import HEADER, NAME, SCHOOLS, put, text, with_cell, without

LEGACY = SOURCES.get("legacy_tables")


def read(folder: Path, content: str = "", entry: DataFile | None = None, name: str = NAME) -> FileRead:
    put(folder, content or text(), name)
    return LEGACY.read(open_table(folder / name, name), entry)


@pytest.mark.parametrize(
    ("header", "known"),
    [
        (HEADER, True),
        (("URN", "P8MEA"), True),
        (("URN", "ATT8SCR"), True),
        (("urn", "rectype", "ptl2basics_95"), True),
        (("URN", "RECTYPE", "TPUP1618", "TALLPPE_ALEV_1618"), False),
        (("URN", "Progress 8"), False),
        (("RECTYPE", "P8MEA"), False),
    ],
)
def test_a_table_of_key_stage_4_is_known_by_its_columns(header: tuple[str, ...], known: bool) -> None:
    assert LEGACY.recognises(header) is known


def test_rows_kept_are_rows_in_the_file_less_rows_dropped_by_a_named_rule(tmp_path: Path) -> None:
    step = read(tmp_path).step
    assert (step.entered, step.left, len(step.losses)) == (7, 5, 2)
    assert {loss.reason for loss in step.losses} == {
        "total of a local authority, not a school",
        "national total, not a school",
    }
    assert all(loss.urn is None and loss.year == 2019 for loss in step.losses)


def test_each_cell_without_a_number_has_its_reason(tmp_path: Path) -> None:
    result = read(tmp_path)
    why = result.reasons.set_index(["urn", "variable"])["reason"]
    assert why[900003, "progress8"] == "low_coverage"
    assert why[900004, "eal"] == "not_published"
    assert why[900005, "basics_95"] == "suppressed"
    numeric = [variable.name for variable in result.variables if variable.unit is not None]
    assert int(result.frame[numeric].isna().sum().sum()) == len(result.reasons)
    assert dict(result.provenance.reasons) == {"not_published": 5, "suppressed": 6, "low_coverage": 4}


def test_nought_per_cent_is_a_number(tmp_path: Path) -> None:
    frame = read(tmp_path).frame.set_index("urn")
    assert frame.loc[900002, "eal"] == 0.0


def test_progress_as_published_and_before_adjustment_stay_apart(tmp_path: Path) -> None:
    result = read(tmp_path)
    row = result.frame.set_index("urn").loc[900001]
    assert (row["progress8"], row["progress8_original"]) == (-0.25, -0.27)
    assert any("before it" in note for note in result.provenance.notes)


def test_a_file_with_adjusted_progress_alone_says_so(tmp_path: Path) -> None:
    result = read(tmp_path, text(*without("P8MEA_ORIG")))
    assert any("only as published, after adjustment" in note for note in result.provenance.notes)
    assert "progress8_original" not in result.frame


def test_missing_columns_are_said_in_words_with_their_names(tmp_path: Path) -> None:
    notes = read(tmp_path).provenance.notes
    assert any("average Key Stage 2 points (KS2APS)" in note for note in notes)


def test_codes_become_our_words(tmp_path: Path) -> None:
    frame = read(tmp_path).frame.set_index("urn")
    assert list(frame["school_type"]) == ["converter academy", "community", "voluntary aided", "independent", "special"]
    assert list(frame["gender"]) == ["mixed", "girls", "boys", "mixed", "mixed"]
    assert list(frame["selective"]) == ["no", "no", "yes", None, None]
    assert list(frame["area"]) == ["856", "856", "340", "340", "856"]


def test_every_type_of_school_belongs_to_a_group() -> None:
    assert {words for _, words in SCHOOL_TYPES} <= set(SCHOOL_GROUPS)


CODES = {"ACCS": "special", "CYS": "special", "INDSPEC": "special", "SS": "studio school", "F": "free school"}


@pytest.mark.parametrize(("code", "words"), CODES.items())
def test_a_special_school_is_not_the_mainstream_school_of_its_letters(tmp_path: Path, code: str, words: str) -> None:
    frame = read(tmp_path, text(with_cell(2, "NFTYPE", code))).frame.set_index("urn")
    assert frame.loc[900001, "school_type"] == words


def test_only_the_variables_asked_for_are_taken(tmp_path: Path) -> None:
    result = read(tmp_path, entry=DataFile(file=NAME, variables=("progress8_maths", "area")))
    assert [variable.name for variable in result.variables] == ["record_type", "area", "progress8_maths"]
    assert "only the variables that the study file names were taken" in result.provenance.notes


def test_a_variable_asked_for_that_the_file_lacks_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DataError) as error:
        read(tmp_path, entry=DataFile(file=NAME, variables=("ks2", "progress8")))
    assert error.value.faults[0].found == "ks2"


def test_what_the_study_says_of_the_vintage_goes_before_the_name(tmp_path: Path) -> None:
    assert read(tmp_path).provenance.vintage == "final"
    assert read(tmp_path, entry=DataFile(file=NAME, vintage="revised")).provenance.vintage == "revised"


def test_the_old_share_with_grade_c_is_a_variable_of_its_own(tmp_path: Path) -> None:
    header = tuple("PTL2BASICS_LL_PTQ_EE" if name == "PTL2BASICS_95" else name for name in HEADER)
    rows, header = without_original(header)
    frame = read(tmp_path, text(rows, header), name="2015-2016/ks4.csv").frame
    assert "basics_95" not in frame
    assert frame["basics_c"].iloc[0] == 38.0


def without_original(header: tuple[str, ...]) -> tuple[tuple[tuple[str, ...], ...], tuple[str, ...]]:
    at = header.index("P8MEA_ORIG")
    return tuple((*row[:at], *row[at + 1 :]) for row in SCHOOLS), (*header[:at], *header[at + 1 :])


def test_every_column_is_told_in_words_and_has_bounds_if_it_is_a_number() -> None:
    for column in COLUMNS:
        assert column.label
        assert column.headings
        assert not column.numeric or (column.unit is not None and column.low < column.high)
    assert len({column.name for column in COLUMNS}) == len(COLUMNS)


def test_a_column_is_frozen() -> None:
    with pytest.raises(AttributeError):
        COLUMNS[0].name = "other"  # type: ignore[misc]
    assert replace(COLUMNS[0], name="other").name == "other"
