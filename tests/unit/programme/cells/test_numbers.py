"""Numbers as people write them, and what is no number."""

from __future__ import annotations

import pytest

from evalkit.data.text.cell_sheets import CellLook, SheetCell
from evalkit.programme.cells.numbers import number_said
from evalkit.programme.tables.parts.columns import number

HOURS = number("hours", "Hours", "", kind="hours", high=24)
MONEY = number("cover", "Cover", "", kind="money")
SHARE = number("share", "Share", "", kind="percent")
WHOLE = number("count", "Count", "")
LEVEL = number("level", "Level", "", high=5)


@pytest.mark.parametrize(("written", "value"), [
    ("1.5", 1.5), ("1.5 h", 1.5), ("1.5hrs", 1.5), ("1h30", 1.5), ("1h 30m", 1.5), ("1 hour 30 minutes", 1.5),
    ("1:30", 1.5), ("90 min", 1.5), (".5", 0.5), (1.5, 1.5), ("6 hours", 6.0),
])  # fmt: skip
def test_hours(written: str | float, value: float) -> None:
    assert number_said(SheetCell(written), HOURS).value == value


@pytest.mark.parametrize(("written", "value"), [
    ("£1,200.00", 1200), ("1,200", 1200), ("£ 450.50", 450.5), ("(450.50)", -450.5), ("£(450.50)", -450.5),
    ("(£450.50)", -450.5), ("-£20", -20), ("1 200 000", 1200000), ("450 GBP", 450), (-3.25, -3.25),
])  # fmt: skip
def test_money(written: str | float, value: float) -> None:
    assert number_said(SheetCell(written), MONEY).value == value


@pytest.mark.parametrize(
    "written", ["1,20", "12,00,000", "1.200,00", "about 20", "20-30", "1e5", "nan", "inf", "£", "()"]
)
def test_what_may_be_two_numbers_or_none_is_refused(written: str) -> None:
    said = number_said(SheetCell(written), MONEY)
    assert said.value is None
    assert said.wrong is not None


def test_a_percentage_is_a_number_to_a_hundred_however_it_is_shown() -> None:
    assert number_said(SheetCell("45%"), SHARE).value == 45
    assert number_said(SheetCell(0.45, CellLook("percent")), SHARE).value == 45
    assert number_said(SheetCell(45.0), SHARE).value == 45
    assert number_said(SheetCell(0.45), SHARE).wrong is not None
    assert number_said(SheetCell(0.0), SHARE).value == 0


def test_a_level_may_carry_its_words_and_a_count_its_unit() -> None:
    assert number_said(SheetCell("4 - Likely "), LEVEL).value == 4
    assert number_said(SheetCell("4 - Likely"), WHOLE).wrong is not None
    assert number_said(SheetCell("12 teachers"), WHOLE).value == 12
    assert number_said(SheetCell("6 - bad"), LEVEL).wrong is not None


def test_a_number_beyond_its_limits_or_in_parts_is_refused() -> None:
    assert number_said(SheetCell(25.0), HOURS).wrong is not None
    assert number_said(SheetCell(-1.0), WHOLE).wrong is not None
    assert number_said(SheetCell(2.5), WHOLE).wrong is not None
