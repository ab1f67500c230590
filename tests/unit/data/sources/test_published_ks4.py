"""What published Key Stage 4 files and area series show besides the sums of `test_published_tables`.

Expected figures were counted by other hands from the same files, or are printed by the publisher. No school is named.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from evalkit.data.sources import SOURCES
from evalkit.study.model import DataFile
from tests.support.gap_codes import missing_codes
from tests.support.published import figures, read, tables, text

SUBSET = "ks4/2017-2018_england_ks4_mainstream_subset.csv"
TRIMMED = "ks4/2018-2019_england_ks4final_trimmed.csv"
SERIES = "ks4/lait_ks4_la_2016-2019.csv.gz"
FLAT = "ks4/2017-2019_england_ks4_sly_flat.csv.gz"
REGISTER = "context/2017-2018_england_spine.csv.gz"
LISTS = {2018: "ks4/2017-2018_ks4final_meta.csv", 2019: "ks4/2018-2019_ks4_final_meta.csv"}
# Between the final table and the revised series.
REVISED = 0.31
# The publisher's letters in the file of 2017/18, counted, in our words.
TYPES = {
    "converter academy": 1430,
    "sponsored academy": 640,
    "community": 434,
    "voluntary aided": 248,
    "foundation": 217,
    "free school": 76,
    "university technical college": 44,
    "voluntary controlled": 30,
    "studio school": 28,
    "further education": 15,
    "city technology college": 3,
}


def test_types_of_school_of_2018_are_as_counted(realdata: Path) -> None:
    assert read(realdata, SUBSET).frame["school_type"].value_counts().to_dict() == TYPES


def test_the_file_of_2018_was_cleaned_by_its_author(realdata: Path) -> None:
    table = text(realdata, SUBSET)
    assert table.columns[0] == "unnamed 0"
    assert set(table["RECTYPE"]) == {"1"}
    assert int((figures(table["ICLOSE"]) == 1).sum()) == 105
    assert read(realdata, SUBSET).frame["progress8"].notna().all()
    assert set(figures(table["P8_BANDING"])) == {1, 2, 3, 4, 5}
    assert not table.apply(lambda column: column.str.contains("%")).any(axis=None)
    assert [name for name in table.columns if name.startswith("P8MEAMAT")] == ["P8MEAMAT"]
    assert [name for name in table.columns if "FSM6CLA1A" in name] == ["PTFSM6CLA1A", "PTNOTFSM6CLA1A"]


def test_the_trimmed_file_keeps_the_publishers_line_ends(realdata: Path) -> None:
    raw = (realdata / TRIMMED).read_bytes()
    assert raw.count(b"\r\n") == raw.count(b"\n") == 5517


def test_seven_columns_of_the_extracts_appear_in_2018(realdata: Path) -> None:
    before, after = (set(text(realdata, f"ks4/815_{year}_ks4.csv").columns) for year in (2017, 2018))
    assert (len(after - before), before - after) == (7, set())


@pytest.mark.parametrize("year", [2017, 2018, 2019])
def test_totals_of_the_extracts_stand_last_without_a_number(realdata: Path, year: int) -> None:
    name = f"ks4/815_{year}_ks4.csv"
    table = text(realdata, name)
    totals = table[~table["RECTYPE"].isin(["1", "2"])]
    assert sorted(totals["RECTYPE"]) == ["4", "5", "7"]
    assert set(totals["URN"].str.strip()) == {""}
    assert table["RECTYPE"].tolist()[-2:] == ["5", "7"]
    assert {"NA", "SUPP", "NE"} <= set(missing_codes(realdata / name))
    # A total holds a figure in columns in which some schools hold a code.
    assert figures(totals["TPUP"]).notna().all()
    assert (table["TPUP"] == "NA").any()


def test_the_lists_of_columns_differ_by_nine(realdata: Path) -> None:
    listed = {year: text(realdata, name)["Metafile heading"] for year, name in LISTS.items()}
    assert (len(listed[2018]), len(listed[2019])) == (496, 505)
    for name in LISTS.values():
        kinds = text(realdata, name)["Metafile description"][0]
        for words in ("1=mainstream", "2=special", "4=local authority", "5=National (all", "7=National (maintained"):
            assert words in kinds


@pytest.mark.parametrize(("year", "all_kinds", "mainstream"), [(2016, 17, 13), (2017, 18, 15)])
def test_schools_of_leicester_in_the_early_files_count_special_schools(
    realdata: Path, year: int, all_kinds: int, mainstream: int
) -> None:
    table = text(realdata, f"ks4/ks4_perf_{year}.csv")
    register = read(realdata, REGISTER).register
    assert register is not None
    scored = table.loc[table["Progress 8"] != "", "URN"].astype(int)
    here = register[(register["area"] == "856") & register.index.isin(scored)]
    assert (len(here), int((here["school_type"] != "special").sum())) == (all_kinds, mainstream)


def test_two_new_schools_of_leicester_had_no_results(realdata: Path) -> None:
    table = text(realdata, FLAT)
    here = table[table["Local authority"] == "856"]
    assert (len(here), int((here["Progress 8, 2019"] == "").sum())) == (20, 2)


def test_the_series_of_authorities_holds_33_figures_and_the_publishers_quirks(realdata: Path) -> None:
    table = text(realdata, SERIES)
    assert table["Short Desc"].nunique() == 33 == len(text(realdata, "ks4/lait_ks4_dictionary.csv"))
    assert sorted(set(table["Years"])) == ["2016", "2017", "2018", "2019"]
    assert set(table.loc[table["Data item"] == "", "Years"]) == {"2017", "2018", "2019"}
    assert "St. Helens" in set(table["LA and Regions"])
    assert table["LA Number"].iloc[0] == "301.0"
    assert (table["Values"] == "-").any()
    assert "-0.14000000000000001" in set(table["Values"])
    shares = table[table["Short Desc"].isin(["EngMaths9-4", "EngMaths9-5"])]
    assert min(shares["Years"]) == "2017"


@pytest.mark.parametrize(
    ("place", "share"),
    [
        ("England", 64.9),
        ("Leicester", 55.1),
        ("Blackpool", 47.8),
        ("Knowsley", 40.8),
        ("Trafford", 80.1),
        ("Manchester", 56.2),
        ("Lancashire", 65.7),
    ],
)
def test_shares_of_2019_agree_with_the_final_table(realdata: Path, place: str, share: float) -> None:
    table = text(realdata, SERIES)
    row = table[
        (table["Short Desc"] == "EngMaths9-4") & (table["Years"] == "2019") & (table["LA and Regions"] == place)
    ]
    assert figures(row["Values"]).iloc[0] == pytest.approx(share, abs=REVISED)


def test_tables_under_other_headings_have_percent_signs_and_no_codes(realdata: Path) -> None:
    for year in (2016, 2017, 2018):
        name = f"ks4/ks4_perf_{year}.csv"
        table = text(realdata, name)
        assert missing_codes(realdata / name) == {}
        assert table.loc[table["Eng Maths Grade 5"] != "", "Eng Maths Grade 5"].str.endswith("%").all()
        assert not {"LEA", "SCHNAME", "P8PUP", "P8MEAMAT"} & set(table.columns)


def test_one_heading_of_the_collated_results_held_a_blank_without_width(realdata: Path) -> None:
    names = text(realdata, "ks4/sly_2017-2019_ks4_meta_fields.json")["name"]
    assert [name for name in names if "\u200b" in name] == ["Other/\u200bunknown ethnicity, %"]


def test_absence_pay_and_staff_of_collated_results_are_read_by_a_map_in_our_units(realdata: Path) -> None:
    columns = {
        "absence": {"column": "Absence rate", "fraction": True, "unit": "per cent"},
        "persistent_absence": {"column": "Persistent absentee rate", "fraction": True},
        "teachers": {"column": "Teachers, FTE", "unit": "teachers"},
        "qts": {"column": "Qualified teacher status, %", "fraction": True},
        "mean_teacher_pay": {"column": "Mean salary"},
        "census_roll": {"column": "Total pupils"},
        "census_fsm": {"column": "FSM, %"},
    }
    said = DataFile.model_validate({"file": FLAT, "columns": columns, "year": 2019, "key": "URN"})
    frame = SOURCES.get("mapped_table").read(tables(realdata, FLAT)[0], said).frame
    printed = figures(text(realdata, "ks4/sly_2017-2019_ks4_natavgs.json").iloc[0])
    for name, place in (("absence", "64"), ("persistent_absence", "65")):
        known = frame[frame[name].notna()]
        mean = np.average(known[name], weights=known["census_roll"])
        # The nation's figure counts special schools, whose pupils miss more.
        assert mean == pytest.approx(100 * printed[place], abs=0.5)
    assert frame["qts"].between(0, 100).sum() == frame["qts"].notna().sum() > 3200
    assert frame["mean_teacher_pay"].median() == pytest.approx(41_000, abs=3_000)
