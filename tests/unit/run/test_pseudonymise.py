"""A register of names becomes one of codes; nothing is overwritten, no name is printed, the key stays outside."""

from __future__ import annotations

import csv
import stat
from pathlib import Path

import openpyxl
import pytest

from evalkit.core.errors import DataError
from evalkit.run.jobs.pseudonymise import CODE_HEADING, pseudonymise
from evalkit.run.registers.key_file import people_file

ROWS = (
    ("Name", "E-mail", "School", "Post", "Notes"),
    ("Amelia Sample", "amelia@school.example", "School A", "head of maths", "joined late"),
    ("SAMPLE,  Amelia", "amelia@school.example", "School A", "head of maths", ""),
    ("Bogdan Model", "bogdan@school.example", "School B", "teacher", "seen by Harriet Collins"),
    ("", "", "School C", "teacher", "vacant"),
)
NAMES = ("Amelia", "Sample", "SAMPLE", "Bogdan", "Model", "Harriet", "Collins", "school.example")


@pytest.fixture
def register(tmp_path: Path) -> Path:
    file = tmp_path / "register.csv"
    with file.open("w", newline="", encoding="utf-8") as out:
        csv.writer(out).writerows(ROWS)
    return file


@pytest.fixture
def key(tmp_path: Path) -> Path:
    folder = tmp_path / "mine"
    folder.mkdir()
    return folder / "people.key"


def rows(file: Path) -> list[dict[str, str]]:
    with file.open(newline="", encoding="utf-8") as lines:
        return list(csv.DictReader(lines))


def refused(file: Path, key: Path, *columns: str, **options: object) -> str:
    with pytest.raises(DataError) as raised:
        pseudonymise(file, columns, key=key, **options)  # type: ignore[arg-type]
    return str(raised.value)


def test_codes_stand_in_the_place_of_names_and_what_tells_of_persons_is_left_out(register: Path, key: Path) -> None:
    before = register.read_bytes()
    assert pseudonymise(register, (), key=key) == 0
    made = rows(register.with_name("register-coded.csv"))
    assert list(made[0]) == [CODE_HEADING, "School", "Post", "Notes"]
    first, second, third, fourth = (row[CODE_HEADING] for row in made)
    assert first == second != third
    assert fourth == ""
    assert first.startswith("T")
    assert register.read_bytes() == before


def test_it_says_what_it_did_and_prints_no_name(register: Path, key: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pseudonymise(register, (), key=key)
    said = capsys.readouterr()
    assert "4 rows, 2 persons, 2 of them new to this key" in said.out
    assert "in the place of Name" in said.out
    assert "left out, as they tell of persons: E-mail" in said.out
    assert "taken as one: 1 persons" in said.out
    assert "without a code: 1 rows" in said.out
    assert "register.csv, cell E4" in said.out
    assert [name for name in NAMES if name in said.out + said.err] == []


def test_the_same_key_gives_the_same_codes_in_another_register_and_another_key_others(
    register: Path, key: Path, tmp_path: Path
) -> None:
    pseudonymise(register, (), key=key)
    pseudonymise(register, (), key=key, out=tmp_path / "again.csv")
    pseudonymise(register, (), key=key.with_name("other.key"), out=tmp_path / "other.csv")
    first, again, other = (
        [row[CODE_HEADING] for row in rows(tmp_path / name)]
        for name in ("register-coded.csv", "again.csv", "other.csv")
    )
    assert first == again
    assert set(first) & set(other) == {""}


def test_several_columns_name_one_person_and_workbooks_are_read(key: Path, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row in (("First name", "Surname", "Hours"), ("Amelia", "Sample", 6), ("Bogdan", "Model", 3)):
        book.active.append(row)
    book.save(tmp_path / "register.xlsx")
    pseudonymise(tmp_path / "register.xlsx", (), key=key)
    made = rows(tmp_path / "register-coded.csv")
    assert list(made[0]) == [CODE_HEADING, "Hours"]
    assert {line["person"] for line in rows(people_file(key))} == {"amelia sample", "bogdan model"}


def test_key_and_list_of_people_are_for_their_owner_alone(register: Path, key: Path) -> None:
    pseudonymise(register, (), key=key)
    for file in (key, people_file(key)):
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert "amelia" not in key.read_text(encoding="utf-8").lower()
    key.chmod(0o644)
    assert "which others may read" in refused(register, key, out=register.with_name("more.csv"))


def test_nothing_is_overwritten(register: Path, key: Path) -> None:
    pseudonymise(register, (), key=key)
    made, secret = register.with_name("register-coded.csv").read_bytes(), key.read_bytes()
    assert "a file of that name" in refused(register, key)
    assert register.with_name("register-coded.csv").read_bytes() == made
    assert key.read_bytes() == secret


@pytest.mark.parametrize("marked", ["study.toml", ".git"])
def test_a_key_inside_a_study_or_a_folder_of_git_is_refused_before_anything_is_written(
    register: Path, tmp_path: Path, marked: str
) -> None:
    inside = tmp_path / "project" / "deep" / "er"
    inside.mkdir(parents=True)
    (tmp_path / "project" / marked).write_text("", encoding="utf-8")
    linked = tmp_path / "linked"
    linked.symlink_to(inside)
    for folder in (inside, linked):
        said = refused(register, folder / "people.key")
        assert "study folder" in said or "which git keeps" in said
    assert list(inside.iterdir()) == []
    assert not register.with_name("register-coded.csv").exists()


def test_a_number_or_an_address_that_would_stay_is_refused_by_its_place(register: Path, key: Path) -> None:
    register.write_text("Name,Notes\nAmelia Sample,ring 07700 900123\n", encoding="utf-8")
    said = refused(register, key)
    assert "register.csv, cell B2" in said
    assert "a telephone number" in said
    assert "900123" not in said
    assert not key.exists()


def test_every_fault_is_named_at_once(register: Path, key: Path, tmp_path: Path) -> None:
    said = refused(tmp_path / "none.csv", tmp_path / "no" / "folder" / "key", prefix="T-1")
    assert "3 things to mend" in said
    said = refused(register, key, "Nam", "Surname")
    assert "--column Nam" in said
    assert "--column Surname" in said
    assert "Name, E-mail, School, Post, Notes" in said


def test_a_register_in_which_no_heading_says_that_names_stand_below_it_asks_for_one(key: Path, tmp_path: Path) -> None:
    file = tmp_path / "who.csv"
    file.write_text("Who,Hours\nAmelia Sample,3\n", encoding="utf-8")
    assert "--column with a heading" in refused(file, key)
    assert pseudonymise(file, ("who",), key=key) == 0


@pytest.mark.parametrize("text", ["", "secret = 3", 'secret = "zz"\nprefix = "T"', "no toml at all ["])
def test_a_file_that_is_no_key_is_left_alone(register: Path, key: Path, text: str) -> None:
    key.write_text(text, encoding="utf-8")
    key.chmod(0o600)
    assert "which is no key" in refused(register, key)
    assert key.read_text(encoding="utf-8") == text


def test_codes_of_a_key_begin_as_they_began(register: Path, key: Path, tmp_path: Path) -> None:
    pseudonymise(register, (), key=key, prefix="LEI")
    assert "begin with LEI" in refused(register, key, out=tmp_path / "more.csv", prefix="T")
