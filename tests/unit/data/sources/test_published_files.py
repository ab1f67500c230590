"""Every published file at hand is known by exactly one reader and loads whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from evalkit.data.sources import SOURCES
from tests.support.gap_codes import missing_codes
from tests.support.published import figures, identified, read, tables, text

# file | reader | encoding | rows and columns of its table (times its sheets), as they were counted by other hands
LISTED = """
classic/caschools.csv|reference_table|UTF-8|420x14
classic/crtData.csv|reference_table|UTF-8|265x6
classic/dat.assink2016.csv|reference_table|UTF-8|100x8
classic/dat.bcg.csv|reference_table|UTF-8|13x9
classic/dat.raudenbush1985.csv|reference_table|UTF-8|19x10
classic/exam.csv|reference_table|UTF-8|4059x10
classic/hsb82.csv|reference_table|UTF-8|7185x8
classic/lalonde.csv|reference_table|UTF-8|614x10
classic/mpdta.csv|reference_table|UTF-8|2500x6
context/2015-2016_england_ks5final.csv|post_16|UTF-8 with a byte order mark|3400x73
context/2016-2017_england_ks5final.csv.gz|post_16|UTF-8 with a byte order mark|3376x212
context/2017-2018_england_spine.csv.gz|spine|UTF-8|26078x31
context/2017-2018_england_swf.csv|workforce|UTF-8 with a byte order mark|20186x11
context/2020-2021_census_meta.csv|reference_table|UTF-8|22x7
context/2020-2021_england_census.csv.gz|census|UTF-8 with a byte order mark|24416x22
context/815_2017_census.csv|census|UTF-8 with a byte order mark|392x21
context/815_2018_census.csv|census|UTF-8 with a byte order mark|386x21
context/815_2019_census.csv|census|UTF-8 with a byte order mark|394x22
context/alevel_timeseries_1996-2025_national.csv|reference_table|UTF-8|3315x16
context/fft_interacting_pupil_characteristics_2020.xlsx|reference_table|Excel workbook|143x7*7
ks4/2017-2018_england_ks4_mainstream_subset.csv|legacy_tables|UTF-8|3165x75
ks4/2017-2018_ks4final_meta.csv|reference_table|UTF-8|496x8
ks4/2017-2019_england_ks4_sly_flat.csv.gz|reference_table|UTF-8|3295x90
ks4/2018-2019_abbreviations.xlsx|reference_table|Excel workbook|78x2
ks4/2018-2019_england_ks4final_trimmed.csv|legacy_tables|UTF-8|5516x24
ks4/2018-2019_ks4_final_meta.csv|reference_table|UTF-8 with a byte order mark|505x8
ks4/2018-2019_ks4_meta_methodology.csv|reference_table|UTF-8|49x1
ks4/2018-2019_la_and_region_codes_meta.csv|reference_table|UTF-8|151x4
ks4/2023-2024_ks2_ks4_transition_matrices_gcse_subjects.csv.gz|reference_table|UTF-8|4000x207
ks4/2023-2024_ks2_ks4_transition_matrices_ks4_measures.csv|reference_table|UTF-8|117x30
ks4/815_2017_ks4.csv|legacy_tables|UTF-8 with a byte order mark|72x18
ks4/815_2018_ks4.csv|legacy_tables|UTF-8 with a byte order mark|73x25
ks4/815_2019_ks4.csv|legacy_tables|UTF-8 with a byte order mark|75x25
ks4/ks4_perf_2016.csv|reference_table|UTF-8|5335x19
ks4/ks4_perf_2017.csv|reference_table|UTF-8|5399x19
ks4/ks4_perf_2018.csv|reference_table|UTF-8|5519x19
ks4/lait_ks4_dictionary.csv|reference_table|UTF-8|33x18
ks4/lait_ks4_la_2016-2019.csv.gz|authority_series|UTF-8|20230x7
ks4/ready_reckoner_p8_att8_splits.csv|reference_table|UTF-8 with a byte order mark|34x9
ks4/ready_reckoner_p8_pupil_coefficients_file.csv|reference_table|UTF-8 with a byte order mark|34x6
ks4/ready_reckoner_p8_stdev_file_named.csv|reference_table|UTF-8 with a byte order mark|1x5
ks4/sly_2017-2019_ks4_data.json|reference_table|UTF-8|3295x80
ks4/sly_2017-2019_ks4_meta_fields.json|reference_table|UTF-8|81x20
ks4/sly_2017-2019_ks4_natavgs.json|reference_table|UTF-8|1x80
"""
FILES = [row.split("|") for row in LISTED.strip().splitlines()]
FLAT = "ks4/2017-2019_england_ks4_sly_flat.csv.gz"
FIELDS, VALUES = "ks4/sly_2017-2019_ks4_meta_fields.json", "ks4/sly_2017-2019_ks4_data.json"
MATRICES = "ks4/2023-2024_ks2_ks4_transition_matrices_gcse_subjects.csv.gz"
MATRIX_SHARES = "ks4/2023-2024_ks2_ks4_transition_matrices_ks4_measures.csv"
SPREADS = "ks4/ready_reckoner_p8_stdev_file_named.csv"
A_LEVELS = "context/alevel_timeseries_1996-2025_national.csv"
FFT = "context/fft_interacting_pupil_characteristics_2020.xlsx"


def test_no_file_of_the_folder_is_left_out_of_the_list(realdata: Path) -> None:
    there = {path.relative_to(realdata).as_posix() for path in realdata.rglob("*") if path.is_file()}
    assert there - {"README.md"} == {row[0] for row in FILES}


@pytest.mark.parametrize(("name", "reader", "encoding", "sizes"), FILES, ids=[row[0] for row in FILES])
def test_each_file_is_known_and_loads_whole(realdata: Path, name: str, reader: str, encoding: str, sizes: str) -> None:
    found = identified(realdata, name)
    assert found.readers == (reader,)
    assert found.gives == SOURCES.get(reader).gives
    assert found.encoding == encoding
    size, _, sheets = sizes.partition("*")
    assert [f"{table.rows}x{table.columns}" for table in found.tables] == [size] * int(sheets or 1)


@pytest.mark.parametrize("name", [row[0] for row in FILES if row[1] not in {"authority_series"}])
def test_each_reader_hands_on_every_row_or_says_why_not(realdata: Path, name: str) -> None:
    result = read(realdata, name)
    assert result.step.entered == len(tables(realdata, name)[0].rows)
    assert result.step.entered == result.step.left + len(result.step.losses)
    gives = SOURCES.get(result.provenance.source).gives
    assert bool(result.variables) == (gives in {"schools", "facts"})
    assert result.adds_rows == (gives == "schools")


def test_what_a_file_is_stands_in_its_record(realdata: Path) -> None:
    assert "spread of pupils' scores" in identified(realdata, SPREADS).what
    assert "spread of pupils' scores" in read(realdata, SPREADS).provenance.notes[0]


@pytest.mark.parametrize(
    ("variable", "blank"),
    [
        ("KS4 pupils, 2019", 113),
        ("Progress 8, 2019", 124),
        ("Progress 8, maths slot, 2019", 124),
        ("PP Progress 8, 2019", 186),
        ("Progress 8, 2018", 170),
        ("Progress 8, 2017", 218),
    ],
)
def test_blanks_of_the_collated_results_are_as_counted(realdata: Path, variable: str, blank: int) -> None:
    names = text(realdata, FIELDS)["name"].tolist()
    for column in (text(realdata, FLAT)[variable], text(realdata, VALUES)[str(names.index(variable) + 1)]):
        assert int((column == "").sum()) == blank


def test_the_flat_form_of_the_collated_results_holds_the_same_values(realdata: Path) -> None:
    names = [name.replace("\u200b", "") for name in text(realdata, FIELDS)["name"][:80]]
    flat, values = text(realdata, FLAT), text(realdata, VALUES)
    assert list(flat.columns[:80]) == names
    assert [name for name in flat.columns[80:] if not name.endswith(" (label)")] == []
    for name in ("URN", "Progress 8, 2019", "Progress 8, maths slot, 2019", "P8 pupils, 2018", "FSM, %"):
        ours = figures(values[str(names.index(name) + 1)])
        assert ours.equals(figures(flat[name]).astype(ours.dtype)), name


def test_the_first_column_of_the_collated_results_is_nought_or_one(realdata: Path) -> None:
    assert set(text(realdata, VALUES)["1"]) == {"0", "1"}


def test_shares_of_the_collated_results_are_fractions_here_and_percentages_there(realdata: Path) -> None:
    flat = text(realdata, FLAT)
    assert figures(flat["KS4 PP pupils, 2019, %"]).max() <= 1 < 50 < figures(flat["FSM, %"]).max() <= 100
    assert 1 < figures(flat["Capacity, %"]).max() < 5


def test_grades_by_key_stage_2_do_not_apply_in_678128_cells(realdata: Path) -> None:
    assert missing_codes(realdata / MATRICES)["z"] == 678_128
    assert "Mathematics" in set(text(realdata, MATRICES)["subject"])


def test_shares_of_the_transition_matrices_say_so_in_their_names(realdata: Path) -> None:
    shares = [name for name in text(realdata, MATRIX_SHARES).columns if name.startswith("%_")]
    assert len(shares) == 10
    assert set(text(realdata, MATRIX_SHARES)["time_period"]) == {"202324"}


def test_the_spread_of_pupils_scores_of_the_ready_reckoner_is_as_printed(realdata: Path) -> None:
    row = figures(text(realdata, SPREADS).iloc[0])
    assert (row["Progress 8"], row["Progress 8 Maths element"]) == (1.41628, 1.487134)


def test_a_heading_with_a_line_break_is_read_as_one(realdata: Path) -> None:
    header = tables(realdata, "ks4/ready_reckoner_p8_att8_splits.csv")[0].header
    assert header[7] == "Average EBacc slots filled\n (out of 3)"


@pytest.mark.parametrize(
    ("year", "entries"),
    [(2016, 79097), (2017, 81893), (2018, 85115), (2019, 82446), (2024, 97165), (2025, 101079)],
)
def test_a_level_entries_in_maths_are_as_printed(realdata: Path, year: int, entries: int) -> None:
    table = text(realdata, A_LEVELS)
    row = table[(table["year"] == str(year)) & (table["characteristic_value"] == "All students")].set_index(
        "subject_name"
    )
    assert int(row.loc["Maths", "entry_count"]) == entries
    assert int(row.loc["Total Maths", "entry_count"]) > entries


def test_a_level_shares_that_do_not_apply_have_a_code(realdata: Path) -> None:
    assert missing_codes(realdata / A_LEVELS)["z"] > 0


def test_the_workbook_of_pupil_groups_has_seven_sheets_and_its_total_of_progress_8(realdata: Path) -> None:
    sheets = tables(realdata, FFT)
    assert len(sheets) == 7
    (last,) = [sheet for sheet in sheets if sheet.file.endswith("sheet KS4 - Progress 8")]
    total = dict(zip(last.header, last.rows[0], strict=True))
    assert (total["gender"], total["pupilCount"], total["metric"]) == ("all pupils", "494556", "-0.04")
