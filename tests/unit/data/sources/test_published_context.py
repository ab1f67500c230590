"""Tables that add facts to schools, on published files: they load whole, and their schools add up to printed totals."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from evalkit.data.merged_tables import NO_SCHOOL
from evalkit.data.school_panel import read_panel
from evalkit.study.model import DataFile
from tests.support.gap_codes import missing_codes
from tests.support.published import figures, read, text

CENSUS, REGISTER = "context/2020-2021_england_census.csv.gz", "context/2017-2018_england_spine.csv.gz"
WORKFORCE = "context/2017-2018_england_swf.csv"
POST_16 = {2016: "context/2015-2016_england_ks5final.csv", 2017: "context/2016-2017_england_ks5final.csv.gz"}
ONE_DECIMAL = 0.06  # printed totals of shares have one decimal, and the shares of the schools have one too
LAST_DIGIT = 5e-5  # shares worked out from counts and weighted by the same counts
KINDS = {"PRI": "State-funded primary", "SEC": "State-funded secondary", "SPE": "State-funded special school"}


def of_kind(folder: Path, name: str) -> pd.DataFrame:
    """Return a census with the kind of each school, which no panel needs, beside what the reader gives."""
    table = text(folder, name)
    schools = table[~table["URN"].isin(["LA", "NAT"])].reset_index(drop=True)
    return read(folder, name).frame.assign(kind=schools["SCHOOLTYPE"])


def total(folder: Path, name: str, number: str, kind: str) -> pd.Series:
    table = text(folder, name)
    (row,) = table[(table["URN"] == number) & (table["ESTAB"] == kind)].index
    return figures(table.loc[row])


def weighted(frame: pd.DataFrame, name: str, weight: str) -> float:
    known = frame[frame[name].notna() & frame[weight].notna()]
    return float(np.average(known[name], weights=known[weight]))


@pytest.mark.parametrize("kind", KINDS)
def test_the_census_of_2021_adds_up(realdata: Path, kind: str) -> None:
    frame = of_kind(realdata, CENSUS)
    schools, printed = frame[frame["kind"] == KINDS[kind]], total(realdata, CENSUS, "NAT", kind)
    assert schools["census_roll"].sum() == printed["NOR"]
    for name, heading in (("census_eal", "PNUMEAL"), ("census_girls", "PNORG"), ("census_sen_support", "PSENELK")):
        assert weighted(schools, name, "census_roll") == pytest.approx(printed[heading], abs=ONE_DECIMAL), name


def test_free_school_meals_of_2021_are_worked_out_as_the_nation_counts_them(realdata: Path) -> None:
    frame = of_kind(realdata, CENSUS)
    printed = total(realdata, CENSUS, "NAT", "SEC")
    share = weighted(frame[frame["kind"] == KINDS["SEC"]], "census_fsm", "census_roll")
    assert share == pytest.approx(100 * printed["NUMFSM"] / printed["NOR"], abs=LAST_DIGIT)
    assert share == pytest.approx(18.9, abs=ONE_DECIMAL)


@pytest.mark.parametrize("kind", KINDS)
def test_the_census_of_one_authority_adds_up_to_its_own_total(realdata: Path, kind: str) -> None:
    name = "context/815_2019_census.csv"
    frame = of_kind(realdata, name)
    printed = total(realdata, name, "LA", kind)
    assert frame.loc[frame["kind"] == KINDS[kind], "census_roll"].sum() == printed["NOR"]


@pytest.mark.parametrize(
    ("year", "rows", "totals", "codes"),
    [(2017, 392, 4, {"NP": 50}), (2018, 386, 4, {"NP": 92}), (2019, 394, 6, {"NA": 195})],
)
def test_extracts_of_the_census_lose_their_totals_and_nothing_else(
    realdata: Path, year: int, rows: int, totals: int, codes: dict[str, int]
) -> None:
    name = f"context/815_{year}_census.csv"
    record = read(realdata, name).provenance
    assert (record.year, record.rows, record.rows - record.rows_kept) == (year, rows, totals)
    assert missing_codes(realdata / name) == codes


def test_columns_of_the_census_that_begin_with_pnum_hold_percentages(realdata: Path) -> None:
    for name in ("PNUMEAL", "PNUMENGFL", "PNUMFSMEVER"):
        cells = text(realdata, CENSUS)[name]
        assert cells[cells != ""].str.endswith("%").all()
    listed = text(realdata, "context/2020-2021_census_meta.csv").set_index("Field Reference")["Field Name"]
    assert listed["PNUMEAL"].startswith("%")


def test_every_column_of_the_census_list_stands_in_the_file(realdata: Path) -> None:
    listed = text(realdata, "context/2020-2021_census_meta.csv")["Field Reference"].tolist()
    assert listed == text(realdata, CENSUS).columns.tolist()


def test_the_workforce_of_2018_adds_up(realdata: Path) -> None:
    # The national rows count primary and secondary schools; a few schools are both or neither.
    table, schools = text(realdata, WORKFORCE), read(realdata, WORKFORCE).frame
    national = figures(table.loc[table["LA Number"] == "NAT", table.columns[6]].str.replace(",", ""))
    assert national.tolist() == [219_859, 204_197]
    assert schools["teachers"].sum() == pytest.approx(national.sum(), rel=0.005)


def test_codes_and_pay_of_the_workforce_are_as_counted(realdata: Path) -> None:
    assert missing_codes(realdata / WORKFORCE) == {"NA": 910, "SUPP": 594}
    assert text(realdata, WORKFORCE).iloc[0, 10] == "£45,884"
    assert read(realdata, WORKFORCE).frame.set_index("urn").loc[100000, "mean_teacher_pay"] == 45884


def test_the_register_of_2018_loads_whole(realdata: Path) -> None:
    table, result = text(realdata, REGISTER), read(realdata, REGISTER)
    assert result.register is not None
    assert len(result.register) == len(table) == 26_078
    assert table["ICLOSE"].value_counts().to_dict() == {"1": 23_786, "2": 2_146, "3": 146}
    assert result.register["status"].value_counts().to_dict() == {"open": 23_932, "closed": 2_146}
    assert table["TELNUM"].iloc[0].endswith(".0")


@pytest.mark.parametrize("year", POST_16)
def test_the_post_16_tables_load_whole(realdata: Path, year: int) -> None:
    name = POST_16[year]
    table, result = text(realdata, name), read(realdata, name)
    assert table["RECTYPE"].tolist()[:2] == ["5", "7"]
    assert "NFTYPE/FESITYPE" in table.columns
    assert set(missing_codes(realdata / name)) == {"NE", "NA", "NEW", "SUPP"}
    assert result.provenance.year == year
    assert dict(result.provenance.dropped) == {
        "total of a local authority, not a school": 152,
        "national total, not a school": 2,
    }


@pytest.mark.parametrize(("year", "printed"), [(2016, 31.79), (2017, 32.39)])
def test_a_level_points_of_schools_lie_near_the_national_figure(realdata: Path, year: int, printed: float) -> None:
    # Their weights, entries counted in value added, are not those of the points; half a point covers that.
    frame = read(realdata, POST_16[year]).frame
    assert figures(text(realdata, POST_16[year])["TALLPPE_ALEV_1618"])[0] == printed
    assert weighted(frame, "ks5_a_level_points", "ks5_a_level_entries") == pytest.approx(printed, abs=0.5)


@pytest.mark.parametrize("year", POST_16)
def test_a_level_value_added_is_nought_over_the_nation(realdata: Path, year: int) -> None:
    frame = read(realdata, POST_16[year]).frame
    assert weighted(frame, "ks5_a_level_value_added", "ks5_a_level_entries") == pytest.approx(0, abs=0.01)
    low, high = frame["ks5_a_level_value_added_low"], frame["ks5_a_level_value_added_high"]
    known = low.notna()
    assert ((low <= frame["ks5_a_level_value_added"]) & (frame["ks5_a_level_value_added"] <= high))[known].all()


def test_progress_of_those_who_sit_maths_again_is_read(realdata: Path) -> None:
    for year, count in ((2016, 1611), (2017, 1603)):
        table, frame = text(realdata, POST_16[year]), read(realdata, POST_16[year]).frame
        schools = table[table["RECTYPE"].isin(["1", "3"])]
        assert frame["ks5_maths_resit_progress"].notna().sum() == figures(schools["PROGEX_M"]).notna().sum() == count


def test_census_and_workforce_join_the_results_of_one_authority(realdata: Path) -> None:
    files = ("ks4/815_2018_ks4.csv", "context/815_2018_census.csv", WORKFORCE)
    panel = read_panel(realdata, tuple(DataFile(file=name) for name in files))
    schools = panel.frame.set_index("urn")
    assert schools["progress8"].notna().sum() == 42
    census = text(realdata, files[1]).set_index("URN")
    for number, row in schools[schools["census_roll"].notna()].iterrows():
        assert row["census_roll"] == figures(census["NOR"])[str(number)]
    lost = {step.name: step.by_reason() for step in panel.flow.steps if step.name.startswith("found in the tables")}
    assert [reasons[0][0] for reasons in lost.values()] == [NO_SCHOOL, NO_SCHOOL]
    assert schools["teachers"].notna().sum() >= 40
