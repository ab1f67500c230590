"""Why a number is not there, by what the tables say and no more."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd

from evalkit.core.quantity import GRADES
from evalkit.places.boundary_changes import not_there
from evalkit.tables.flow import Flow
from evalkit.tables.missing_reasons import CANCELLED, IN_NO_TABLE, IN_WORDS, NO_FIGURE, NO_ROW
from evalkit.tables.panel import Panel, Variable

YEARS = (2016, 2017, 2019, 2020)


def panel() -> Panel:
    """Return three schools; school 3 has no row in 2017, progress is in the table of 2017 and absence in none."""
    frame = pd.DataFrame([(school, year) for school in (1, 2, 3) for year in YEARS], columns=["unit", "year"])
    frame = frame[~((frame["unit"] == 3) & (frame["year"] == 2017))].reset_index(drop=True)
    known = (frame["unit"] == 1) & (frame["year"] == 2017)
    frame = frame.assign(urn=frame["unit"], progress=np.where(known, 0.5, np.nan))
    reasons = pd.DataFrame({"unit": [1], "year": [2019], "variable": ["progress"], "reason": ["blank"]})
    return Panel(frame, reasons, (Variable("progress", "progress", GRADES),), (), Flow())


def why(name: str, year: int, *schools: int) -> list[str]:
    return panel().why(name, year, pd.Index(schools)).tolist()


def test_left_blank_is_said_only_of_a_cell_that_a_file_leaves_blank() -> None:
    assert why("progress", 2019, 1) == [IN_WORDS["blank"]]
    for found in (why("progress", 2019, 2), why("progress", 2016, 1), why("absence", 2017, 1)):
        assert IN_WORDS["blank"] not in found


def test_a_column_that_no_table_of_the_year_holds_is_not_a_blank_cell() -> None:
    assert why("progress", 2016, 1, 2) == [IN_NO_TABLE] * 2
    assert why("absence", 2017, 1) == [IN_NO_TABLE]


def test_a_school_that_a_table_does_not_list_is_told_apart_from_one_without_a_row() -> None:
    assert why("progress", 2017, 2, 3) == [NO_FIGURE, NO_ROW]


def test_a_year_without_examinations_says_so() -> None:
    assert why("progress", 2020, 1) == [CANCELLED]


def test_what_a_publisher_says_of_a_cell_comes_first() -> None:
    hidden = pd.DataFrame({"unit": [1], "year": [2020], "variable": ["progress"], "reason": ["suppressed"]})
    told = replace(panel(), reasons=hidden).why("progress", 2020, pd.Index([1, 2]))
    assert told.tolist() == [IN_WORDS["suppressed"], NO_FIGURE]


def test_an_authority_that_did_not_exist_yet_or_no_longer_is_named() -> None:
    assert not_there("943", (2017, 2019)) == "Cumbria was divided in April 2023"
    assert not_there("909", (2017, 2019)) == ""
    assert not_there("909", (2022, 2023)) == "Cumbria was divided in April 2023"
    assert not_there("856", (2017, 2019)) == ""
