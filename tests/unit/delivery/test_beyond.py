"""What else moved, beside the authority and England."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pandas as pd
import pytest

import evalkit as ek
from evalkit.core.quantity import PUPILS
from evalkit.delivery.beyond import run
from evalkit.delivery.parts.account import DeliveryInputs
from evalkit.records.delivery.beyond import Beyond
from evalkit.study.study_reader import read_study
from evalkit.tables.flow import Flow
from evalkit.tables.panel import Panel, Variable
from tests.support.programme import kept_tables


def beyond(*others: dict[str, object]) -> Beyond:
    """Return nine schools of two areas, the first three the programme's, and what further rows say."""
    rows = [
        {"unit": unit, "year": year, "area": "1" if unit <= 6 else "2", "pupils": 10.0 * unit + (year == 2019) * grew}
        for unit, grew in zip(range(1, 10), (5, 5, 5, 1, 1, 1, 0, 0, 0), strict=True)
        for year in (2017, 2019)
    ]
    frame = pd.DataFrame([*rows, *others])
    panel = Panel(frame, frame[["pupils"]].astype(str), (Variable("pupils", "pupils", PUPILS),), (), Flow(()))
    return run(DeliveryInputs(read_study("leicester"), kept_tables(), panel, programme=frozenset({1, 2, 3})))


def test_change_is_worked_by_hand_on_three_sides() -> None:
    (figure,) = beyond().figures
    np.testing.assert_allclose([figure.change.programme, figure.change.area, figure.change.country], [5, 1, 2])
    assert figure.change.schools == 3
    assert figure.years[0].schools == 3


def test_schools_that_open_or_close_change_the_means_of_years_and_no_change() -> None:
    small = [{"unit": unit, "year": 2019, "area": "1", "pupils": 1.0} for unit in range(20, 26)]
    (figure,), (before,) = beyond(*small).figures, beyond().figures
    assert figure.change == before.change
    assert figure.years[1].country < before.years[1].country
    assert "both years" in ek.table(beyond()).notes[0]


def test_what_no_table_holds_is_named_and_nothing_is_claimed() -> None:
    result = beyond()
    block = ek.table(result)
    assert any("A-level maths" in note for note in block.notes)
    assert "none of them is a fair comparison" in ek.sentence(result).text
    assert len(ek.table(result, "years").cells) == 2


@pytest.mark.parametrize(("starts", "theirs"), [(dt.date(2017, 9, 1), False), (dt.date(2015, 9, 1), True)])
def test_whether_a_sixth_form_had_any_of_the_programme_follows_from_the_years(starts: dt.date, theirs: bool) -> None:
    """Students of 2019 sat their examinations at 16 in the summer of 2017."""
    rows = [{"unit": unit, "year": 2019, "area": "1", "ks5_a_level_students": 90.0} for unit in (1, 2, 3)]
    frame = pd.DataFrame(rows)
    variable = Variable("ks5_a_level_students", "students", PUPILS)
    panel = Panel(frame, frame[["ks5_a_level_students"]].astype(str), (variable,), (), Flow(()))
    study = read_study("leicester")
    begun = study.model_copy(update={"programme": study.programme.model_copy(update={"starts": starts})})
    (figure,) = run(DeliveryInputs(begun, kept_tables(), panel, programme=frozenset({1, 2, 3}))).figures
    assert ("after the programme began" in figure.caution) is theirs


def test_posts_not_filled_and_teachers_who_stayed_are_wanted() -> None:
    assert any("vacancies" in what for what in beyond().missing)
    assert any("stayed" in what for what in beyond().missing)
