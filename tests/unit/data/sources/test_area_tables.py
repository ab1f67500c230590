"""Tables of areas: the published series against printed figures, and tidy tables in either spelling."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest

from evalkit.core.errors import DataError
from evalkit.data.area_panel import AreaSeries, area_panel, read_area_series
from evalkit.data.school_panel import read_panel
from evalkit.data.sources import tidy_schools
from evalkit.data.text.open_files import open_table
from evalkit.places.boundary_changes import bounds_changed
from evalkit.study.model import DataFile
from evalkit.tables.panel import Panel

SERIES = "ks4/lait_ks4_la_2016-2019.csv.gz"
# Figures are stored to nine digits, as printed.
AS_PRINTED = 1e-9
YEARS = (2016, 2017, 2018, 2019)

# area; Progress 8 2016-2019; Attainment 8 2016-2019; Progress 8 of disadvantaged pupils 2016-2019
PRINTED = """
England|-0.03|-0.03|-0.02|-0.03|50.1|46.5|46.6|46.7|-0.38|-0.40|-0.44|-0.45
North West|-0.15|-0.14|-0.16|-0.18|49.4|45.6|45.7|45.5|-0.54|-0.55|-0.60|-0.63
Leicester|-0.14|-0.01|-0.04|0.02|46.3|42.9|42.8|43.1|-0.49|-0.38|-0.44|-0.48
Blackburn with Darwen|0.11|0.11|0.02|0.13|50.3|46.4|45.8|46.4|-0.23|-0.22|-0.35|-0.31
Blackpool|-0.38|-0.56|-0.64|-0.62|43.8|38.8|38.5|37.8|-0.66|-0.83|-0.90|-0.99
Bolton|-0.20|-0.25|-0.12|-0.20|48.7|43.7|44.6|44.6|-0.50|-0.62|-0.45|-0.49
Bury|-0.06|-0.15|-0.23|-0.29|50.9|46.0|45.2|43.5|-0.30|-0.50|-0.53|-0.66
Cheshire East|-0.15|-0.04|0.01|-0.01|51.7|48.9|48.8|49.3|-0.74|-0.72|-0.66|-0.71
Cheshire West and Chester|0.04|-0.05|-0.11|-0.10|51.3|46.5|46.4|46.9|-0.47|-0.57|-0.75|-0.79
Cumbria|-0.23|-0.13|-0.11|-0.16|49.0|46.3|46.7|46.1|-0.83|-0.53|-0.68|-0.71
Halton|-0.19|-0.22|-0.26|-0.14|49.3|44.9|44.2|45.4|-0.45|-0.54|-0.73|-0.48
Knowsley|-0.89|-0.77|-0.82|-0.81|39.0|37.6|35.3|33.8|-1.14|-0.94|-0.99|-0.98
Lancashire|-0.11|-0.14|-0.09|-0.11|49.7|45.7|46.7|46.7|-0.58|-0.60|-0.62|-0.62
Liverpool|-0.35|-0.29|-0.32|-0.31|47.3|44.2|43.5|43.1|-0.65|-0.62|-0.69|-0.73
Manchester|-0.03|-0.05|-0.13|-0.11|47.1|43.4|43.2|43.3|-0.24|-0.33|-0.32|-0.38
Oldham|-0.34|-0.20|-0.30|-0.39|46.0|43.6|42.7|42.1|-0.70|-0.38|-0.58|-0.60
Rochdale|-0.08|-0.17|-0.14|-0.32|48.2|42.5|43.5|42.6|-0.27|-0.40|-0.41|-0.64
Salford|-0.30|-0.33|-0.46|-0.54|46.8|41.7|41.0|39.3|-0.56|-0.68|-0.82|-0.83
Sefton|-0.24|-0.19|-0.30|-0.35|49.2|44.9|44.9|44.2|-0.61|-0.72|-0.83|-0.80
St. Helens|-0.33|-0.44|-0.39|-0.25|48.9|44.1|44.6|44.5|-0.69|-0.80|-0.73|-0.60
Stockport|0.02|0.07|-0.03|-0.02|51.6|48.2|47.3|47.4|-0.40|-0.45|-0.59|-0.64
Tameside|-0.13|-0.13|-0.17|-0.22|49.2|44.8|43.9|44.2|-0.47|-0.51|-0.51|-0.62
Trafford|0.05|0.16|0.22|0.11|56.7|55.6|56.8|56.1|-0.44|-0.55|-0.23|-0.45
Warrington|-0.16|-0.12|-0.14|0.01|50.0|47.0|47.2|48.8|-0.68|-0.74|-0.94|-0.59
Wigan|-0.09|-0.15|-0.33|-0.31|50.6|46.2|45.3|45.4|-0.43|-0.55|-0.77|-0.78
Wirral|-0.04|0.01|0.03|0.01|51.8|48.2|48.8|48.4|-0.54|-0.38|-0.47|-0.57
"""
LEICESTER = {
    ("progress8", "white"): (-0.55, -0.40, -0.63, -0.63),
    ("attainment8", "white"): (40.3, 38.1, 35.8, 36.5),
    ("attainment8", "disadvantaged"): (40.0, 36.5, 35.9, 36.3),
    ("attainment8", "not_disadvantaged"): (50.2, 46.1, 46.7, 46.3),
}
LATER = {"basics_94": (56.6, 56.1, 55.1), "basics_95": (35.6, 36.3, 37.2)}
NOTHING = 0

TIDY = (
    "time_period,time_identifier,geographic_level,country_name,region_name,old_la_code,new_la_code,la_name,version,"
    "establishment_type_group,breakdown_topic,breakdown,sex,{pupils},{score},{progress}"
)
OLD = {"pupils": "t_pupils", "score": "avg_att8", "progress": "avg_p8score"}
NEW = {"pupils": "pupil_count", "score": "attainment8_average", "progress": "progress8_average"}
ROWS = (
    "202324,Academic year,National,England,,,,,Final,All state-funded,Total,Total,Total,600000,46.1,-0.03",
    "202324,Academic year,Regional,England,East Midlands,,,,Final,All state-funded,Total,Total,Total,52000,45.0,-0.08",
    "202324,Academic year,Local authority,England,East Midlands,856,E06000016,Leicester,Revised,All state-funded,"
    "Total,Total,Total,4001,43.9,0.01",
    "202324,Academic year,Local authority,England,East Midlands,856,E06000016,Leicester,Final,All state-funded,"
    "Total,Total,Total,4000,44.0,0.02",
    "202324,Academic year,Local authority,England,East Midlands,856,E06000016,Leicester,Final,All state-funded,"
    "Ethnicity major,White,Total,900,36.2,-0.61",
    "202324,Academic year,Local authority,England,East Midlands,856,E06000016,Leicester,Final,All state-funded,"
    "Disadvantage,Disadvantaged,Total,1500,c,x",
    "202324,Academic year,Local authority,England,East Midlands,856,E06000016,Leicester,Final,All state-funded,"
    "Disadvantage,Disadvantaged,Girls,700,40.0,0.00",
    "202324,Academic year,Local authority,England,East Midlands,856,E06000016,Leicester,Final,All independent,"
    "Total,Total,Total,300,20.0,z",
    "202324,Academic year,Local authority,England,North West,,E06000063,Cumberland,Final,All state-funded,"
    "Total,Total,Total,2900,44.4,-0.20",
    "202324,Academic year,Local authority district,England,North West,,E07000026,Allerdale,Final,All state-funded,"
    "Total,Total,Total,900,44.4,-0.20",
)
SCHOOLS = (
    "time_period,time_identifier,geographic_level,old_la_code,la_name,school_laestab,school_urn,school_name,"
    "establishment_type,breakdown_topic,breakdown,t_pupils,avg_att8,avg_p8score",
    "202324,Academic year,School,856,Leicester,8564001,900001,Birch School,Academy converter,Total,Total,200,45.5,0.10",
    "202324,Academic year,School,856,Leicester,8564001,900001,Birch School,Academy converter,Disadvantage,"
    "Disadvantaged,60,38.0,-0.30",
    "202324,Academic year,School,856,Leicester,8564002,900002,Elm School,Community school,Total,Total,150,c,c",
    "202324,Academic year,Local authority,856,Leicester,,,,,Total,Total,350,45.0,0.05",
)


def write(folder: Path, name: str, lines: Iterable[str]) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


def series_lines(*rows: str) -> tuple[str, ...]:
    return ("Short Desc,Data item,Years,LA and Regions,Values,LA Number,Region", *rows)


@pytest.fixture(scope="module")
def published(realdata: Path) -> AreaSeries:
    return read_area_series(realdata, (DataFile(file=SERIES),))


def printed(published: AreaSeries, measure: str, group: str, area: str) -> tuple[float, ...]:
    rows = published.frame
    here = rows[(rows["measure"] == measure) & (rows["group"] == group) & (rows["area_name"] == area)]
    return tuple(here.sort_values("year")["value"])


@pytest.mark.parametrize("row", PRINTED.strip().splitlines(), ids=lambda row: row.split("|")[0])
def test_leicester_and_the_north_west_are_as_printed(published: AreaSeries, row: str) -> None:
    name, *figures = row.split("|")
    expected = [float(figure) for figure in figures]
    found = [
        value
        for measure, group in (("progress8", "all"), ("attainment8", "all"), ("progress8", "disadvantaged"))
        for value in printed(published, measure, group, name)
    ]
    assert found == pytest.approx(expected, abs=AS_PRINTED)


@pytest.mark.parametrize(("figure", "expected"), LEICESTER.items(), ids=str)
def test_groups_of_pupils_in_leicester_are_as_printed(
    published: AreaSeries, figure: tuple[str, str], expected: tuple[float, ...]
) -> None:
    assert printed(published, *figure, "Leicester") == pytest.approx(expected, abs=AS_PRINTED)


@pytest.mark.parametrize(("measure", "expected"), LATER.items())
def test_shares_in_english_and_maths_begin_in_2017(
    published: AreaSeries, measure: str, expected: tuple[float, ...]
) -> None:
    assert printed(published, measure, "all", "Leicester") == pytest.approx(expected, abs=AS_PRINTED)


def test_the_share_of_2019_at_grade_4_agrees_with_the_final_table_within_what_a_revision_moves(
    published: AreaSeries,
) -> None:
    assert printed(published, "basics_94", "all", "Leicester")[-1] == pytest.approx(55.1, abs=AS_PRINTED)
    assert printed(published, "basics_94", "all", "England")[-1] == pytest.approx(64.9, abs=0.31)


def test_19_of_23_north_west_authorities_lie_below_nought_in_every_year(published: AreaSeries) -> None:
    rows = published.frame
    here = rows[(rows["region"] == "North West") & (rows["level"] == "authority") & (rows["measure"] == "progress8")]
    here = here[(here["group"] == "all") & here["value"].notna()]
    assert here.groupby("year")["area"].nunique().tolist() == [23] * 4
    assert here[here["value"] < 0].groupby("year").size().tolist() == [19] * 4


def test_every_row_of_the_published_series_is_kept_and_1149_are_blank(published: AreaSeries) -> None:
    (record,) = published.provenance
    assert (record.rows, record.rows_kept, dict(record.reasons)) == (20230, 20230, {"blank": 1149})
    assert published.frame.groupby(["measure", "group"]).ngroups == 33


def test_authorities_that_were_joined_have_figures_under_one_code_or_the_other(published: AreaSeries) -> None:
    white = published.figures("progress8", "white")
    assert white.loc["837"].notna().tolist() == [True, True, True, False]
    assert white.loc["839"].notna().tolist() == [False, False, False, True]
    assert (
        bounds_changed("839", (2017, 2019)) == "Bournemouth, Poole and Dorset became two new authorities in April 2019"
    )
    assert bounds_changed("928", (2017, 2019)) == ""


def test_both_spellings_of_a_tidy_table_say_the_same(tmp_path: Path) -> None:
    old, new = (
        read_area_series(write(tmp_path / name, "ks4_la.csv", (TIDY.format(**spelling), *ROWS)))
        for name, spelling in (("old", OLD), ("new", NEW))
    )
    assert old.frame.equals(new.frame)
    frame = old.frame.set_index(["area", "group", "measure"])["value"]
    assert frame["856", "all", "progress8"] == pytest.approx(0.02)
    assert frame["856", "white", "attainment8"] == pytest.approx(36.2)
    assert frame["942", "all", "pupils"] == pytest.approx(2900)
    assert frame["East Midlands", "all", "progress8"] == pytest.approx(-0.08)
    assert frame["ENG", "all", "pupils"] == pytest.approx(600000)


def test_rows_left_out_of_a_tidy_table_are_counted_by_reason(tmp_path: Path) -> None:
    (record,) = read_area_series(write(tmp_path, "ks4_la.csv", (TIDY.format(**OLD), *ROWS))).provenance
    assert dict(record.dropped) == {
        "earlier version of the same figures": 1,
        "split by what evalkit does not use": 1,
        "not all state-funded schools": 1,
        "area other than authority, region or England": 1,
    }
    assert dict(record.reasons) == {"suppressed": 1, "not_available": 1}


def test_codes_for_missing_figures_are_reasons_never_nought(tmp_path: Path) -> None:
    rows = [ROWS[3].replace("0.02", code).replace("202324", f"20{year}{year + 1}") for year, code in CODES]
    frame = read_area_series(write(tmp_path, "ks4_la.csv", (TIDY.format(**OLD), *rows))).frame
    progress = frame[frame["measure"] == "progress8"]
    assert progress["value"].isna().all()
    assert progress["reason"].tolist() == [
        "not_applicable",
        "suppressed",
        "not_available",
        "not_available",
        "small_population",
        "small_population",
        "unreliable",
    ]


CODES = tuple(enumerate(("z", "c", "x", ":", "low", "k", "u"), 16))


def test_schools_of_a_tidy_table_become_rows_of_the_panel(tmp_path: Path) -> None:
    panel = read_panel(write(tmp_path, "schools.csv", SCHOOLS))
    assert panel.frame[["urn", "year", "area", "school_type"]].values.tolist() == [
        [900001, 2024, "856", "converter academy"],
        [900002, 2024, "856", "community"],
    ]
    first = panel.frame.iloc[0]
    assert (first["attainment8"], first["progress8_disadvantaged"]) == pytest.approx((45.5, -0.30))
    assert panel.frame["attainment8"].isna().tolist() == [False, True]
    reasons = panel.reasons[panel.reasons["variable"] == "attainment8"]
    assert reasons[["unit", "reason"]].values.tolist() == [[900002, "suppressed"]]


def test_a_total_of_kinds_of_school_is_no_word_to_ask_about(tmp_path: Path) -> None:
    kinds = ("All state-funded", "Total", "Academy of the future")
    header = SCHOOLS[0].replace("establishment_type", "establishment_type_group")
    lines = [header, *(SCHOOLS[1].replace("Academy converter", kind) for kind in kinds)]
    lines = [line.replace("900001", f"90000{place}") for place, line in enumerate(lines)]
    entry = DataFile(file="schools.csv")
    read = tidy_schools.read(open_table(write(tmp_path, "schools.csv", lines) / "schools.csv", "schools.csv"), entry)
    assert read.frame["school_type"].tolist() == [None, None, None]
    assert [note for note in read.provenance.notes if "does not know" in note] == [
        "'Academy of the future' in 1 cell of establishment_type_group: evalkit does not know what it means and "
        "takes it as missing; the study file can say so, under [data], codes"
    ]


def test_areas_of_a_tidy_table_of_schools_are_read_besides(tmp_path: Path) -> None:
    frame = read_area_series(write(tmp_path, "schools.csv", SCHOOLS)).frame
    assert frame[["level", "area", "measure", "value"]].values.tolist() == [
        ["authority", "856", "attainment8", 45.0],
        ["authority", "856", "progress8", 0.05],
        ["authority", "856", "pupils", 350.0],
    ]


def test_noise_of_spreadsheets_is_no_figure(tmp_path: Path) -> None:
    lines = series_lines(
        "AVG_Prog8_Score,,2016,Leicester,-0.14000000000000001,856.0,East Midlands",
        "AVG_Prog8_Score,,2017,St. Helens,7.0000000000000007E-2,,North West",
        "AVG_Prog8_Score,,2018,Yorkshire and The Humber,-,NA,NA",
    )
    frame = read_area_series(write(tmp_path, "series.csv", lines)).frame
    assert frame["area"].tolist() == ["342", "856", "Yorkshire and the Humber"]
    assert frame["value"].tolist()[:2] == [0.07, -0.14]
    assert frame["reason"].tolist() == ["", "", "blank"]


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("AVG_Prog8_Score,,2016,Leicester,about 0.1,856,EM", "row 2, Progress 8 as published"),
        ("AVG_Prog8_Score,,2016,Leicester,41.5,856,EM", "a number from -8 to 8"),
        ("AVG_Prog8_Score,,spring,Leicester,0.1,856,EM", "a year such as 2019"),
    ],
)
def test_a_damaged_series_is_refused_in_words(tmp_path: Path, row: str, words: str) -> None:
    with pytest.raises(DataError, match=words):
        read_area_series(write(tmp_path, "series.csv", series_lines(row)))


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("AVG_Prog8_Score,,2016,Atlantis,0.1,,EM", "area that evalkit does not know"),
        ("Shoe size,,2016,Leicester,38,856,EM", "figure that evalkit does not use"),
    ],
)
def test_a_table_without_a_figure_of_an_area_is_passed_over_and_named_unless_the_study_asks_for_it(
    tmp_path: Path, row: str, words: str
) -> None:
    folder = write(tmp_path, "series.csv", series_lines(row))
    series = read_area_series(folder)
    assert len(series.frame) == NOTHING
    (record,) = series.provenance
    assert record.dropped[0][1] == record.rows == 1
    assert "passed over: no figure of a local authority" in record.notes[-1]
    assert words in record.notes[-1]
    with pytest.raises(DataError, match=words):
        read_area_series(folder, (DataFile(file="series.csv"),))


def test_one_figure_twice_with_different_values_is_refused(tmp_path: Path) -> None:
    row = "AVG_Prog8_Score,,2016,Leicester,{},856,East Midlands"
    with pytest.raises(DataError, match="rows 2 and 3"):
        read_area_series(write(tmp_path, "series.csv", series_lines(row.format("0.1"), row.format("0.2"))))


def test_two_files_that_differ_are_both_named_and_a_final_one_goes_before_a_provisional_one(tmp_path: Path) -> None:
    row = "AVG_Prog8_Score,,2016,Leicester,{},856,East Midlands"
    write(tmp_path, "a.csv", series_lines(row.format("0.1")))
    write(tmp_path, "b.csv", series_lines(row.format("0.2")))
    with pytest.raises(DataError, match=r"a\.csv and b\.csv differ"):
        read_area_series(tmp_path)
    (tmp_path / "b.csv").rename(tmp_path / "b_final.csv")
    assert read_area_series(tmp_path).frame["value"].tolist() == [0.2]


def test_a_panel_of_areas_carries_what_its_schools_add_up_to(tmp_path: Path) -> None:
    folder = write(tmp_path, "schools.csv", SCHOOLS)
    panel = area_panel(read_area_series(folder), read_panel(folder))
    assert isinstance(panel, Panel)
    (row,) = panel.frame.to_dict("records")
    assert (row["unit"], row["year"], row["area_name"], row["area_type"]) == (856, 2024, "Leicester", "other")
    assert (row["pupils"], row["schools"], row["attainment8"]) == (350.0, 2.0, 45.0)


def test_a_folder_without_area_tables_gives_an_empty_series(tmp_path: Path) -> None:
    write(tmp_path, "other.csv", ("a,b", "1,2"))
    assert len(read_area_series(tmp_path).frame) == NOTHING
