"""What progress in English is: the published English element, with the year rules of the maths element."""

from __future__ import annotations

import numpy as np
import pytest

from evalkit.core.errors import StudyFileError
from evalkit.measures.parts.added_measure import add_measure

EXACT = 0.0  # the same number is copied
NAN = float("nan")
TABLE = {
    "unit": [900001, 900002, 900001, 900002],
    "year": [2017, 2017, 2019, 2019],
    "progress8_english": [-0.25, 0.10, 0.31, NAN],
}
YEARS = (2017, 2019)
EXPECTED = [-0.25, 0.10, 0.31, NAN]


def test_it_is_the_published_english_element(panel_of):
    panel, notes = add_measure(panel_of(TABLE), "p8_english", years=YEARS)
    np.testing.assert_allclose(panel.frame["p8_english"], EXPECTED, atol=EXACT, rtol=0)
    assert notes == ()
    assert "English" in panel.variable("p8_english").label


def test_years_without_examinations_are_refused(panel_of):
    with pytest.raises(StudyFileError, match="cancelled"):
        add_measure(panel_of(TABLE), "p8_english", years=(2017, 2020))


def test_a_year_without_numbers_is_a_fault_not_a_gap(panel_of):
    with pytest.raises(StudyFileError, match="no school has progress8_english in 2018"):
        add_measure(panel_of(TABLE), "p8_english", years=(2017, 2018))
