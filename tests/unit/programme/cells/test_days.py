"""Days, years and terms as people write them."""

from __future__ import annotations

import datetime as dt

import pytest
from openpyxl.utils.datetime import from_excel

from evalkit.data.text.cell_sheets import FROM_1900, CellLook, SheetCell
from evalkit.programme.cells.days import AS_SERIAL, SHORT_YEAR, day_said, term_said, year_said

MARCH = dt.datetime(2018, 3, 14)


@pytest.mark.parametrize("text", ["14/03/2018", "14.3.2018", "14-03-2018", "14 / 3 / 2018", "2018-03-14", "2018/03/14",
                                  "14 March 2018", "14th March 2018", "Wed 14 Mar 2018", "14-Mar-2018",
                                  "14/03/2018 09:30", "2018-03-14T00:00:00", "14/03/2018 9:30 am"])  # fmt: skip
def test_one_day_in_many_ways(text: str) -> None:
    assert day_said(SheetCell(text), FROM_1900).value == MARCH


@pytest.mark.parametrize("text", ["14/3/18", "14 Mar 18", "14-Mar-18"])
def test_a_year_of_two_figures_is_read_and_told(text: str) -> None:
    said = day_said(SheetCell(text), FROM_1900)
    assert (said.value, said.mended) == (MARCH, SHORT_YEAR)


def test_every_serial_number_is_the_day_that_another_reader_gives() -> None:
    for serial in range(36526, 50000, 7):
        shown = day_said(SheetCell(float(serial), CellLook("day")), FROM_1900)
        bare = day_said(SheetCell(float(serial)), FROM_1900)
        assert shown.value == bare.value == from_excel(serial)
        assert bare.mended == AS_SERIAL


@pytest.mark.parametrize("text", ["Summer term", "March 2018", "14/03", "2018", "3/14/2018", "31/02/2018", "soon",
                                  "14/03/1918", "mid March", "14/03/2018 or 15/03/2018"])  # fmt: skip
def test_what_leaves_the_day_open_is_refused_with_what_to_do(text: str) -> None:
    said = day_said(SheetCell(text), FROM_1900)
    assert said.value is None
    assert said.wrong is not None
    assert said.wrong.next


@pytest.mark.parametrize("text", ["2017/18", "2017-18", "2017–2018", "2017/2018", "2017 / 18"])
def test_one_school_year_in_many_ways(text: str) -> None:
    assert year_said(SheetCell(text)).value == "2017/18"


@pytest.mark.parametrize("text", ["2018", "2017/19", "17/18", "2017/2019", "last year"])
def test_a_year_that_may_be_two_is_refused(text: str) -> None:
    assert year_said(SheetCell(text)).wrong is not None


@pytest.mark.parametrize(("text", "term"), [
    ("Autumn 2017", "Autumn 2017"), ("autumn term 2017", "Autumn 2017"), ("Aut 17", "Autumn 2017"),
    ("Aut. 2017", "Autumn 2017"), ("Autumn 2017/18", "Autumn 2017"), ("Spring 2017/18", "Spring 2018"),
    ("2017/18 Summer", "Summer 2018"), ("Sum 18", "Summer 2018"), ("2018 Spring term", "Spring 2018"),
    ("Summer (2018)", "Summer 2018"),
])  # fmt: skip
def test_one_term_in_many_ways(text: str, term: str) -> None:
    assert term_said(SheetCell(text)).value == term


@pytest.mark.parametrize("text", ["Autumn", "2017/18", "Winter 2017", "Autumn 1 2017", "Term 1", "Autumnal 2017"])
def test_a_term_without_its_year_and_a_year_without_its_term_are_refused(text: str) -> None:
    assert term_said(SheetCell(text)).wrong is not None
