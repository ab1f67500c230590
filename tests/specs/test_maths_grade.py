"""What the mean maths grade is: half of the maths element of Attainment 8, in which maths counts twice."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from evalkit.core.errors import StudyFileError
from evalkit.measures.parts.added_measure import add_measure
from evalkit.tables.missing_reasons import IN_WORDS

EXACT = 0.0  # halving a double is exact
NAN = float("nan")
TABLE = {
    "unit": [900001, 900002, 900003, 900001, 900002],
    "year": [2017, 2017, 2017, 2019, 2019],
    "attainment8_maths": [9.2, 18.0, 0.0, 10.0, NAN],
}
YEARS = (2017, 2019)
EXPECTED = [4.6, 9.0, 0.0, 5.0, NAN]


def test_it_is_half_of_the_maths_element_of_attainment_8(panel_of):
    panel, notes = add_measure(panel_of(TABLE), "maths_grade", years=YEARS)
    np.testing.assert_allclose(panel.frame["maths_grade"], EXPECTED, atol=EXACT, rtol=0)
    assert panel.variable("maths_grade").unit.name == "grades"
    assert notes == ()


def test_a_missing_number_keeps_its_publishers_reason(panel_of):
    panel, _ = add_measure(
        panel_of(TABLE, [(900002, 2019, "attainment8_maths", "suppressed")]), "maths_grade", years=YEARS
    )
    (why,) = panel.why("maths_grade", 2019, pd.Index([900002]))
    assert why == IN_WORDS["suppressed"]


def test_points_of_letters_are_not_offered(panel_of):
    with pytest.raises(StudyFileError, match="does not exist before 2016/17"):
        add_measure(panel_of(TABLE), "maths_grade", years=(2016, 2017))


def test_a_mean_over_new_and_much_newer_years_is_refused_without_a_reason(panel_of):
    with pytest.raises(StudyFileError, match="years around the pandemic pooled"):
        add_measure(panel_of(TABLE), "maths_grade", years=(2019, 2023))
