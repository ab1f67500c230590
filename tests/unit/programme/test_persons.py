"""Persons are found in any cell by what tells of them, and what was found is never repeated."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from evalkit.programme.person_names import NoPersons
from evalkit.programme.person_numbers import UPN_LETTERS, check_letter
from evalkit.programme.persons import (
    NAME,
    no_persons,
    person_fault,
    persons_by_heading,
    persons_in,
)
from evalkit.programme.tables import programme_tables
from evalkit.study.study_reader import read_study
from tools.planted_persons import INNOCENT, measured, planted_names, planted_numbers

ROOT = Path(__file__).resolve().parents[3]
TABLES = programme_tables()
# What is promised in docs/programme-tables.md may not fall below these.
NAMES_FOUND, FALSE_ALARMS, SCHOOLS_TAKEN = 0.95, 0.02, 0.03
ENOUGH = 1000
# Invented numbers to which python-stdnum 2.2 (stdnum.gb.upn) gives these letters; the last its own example.
OF_ANOTHER_ENGINE = ("N94580730215R", "B368193036426", "N21299722003G", "N224538323640", "B801200005001")


@pytest.mark.parametrize("seed", [2017, 1, 2])
def test_all_planted_numbers_and_addresses_are_found_by_their_kind(seed: int) -> None:
    planted = planted_numbers(seed)
    assert len(planted) >= 200
    assert [one for one in planted if one.kind not in persons_in(one.text)] == []


@pytest.mark.parametrize("seed", [2017, 1, 2])
def test_most_planted_names_are_found(seed: int) -> None:
    planted = planted_names(seed)
    assert sum(NAME in persons_in(one.text) for one in planted) / len(planted) >= NAMES_FOUND


def test_hardly_any_innocent_text_is_taken_for_a_person() -> None:
    assert measured().alarms / len(INNOCENT) <= FALSE_ALARMS


def test_nobody_is_seen_in_the_tables_of_the_shipped_studies() -> None:
    files = sorted((ROOT / "studies").glob("*/programme/*.csv"))
    assert files
    for file in files:
        columns = {column.label: column for column in TABLES[file.stem].every_column}
        with file.open(encoding="utf-8-sig", newline="") as lines:
            cells = {(heading, text) for row in csv.DictReader(lines) for heading, text in row.items()}
        seen = [heading for heading, text in cells if persons_in(text, heading=heading, column=columns[heading])]
        assert seen == [], file.name


def test_the_check_letter_of_a_pupil_number_decides() -> None:
    for whole in OF_ANOTHER_ENGINE:
        assert check_letter(whole[1:]) == whole[0]
    signs = "801200001001"
    assert check_letter(signs) == "H"
    for letter in UPN_LETTERS:
        assert bool(persons_in(f"{letter}{signs}")) == (letter == "H")


def test_seven_digits_are_a_teachers_beside_such_words_and_a_schools_without() -> None:
    assert persons_in("8564001") == persons_in("DfE number 8564001") == ()
    assert persons_in("8564001", heading="TRN") == ("a teacher reference number",)
    assert persons_in("her teacher reference is 1234567") == ("a teacher reference number",)


def test_a_day_is_one_of_birth_by_its_words_its_heading_or_in_a_column_of_codes() -> None:
    assert persons_in("14/03/2004") == ()
    assert persons_in("born 14/03/2004") == ("a date of birth",)
    assert persons_in("14 March 2004", heading="Date of birth") == ("a date of birth",)
    assert persons_in("14/03/2004", column=TABLES["attendance"].column("person")) == ("a date of birth",)


@pytest.mark.parametrize("code", ["T01", "T-014", "LEI_7", "AB", "T8VW4H", "TQRPPG", "17", "Peer", "Ofsted", ""])
def test_codes_for_persons_are_none_themselves(code: str) -> None:
    assert persons_in(code, column=TABLES["attendance"].column("person")) == ()


@pytest.mark.parametrize(
    "name", ["Priya", "jane example", "Example Person", "Mr Example", "Khan", "JSmith", "J.Smith", "O'Brien"]
)
def test_in_a_column_of_codes_a_name_is_seen_however_it_is_written(name: str) -> None:
    assert persons_in(name, column=TABLES["attendance"].column("person")) == (NAME,)


def test_schools_and_bodies_may_be_called_after_somebody() -> None:
    for table, column in (("schools", "school"), ("providers", "name"), ("attendance", "school")):
        assert persons_in("Amelia Turner", column=TABLES[table].column(column)) == ()
    assert persons_in("Amelia Turner", column=TABLES["reviews"].column("evidence")) == (NAME,)
    assert persons_in("visit to the Amelia Turner Academy", column=TABLES["reviews"].column("evidence")) == ()


def test_what_the_study_names_is_nobody() -> None:
    study = read_study("leicester")
    known = no_persons(study, ["Amelia Turner", "Jane Example"])
    for text in ("seen at Amelia Turner", "led by Jane Example", study.components[0].name, study.programme.name):
        assert persons_in(text, known) == ()
    assert persons_in("seen at Amelia Turner", no_persons(study)) == (NAME,)


def test_an_ordinary_word_of_the_study_is_no_name() -> None:
    assert persons_in("Zebra Quagga") == (NAME,)
    assert persons_in("Zebra Quagga", NoPersons(words=frozenset({"zebra"}))) == ()


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("Name", NAME),
        ("Teacher's name", NAME),
        ("SURNAME", NAME),
        ("first_name", NAME),
        ("E-Mail address", "an e-mail address"),
        ("UPN", "a unique pupil number"),
        ("NI number", "a National Insurance number"),
        ("Date of Birth", "a date of birth"),
        ("Contact number", "a telephone number"),
    ],
)
def test_headings_announce_persons(heading: str, kind: str) -> None:
    assert persons_by_heading(heading) == (kind,)


def test_no_heading_of_our_own_announces_a_person_but_the_name_of_a_provider() -> None:
    announced = {
        (table.name, column.name)
        for table in TABLES.values()
        for column in table.every_column
        if persons_by_heading(column.label)
    }
    assert announced == {("providers", "name")}


def test_a_fault_names_the_place_and_the_kind_and_never_what_stands_there() -> None:
    for one in (*planted_numbers(), *planted_names()):
        fault = person_fault("programme.xlsx, lessons, cell A4", persons_in(one.text) or (one.kind,))
        assert one.kind in fault.found
        assert one.value not in str(fault)


def test_hardly_any_name_of_a_real_school_is_taken_for_a_person(realdata: Path) -> None:
    """The sheet schools ends these alarms; the manual says how many there are where a school is not named there."""
    names = set()
    for file in sorted(realdata.glob("ks4/**/*.csv")):
        with file.open(encoding="utf-8-sig", errors="replace", newline="") as lines:
            rows = csv.reader(lines)
            header = [name.upper() for name in next(rows, [])]
            if "SCHNAME" in header:
                place = header.index("SCHNAME")
                names |= {row[place] for row in rows if len(row) > place and not row[place].isupper()}
        if len(names) > ENOUGH:
            break
    assert len(names) > ENOUGH
    taken = [name for name in names if persons_in(f"visit to {name}")]
    assert len(taken) / len(names) < SCHOOLS_TAKEN
