"""A thinner copy of a folder keeps the schools asked for, the same others in every table, and the places of rows."""

from __future__ import annotations

import gzip
import zipfile
from pathlib import Path

import pytest

from evalkit.data.folder import thinned_copy as thinning
from evalkit.data.folder.invented import invention
from evalkit.data.folder.thinned_copy import FEWEST, only, thin

HEADER = "LEA,URN,SCHNAME,P8MEA"
NUMBERS = range(100000, 100400)


def table(numbers: range = NUMBERS) -> str:
    rows = [f'856,{urn},"School {urn}, North",0.1' for urn in numbers]
    return "\n".join([HEADER, *rows, "856,,Leicester,0.2", ""])


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(thinning, "SMALL", 0)
    monkeypatch.setattr(thinning, "ENOUGH", 100)
    made = tmp_path / "tables"
    (made / "2018-2019").mkdir(parents=True)
    (made / "2018-2019" / "a.csv").write_text(table(), encoding="utf-8")
    (made / "b.csv.gz").write_bytes(gzip.compress(table(range(100100, 100500)).encode()))
    (made / "areas.csv").write_text("LA Number,Values\n856,0.1\n", encoding="utf-8")
    return made


def numbers_of(text: str) -> set[int]:
    return {int(line.split(",")[1]) for line in text.splitlines()[1:] if line.split(",")[1]}


def test_every_table_keeps_the_schools_asked_for_and_the_same_others(folder: Path, tmp_path: Path) -> None:
    thinned = thin(folder, tmp_path / "copy", (), {100101})
    first = numbers_of((tmp_path / "copy/2018-2019/a.csv").read_text(encoding="utf-8"))
    second = numbers_of(gzip.decompress((tmp_path / "copy/b.csv.gz").read_bytes()).decode())
    assert thinned.one_in == FEWEST
    assert first == {urn for urn in NUMBERS if urn % FEWEST == 0} | {100101}
    assert second & set(NUMBERS) == first & set(range(100100, 100500))


def test_rows_without_a_number_and_tables_of_no_schools_stay(folder: Path, tmp_path: Path) -> None:
    thin(folder, tmp_path / "copy", (), ())
    assert "856,,Leicester,0.2\n" in (tmp_path / "copy/2018-2019/a.csv").read_text(encoding="utf-8")
    assert (tmp_path / "copy/areas.csv").read_bytes() == (folder / "areas.csv").read_bytes()


def test_every_number_of_the_folder_is_known(folder: Path, tmp_path: Path) -> None:
    numbers = only(folder, tmp_path / "copy", (), ())
    assert frozenset().union(*numbers.values()) == frozenset(range(100000, 100500))


def test_a_place_in_the_copy_is_told_as_the_place_in_the_table(folder: Path, tmp_path: Path) -> None:
    thinned = thin(folder, tmp_path / "copy", (), ())
    second = NUMBERS.index(100008) + 2
    assert thinned.in_the_table("2018-2019/a.csv, row 3, P8MEA") == f"2018-2019/a.csv, row {second}, P8MEA"
    assert thinned.in_the_table("areas.csv, row 3, P8MEA") == "areas.csv, row 3, P8MEA"
    assert thinned.in_the_table("2018-2019/a.csv, header") == "2018-2019/a.csv, header"


def test_a_table_whose_cells_hold_line_ends_stays_whole(folder: Path, tmp_path: Path) -> None:
    (folder / "b.csv").write_text(f'{HEADER}\n856,100001,"School\nNorth",0.1\n', encoding="utf-8")
    thin(folder, tmp_path / "copy", (), ())
    assert (tmp_path / "copy/b.csv").read_bytes() == (folder / "b.csv").read_bytes()


def test_the_rows_of_some_schools_alone(folder: Path, tmp_path: Path) -> None:
    only(folder, tmp_path / "some", (), {100003, 100450})
    assert numbers_of((tmp_path / "some/2018-2019/a.csv").read_text(encoding="utf-8")) == {100003}
    assert not (tmp_path / "some/areas.csv").exists()


@pytest.mark.parametrize(
    ("first", "name", "stamp", "invented"),
    [
        (100001, "School", False, False),
        (900001, "School", False, True),
        (100001, "Invented School", False, True),
        (100001, "School", True, False),
        (900001, "Invented School", True, True),
    ],
)
def test_invented_tables_give_themselves_away_in_both_directions(
    tmp_path: Path, first: int, name: str, stamp: bool, invented: bool
) -> None:
    rows = [f"856,{first + place},{name} {place},0.1" for place in range(5)]
    (tmp_path / "a.csv").write_text("\n".join([HEADER, *rows]), encoding="utf-8")
    if stamp:
        (tmp_path / "made-from.json").write_text("{}", encoding="utf-8")
    assert invention(tmp_path).is_invented == invented


def test_the_tables_of_an_archive_are_thinned_under_the_names_they_have(folder: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(folder / "all.zip", "w") as archive:
        archive.writestr("2018-2019\\c.csv", table())
        archive.writestr("../notes.txt", "none")
    thin(folder, tmp_path / "copy", (), {100101})
    inside = tmp_path / "copy" / "all.zip" / "2018-2019" / "c.csv"
    assert inside.read_text(encoding="utf-8") == (tmp_path / "copy" / "2018-2019" / "a.csv").read_text(encoding="utf-8")
    assert (tmp_path / "copy" / "all.zip" / "notes.txt").read_text() == "none"
    numbers = only(folder, tmp_path / "few", (), {100101})
    assert numbers["all.zip/2018-2019/c.csv"] == frozenset(NUMBERS)
    assert numbers_of((tmp_path / "few" / "all.zip" / "2018-2019" / "c.csv").read_text()) == {100101}


def test_a_column_without_a_heading_is_not_taken_for_numbers_of_schools(folder: Path, tmp_path: Path) -> None:
    rows = [f"{at},856,{urn},0.1" for at, urn in enumerate(NUMBERS)]
    (folder / "d.csv").write_text("\n".join([",LEA,URN,P8MEA", *rows, ""]), encoding="utf-8")
    assert only(folder, tmp_path / "copy", (), ())["d.csv"] == frozenset(NUMBERS)


def test_invented_schools_show_below_titles_and_in_archives(tmp_path: Path) -> None:
    invented = table(range(900000, 900010))
    (tmp_path / "titled.csv").write_text(f"Key stage 4\n\n{invented}", encoding="utf-8")
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as archive:
        archive.writestr("ks4.csv", invented.replace("90000", "90100"))
    assert (invention(tmp_path).invented, invention(tmp_path).given) == (20, 0)
