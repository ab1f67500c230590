"""The columns of the Key Stage 4 tables: every published name is known, under the headings of each year."""

from __future__ import annotations

from pathlib import Path

import pytest

from evalkit.core.errors import DataError
from evalkit.data.sources import SOURCES
from evalkit.data.sources.legacy_tables import family_of
from evalkit.data.sources.parts.file_years import carried_copies
from evalkit.data.sources.parts.ks4_columns import COLUMNS
from evalkit.data.sources.parts.ks4_unread import UNREAD
from evalkit.data.sources.parts.source import FileRead
from evalkit.data.text.open_files import open_table
from evalkit.places.reference import reference_file
from evalkit.study.model import DataFile
from tests.support.ks4_files import HEADER, NAME, SCHOOLS, put, text, with_cell, without

LEGACY = SOURCES.get("legacy_tables")
BY_NAME = {column.name: column for column in COLUMNS}
READ = {heading.name for column in COLUMNS for heading in column.headings}
LISTS = {2018: ("2017-2018_ks4final_meta.csv", 496), 2019: ("2018-2019_ks4_final_meta.csv", 505)}


def read(folder: Path, content: str, name: str = NAME, entry: DataFile | None = None) -> FileRead:
    put(folder, content, name)
    return LEGACY.read(open_table(folder / name, name), entry)


def table(*names: str, drop: tuple[str, ...] = (), **cells: str) -> str:
    """Return the schools with further columns, each with one text in every row, and without some."""
    keep = [at for at, column in enumerate(HEADER) if column not in drop]
    header = tuple(HEADER[at] for at in keep)
    rows = tuple((*(row[at] for at in keep), *cells.values(), *("1.5",) * len(names)) for row in SCHOOLS)
    return text(rows, (*header, *cells, *names))


def standing(name: str) -> list[str]:
    copies = carried_copies((name,))
    return [
        kind for kind, there in (("read", name in READ), ("copy", name in copies and name not in READ)) if there
    ] + ["left out" for family in UNREAD if family.pattern.fullmatch(name) and name not in copies]


@pytest.mark.parametrize("year", LISTS)
def test_each_published_name_is_read_or_a_copy_or_knowingly_left_out(realdata: Path, year: int) -> None:
    name, fields = LISTS[year]
    published = [field for field in open_table(realdata / "ks4" / name, name).cells("Metafile heading") if field]
    assert len(published) == fields
    assert {field: standing(field) for field in published if len(standing(field)) != 1} == {}


def test_each_name_of_our_own_list_is_known_too() -> None:
    name = "ks4_columns.csv"
    listed = open_table(reference_file(name), name).cells("column")
    assert {column: standing(column) for column in listed if len(standing(column)) != 1} == {}


def test_each_family_left_out_says_what_it_is_and_why() -> None:
    assert all(family.what and family.why for family in UNREAD)
    assert family_of("ADDRESS2") is UNREAD[0]
    assert family_of("ATT8SCRMAT") is None


def test_no_heading_gives_two_variables() -> None:
    headings = [heading.name for column in COLUMNS for heading in column.headings]
    assert len(headings) == len(set(headings))


@pytest.mark.parametrize(
    ("variable", "year", "heading"),
    [
        ("ks2", 2019, "KS2APS"),
        ("ks2_scaled", 2022, "KS2ASS"),
        ("progress8_middle_prior", 2019, "P8MEA_AV"),
        ("progress8_middle_prior", 2023, "P8MEA_MID"),
        ("sen_plan", 2013, "PSENST4"),
        ("sen_plan", 2019, "PSENSE4"),
        ("sen_plan", 2022, "PSENE4"),
        ("sen_support", 2019, "PSENAPK4"),
        ("sen_support", 2024, "PSENK4"),
        ("basics_c", 2012, "PTL2BASICS"),
        ("basics_c", 2014, "PTL2BASICS_PTQ"),
        ("basics_c", 2015, "PTL2BASICS_PTQ_EE"),
        ("basics_c", 2016, "PTL2BASICS_LL_PTQ_EE"),
        ("maths_c", 2011, "PTEBACMAT"),
        ("maths_c", 2014, "PTEBACMAT_PTQ"),
        ("maths_c", 2016, "PTEBACMAT_PTQ_EE"),
        ("maths_entries", 2013, "PTEBACMAT_E"),
        ("maths_entries", 2024, "PTEBACMAT_E_PTQ_EE"),
        ("selective", 2018, "ADMPOL_2017"),
        ("selective", 2023, "ADMPOL_PT"),
    ],
)
def test_a_variable_stands_under_the_heading_of_its_year(variable: str, year: int, heading: str) -> None:
    column = BY_NAME[variable]
    assert column.published_in(year)
    assert heading in column.headings_in(year)


@pytest.mark.parametrize(
    ("name", "cells", "variable", "value"),
    [
        ("2021-2022/ks4final.csv", {"KS2ASS": "104.5"}, "ks2_scaled", 104.5),
        ("2022-2023/ks4final.csv", {"P8MEA_MID": "-0.4"}, "progress8_middle_prior", -0.4),
        ("2023-2024/ks4revised.csv", {"PSENE4": "4%"}, "sen_plan", 4.0),
        ("2018-2019/ks4final.csv", {"P8MEAMAT_FSM6CLA1A": "-0.61"}, "progress8_maths_disadvantaged", -0.61),
        ("2018-2019/ks4final.csv", {"PTEBACMAT_95": "47%"}, "maths_95", 47.0),
    ],
)
def test_a_renamed_column_is_read_in_its_year(
    tmp_path: Path, name: str, cells: dict[str, str], variable: str, value: float
) -> None:
    assert set(read(tmp_path, table(**cells), name).frame[variable]) == {value}


@pytest.mark.parametrize("year", [2011, 2012, 2013, 2014, 2015])
def test_a_table_before_progress_8_is_read(tmp_path: Path, year: int) -> None:
    heading = BY_NAME["maths_c"].headings_in(year)[0]
    rows = tuple((*row[:9], "58%") for row in SCHOOLS)
    result = read(tmp_path, text(rows, (*HEADER[:9], heading)), f"{year - 1}-{year}/england_ks4.csv")
    assert set(result.frame["maths_c"]) == {58.0}
    assert set(result.frame["year"]) == {year}


def test_a_year_without_progress_8_may_carry_its_empty_columns(tmp_path: Path) -> None:
    rows = tuple(
        tuple("NA" if at in range(10, 14) and row[3] else cell for at, cell in enumerate(row)) for row in SCHOOLS
    )
    result = read(tmp_path, text(rows), "2024-2025/england_ks4final.csv")
    assert "progress8_maths" not in result.frame
    assert result.frame["attainment8"].iloc[0] == 46.2
    assert any("4 columns without a figure in 2024/25 were left out" in note for note in result.provenance.notes)


def test_progress_8_in_a_year_without_it_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="P8MEAMAT in a file of 2024/25"):
        read(tmp_path, text(), "2024-2025/england_ks4final.csv")


def test_the_trial_of_progress_8_is_left_out_and_said(tmp_path: Path) -> None:
    content = table(drop=("P8MEA_ORIG", "PTL2BASICS_95"), PTL2BASICS_PTQ_EE="61%")
    result = read(tmp_path, content, "2014-2015/england_ks4final.csv")
    assert "progress8" not in result.frame
    assert "attainment8" not in result.frame
    assert any("only some schools asked for them" in note for note in result.provenance.notes)


def test_columns_that_nobody_knows_are_named(tmp_path: Path) -> None:
    notes = read(tmp_path, table("WONDER", "ADDRESS1")).provenance.notes
    assert any("1 column that evalkit does not know was left out: WONDER" in note for note in notes)


def test_a_column_in_which_no_school_has_a_figure_is_left_out_and_said(tmp_path: Path) -> None:
    result = read(tmp_path, table(KS2APS="NA"))
    assert "ks2" not in result.frame
    assert any("no school of the file has a figure: average Key Stage 2 points" in n for n in result.provenance.notes)


def test_a_column_of_hidden_figures_stays_with_its_reasons(tmp_path: Path) -> None:
    result = read(tmp_path, table(P8MEAMAT_FSM6CLA1A="SUPP"))
    assert result.frame["progress8_maths_disadvantaged"].isna().all()
    why = result.reasons[result.reasons["variable"] == "progress8_maths_disadvantaged"]
    assert set(why["reason"]) == {"suppressed"}


@pytest.mark.parametrize(
    "kinds", [("Mainstream school", "Special school"), ("1.0", "2.0"), (" 1", "2 "), ("mainstream", "SPECIAL")]
)
def test_the_kind_of_record_is_known_as_number_and_in_words(tmp_path: Path, kinds: tuple[str, str]) -> None:
    words = {"1": kinds[0], "2": kinds[1], "4": "Local authority", "5": "National (all schools)"}
    rows = tuple((words[row[0]], *row[1:]) for row in SCHOOLS)
    result = read(tmp_path, text(rows))
    assert list(result.frame["record_type"]) == ["mainstream"] * 4 + ["special"]
    assert len(result.step.losses) == 2


@pytest.mark.parametrize("endings", [(".x", ".y"), ("_x", "_y")])
def test_a_join_that_left_the_same_column_twice_is_read_once(tmp_path: Path, endings: tuple[str, str]) -> None:
    first, second = endings
    header = tuple(f"{name}{first}" if name in ("P8MEA", "LEA") else name for name in HEADER)
    rows = tuple((*row, row[HEADER.index("P8MEA")]) for row in SCHOOLS)
    result = read(tmp_path, text(rows, (*header, f"P8MEA{second}")))
    assert result.frame.set_index("urn").loc[900001, "progress8"] == -0.25
    assert any("read without the ending that a join of two tables left" in note for note in result.provenance.notes)


def test_a_join_of_two_columns_that_differ_is_refused(tmp_path: Path) -> None:
    header = tuple("P8MEA.x" if name == "P8MEA" else name for name in HEADER)
    rows = tuple((*row, "0.5") for row in SCHOOLS)
    with pytest.raises(DataError, match=r"P8MEA.x and P8MEA.y, left by a join"):
        read(tmp_path, text(rows, (*header, "P8MEA.y")))


def test_small_shares_beside_percentages_are_percentages(tmp_path: Path) -> None:
    frame = read(tmp_path, table(PSENSE4="0.4")).frame
    assert set(frame["sen_plan"]) == {0.4}


def test_noughts_and_ones_beside_fractions_are_fractions(tmp_path: Path) -> None:
    fractions = {"61%": "0.61", "7%": "0.07", "0%": "0", "38%": "0.38", "41%": "0.41", "22%": "0.22", "37.2%": "0.372"}
    fractions |= {"52%": "0.52", "39.8%": "0.398"}
    rows = tuple((*(fractions.get(cell, cell) for cell in row), "1") for row in SCHOOLS)
    frame = read(tmp_path, text(rows, (*HEADER, "PGPUP"))).frame.set_index("urn")
    assert frame.loc[900001, "eal"] == pytest.approx(61)
    assert frame.loc[900001, "girls"] == 100


def test_a_long_column_of_fractions_is_one_whatever_the_other_shares(tmp_path: Path) -> None:
    many = tuple((*SCHOOLS[1][:3], str(901000 + at), *SCHOOLS[1][4:], f"{at / 200:.3f}") for at in range(150))
    frame = read(tmp_path, text(many, (*HEADER, "PTNMOB"))).frame
    assert frame["non_mobile"].max() == pytest.approx(74.5)


def test_a_carried_copy_dates_the_file_over_years_without_exams(tmp_path: Path) -> None:
    result = read(tmp_path, table(P8MEA_19="0.1", drop=("P8MEA_ORIG",)), "england_ks4final.csv")
    assert set(result.frame["year"]) == {2022}


def test_a_changed_cell_is_told_by_the_heading_of_its_file(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="row 3, P8MEAMAT"):
        read(tmp_path, text(with_cell(3, "P8MEAMAT", "about 0.1")))
    assert "progress8_original" not in read(tmp_path, text(*without("P8MEA_ORIG"))).frame
