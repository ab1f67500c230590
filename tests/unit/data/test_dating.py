"""The year of a file."""

from __future__ import annotations

import pytest

from evalkit.core.errors import DataError
from evalkit.data.sources.parts.file_years import carried_copies, file_year, vintage_in, years_in

MAIN = ("P8MEA", "ATT8SCR")


@pytest.mark.parametrize(
    ("name", "years"),
    [
        ("2018-2019", (2019,)),
        ("2018_19", (2019,)),
        ("2018-19_england", (2019,)),
        ("201819", (2019,)),
        ("20190801", ()),
        ("ks4_2019.csv", (2019,)),
        ("ks4_2016_2017.csv", (2017,)),
        ("2017-2019_england_flat.csv", (2017, 2019)),
        ("ks4final.csv", ()),
        ("Progress 8, 2019", (2019,)),
        ("KS4 pupils, 2018, %", (2018,)),
        ("815_2017_ks4.csv", (2017,)),
        ("Key Stage 4 2019.csv", (2019,)),
        ("Marchmont_2019", (2019,)),
        ("2022 and 2023", (2022, 2023)),
        ("workforce_2010_2024_sch.csv", (2010, 2024)),
    ],
)
def test_a_name_says_its_years(name: str, years: tuple[int, ...]) -> None:
    assert years_in(name) == years


@pytest.mark.parametrize(
    "between",
    [
        "\u2013",
        "\u2014",
        "\u2011",
        ":",
        "to",
        " to ",
        "-to-",
        "_to_",
        " - ",
        "--",
        ".",
        "/",
        "%2F",
        "%20",
        "",
        " until ",
    ],
)
def test_a_year_and_the_next_are_a_school_year_whatever_stands_between(between: str) -> None:
    assert years_in(f"ks4 2022{between}23.csv") == years_in(f"ks4_2022{between}2023 (1)") == (2023,)


@pytest.mark.parametrize(
    "name",
    [
        *("2024-02-05", "2024_02_05", "20240205", "05-02-2024", "5.2.24", "2011-12-05", "5 February 2024", "Feb-2024"),
        *("May2024", "2023-Sep", "feb 5th 2024", "09-2019", "2024-02", "2022-25", "2022-3", "2022,23", "2022x23"),
        *("2022-23-24", "2024-02-05T10_33"),
    ],
)
def test_a_day_and_digits_that_are_not_understood_are_no_year(name: str) -> None:
    assert years_in(f"england_ks4final_{name}.csv") == ()
    assert years_in(f"england_ks4final_2021-22, {name}.csv") == (2022,)


def test_a_year_stands_in_the_nearest_folder_that_has_one_and_in_the_sheet_of_a_workbook() -> None:
    assert file_year("tables_2018\u201319/2024-02-05/ks4/england_ks4final.csv", (), None, MAIN) == 2019
    assert file_year("ks4_2017-2019.xlsx, sheet 2017-18", (), None, MAIN) == 2018
    with pytest.raises(DataError, match="its sheet says 2021/22; its name says 2018/19"):
        file_year("ks4_2019.xlsx, sheet 2021-22", (), None, MAIN)


@pytest.mark.parametrize(
    ("name", "header", "stated"),
    [
        ("england_ks4final.csv", (), 2019),
        ("2018-2019/england_ks4final.csv", (), None),
        ("ks4_2019.csv", (), None),
        ("england_ks4final.csv", ("P8MEA", "P8MEA_17", "P8MEA_18"), None),
        ("2017-2019_flat.csv", (), 2019),
    ],
)
def test_one_year_is_found_wherever_it_is_said(name: str, header: tuple[str, ...], stated: int | None) -> None:
    assert file_year(name, header, stated, MAIN) == 2019


@pytest.mark.parametrize(
    ("name", "header", "stated", "words"),
    [
        ("ks4final.csv", (), None, "no year"),
        ("2018-2019/ks4_2018.csv", (), None, "its name says 2017/18; its folder says 2018/19"),
        ("ks4_2018.csv", (), 2019, "the study file says 2018/19; its name says 2017/18"),
        ("ks4_2018.csv", ("P8MEA_18",), None, "its columns say 2018/19; its name says 2017/18"),
        ("2017-2019_flat.csv", (), None, "its name says 2016/17, 2018/19"),
    ],
)
def test_two_years_that_disagree_or_none_are_refused(
    name: str, header: tuple[str, ...], stated: int | None, words: str
) -> None:
    with pytest.raises(DataError) as error:
        file_year(name, header, stated, MAIN)
    assert words in error.value.faults[0].found


def test_grades_in_a_name_are_no_carried_year() -> None:
    header = ("PTL2BASICS_94", "PTL2BASICS_95", "PTEBACC91", "P8MEA_17", "PTEBACC_E_17_PTQ_EE")
    assert carried_copies(header) == {"P8MEA_17": 2017, "PTEBACC_E_17_PTQ_EE": 2017}


@pytest.mark.parametrize(
    ("name", "vintage"),
    [
        ("2018-2019/england_ks4final.csv", "final"),
        ("england_ks4revised.csv", "revised"),
        ("ks4_provisional_2018.csv", "provisional"),
        ("final/ks4.csv", "not stated"),
    ],
)
def test_the_vintage_is_what_the_file_name_says(name: str, vintage: str) -> None:
    assert vintage_in(name) == vintage
