"""Subjects that a course reached beside the published figure nearest to each."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

import evalkit as ek
from evalkit.core.quantity import PERCENT
from evalkit.delivery.courses import run
from evalkit.delivery.parts.account import DeliveryInputs
from evalkit.delivery.parts.subjects import nearest
from evalkit.study.study_reader import read_study
from evalkit.tables.flow import Flow
from evalkit.tables.panel import Panel, Variable
from tests.support.programme import kept_tables, schools

NUMERACY = {"activity": "N1", "strand": "numeracy", "kind": "course day", "for_whom": "other subjects"}
PLACE = {"activity": "N1", "date": "2018-05-03", "school": "A", "status": "attended"}


def panel() -> Panel:
    """Return nine schools of two areas; science rises by 5 in the first three, by 1 beside them, by 0 elsewhere."""
    rows = [
        {"unit": unit, "year": year, "area": "1" if unit <= 6 else "2", "science_94": 50.0 + (year == 2019) * grew}
        for unit, grew in zip(range(1, 10), (5, 5, 5, 1, 1, 1, 0, 0, 0), strict=True)
        for year in (2017, 2019)
    ]
    frame = pd.DataFrame(rows)
    variable = Variable("science_94", "science with grade 4", PERCENT)
    return Panel(frame, frame[["science_94"]].astype(str), (variable,), (), Flow(()))


@pytest.mark.parametrize(
    ("subject", "variable"),
    [
        ("Science", "science_94"),
        ("physics", "science_94"),
        ("Computer science", "progress8_ebacc"),
        ("Geography", "progress8_ebacc"),
        ("Physical education", "progress8_open"),
        ("Sports science", "progress8_open"),
        ("Business or economics", "progress8_open"),
    ],
)
def test_the_figure_nearest_to_a_subject(subject: str, variable: str) -> None:
    assert nearest(subject) == variable


def test_a_subject_stands_beside_the_change_of_its_figure_worked_by_hand() -> None:
    people = [
        {**PLACE, "person": "T1", "subject": "Science"},
        {**PLACE, "person": "T2", "subject": "Science"},
        {**PLACE, "person": "T3", "subject": "Geography"},
    ]
    kept = kept_tables(schools=schools("A"), activities=[NUMERACY], attendance=people)
    result = run(DeliveryInputs(read_study("leicester"), kept, panel(), programme=frozenset({1, 2, 3})))
    science, geography = result.subjects
    assert (science.people, geography.people, geography.figure) == (2, 1, None)
    assert science.figure is not None
    np.testing.assert_allclose(
        [getattr(science.figure.change, side) for side in ("programme", "area", "country")], [5, 1, 2]
    )
    block = ek.table(result, "subjects")
    assert block.cells[0] == ("Science", "2", "science with grade 4", "+5.00", "+1.00", "+2.00")
    assert "from 2016/17 to 2018/19" in block.notes[0]
