"""Tables: same decimals down a column, marks for what is not there, plain text that fits a page."""

from __future__ import annotations

import pytest

from evalkit.core.quantity import GRADES, PUPILS
from evalkit.report.table_cells import (
    NOT_APPLICABLE,
    PAGE_WIDTH,
    SUPPRESSED,
    Column,
    numeric_column,
    shown,
    table_block,
)
from evalkit.report.tables.flow import condensed
from evalkit.report.verbs import table
from evalkit.tables.flow import Loss, Step
from tests.unit.report import samples

ROWS = [
    {"name": "first", "grade": -0.126, "pupils": 1234.0, "df": float("nan")},
    {"name": "second", "grade": float("nan"), "pupils": 7, "df": 3.0},
]
COLUMNS = (
    Column("name", "Name"),
    Column("grade", "Mean (grades)", GRADES),
    Column("pupils", "Pupils (number)", PUPILS),
    Column("df", "df (number)", PUPILS, missing=NOT_APPLICABLE),
)


def test_cells_are_rounded_once_and_missing_numbers_marked() -> None:
    block = table_block("example", "An example", COLUMNS, ROWS)
    assert block.cells == (("first", "\N{MINUS SIGN}0.13", "1,234", "[z]"), ("second", "[x]", "7", "3"))
    assert block.values["grade"].iloc[0] == -0.126
    assert block.notes == ("[x] not available.", "[z] does not apply.")


def test_a_hidden_cell_is_marked_and_explained() -> None:
    block = table_block("example", "An example", COLUMNS[:2], [{"name": "one", "grade": SUPPRESSED}])
    assert block.cells == (("one", "[c]"),)
    assert block.notes == ("[c] hidden because few pupils are behind it.",)


def test_an_endless_interval_is_said_in_words() -> None:
    assert shown(float("inf"), GRADES) == "no limit"


def test_a_table_without_rows_still_has_its_caption_and_headers() -> None:
    block = table_block("example", "An example", COLUMNS, [])
    assert block.columns == ("Name", "Mean (grades)", "Pupils (number)", "df (number)")
    assert len(block.values) == 0


def test_numbers_stand_to_the_right_and_words_to_the_left() -> None:
    block = table_block("example", "An example", COLUMNS, ROWS)
    assert [numeric_column(block, place) for place in range(4)] == [False, True, True, True]
    lines = block.text.split("\n")
    first, second = (next(line for line in lines if line.startswith(name)) for name in ("first", "second"))
    assert first.index("0.13") + 4 == second.index("[x]") + 3


@pytest.mark.parametrize(
    "block",
    [
        table(samples.flow()),
        table(samples.comparison()),
        table(samples.finding(), "inferences"),
        table(samples.study(), "questions"),
        table(samples.panel()),
    ],
    ids=lambda block: block.id,
)
def test_plain_text_fits_a_page_and_is_the_same_every_time(block: object) -> None:
    assert max(len(line) for line in block.text.split("\n")) <= PAGE_WIDTH  # type: ignore[attr-defined]
    assert not [line for line in block.text.split("\n") if line != line.rstrip()]  # type: ignore[attr-defined]


def test_the_same_decimals_stand_down_every_column_of_numbers() -> None:
    for block in (table(samples.finding(), "inferences"), table(samples.comparison()), table(samples.event_study())):
        for place in range(len(block.columns)):
            if numeric_column(block, place):
                column = [row[place] for row in block.cells if not row[place].startswith("[")]
                assert len({len(cell.rpartition(".")[2]) if "." in cell else 0 for cell in column}) == 1


def test_headers_of_numbers_carry_their_unit() -> None:
    for block in (
        table(samples.trends()),
        table(samples.event_study()),
        table(samples.finding()),
        table(samples.flow()),
    ):
        for place, header in enumerate(block.columns):
            assert not numeric_column(block, place) or header.endswith(")"), header


def test_steps_of_many_files_are_taken_together_and_no_row_is_lost_from_the_sums() -> None:
    steps = [
        Step(f"read {year}.csv", "all", "rows", 10, 9, (Loss(None, year, "a total, not a school"),))
        for year in range(2010, 2018)
    ]
    last = Step("has every year needed", "programme", "schools", 5, 5)
    together, kept = condensed([*steps, last])
    assert (together.name, together.entered, together.left) == ("read 8 files", 80, 72)
    assert together.by_reason() == (("a total, not a school", 8),)
    assert kept == last
    assert condensed(steps[:3]) == steps[:3]


def test_the_last_bit_of_a_number_half_way_does_not_decide_what_is_printed() -> None:
    half_way = -0.365
    assert GRADES.show(half_way) == GRADES.show(-0.36500000000000005) == GRADES.show(-0.36499999999999994)
