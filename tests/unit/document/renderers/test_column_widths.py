"""Tables stay inside the page, their words whole where that can be, their longer columns the wider ones."""

from __future__ import annotations

import pytest

from evalkit.document.renderers.parts.column_widths import UNFILLED, FittedColumns, columns_fitted, row_lines
from evalkit.document.renderers.parts.letters import BREAK, width

ROOM = 493.2
# Typst keeps lines to a thousandth of a point.
EXACT = 0.001


def lines(fitted: FittedColumns) -> int:
    """Return about how many lines the rows of a table take, each as many as its longest cell."""
    return sum(
        max(
            -(-fitted.size * width(cell, 0) // (wide - fitted.gap))
            for cell, wide in zip(row, fitted.widths, strict=True)
        )
        for row in fitted.cells
    )


@pytest.mark.parametrize("columns", [1, 2, 5, 9, 14])
def test_a_table_stays_inside_the_page_and_its_words_whole(columns: int) -> None:
    headers = [f"Header {place}" for place in range(columns)]
    cells = [[f"{place} words here" * (1 + place % 3) for place in range(columns)] for _ in range(4)]
    fitted = columns_fitted(headers, cells, [False] * columns, ROOM)
    assert sum(fitted.widths) <= ROOM + EXACT
    assert fitted.headers == tuple(headers)
    for place, wide in enumerate(fitted.widths):
        words = [word for row in cells for word in row[place].split()]
        assert max(fitted.size * width(word, 0) for word in words) <= wide - fitted.gap


def test_words_alone_span_the_page_and_numbers_take_what_they_need() -> None:
    assert sum(columns_fitted(["A", "B"], [["a", "b"]], [False, False], ROOM).widths) == pytest.approx(ROOM, abs=0.1)
    assert sum(columns_fitted(["A", "B"], [["a", "1"]], [False, True], ROOM).widths) < 60


def test_the_longer_column_is_the_wider_one_and_rows_are_lower_than_with_equal_columns() -> None:
    cells = [["what is estimated", "word " * 40], ["effect size", "word " * 25]]
    fitted = columns_fitted(["What", "Answer"], cells, [False, False], ROOM)
    assert fitted.widths[1] > 2 * fitted.widths[0]
    equal = FittedColumns((ROOM / 2, ROOM / 2), fitted.size, fitted.gap, fitted.headers, fitted.cells)
    assert lines(fitted) < lines(equal)
    for one in (fitted, equal):
        assert lines(one) <= sum(row_lines(one)) <= UNFILLED * lines(one) + len(one.cells)


def test_type_gets_smaller_before_words_are_broken_and_never_smaller_than_it_may() -> None:
    wide = ["internationalinternationalis"] * 4
    whole = columns_fitted(wide, [wide], [False] * 4, ROOM)
    assert whole.size == 9.0 and BREAK not in whole.headers[0]
    broken = columns_fitted(wide * 3, [wide * 3], [False] * 12, ROOM)
    assert sum(broken.widths) <= ROOM + EXACT
    assert broken.size == 9.0 and BREAK in broken.headers[0] and BREAK in broken.cells[0][0]
    assert broken.headers[0].replace(BREAK, "") == wide[0]
    assert columns_fitted(["A"], [["b"]], [False], ROOM, least=12.0).size == 12.0


def test_a_table_without_rows_has_its_headers() -> None:
    fitted = columns_fitted(["What", "Answer"], [], [False, False], ROOM)
    assert fitted.cells == () and sum(fitted.widths) <= ROOM
