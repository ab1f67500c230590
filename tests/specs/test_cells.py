"""What a cell of a published table means: a number, or the reason why there is none."""

from __future__ import annotations

import numpy as np
import pytest

from evalkit.core.quantity import GRADES, PERCENT, POUNDS
from evalkit.data.sources.parts.cells import REASON_NUMBER, Place, Strange, clean_numbers, in_words, parse_cell
from evalkit.data.sources.parts.column import SourceColumn
from evalkit.tables.missing_reasons import CODES, REASONS

SHARE = SourceColumn("share", "share", "percent", unit=PERCENT, low=0, high=100)
SCORE = SourceColumn("score", "score", "number", unit=GRADES, low=-8, high=8)

CELLS = [
    ("61%", 61.0),
    ("0%", 0.0),
    ("100%", 100.0),
    ("34.90%", 34.9),
    ("-0.25", -0.25),
    ("\N{MINUS SIGN}0.25", -0.25),
    (".5", 0.5),
    ("0", 0.0),
    ("1,203", 1203.0),
    ("-0.14000000000000001", -0.14000000000000001),
    (" 7.0 ", 7.0),
    ("\xa07", 7.0),
    ("SUPP", "suppressed"),
    ("supp", "suppressed"),
    ("c", "suppressed"),
    ("NE", "no_entries"),
    ("NP", "not_published"),
    ("NA", "not_applicable"),
    ("z", "not_applicable"),
    ("LOWCOV", "low_coverage"),
    ("NEW", "new_school"),
    ("SP", "small_population"),
    ("RE", "unreliable"),
    ("u", "unreliable"),
    ("low", "small_population"),
    ("k", "small_population"),
    ("..", "not_available"),
    (":", "not_available"),
    ("x", "not_available"),
    ("", "blank"),
    (" ", "blank"),
    ("\xa0", "blank"),
    ("-", "blank"),
    ("[c]", "suppressed"),
    ("[ low ]", "small_population"),
    ("DNS", "unknown_code"),
    ("N/A", "unknown_code"),
    ("n/a", "unknown_code"),
    ("NaN", "unknown_code"),
    ("NULL", "unknown_code"),
    (".", "unknown_code"),
    ("*", "unknown_code"),
    ("\u2020", "unknown_code"),
    ("w", "unknown_code"),
    ("[w]", "unknown_code"),
    ("--", "unknown_code"),
    ("=B2/C2", "no_value"),
    ("#N/A", "no_value"),
    ("#DIV/0!", "no_value"),
    ("inf", None),
    ("TRUE", None),
    ("[12]", None),
    ("NOTAVAILABLE", None),
    ("not available", None),
    ("£7", None),
    ("1,2", None),
    ("12 pupils", None),
    ("2019-01-05", None),
]


@pytest.mark.parametrize(("cell", "meaning"), CELLS)
def test_a_cell_is_a_number_a_reason_or_a_fault(cell: str, meaning: float | str | None) -> None:
    assert parse_cell(cell) == meaning


def test_every_code_means_a_reason_of_the_closed_list() -> None:
    assert set(CODES.values()) <= set(REASONS)
    assert [parse_cell(code) for code in CODES] == list(CODES.values())


def clean(cells: list[str], column: SourceColumn = SHARE, *, fraction: bool | None = None):
    return clean_numbers(cells, column, Place("ks4.csv", "SHARE", np.arange(len(cells)) + 2), fraction=fraction)


def test_a_suppressed_cell_is_unknown_and_keeps_its_reason() -> None:
    cleaned = clean(["61%", "SUPP", " ", "0%"])
    np.testing.assert_array_equal(cleaned.values, [61.0, np.nan, np.nan, 0.0])
    assert list(cleaned.reasons) == [0, REASON_NUMBER["suppressed"], REASON_NUMBER["blank"], 0]
    assert cleaned.faults == []


def test_a_text_that_is_no_code_is_a_fault_with_file_row_and_column() -> None:
    (fault,) = clean(["61%", "about half"]).faults
    assert fault.where == "ks4.csv, row 3, SHARE"
    assert fault.found == "'about half'"
    assert "SUPP" in fault.allowed
    assert fault.next


def test_a_code_that_nobody_explained_is_missing_and_named_with_its_column_and_count() -> None:
    cleaned = clean(["61%", "DNS", "DNS", ".", "=A1", "=A2", "SUPP"])
    assert cleaned.faults == []
    assert [REASONS[number - 1] for number in cleaned.reasons[1:]] == ["unknown_code"] * 3 + ["no_value"] * 2 + [
        "suppressed"
    ]
    assert cleaned.strange == (Strange("DNS", "SHARE", 2), Strange(".", "SHARE", 1), Strange("", "SHARE", 2))
    formulas, dns, dot = in_words(cleaned.strange)
    assert formulas.startswith("2 cells of SHARE hold formulas without a value in the file")
    assert dns.startswith("'DNS' in 2 cells of SHARE: evalkit does not know what it means")
    assert dot.startswith("'.' in 1 cell of SHARE")


def test_a_share_above_a_hundred_is_a_fault() -> None:
    assert [fault.where for fault in clean(["61%", "161%"]).faults] == ["ks4.csv, row 3, SHARE"]


def test_a_column_full_of_faults_lists_five_and_counts_the_rest() -> None:
    faults = clean(["no"] * 20).faults
    assert len(faults) == 6
    assert "15 more" in faults[-1].found


def test_fractions_without_a_percent_sign_become_percentages_and_a_note_says_so() -> None:
    cleaned = clean(["0.61", "0", "1"])
    np.testing.assert_allclose(cleaned.values, [61.0, 0.0, 100.0], rtol=1e-15)
    assert "fractions" in cleaned.notes[0]


@pytest.mark.parametrize("cells", [["61", "0.5"], ["61%", "0.5%"], ["0", "1"], ["0", "0"]])
def test_percentages_stay_as_they_are(cells: list[str]) -> None:
    cleaned = clean(cells)
    np.testing.assert_array_equal(cleaned.values, [float(cell.rstrip("%")) for cell in cells])
    assert cleaned.notes == ()


def test_a_score_between_nought_and_one_is_no_fraction() -> None:
    np.testing.assert_array_equal(clean(["0.61", "-0.2"], SCORE).values, [0.61, -0.2])


def test_a_sum_of_money_may_carry_its_sign_and_no_other_number_may() -> None:
    place = Place("swf.csv", "SALARY", np.array([2, 3, 4]))
    cells = ["£45,884", "Â£38,000.5", "SUPP"]
    pay = clean_numbers(cells, SourceColumn("mean_teacher_pay", "pay", "number", unit=POUNDS, low=0, high=1e6), place)
    assert list(pay.values[:2]) == [45884.0, 38000.5]
    assert not pay.faults
    grades = clean_numbers(cells, SCORE, place)
    assert len(grades.faults) == 2
