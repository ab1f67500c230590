"""Schools are taken from whatever people have: numbers in any spelling, spreadsheets, or an authority's name."""

from __future__ import annotations

import shutil
from pathlib import Path

import openpyxl
import pytest

from evalkit.run.beginning.answers import Answers, Unfit
from evalkit.run.beginning.named_schools import named
from evalkit.run.beginning.programme_answers import take_schools

THREE = [123456, 123457, 123458]
PRIMARY = 777001


@pytest.mark.parametrize(
    "text",
    [
        "123456, 123457, 123458",
        "123456 123457 123458",
        "123456;123457;123458",
        "123456\n123457\n123458",
        "123 456, 123 457, 123 458",
        "123 456 123 457 123 458",
        "URN 123456, URN: 123457 and 123458",
        "123456 Some School, Some Town, 123457 - Other School; 123458",
        "123456.0 \n 123457.0 \n 123458.0",
        "urn\n123456\n123457\n123458",
    ],
)
def test_numbers_are_read_in_every_spelling(text: str) -> None:
    found = named(text)
    assert (found.numbers, found.faults) == (THREE, [])


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("12345", "12345: 5 digits"),
        ("8564001", "8564001: seven digits, the number of authority and school"),
        ("Some School", "Some School"),
    ],
)
def test_what_is_no_number_of_a_school_is_named(text: str, said: str) -> None:
    (fault,) = named(text).faults
    assert fault.found == said
    assert "six digits" in fault.allowed


def test_a_number_twice_counts_once() -> None:
    found = named("123456, 123456")
    assert (found.numbers, found.notes) == ([123456], ["123456 was named twice; it counts once."])


@pytest.mark.parametrize(
    "text", ["Rochdale", "354", "all schools of Rochdale", "the whole of Rochdale", "every school in Rochdale"]
)
def test_an_authority_is_known_by_name_or_code(text: str) -> None:
    assert named(text).areas == ("354",)


def test_several_authorities_are_taken_together() -> None:
    assert named("Leicester and Rochdale").areas == ("856", "354")


def test_a_spreadsheet_with_titles_above_its_header_is_read(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row in (
        ["Our programme"],
        ["as of March"],
        [],
        ["School", "URN"],
        ["A", 123456],
        ["B", "123457"],
        ["C", 123458],
    ):
        book.active.append(row)
    book.save(tmp_path / "our schools.xlsx")
    found = named(f"'{tmp_path / 'our schools.xlsx'}'")
    assert found.numbers == THREE
    assert "under 'URN'" in found.notes[0] and "3 rows above the header were passed over" in found.notes[0]


def test_a_list_without_any_heading_is_read_too(tmp_path: Path) -> None:
    (tmp_path / "schools.csv").write_text("A School,123456\nB School,123457\nC School,123458\n", encoding="utf-8")
    assert named(str(tmp_path / "schools.csv")).numbers == THREE


@pytest.mark.parametrize(("name", "said"), [("gone.csv", "no file"), ("schools.ods", "does not open")])
def test_a_file_that_cannot_be_taken_is_named(tmp_path: Path, name: str, said: str) -> None:
    (tmp_path / "schools.ods").touch()
    with pytest.raises(Unfit, match=said):
        named(str(tmp_path / name))


@pytest.mark.parametrize(
    "text",
    ["School;URN\nA;123456\nB;123457\nC;123458\n", "Ours\n\nURN\tName\n123456\tA\n123457\tB\n123458\n"],
)
def test_a_list_kept_apart_by_other_marks_is_read(tmp_path: Path, text: str) -> None:
    (tmp_path / "schools.csv").write_text(text, encoding="utf-8")
    assert named(str(tmp_path / "schools.csv")).numbers == THREE


def test_an_authority_that_is_misspelt_is_guessed() -> None:
    (fault,) = named("all schools of Rochdal").faults
    assert fault.next == "did you mean all schools of Rochdale? Then type: Rochdale"


def test_a_special_and_a_primary_school_are_told_apart(few: Path, synthetic_folder: Path, tmp_path: Path) -> None:
    folder = tmp_path / "tables"
    shutil.copytree(few, folder)
    register = next(synthetic_folder.glob("register/edubasealldata2019*.csv")).read_text(encoding="cp1252").splitlines()
    number = register[1].partition(",")[0]
    primary = register[1].replace(number, str(PRIMARY), 1)
    (folder / "edubasealldata20190901.csv").write_text(f"{register[0]}\n{primary}\n", encoding="cp1252")
    with pytest.raises(Unfit) as refused:
        take_schools(f"991001, 961055, {PRIMARY}, 991002", Answers(folder=folder))
    special, without_results = refused.value.faults
    assert "special school" in special.found
    assert "no results at 16 in any table" in without_results.found and "primary" in without_results.allowed
    assert refused.value.kept == "991001, 991002"
