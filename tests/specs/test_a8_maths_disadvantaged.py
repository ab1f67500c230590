"""What attainment in maths of disadvantaged pupils is: the published mean, in points, from 2017 on."""

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
    "attainment8_maths_disadvantaged": [7.2, 8.4, 7.9, NAN],
}
YEARS = (2017, 2019)
EXPECTED = [7.2, 8.4, 7.9, NAN]


def test_it_is_the_published_mean_of_disadvantaged_pupils(panel_of):
    panel, _ = add_measure(panel_of(TABLE), "a8_maths_disadvantaged", years=YEARS)
    np.testing.assert_allclose(panel.frame["a8_maths_disadvantaged"], EXPECTED, atol=EXACT, rtol=0)
    assert panel.variable("a8_maths_disadvantaged").unit.name == "points"


def test_points_before_and_after_the_new_grades_never_stand_together(panel_of):
    with pytest.raises(StudyFileError, match="does not exist before 2016/17"):
        add_measure(panel_of(TABLE), "a8_maths_disadvantaged", years=(2016, 2017))
