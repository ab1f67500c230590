"""From a folder to a panel."""

from __future__ import annotations

from pathlib import Path

import pytest

from evalkit.core.errors import DataError
from evalkit.data.school_panel import MAINSTREAM, read_panel
from evalkit.data.sources.parts.ks4_columns import COLUMNS
from evalkit.study.model import DataFile
from evalkit.tables.panel import Panel
from tests.support.ks4_files import HEADER, NAME, SCHOOLS, put, text, with_cell, without

REGISTER = "spine.csv"
REGISTER_TEXT = (
    "URN,LA,SCHNAME,NFTYPE,GENDER,ADMPOL\n"
    "900001,856,Invented North,Academy - Converter mainstream,Mixed,Not applicable\n"
    "900002,856,Invented South,Community school,Girls,Not applicable\n"
)


def add_year(folder: Path, year: int) -> Path:
    rows, header = without("P8MEA_ORIG") if year < 2018 else (SCHOOLS, HEADER)
    return put(folder, text(rows, header), f"{year - 1}-{year}/england_ks4final.csv")


def law_of_the_ledger(panel: Panel) -> None:
    steps = panel.flow.steps
    assert all(step.entered == step.left + len(step.losses) for step in steps)
    read = [step for step in steps if step.name.startswith("read ")]
    records = {f"read {record.file}": (record.rows, record.rows_kept) for record in panel.provenance}
    assert {step.name: (step.entered, step.left) for step in read}.items() <= records.items()
    assert steps[-1].name == MAINSTREAM
    assert steps[-1].left == len(panel.frame)
    assert len(panel.flow.rows()) == sum(step.entered - step.left for step in steps)


def test_files_of_several_years_make_one_panel_sorted_by_school_and_year(tmp_path: Path) -> None:
    panel = read_panel(add_year(add_year(tmp_path, 2019), 2017))
    keys = list(zip(panel.frame["unit"], panel.frame["year"], strict=True))
    assert keys == sorted(keys) == [(urn, year) for urn in (900001, 900002, 900003) for year in (2017, 2019)]
    law_of_the_ledger(panel)


def test_the_ledger_holds_on_the_invented_tables(synthetic_folder: Path) -> None:
    panel = read_panel(synthetic_folder)
    law_of_the_ledger(panel)
    for record in (record for record in panel.provenance if record.source == "legacy_tables"):
        raw = (synthetic_folder / record.file).read_bytes().splitlines()
        assert record.rows == len(raw) - 1 == record.rows_kept + sum(count for _, count in record.dropped)
    # Two schools that became one have no limits of their own, and a school may be in no table of added facts.
    numeric = [column.name for column in COLUMNS if column.numeric and column.name in panel.frame]
    numeric = [name for name in numeric if not name.endswith(("_low", "_high"))]
    given = {year: group[numeric].notna().any() for year, group in panel.frame.groupby("year")}
    empty = sum(
        int(group[name].isna().sum())
        for year, group in panel.frame.groupby("year")
        for name in numeric
        if given[year][name]
    )
    assert empty == int(panel.reasons["variable"].isin(numeric).sum())


def test_special_independent_and_other_schools_are_lost_with_their_reason(tmp_path: Path) -> None:
    panel = read_panel(add_year(tmp_path, 2019))
    losses = {(loss.urn, loss.reason) for loss in panel.flow.steps[-1].losses}
    assert losses == {(900004, "independent school"), (900005, "special school")}
    assert set(panel.reasons["unit"]) <= set(panel.frame["unit"])


def test_places_and_groups_follow_from_codes(tmp_path: Path) -> None:
    frame = read_panel(add_year(tmp_path, 2019)).frame.set_index("urn")
    assert list(frame.loc[900003, ["area_name", "region", "area_type"]]) == ["Knowsley", "North West", "metropolitan"]
    assert list(frame["school_group"]) == ["academy", "maintained", "maintained"]


def test_a_missing_category_is_none_and_a_missing_number_has_a_reason(tmp_path: Path) -> None:
    panel = read_panel(put(tmp_path, text(with_cell(2, "ADMPOL", ""))))
    assert panel.frame["selective"].iloc[0] is None
    why = panel.reasons.set_index(["unit", "year", "variable"])["reason"]
    assert why[900003, 2019, "progress8"] == "low_coverage"


def test_two_files_of_a_year_give_different_variables(tmp_path: Path) -> None:
    put(tmp_path, text(*without("P8MEAMAT")), "2018-2019/one.csv")
    columns = [HEADER.index(name) for name in ("URN", "P8MEAMAT", "P8MEA")]
    rows = tuple(tuple(row[at] for at in columns) for row in SCHOOLS[:3])
    put(tmp_path, text(rows, ("URN", "P8MEAMAT", "P8MEA")), "2018-2019/two.csv")
    panel = read_panel(tmp_path)
    assert panel.frame["progress8_maths"].iloc[0] == 0.31
    assert len(panel.frame) == 3
    law_of_the_ledger(panel)


def test_two_extracts_of_a_year_give_different_schools(tmp_path: Path) -> None:
    put(tmp_path, text(SCHOOLS[:2]), "2018-2019/856.csv")
    put(tmp_path, text(SCHOOLS[2:]), "2018-2019/340.csv")
    assert len(read_panel(tmp_path).frame) == 3


def test_two_files_that_say_different_things_are_both_named(tmp_path: Path) -> None:
    put(tmp_path, text(), "2018-2019/ks4_north.csv")
    put(tmp_path, text(with_cell(2, "P8MEA", "-0.26")), "2018-2019/ks4_south.csv")
    with pytest.raises(DataError) as error:
        read_panel(tmp_path)
    (fault,) = error.value.faults
    assert "progress8, 2018/19" in fault.where
    assert "ks4_north.csv and 2018-2019/ks4_south.csv differ in 1" in fault.found


def test_the_same_file_twice_changes_nothing(tmp_path: Path) -> None:
    alone = read_panel(add_year(tmp_path / "a", 2019))
    twice = read_panel(put(add_year(tmp_path / "b", 2019), text(), "2018-2019/copy.csv"))
    assert alone.frame.equals(twice.frame)


def test_a_number_goes_before_a_blank_and_a_reason_against_a_number_is_a_fault(tmp_path: Path) -> None:
    put(tmp_path, text(with_cell(2, "P8MEA", "")), "2018-2019/one.csv")
    put(tmp_path, text(), "2018-2019/two.csv")
    assert read_panel(tmp_path).frame["progress8"].iloc[0] == -0.25
    put(tmp_path, text(with_cell(2, "P8MEA", "SUPP")), "2018-2019/one.csv")
    with pytest.raises(DataError, match="progress8, 2018/19"):
        read_panel(tmp_path)


def test_another_spelling_of_a_name_is_no_contradiction(tmp_path: Path) -> None:
    put(tmp_path, text(), "2018-2019/one.csv")
    put(tmp_path, text(with_cell(3, "SCHNAME", "INVENTED SCHOOL SOUTH")), "2018-2019/two.csv")
    assert read_panel(tmp_path).frame["name"].iloc[1] == "Invented School South"


def test_a_value_with_its_own_year_goes_before_one_given_for_all_years(tmp_path: Path) -> None:
    add_year(tmp_path, 2019)
    put(tmp_path, 'URN,Type,"P8, 2017","P8, 2019"\n900001,Free,0.1,-0.25\n', "wide.csv")
    columns = {
        "school_type": {"column": "Type", "codes": {"Free": "free school"}},
        "progress8": ({"column": "P8, 2017"}, {"column": "P8, 2019"}),
    }
    files = (DataFile(file=NAME), DataFile.model_validate({"file": "wide.csv", "columns": columns}))
    frame = read_panel(tmp_path, files).frame.set_index(["urn", "year"])
    assert frame.loc[(900001, 2019), "school_type"] == "converter academy"
    assert frame.loc[(900001, 2017), "school_type"] == "free school"


def test_a_table_that_names_its_authorities_gets_their_codes(tmp_path: Path) -> None:
    put(tmp_path, "URN,Council,Type,P8\n900001,St Helens,Free,0.1\n900002,Leicester,Free,0.2\n", "ks4_2019.csv")
    columns = {
        "area_name": {"column": "Council"},
        "school_type": {"column": "Type", "codes": {"Free": "free school"}},
        "progress8": {"column": "P8"},
    }
    frame = read_panel(tmp_path, (DataFile.model_validate({"file": "ks4_2019.csv", "columns": columns}),)).frame
    assert list(frame["area"]) == ["342", "856"]
    assert list(frame["region"]) == ["North West", "East Midlands"]


def test_the_register_gives_place_and_type_and_unknown_schools_are_lost(tmp_path: Path) -> None:
    kept = [HEADER.index(name) for name in ("URN", "P8MEA", "ATT8SCR")]
    rows = tuple(tuple(row[at] for at in kept) for row in SCHOOLS[:3])
    put(put(tmp_path, text(rows, ("URN", "P8MEA", "ATT8SCR"))), REGISTER_TEXT, REGISTER)
    panel = read_panel(tmp_path, register_file=REGISTER)
    assert list(panel.frame["area"]) == ["856", "856"]
    assert list(panel.frame["school_type"]) == ["converter academy", "community"]
    step = next(step for step in panel.flow.steps if step.name == "found in spine.csv")
    assert [(loss.urn, loss.year, loss.reason) for loss in step.losses] == [(900003, 2019, "not in the register")]
    assert [record.file for record in panel.provenance] == [NAME, REGISTER]
    law_of_the_ledger(panel)


def test_the_register_overrules_no_table(tmp_path: Path) -> None:
    put(add_year(tmp_path, 2019), REGISTER_TEXT.replace("856", "340"), REGISTER)
    assert list(read_panel(tmp_path, register_file=REGISTER).frame["area"]) == ["856", "856", "340"]


@pytest.mark.parametrize(
    ("files", "register", "words"),
    [
        ((DataFile(file="nothing.csv"),), None, "no such file in the data folder"),
        ((), "nothing.csv", "no such file in the data folder"),
        ((DataFile(file="ks4.csv"),), None, "2 files of that name"),
        ((DataFile(file="other.csv"),), None, "columns of no table that evalkit knows"),
    ],
)
def test_files_that_the_study_names_must_be_there_once_and_readable(
    tmp_path: Path, files: tuple[DataFile, ...], register: str | None, words: str
) -> None:
    put(put(put(tmp_path, text(), "2018-2019/ks4.csv"), text(), "2018-2019/x/ks4.csv"), "a,b\n1,2\n", "other.csv")
    with pytest.raises(DataError, match=words):
        read_panel(tmp_path, files, register)


def test_only_the_files_named_are_read(tmp_path: Path) -> None:
    panel = read_panel(add_year(add_year(tmp_path, 2019), 2017), (DataFile(file=NAME),))
    assert set(panel.frame["year"]) == {2019}
    assert len(panel.provenance) == 1
