"""Damaged files are refused or mended in plain words; nothing is lost in silence and nothing else is raised."""

from __future__ import annotations

import gzip
import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import numpy as np
import openpyxl
import pandas as pd
import pytest

from evalkit.core.errors import DataError
from evalkit.data.area_panel import read_area_series
from evalkit.data.folder.inventory import UNKNOWN, inventory
from evalkit.data.folder.thinned_copy import thin
from evalkit.data.folder.whereabouts import whereabouts
from evalkit.data.school_panel import read_panel
from evalkit.study.model import Data
from evalkit.tables.panel import Panel
from tests.hostile.kinds import WHOLE, Counted, Mended, Refused, changed, lines, with_columns
from tests.hostile.table_damage import COUNTED, MENDED_TABLES, REFUSED_TABLES
from tests.support.ks4_files import HEADER, SCHOOLS, put, text, without

MAINSTREAM = 3
KINDS = 80
LATIN = text().replace("South", "Sôuth")


def cut(characters: int) -> bytes:
    return WHOLE[: len(WHOLE) - characters].encode()


def sheet(rows: tuple[tuple[object, ...], ...] = (HEADER, *SCHOOLS)) -> bytes:
    book, out = openpyxl.Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(out)
    return out.getvalue()


def packed() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("ks4.csv", WHOLE)
    return out.getvalue()


def as_fractions(cell: str) -> str:
    return str(float(cell[:-1]) / 100) if cell.endswith("%") else cell


REFUSED: dict[str, Refused] = {
    "an empty file": Refused(b"", ("empty",)),
    "a file of blanks and commas": Refused(b" ,,,\r\n,,,\r\n", ("empty",)),
    "a header alone": Refused(WHOLE.splitlines()[0].encode(), ("a header and no rows",)),
    "totals alone": Refused(text(SCHOOLS[5:]).encode(), ("none of which is a school",)),
    "a web page": Refused(b"<!DOCTYPE html><html>Page not found</html>", ("web page",)),
    "text in UTF-16": Refused(WHOLE.encode("utf-16"), ("UTF-16",)),
    "an old workbook": Refused(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 90, ("old Excel workbook",)),
    "a PDF document": Refused(b"%PDF-1.4 ...", ("PDF",)),
    "bytes that are no text": Refused(b"\x00\x01\x02URN,RECTYPE\x00", ("no text",)),
    "a zip archive under the name of a table": Refused(packed(), ("no Excel workbook",)),
    "half a workbook": Refused(sheet()[:900], ("no Excel workbook",), "2018-2019/ks4.xlsx"),
    "half a packed file": Refused(gzip.compress(WHOLE.encode())[:-20], ("breaks off",), "2018-2019/ks4.csv.gz"),
    "cells kept apart by semicolons": Refused(WHOLE.replace(",", ";").encode(), ("';'",)),
    "cells kept apart by tabs": Refused(WHOLE.replace(",", "\t").encode(), (r"'\t'",)),
    "a file that breaks off in a row": Refused(text(SCHOOLS[:5]).encode()[:-40], ("breaks off",)),
    "a quotation mark that never closes": Refused(cut(0).replace(b'North"', b"North"), ("quotation marks",)),
    "a comma that shifts a row": Refused(lines("1,856,4009,900009,A, B,CY" + ",1" * 10), ("row 9", "17 cells")),
    "text in a numeric column": Refused(changed(3, "P8MEA", "about 0.1"), ("row 3, P8MEA", "'about 0.1'", "SUPP")),
    "a date in a numeric column": Refused(changed(2, "TPUP", "18-Jan"), ("row 2, TPUP", "18-Jan")),
    "a number that cannot be true": Refused(changed(2, "P8MEA", "46.2"), ("row 2, P8MEA", "46.2", "from -8 to 8")),
    "a share above a hundred": Refused(changed(2, "PTEALGRP2", "161%"), ("row 2, PTEALGRP2",)),
    "a negative number of pupils": Refused(changed(2, "TPUP", "-1"), ("row 2, TPUP",)),
    "a school without a number": Refused(changed(3, "URN", ""), ("row 3, URN", "without a number")),
    "a school number with letters": Refused(changed(3, "URN", "90000A"), ("row 3, URN", "90000A")),
    "a school number rounded by a spreadsheet": Refused(changed(3, "URN", "9.0E+05"), ("row 3, URN", "rounded")),
    "a school number of seven digits": Refused(changed(3, "URN", "8564002"), ("row 3, URN", "999999")),
    "one school in two rows that differ": Refused(changed(3, "URN", "900001"), ("rows 2, 3", "900001")),
    "an authority by name": Refused(changed(2, "LEA", "Leicester"), ("row 2, LEA", "Leicester")),
    "a column that stands twice": Refused(text(header=(*HEADER[:-1], "P8MEA")).encode(), ("2 columns called 'P8MEA'",)),
    "no year in any name": Refused(WHOLE.encode(), ("no year",), "england_ks4final.csv"),
    "two years that disagree": Refused(WHOLE.encode(), ("its name says", "its folder says"), "2018-2019/ks4_2018.csv"),
    "copies of a year that has not come": Refused(
        with_columns(P8MEA_18="0.1"), ("its columns say 2018/19",), "2017-2018/ks4.csv"
    ),
    "grades of a later year": Refused(WHOLE.encode(), ("PTL2BASICS_95 in a file of 2015/16",), "2015-2016/ks4.csv"),
    "an adjustment of a later year": Refused(WHOLE.encode(), ("P8MEA_ORIG in a file of 2016/17",), "2016-2017/ks4.csv"),
    "a year without exams": Refused(WHOLE.encode(), ("no exams were held",), "2019-2020/ks4.csv"),
    "no table at all": Refused(b"a,b\n1,2\n", ("no table that evalkit knows", "ks4final.csv")),
    "no column with the type of school": Refused(text(*without("NFTYPE")).encode(), ("of what type",)),
}

MENDED: dict[str, Mended] = {
    "the whole file": Mended(WHOLE.encode()),
    "a byte order mark": Mended(b"\xef\xbb\xbf" + WHOLE.encode()),
    "a byte order mark read as letters": Mended(("ï»¿" + WHOLE).encode()),
    "Latin-1 letters": Mended(LATIN.encode("latin-1"), ("not UTF-8",)),
    "line ends of Windows": Mended(text(end="\r\n").encode()),
    "line ends of old machines": Mended(text(end="\r").encode()),
    "no line end after the last row": Mended(WHOLE.rstrip("\n").encode()),
    "a blank row of commas at the end": Mended(lines("," * (len(HEADER) - 1)), ("blank row",)),
    "an empty line at the end": Mended(lines("", ""), ("blank row",)),
    "a row of one blank at the end": Mended(lines(" "), ("blank row",)),
    "an unnamed column of row numbers": Mended(
        text(tuple((str(n), *row) for n, row in enumerate(SCHOOLS)), ("", *HEADER)).encode()
    ),
    "commas after the last column": Mended(WHOLE.replace("\n", ",,\n").encode()),
    "blanks around headings": Mended(text(header=tuple(f" {name} " for name in HEADER)).encode()),
    "headings in small letters": Mended(text(header=tuple(name.lower() for name in HEADER)).encode()),
    "blanks around cells": Mended(text(tuple(tuple(f" {cell} " for cell in row) for row in SCHOOLS)).encode()),
    "numbers written as decimals": Mended(
        text(
            tuple(tuple(f"{c}.0" if i in (0, 1, 3, 8) and c else c for i, c in enumerate(r)) for r in SCHOOLS)
        ).encode()
    ),
    "another order of columns": Mended(text(tuple(row[::-1] for row in SCHOOLS), HEADER[::-1]).encode()),
    "another order of rows": Mended(text(SCHOOLS[::-1]).encode()),
    "a row repeated word for word": Mended(text((*SCHOOLS, SCHOOLS[0])).encode(), ("row repeated word for word",)),
    "copies of earlier years": Mended(with_columns(P8MEA_17="9.9", ATT8SCR_18="nonsense"), ("2 columns with copies",)),
    "shares as fractions": Mended(
        text(tuple(tuple(as_fractions(cell) for cell in row) for row in SCHOOLS)).encode(), ("fractions",)
    ),
    "a long minus sign": Mended(WHOLE.replace("-0.", "\N{MINUS SIGN}0.").encode()),
    "a packed file": Mended(gzip.compress(WHOLE.encode()), (), "2018-2019/ks4.csv.gz"),
    "a workbook": Mended(sheet(), (), "2018-2019/ks4.xlsx"),
    "blank cells left out at the end of rows": Mended(
        "\n".join(line.rstrip(",") for line in with_columns(MORE="").decode().splitlines()).encode(), ("end before",)
    ),
}


ALL_REFUSED = REFUSED | REFUSED_TABLES
ALL_MENDED = MENDED | MENDED_TABLES


def said(panel: Panel) -> str:
    notes = [note for record in panel.provenance for note in record.notes]
    return "\n".join([*notes, *(loss.reason for step in panel.flow.steps for loss in step.losses)])


@pytest.fixture(scope="module")
def right(tmp_path_factory: pytest.TempPathFactory) -> Panel:
    """Return the panel of the whole file."""
    return read_panel(put(tmp_path_factory.mktemp("whole"), WHOLE))


@pytest.mark.parametrize("kind", ALL_REFUSED)
def test_a_damaged_file_is_refused_in_plain_words(tmp_path: Path, kind: str) -> None:
    case = ALL_REFUSED[kind]
    for name, content in case.beside.items():
        put(tmp_path, content, name)
    with pytest.raises(DataError) as error:
        read_panel(put(tmp_path, case.content, case.name))
    for words in case.words:
        assert words in str(error.value)
    assert all(fault.where and fault.found and fault.allowed and fault.next for fault in error.value.faults)


@pytest.mark.parametrize("kind", ALL_MENDED)
def test_a_file_in_another_writing_gives_the_same_panel(tmp_path: Path, right: Panel, kind: str) -> None:
    case = ALL_MENDED[kind]
    for name, content in case.beside.items():
        put(tmp_path / "damaged", content, name)
    panel = read_panel(put(tmp_path / "damaged", case.content, case.name))
    columns = [name for name in right.frame.columns if name != "name"]
    pd.testing.assert_frame_equal(panel.frame[columns], right.frame[columns], rtol=1e-14)
    assert len(panel.frame) == MAINSTREAM
    assert sorted(map(tuple, panel.reasons.to_numpy())) == sorted(map(tuple, right.reasons.to_numpy()))
    for words in case.words:
        assert words in said(panel)


@pytest.mark.parametrize("kind", COUNTED)
def test_a_cell_that_cannot_be_read_is_named_and_the_rest_is_read(tmp_path: Path, right: Panel, kind: str) -> None:
    case = COUNTED[kind]
    panel = read_panel(put(tmp_path, case.content, case.name))
    for words in case.words:
        assert words in said(panel)
    places = ["area_name", "region", "area_type"] if case.open == "area" else []
    columns = [name for name in right.frame.columns if name not in {case.open, *places}]
    rest = right.frame[right.frame["urn"] != case.lost].reset_index(drop=True)
    pd.testing.assert_frame_equal(panel.frame[columns], rest[columns], rtol=1e-14)
    if case.open:
        assert pd.isna(panel.frame.set_index("urn").loc[900001, case.open])
        assert panel.frame[case.open].isna().sum() == right.frame[case.open].isna().sum() + 1


IN_OTHER_SHAPES = ("archive", "sheet", "title", "heading", "workbook", "stray", "formula")
SHAPES: dict[str, Refused | Mended | Counted] = {
    kind: case
    for kind, case in (ALL_REFUSED | ALL_MENDED | COUNTED).items()
    if any(word in kind for word in IN_OTHER_SHAPES)
}


@pytest.mark.parametrize("kind", SHAPES)
def test_every_door_says_the_same_of_a_table_in_another_shape(tmp_path: Path, kind: str) -> None:
    case, folder, copy = SHAPES[kind], tmp_path / "folder", tmp_path / "copy"
    for name, content in {} if isinstance(case, Counted) else case.beside.items():
        put(folder, content, name)
    put(folder, case.content, case.name)
    held = inventory(folder)
    thin(folder, copy, (), ())
    known = whereabouts(folder, Data(folder="."), {900001})
    if isinstance(case, Refused):
        messages = []
        for place in (folder, copy):
            with pytest.raises(DataError) as error:
                read_panel(place)
            messages.append(str(error.value).replace(str(place), ""))
        assert messages[0] == messages[1]
        told = " ".join(str(fault) for one in held for fault in one.faults)
        assert told or any(one.source == UNKNOWN for one in held)
        return
    pd.testing.assert_frame_equal(read_panel(copy).frame, read_panel(folder).frame)
    assert read_area_series(folder).frame.empty
    assert not any(one.faults for one in held)
    assert sum(one.rows_kept for one in held if one.gives == "schools") in (5, 10)
    assert known[900001].name == "Invented Academy, North"


def test_at_least_eighty_kinds_of_damage_are_refused_or_mended() -> None:
    contents = {case.content for case in (*ALL_REFUSED.values(), *ALL_MENDED.values(), *COUNTED.values())}
    mended = len(ALL_MENDED) - 1 + len(COUNTED)
    kinds = len(ALL_REFUSED) + mended
    print(f"{kinds} kinds of damaged file: {len(ALL_REFUSED)} refused, {mended} mended")
    # The whole file is no kind of damage; some kinds are the name of a file or its neighbour, not its content.
    assert kinds >= KINDS
    assert len(contents) >= KINDS


def test_every_fault_of_every_file_is_told_at_once(tmp_path: Path) -> None:
    put(tmp_path, changed(2, "P8MEA", "good"))
    put(tmp_path, changed(3, "TPUP", "many"), "2017-2018/england_ks4final.csv")
    put(tmp_path, b"<html>", "2016-2017/england_ks4final.csv")
    with pytest.raises(DataError) as error:
        read_panel(tmp_path)
    assert [fault.found.split("'")[1] if "'" in fault.found else "page" for fault in error.value.faults] == [
        "page",
        "many",
        "good",
    ]


def test_a_file_that_is_no_table_of_schools_is_named_and_not_read(tmp_path: Path) -> None:
    put(put(tmp_path, WHOLE), "Column,Heading\n1,RECTYPE\n", "ks4_meta.csv")
    put(tmp_path, b"anything", "old.xls")
    panel = read_panel(tmp_path)
    left = {record.file: record.notes[0] for record in panel.provenance if record.source == "not read"}
    assert set(left) == {"ks4_meta.csv", "old.xls"}
    assert "not read" in left["ks4_meta.csv"]
    assert ".xls" in left["old.xls"]


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="no such folder"):
        read_panel(tmp_path / "nowhere")


def test_what_a_spreadsheet_leaves_beside_its_files_is_no_table(tmp_path: Path) -> None:
    panel = read_panel(put(put(tmp_path, WHOLE), b"lock", "2018-2019/~$ks4.xlsx"))
    assert len(panel.provenance) == 1


MAKERS: dict[str, Callable[[np.random.Generator], bytes]] = {
    "cells": lambda rng: changed(
        int(rng.integers(2, 7)), HEADER[rng.integers(len(HEADER))], chr(rng.integers(33, 900))
    ),
    "bytes": lambda rng: bytes(rng.integers(0, 256, 300).astype(np.uint8)),
    "cuts": lambda rng: cut(int(rng.integers(1, len(WHOLE)))),
}


@pytest.mark.parametrize("seed", range(40))
@pytest.mark.parametrize("maker", MAKERS)
def test_damage_at_random_never_raises_anything_but_a_fault_in_words(tmp_path: Path, maker: str, seed: int) -> None:
    put(tmp_path, MAKERS[maker](np.random.default_rng(seed)))
    try:
        panel = read_panel(tmp_path)
    except DataError as error:
        assert error.faults
    else:
        assert all(step.entered == step.left + len(step.losses) for step in panel.flow.steps)
        numeric = [variable.name for variable in panel.variables if variable.unit is not None]
        assert int(panel.frame[numeric].isna().sum().sum()) == len(panel.reasons)
