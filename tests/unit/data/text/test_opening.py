"""Opening tables as text."""

from __future__ import annotations

import gzip
from pathlib import Path

import openpyxl
import pytest

from evalkit.data.text.open_files import OpenFile, open_table
from tests.support.ks4_files import HEADER, SCHOOLS, text


def opened(folder: Path, content: bytes, name: str = "table.csv") -> OpenFile:
    path = folder / name
    path.write_bytes(content)
    return open_table(path, name)


def test_the_same_table_opens_alike_in_every_writing(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row in (HEADER, *SCHOOLS):
        book.active.append(row)
    book.save(tmp_path / "book.xlsx")
    writings = {
        "plain": opened(tmp_path, text().encode()),
        "mark": opened(tmp_path, b"\xef\xbb\xbf" + text().encode()),
        "lines": opened(tmp_path, text(end="\r\n").encode()),
        "old lines": opened(tmp_path, text(end="\r").encode()),
        "packed": opened(tmp_path, gzip.compress(text().encode()), "table.csv.gz"),
        "packed under another name": opened(tmp_path, gzip.compress(text().encode()), "table2.csv"),
        "book": open_table(tmp_path / "book.xlsx", "book.xlsx"),
        "book under another name": opened(tmp_path, (tmp_path / "book.xlsx").read_bytes(), "book.csv"),
    }
    assert {name: (file.header, file.rows) for name, file in writings.items()} == dict.fromkeys(
        writings, (HEADER, SCHOOLS)
    )


def test_a_mark_read_as_latin_letters_is_taken_off_the_first_heading(tmp_path: Path) -> None:
    assert opened(tmp_path, ("ï»¿" + text()).encode()).header == HEADER


def test_letters_of_windows_are_read_and_said(tmp_path: Path) -> None:
    file = opened(tmp_path, text().replace("South", "Sô’uth").encode("cp1252"))
    assert "Sô’uth" in file.rows[1][4]
    assert "Windows-1252" in file.notes[0]


def test_numbers_of_a_workbook_are_the_text_a_csv_would_hold(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["URN", "P8MEA", "TPUP"])
    book.active.append([900001, -0.25, 180.0])
    book.create_sheet("empty")
    book.save(tmp_path / "book.xlsx")
    file = open_table(tmp_path / "book.xlsx", "book.xlsx")
    assert file.rows == (("900001", "-0.25", "180"),)
    assert (file.file, file.notes) == ("book.xlsx", ())


@pytest.mark.parametrize("name", ["URN", "urn", "Urn"])
def test_a_column_is_found_whatever_its_capitals(tmp_path: Path, name: str) -> None:
    file = opened(tmp_path, text().encode())
    assert file.has(name)
    assert file.cells(name)[0] == "900001"


def test_the_digest_is_that_of_the_bytes(tmp_path: Path) -> None:
    plain, packed = opened(tmp_path, text().encode()), opened(tmp_path, gzip.compress(text().encode()), "t.gz")
    assert plain.sha256 != packed.sha256
    assert len(plain.sha256) == 64
