"""Columns of a sheet hold numbers as numbers, the ends of ranges apart, and headers unlike each other."""

from __future__ import annotations

import math

import pandas as pd

from evalkit.document.renderers.parts.book_columns import BookColumn, figure_columns, table_columns
from evalkit.report.block import Block


def table_of(columns: tuple[str, ...], *rows: tuple[str, ...], values: list[list[object]] | None = None) -> Block:
    """Return a table as a page keeps it."""
    held = pd.DataFrame(values if values is not None else list(rows), columns=range(len(columns)))
    return Block("invented", "table", "Invented", "", held, columns=columns, cells=rows)


def figure_of(**values: list[object]) -> Block:
    """Return a figure with its data."""
    return Block("drawn", "figure", "Drawn", "", pd.DataFrame(values), columns=tuple(values))


def read(column: BookColumn) -> list[object]:
    """Return what stands in the cells of a column."""
    return [cell.text if cell.number is None else cell.number for cell in column.cells]


def test_the_unrounded_number_stands_behind_the_printed_one() -> None:
    block = table_of(("Group", "Mean (grades)"), ("a", "0.18"), ("b", "[x]"), values=[["a", 0.175], ["b", math.nan]])
    _, mean = table_columns(block)
    assert read(mean) == [0.175, "[x]"]
    assert [cell.form for cell in mean.cells] == ["0.00", ""]
    assert mean.numeric


def test_a_value_on_another_scale_than_the_printed_one_is_left_out() -> None:
    _, share = table_columns(table_of(("Group", "Share (%)"), ("a", "42"), values=[["a", 0.42]]))
    assert read(share) == [42.0]


def test_a_nought_that_is_printed_without_a_sign_has_none() -> None:
    _, mean = table_columns(table_of(("Group", "Mean"), ("a", "0.00"), values=[["a", -0.00114]]))
    assert read(mean) == [0.0]


def test_ranges_are_taken_apart_with_their_unit_in_the_header() -> None:
    block = table_of(("Group", "Range"), ("a", "−0.02 to +0.37 grades"), ("b", "[x]"))
    group, begins, ends = table_columns(block)
    assert [group.header, begins.header, ends.header] == ["Group", "Range (grades), from", "Range (grades), to"]
    assert (read(begins), read(ends)) == ([-0.02, "[x]"], [0.37, "[x]"])
    assert ends.cells[0].form == "+0.00;-0.00;0.00"


def test_a_range_behind_its_middle_makes_three_columns() -> None:
    columns = table_columns(table_of(("Scale", "Alpha"), ("a", "0.44 (−0.29 to 0.75)"), ("b", "0.71 (0.63 to 0.77)")))
    assert [column.header for column in columns] == ["Scale", "Alpha", "Alpha, from", "Alpha, to"]
    assert [read(column) for column in columns[1:]] == [[0.44, 0.71], [-0.29, 0.63], [0.75, 0.77]]


def test_a_range_among_words_keeps_them_and_has_its_ends_beside_it() -> None:
    columns = table_columns(table_of(("What", "Answer"), ("Range", "0.1 to 0.3"), ("Cost", "not yet known")))
    assert [read(column) for column in columns[1:]] == [
        ["0.1 to 0.3", "not yet known"],
        [0.1, "[z]"],
        [0.3, "[z]"],
    ]


def test_what_a_row_is_called_is_never_taken_apart() -> None:
    (weeks,) = table_columns(table_of(("Weeks",), ("5 to 10",), ("11 to 20",)))
    assert read(weeks) == ["5 to 10", "11 to 20"]


def test_one_unit_of_all_cells_stands_in_the_header() -> None:
    columns = table_columns(table_of(("Group", "Share", "Cost"), ("a", "45%", "£1,200"), ("b", "[c]", "£900")))
    assert [column.header for column in columns] == ["Group", "Share (%)", "Cost (£)"]
    assert [read(column) for column in columns[1:]] == [[45.0, "[c]"], [1200.0, 900.0]]
    assert columns[2].cells[0].form == "#,##0"


def test_years_and_digits_that_are_no_numbers_stay_text() -> None:
    block = table_of(("School year", "Year", "Code"), ("2018/19", "2019", "007"))
    assert [read(column) for column in table_columns(block)] == [["2018/19"], ["2019"], ["007"]]


def test_a_number_of_a_partner_with_a_hyphen_for_its_minus_is_a_number() -> None:
    _, mean = table_columns(table_of(("Group", "Mean"), ("a", "-0.5"), ("b", "1.0")))
    assert read(mean) == [-0.5, 1.0]


def test_a_number_among_words_is_one_where_the_block_holds_one() -> None:
    _, entry = table_columns(
        table_of(
            ("What", "Entry"),
            ("a", "19"),
            ("b", "19"),
            ("c", "all"),
            values=[
                ["a", 19],
                ["b", "19"],
                ["c", "all"],
            ],
        )
    )
    assert read(entry) == [19.0, "19", "all"]
    assert not entry.numeric


def test_headers_are_unlike_also_where_capitals_do_not_count_and_none_is_empty() -> None:
    columns = table_columns(table_of(("Mean", "mean", " ", "MEAN\n(2)"), ("a", "b", "c", "d")))
    assert [column.header for column in columns] == ["Mean", "mean (2)", "Column 3", "MEAN (2) (2)"]


def test_the_data_behind_a_figure_have_one_number_of_decimals_down_a_column() -> None:
    block = figure_of(
        exams_in=[2018, 2019],
        conf_low=[-0.138445, 0.5],
        people=[12, 3],
        offered=[True, False],
        note=["=a", None],
        far=[math.inf, 12345.678],
    )
    columns = figure_columns(block)
    assert [column.header for column in columns] == ["exams in", "conf low", "people", "offered", "note", "far"]
    assert [read(column) for column in columns] == [
        ["2018", "2019"],
        [-0.138445, 0.5],
        [12.0, 3.0],
        ["yes", "no"],
        ["=a", "[x]"],
        ["no limit", 12345.678],
    ]
    assert [cell.text for cell in columns[1].cells] == ["−0.1384", "0.5000"]
    assert {cell.form for cell in columns[2].cells} == {"0"}


def test_decimals_behind_a_figure_are_those_of_four_digits() -> None:
    columns = figure_columns(figure_of(pounds=[129000.0, 0.0], hours=[954.6666, 16.8], share=[1.23e-7, 0.5]))
    assert [[cell.text for cell in column.cells] for column in columns] == [
        ["129000", "0"],
        ["954.7", "16.8"],
        ["0.0000", "0.5000"],
    ]


def test_a_cell_that_leads_elsewhere_remembers_where() -> None:
    (column, _) = table_columns(table_of(("a", "b"), ("1a", "x"), ("1b", "y")), ((1, 0, "place"),))
    assert [cell.target for cell in column.cells] == ["", "place"]
