"""Rows kept as lines hold the cells that the csv reader of the standard library finds in them."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from evalkit.data.sources import SOURCES
from evalkit.data.text import open_files as opening
from evalkit.data.text.lines import Grid, Rows, cells_of, cut, grid_of

# What decides how a line is cut, and little else.
TEXTS = st.text(alphabet='a0 ,"\n\r%', max_size=40)


def standard(text: str) -> list[tuple[str, ...]] | str:
    rows: list[tuple[str, ...]] = []
    try:
        rows.extend(tuple(row) for row in csv.reader(io.StringIO(text, newline=""), strict=True))
    except csv.Error as error:
        return f"row {len(rows) + 1}: {error}"
    return rows


def ours(text: str) -> list[tuple[str, ...]] | str:
    try:
        return [cells_of(record) for record in cut(text)]
    except csv.Error as error:
        return f"row {error.args[1]}: {error.args[0]}"


@given(TEXTS)
def test_any_text_is_cut_as_the_standard_library_cuts_it(text: str) -> None:
    # One empty line is what the text of no line looks like; a file without text is refused before it is cut.
    assert ours(text) == (standard(text) or [()])


@given(TEXTS)
def test_a_table_kept_as_bytes_has_the_cells_of_the_standard_library(text: str) -> None:
    grid = grid_of(text.encode(), "utf-8") if text else None
    if grid is not None:
        assert list(grid) == standard(text)
        places = range(len(grid[0]))
        assert grid.columns(places) == list(zip(*standard(text), strict=True))
        assert [column.texts() for column in grid.factored(places)] == [list(cells) for cells in grid.columns(places)]
        assert [grid.blank(at) for at in range(len(grid))] == [not "".join(row).strip() for row in grid]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("last", ["", "end"])
def test_a_plain_table_is_kept_as_bytes_with_its_accents_and_long_cells(end: str, last: str) -> None:
    text = end.join(["URN,SCHNAME,P8MEA", '1,"Sôuth, the longest of names",-0.25', "2,Nôrth,SUPP"]) + (
        end if last else ""
    )
    for encoding in ("utf-8", "cp1252"):
        grid = grid_of(text.encode(encoding), encoding)
        assert grid is not None
        assert grid.after(1) == (("1", "Sôuth, the longest of names", "-0.25"), ("2", "Nôrth", "SUPP"))
        assert grid.after(1).factored([2], [1])[0].texts() == ["SUPP"]
        assert hash(grid) == hash(Rows(tuple(grid)))


@pytest.mark.parametrize(
    "text", ["a,b\n1\n", "a,b\n1,2\n\n", 'a\n"x""y"\n', 'a\n"x\ny"\n', "a\rb\r", 'a,b\n1,5" pipe\n', 'a\n"x\n']
)
def test_a_table_that_is_not_plain_is_kept_as_lines(text: str) -> None:
    assert grid_of(text.encode(), "utf-8") is None


@pytest.mark.parametrize(
    ("line", "cells"),
    [
        ('1,"North, Upper",CY', ("1", "North, Upper", "CY")),
        ('"a","b"', ("a", "b")),
        ('1,"",2', ("1", "", "2")),
        ('1,"the ""old"" school",2', ("1", 'the "old" school', "2")),
        ('1,5" pipe,2', ("1", '5" pipe', "2")),
        (",,", ("", "", "")),
    ],
)
def test_quotation_marks_hold_commas_together(line: str, cells: tuple[str, ...]) -> None:
    assert [cells_of(record) for record in cut(f"{line}\n")] == [cells]


def test_a_cell_may_hold_the_end_of_a_line() -> None:
    assert [cells_of(record) for record in cut('1,"North\nUpper"\n2,South\n')] == [
        ("1", "North\nUpper"),
        ("2", "South"),
    ]


def test_columns_come_from_the_rows_asked_for() -> None:
    rows = Rows(tuple(cut('1,"a, b",x\n2,c,y\n\n3,d,z\n')))
    assert rows.columns([1, 0]) == [("a, b", "c", "", "d"), ("1", "2", "", "3")]
    assert rows.columns([2], [3, 0]) == [("z", "x")]
    assert rows.columns([]) == []
    assert Rows(()).columns([0, 1]) == [(), ()]


def test_a_row_of_blanks_is_blank_however_it_is_kept() -> None:
    rows = Rows((" , ,", ("", " "), (), "0,,", ("", "x")))
    assert [rows.blank(position) for position in range(5)] == [True, True, True, False, False]


def test_tables_are_equal_when_their_cells_are() -> None:
    assert Rows(("1,2",)) == Rows((("1", "2"),)) == (("1", "2"),)
    assert hash(Rows(("1,2",))) == hash(Rows((("1", "2"),)))
    assert Rows(("1,2",)) != Rows(("1,3",))


@pytest.mark.parametrize("name", ["2018-2019_england_ks4final_trimmed.csv", "815_2017_ks4.csv"])
def test_a_published_table_reads_alike_as_bytes_and_as_lines(
    realdata: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    source = SOURCES.get("legacy_tables")
    as_bytes = opening.open_table(realdata / "ks4" / name, name)
    monkeypatch.setattr(opening, "grid_of", lambda content, encoding: None)
    as_lines = opening.open_table(realdata / "ks4" / name, name)
    assert (type(as_bytes.rows), type(as_lines.rows)) == (Grid, Rows)
    first, second = source.read(as_bytes, None), source.read(as_lines, None)
    pd.testing.assert_frame_equal(first.frame, second.frame)
    pd.testing.assert_frame_equal(first.reasons, second.reasons)
    assert (first.provenance, first.step) == (second.provenance, second.step)
