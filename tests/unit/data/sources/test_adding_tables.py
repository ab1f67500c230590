"""Tables that add facts to schools: census, absence, workforce, post-16 and destinations."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from evalkit.core.errors import DataError
from evalkit.data.sources import SOURCES
from evalkit.data.sources.parts.source import FileRead
from evalkit.data.text.open_files import open_table
from evalkit.study.model import DataFile

CENSUS = """URN,LA,ESTAB,NOR,PNORG,PSENELSE,PSENELK,PNUMEAL,NUMFSM,PNUMFSMEVER
900001,856,4001,1000,49.8%,2.1%,12%,40.5%,250,30.2%
900002,856,4002,0,,,,NA,NA,NA
LA,856,SEC,1000,49.8,2.1,12,40.5,250,30.2
NAT,,SEC,3493507,49.8,2,11.5,17.2,660476,23.7
"""
ABSENCE = """LA,ESTAB,URN,PERCTOT,PPERSABS10
856,4001,900001,5.2,12.5
856,4002,900002,SUPP,NP
"""
WORKFORCE = """LA Number,URN,Total Number of Teachers (Full-Time Equivalent),Pupil:     Teacher Ratio,{pay}
856,900001,61.5,16.1,"£40,123"
856,900002,NA,SUPP,SUPP
NAT,,"204,197",16,"£39,762"
"""
DESTINATIONS = """RECTYPE,LEA,ESTAB,URN,COHORT,OVERALL_DESTPER,EDUCATIONPER,APPRENPER,OVERALL_DESTPER_DIS
1,856,4001,900001,180,94%,86%,4%,SUPP
4,856,,,3400,93%,85%,4%,89%
7,,,,540000,94%,86%,5%,88%
"""


def read(folder: Path, text: str, name: str, entry: DataFile | None = None) -> FileRead:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    file = open_table(path, name)
    (source,) = (known for known in SOURCES.names() if SOURCES.get(known).recognises(file.header))
    return SOURCES.get(source).read(file, entry)


def test_a_census_gives_shares_in_per_cent_and_adds_no_schools(tmp_path: Path) -> None:
    result = read(tmp_path, CENSUS, "2017-2018/england_census.csv")
    row = result.frame.set_index("urn").loc[900001]
    assert (row["census_roll"], row["census_eal"], row["census_fsm_ever"], row["year"]) == (1000, 40.5, 30.2, 2018)
    assert not result.adds_rows


def test_totals_of_authorities_and_of_the_nation_are_lost_by_name(tmp_path: Path) -> None:
    result = read(tmp_path, CENSUS, "2017-2018/england_census.csv")
    assert dict(result.provenance.dropped) == {
        "total of a local authority, not a school": 1,
        "national total, not a school": 1,
    }


def test_a_share_that_is_not_printed_is_worked_out_and_said(tmp_path: Path) -> None:
    result = read(tmp_path, CENSUS, "2017-2018/england_census.csv")
    assert result.frame["census_fsm"].tolist()[0] == 25.0
    assert any("worked out from NUMFSM and NOR" in note for note in result.provenance.notes)


def test_a_printed_share_goes_before_one_worked_out(tmp_path: Path) -> None:
    printed = CENSUS.replace("NUMFSM,", "NUMFSM,PNUMFSM,").replace(",250,", ",250,24.9,").replace("NA,NA", "NA,NA,NA")
    printed = printed.replace("660476,", "660476,18.9,")
    result = read(tmp_path, printed, "2017-2018/england_census.csv")
    assert result.frame["census_fsm"].tolist()[0] == 24.9
    assert not any("worked out" in note for note in result.provenance.notes)


def test_a_school_without_pupils_has_no_share(tmp_path: Path) -> None:
    result = read(tmp_path, CENSUS, "2017-2018/england_census.csv")
    why = result.reasons[(result.reasons["urn"] == 900002) & (result.reasons["variable"] == "census_fsm")]
    assert np.isnan(result.frame["census_fsm"][1])
    assert why["reason"].tolist() == ["not_applicable"]


def test_absence_is_read_and_what_is_hidden_is_no_nought(tmp_path: Path) -> None:
    result = read(tmp_path, ABSENCE, "2018-2019/england_abs.csv")
    assert result.frame["absence"].tolist()[0] == 5.2
    assert result.frame["persistent_absence"].tolist()[0] == 12.5
    assert result.frame["absence"].isna().tolist() == [False, True]
    assert set(result.reasons["reason"]) == {"suppressed", "not_published"}


def test_pupils_who_missed_15_per_cent_are_not_those_who_missed_ten(tmp_path: Path) -> None:
    result = read(tmp_path, ABSENCE.replace("PPERSABS10", "PPERSABS15"), "2013-2014/england_abs.csv")
    assert [variable.name for variable in result.variables] == ["absence"]
    assert any("a tenth or more" in note for note in result.provenance.notes)


@pytest.mark.parametrize(
    "pay",
    [
        "Mean Gross FTE Salary of All Teachers (£s)",
        "Mean Gross FTE Salary of All Teachers (Â£s)",
        "Mean Gross FTE Salary of All Teachers",
        "SALARY",
    ],
)
def test_pay_is_read_through_pound_signs_and_thousands(tmp_path: Path, pay: str) -> None:
    result = read(tmp_path, WORKFORCE.format(pay=pay), "2017-2018/england_swf.csv")
    row = result.frame.set_index("urn").loc[900001]
    assert (row["mean_teacher_pay"], row["teachers"], row["pupil_teacher_ratio"]) == (40123, 61.5, 16.1)
    assert result.provenance.rows - result.provenance.rows_kept == 1


def test_destinations_stand_in_the_year_in_which_the_pupils_left(tmp_path: Path) -> None:
    result = read(tmp_path, DESTINATIONS, "2018-2019/england_ks4-pupdest.csv")
    assert result.frame["year"].tolist() == [2017]
    assert result.frame["destination_sustained"].tolist() == [94.0]
    assert any("finished Key Stage 4 in 2016/17" in note for note in result.provenance.notes)
    assert result.reasons["variable"].tolist() == ["destination_sustained_disadvantaged"]


@pytest.mark.parametrize(("text", "name"), [(ABSENCE, "england_abs.csv"), (DESTINATIONS, "england_ks4-pupdest.csv")])
def test_headings_that_no_file_confirmed_are_said_to_be_so(tmp_path: Path, text: str, name: str) -> None:
    notes = read(tmp_path, text, f"2018-2019/{name}").provenance.notes
    assert any("not confirmed" in note for note in notes)


def test_a_table_joined_to_the_results_is_read_as_a_table_of_results(tmp_path: Path) -> None:
    header = ("URN", "RECTYPE", "P8MEA", "ATT8SCR", "PERCTOT", "PPERSABS10", "NOR", "PNUMEAL", "PNUMFSM")
    assert [name for name in SOURCES.names() if SOURCES.get(name).recognises(header)] == ["legacy_tables"]


def test_only_what_the_study_names_is_taken(tmp_path: Path) -> None:
    name = "2017-2018/england_census.csv"
    result = read(tmp_path, CENSUS, name, DataFile(file=name, variables=("census_eal",)))
    assert [variable.name for variable in result.variables] == ["census_eal"]


def test_a_variable_that_the_file_lacks_is_refused_with_what_it_holds(tmp_path: Path) -> None:
    name = "2018-2019/england_abs.csv"
    with pytest.raises(DataError, match="census_eal") as error:
        read(tmp_path, ABSENCE, name, DataFile(file=name, variables=("census_eal",)))
    assert "absence, persistent_absence" in error.value.faults[0].allowed


def test_every_bad_cell_is_named_at_once(tmp_path: Path) -> None:
    bad = CENSUS.replace("40.5%,250", "many,250").replace("49.8%", "149.8%")
    with pytest.raises(DataError) as error:
        read(tmp_path, bad, "2017-2018/england_census.csv")
    assert {fault.where.split(", ", 1)[1] for fault in error.value.faults} == {"row 2, PNUMEAL", "row 2, PNORG"}


def test_a_school_in_two_rows_that_differ_is_refused(tmp_path: Path) -> None:
    twice = ABSENCE + "856,4001,900001,5.3,12.5\n"
    with pytest.raises(DataError, match="900001 in 2 rows"):
        read(tmp_path, twice, "2018-2019/england_abs.csv")


def test_a_table_of_no_year_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="no year"):
        read(tmp_path, ABSENCE, "england_abs.csv")


SMALL = """URN,LA,ESTAB,NOR,PNORG,PSENELSE,PSENELK,PNUMEAL,NUMFSM,PNUMFSMEVER
900001,856,4001,1000,{girls},0.8,0.4,{eal},250,{ever}
900002,856,4002,900,{girls},0.2,1,{eal},200,{ever}
"""


def test_shares_below_one_per_cent_stay_small_beside_larger_ones(tmp_path: Path) -> None:
    result = read(tmp_path, SMALL.format(girls=49.8, eal=0.5, ever=30.2), "2017-2018/815_census.csv")
    assert result.frame["census_sen_plan"].tolist() == [0.8, 0.2]
    assert not any("fractions" in note for note in result.provenance.notes)


def test_a_file_all_of_whose_shares_are_fractions_is_read_as_such_and_said(tmp_path: Path) -> None:
    result = read(tmp_path, SMALL.format(girls=0.498, eal=0.405, ever=0.302), "2017-2018/815_census.csv")
    assert result.frame["census_girls"].tolist() == [49.8, 49.8]
    assert result.frame["census_fsm"].tolist()[0] == 25.0
    assert any("fractions" in note for note in result.provenance.notes)
