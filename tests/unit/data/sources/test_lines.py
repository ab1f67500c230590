"""Rows kept as lines hold the cells that the csv reader of the standard library finds in them."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evalkit.data.sources.parts.lines import Rows, cells_of, cut

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
