"""Tidy tables of schools and areas in their three layouts: totals, means, and the newest with the elements."""

from __future__ import annotations

from pathlib import Path

import pytest

from evalkit.core.errors import DataError
from evalkit.data.area_panel import read_area_series
from evalkit.data.school_panel import read_panel
from evalkit.data.sources import SOURCES
from evalkit.data.text.open_files import open_table
from evalkit.study.model import DataFile
from tests.unit.data.sources.test_area_tables import AS_PRINTED, NEW, SCHOOLS, TIDY, write


def test_a_table_of_constituencies_stops_no_table_beside_it(tmp_path: Path) -> None:
    header = TIDY.format(**NEW).replace("la_name", "pcon_name")
    line = (
        "202425,Academic year,Parliamentary constituency,England,East Midlands,,,Leicester East,Final,All state-funded,"
    )
    write(tmp_path, "constituency.csv", (header, f"{line}Total,Total,Total,1100,46.1,z"))
    write(tmp_path, "schools.csv", SCHOOLS)
    series = read_area_series(tmp_path)
    assert set(series.frame["file"]) == {"schools.csv"}
    assert "Parliamentary" not in "".join(series.frame["area_name"])
    assert any("area other than authority" in note for record in series.provenance for note in record.notes)


FIRST_LAYOUT = (
    "time_period,time_identifier,geographic_level,country_name,region_name,old_la_code,la_name,version,"
    "school_characteristic,breakdown,characteristic_gender,characteristic_disadvantage,t_inp8calc,t_p8score,t_pupils,"
    "t_l2basics_94,t_att8",
    *(
        f"201718,Academic year,Local authority,England,East Midlands,856,Leicester,Revised,{kind},Disadvantage,{sex},"
        f"{group},{figures}"
        for kind, sex, group, figures in (
            ("State-funded schools (LA)", "Total", "disadvantaged", "100,-45.5,110,44,4000"),
            ("State-funded schools (LA)", "Total", "disadvantaged_Total_other", "300,60,330,231,15840"),
            ("State-funded schools (LA)", "Girls", "disadvantaged", "50,-10,55,25,2200"),
            ("All independent", "Total", "disadvantaged", "5,1,5,5,400"),
        )
    ),
)


def test_totals_of_the_first_layout_become_means_and_two_groups_become_all_pupils(tmp_path: Path) -> None:
    """By hand: -45.5 / 100, 60 / 300, and 14.5 / 400 for both; 100 times 44 / 110, and 275 / 440 for both."""
    series = read_area_series(write(tmp_path, "first.csv", FIRST_LAYOUT))
    frame = series.frame
    found = {(row.measure, row.group): row.value for row in frame.itertuples()}
    assert found["progress8", "disadvantaged"] == pytest.approx(-0.455, abs=AS_PRINTED)
    assert found["progress8", "not_disadvantaged"] == pytest.approx(0.2, abs=AS_PRINTED)
    assert found["progress8", "all"] == pytest.approx(14.5 / 400, abs=AS_PRINTED)
    assert found["attainment8", "all"] == pytest.approx(19840 / 440, abs=AS_PRINTED)
    assert found["basics_94", "disadvantaged"] == pytest.approx(40, abs=AS_PRINTED)
    assert found["basics_94", "all"] == pytest.approx(62.5, abs=AS_PRINTED)
    assert (found["pupils", "all"], found["p8_pupils", "all"]) == (440, 400)
    assert any("worked out from the totals" in note for note in series.provenance[0].notes)
    # The name of the file does not say which release it is; its rows do.
    assert series.provenance[0].vintage == "revised"


def test_a_hidden_total_hides_the_figure_of_all_pupils_too(tmp_path: Path) -> None:
    lines = (FIRST_LAYOUT[0], FIRST_LAYOUT[1].replace("-45.5", "c"), FIRST_LAYOUT[2])
    frame = read_area_series(write(tmp_path, "first.csv", lines)).frame
    rows = frame[frame["measure"] == "progress8"].set_index("group")
    assert rows.loc[["all", "disadvantaged"], "reason"].tolist() == ["suppressed", "suppressed"]
    assert rows.loc["not_disadvantaged", "value"] == pytest.approx(0.2, abs=AS_PRINTED)


# Leicester and four more authorities in 2017/18: Progress 8 and Attainment 8 as printed in the published series.
FIRST_AS_PRINTED = {
    "Leicester": (-0.04, 42.8),
    "Bolton": (-0.12, 44.6),
    "Knowsley": (-0.82, 35.3),
    "Trafford": (0.22, 56.8),
    "Cumbria": (-0.11, 46.7),
}


@pytest.mark.parametrize("name", FIRST_AS_PRINTED)
def test_totals_of_2018_give_the_figures_printed_elsewhere(realdata_newer: Path, name: str) -> None:
    """The file is published as test data; summed over both groups its totals give what the series prints."""
    file = "ees/KS4_2018_LA_Char_Testdata.csv.gz"
    frame = read_area_series(realdata_newer, (DataFile(file=file),)).frame
    assert len(frame["area_name"][frame["level"] == "authority"].unique()) == 151
    here = frame[(frame["area_name"] == name) & (frame["group"] == "all")].set_index("measure")["value"]
    assert (round(here["progress8"], 2), round(here["attainment8"], 1)) == FIRST_AS_PRINTED[name]


def test_the_first_layout_of_england_is_read_for_all_state_funded_schools(realdata_newer: Path) -> None:
    file = "ees/KS4_2018_Nat_Char_Testdata.csv.gz"
    series = read_area_series(realdata_newer, (DataFile(file=file),))
    here = series.frame[series.frame["group"] == "all"].set_index("measure")["value"]
    # England 2017/18, state-funded schools: -0.02 and 46.6 in the published series, which is of a later release.
    assert round(here["progress8"], 2) == -0.02
    assert here["attainment8"] == pytest.approx(46.6, abs=0.1)
    assert series.provenance[0].rows == 1397


NEWEST = (
    "time_period,time_identifier,geographic_level,old_la_code,la_name,school_urn,school_name,version,"
    "establishment_type_group,breakdown_topic,breakdown,sex,disadvantage_status,pupil_count,attainment8_average,"
    "attainment8mat_average,engmath_94_percent,engmath_95_percent,progress8_pupil_count,progress8_average,"
    "progress8mat_average,progress8mat_lower_95_ci,progress8mat_upper_95_ci,admission_policy,entry_gender",
    *(
        f"{year},Academic year,School,856,Leicester,{school},{name},Final,{kind},{topic},{group},{rest},Comprehensive,"
        "Mixed"
        for year, school, name, kind, topic, group, rest in (
            (
                202425,
                900001,
                "Birch",
                "Sponsored academies",
                "Total",
                "Total",
                "Total,Total,212,46.6,9.2,68.9,41.5,z,z,z,z,z",
            ),
            (
                202425,
                900001,
                "Birch",
                "Sponsored academies",
                "Disadvantage status",
                "Disadvantaged",
                "Total,Disadvantaged,53,38.0,7.1,50.0,30.0,z,z,z,z,z",
            ),
            (
                202425,
                900001,
                "Birch",
                "Sponsored academies",
                "Sex",
                "Girls",
                "Girls,Total,106,48.0,9.0,70.0,43.0,z,z,z,z,z",
            ),
            (
                202324,
                900001,
                "Birch",
                "Sponsored academies",
                "Total",
                "Total",
                "Total,Total,222,46.1,9.1,66.0,40.0,215,-0.17,-0.21,-0.44,0.02",
            ),
            (
                202425,
                900002,
                "Elm",
                "Community special schools",
                "Total",
                "Total",
                "Total,Total,20,10.0,1.0,0,0,z,z,z,z,z",
            ),
            (
                202425,
                900003,
                "Oak",
                "Submarine schools",
                "Total",
                "Total",
                "Total,Total,90,40.0,8.0,50.0,30.0,z,z,z,z,z",
            ),
        )
    ),
)


def test_the_newest_table_of_schools_gives_the_maths_element_under_the_names_of_the_wide_tables(tmp_path: Path) -> None:
    """Columns that describe a school split no row; a type that nobody knows leaves the school's type open."""
    panel = read_panel(write(tmp_path, "202425_performance_tables_schools_final.csv", NEWEST))
    rows = panel.frame.set_index(["unit", "year"])
    birch = rows.loc[900001, 2025]
    figures = ("attainment8_maths", "attainment8", "basics_94", "basics_95", "pupils")
    assert birch[list(figures)].tolist() == [9.2, 46.6, 68.9, 41.5, 212]
    assert (birch["attainment8_maths_disadvantaged"], birch["disadvantaged_pupils"]) == (7.1, 53)
    assert (birch["disadvantaged"], birch["girls"]) == (25.0, 50.0)
    assert (birch["school_type"], birch["record_type"], birch["selective"], birch["gender"]) == (
        "sponsored academy",
        "mainstream",
        "no",
        "mixed",
    )
    before = rows.loc[900001, 2024]
    assert before[["progress8_maths", "progress8_maths_low", "progress8_maths_high"]].tolist() == [-0.21, -0.44, 0.02]
    assert set(rows.index.get_level_values("unit")) == {900001}
    lost = {loss.urn: loss.reason for loss in panel.flow.steps[-1].losses}
    assert lost == {900002: "special school", 900003: "type of school not known"}
    noted = [note for record in panel.provenance for note in record.notes]
    assert any("'Submarine schools' in 1 cell" in note for note in noted)


def test_a_table_of_schools_without_all_pupils_names_the_column_that_splits_it(tmp_path: Path) -> None:
    girls = tuple(line.replace(",Total,Total,", ",Sex,Girls,", 1) for line in SCHOOLS[1:2])
    header = f"{SCHOOLS[0]},sex"
    with pytest.raises(DataError, match=r"every row is split by sex \('Girls'\)"):
        read_panel(write(tmp_path, "schools.csv", (header, *(f"{line},Girls" for line in girls))))


def test_the_newest_headings_are_read_in_full(realdata_newer: Path) -> None:
    """Rows are invented, headings real: 18 rows of all pupils among 126, none lost for a column that describes."""
    file = "ees/202425_performance_tables_schools_final_invented_rows.csv"
    table = open_table(realdata_newer / file, file)
    read = SOURCES.get("tidy_schools").read(table, None)
    assert (len(read.frame), read.provenance.rows) == (18, 126)
    assert sorted(set(read.frame["year"])) == [2023, 2024, 2025]
    assert set(read.frame["attainment8_maths"]) == {8.8}
    assert read.frame.loc[read.frame["year"] == 2025, "progress8_maths"].isna().all()
    assert set(read.frame.loc[read.frame["year"] < 2025, "progress8_maths"]) == {0.05}
