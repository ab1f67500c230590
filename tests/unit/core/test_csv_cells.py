"""A text in a csv stays a text in whatever opens it, and a number stays a number."""

from __future__ import annotations

import csv
import io

import numpy as np
import pandas as pd
import pytest

from evalkit.core.csv_cells import csv_cell, csv_row, csv_text, would_be_computed

COMPUTED = ("=1+1", "+44 people", "-first point", "@SUM(A1)", "\t=1+1", "\r=1+1", "\n=1+1", "＝1", "-1-2")
# The real minus sign computes nothing, and a sign alone has nothing to compute.
NOT_COMPUTED = ("-0.5", "+0.18", "-1e-7", "+1.", "-.5", "\N{MINUS SIGN}0.02 to 0.37", "a=b", "", "-", "+", "2-3", "'=1")


@pytest.mark.parametrize("text", COMPUTED)
def test_what_a_spreadsheet_would_compute_has_an_apostrophe_before_it(text: str) -> None:
    assert would_be_computed(text)
    assert csv_cell(text) == f"'{text}"


@pytest.mark.parametrize("text", NOT_COMPUTED)
def test_numbers_and_other_texts_stay_as_they_are(text: str) -> None:
    assert csv_cell(text) == text


def test_what_is_no_text_stays_what_it_is() -> None:
    values = (-0.5, -3, None, True, np.float64(-0.25))
    assert all(before is after for before, after in zip(values, csv_row(values), strict=True))


def test_a_frame_is_read_back_with_its_numbers_as_numbers_and_its_texts_as_texts() -> None:
    frame = pd.DataFrame(
        {
            "=name": ["=HYPERLINK(1)", "School 2", None],
            "difference": [-0.125, 0.25, np.nan],
            "count": [-3, 2, 1],
            "mixed": pd.Series([-1, "@x", None], dtype=object),
        }
    )
    text = csv_text(frame)
    header, *rows = csv.reader(io.StringIO(text))
    assert header == ["'=name", "difference", "count", "mixed"]
    assert rows[0] == ["'=HYPERLINK(1)", "-0.125", "-3", "-1"]
    assert [row[3] for row in rows] == ["-1", "'@x", ""]
    again = pd.read_csv(io.StringIO(text))
    assert again["difference"].tolist()[:2] == [-0.125, 0.25]
    assert again["count"].tolist() == [-3, 2, 1]
    assert frame["=name"].tolist()[0] == "=HYPERLINK(1)"


def test_a_frame_without_such_texts_is_written_as_it_ever_was() -> None:
    frame = pd.DataFrame({"school": ["A", "B"], "share": [1 / 3, -2.0], "held": pd.Series([1, None], dtype=object)})
    assert csv_text(frame) == frame.to_csv(index=False, float_format="%.12g", lineterminator="\n")
