"""What maths after 16 is: the published progress of students who came without a good grade, from 2017 on."""

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
    "ks5_maths_resit_progress": [0.30, -0.11, 0.15, NAN],
}
YEARS = (2017, 2019)
EXPECTED = [0.30, -0.11, 0.15, NAN]


def test_it_is_the_published_progress_of_students(panel_of):
    panel, notes = add_measure(panel_of(TABLE), "post_16_maths_resits", years=YEARS)
    np.testing.assert_allclose(panel.frame["post_16_maths_resits"], EXPECTED, atol=EXACT, rtol=0)
    assert panel.variable("post_16_maths_resits").unit.name == "grades"
    assert notes == ()


def test_letters_are_not_offered(panel_of):
    with pytest.raises(StudyFileError, match="does not exist before 2016/17"):
        add_measure(panel_of(TABLE), "post_16_maths_resits", years=(2016, 2017))
