"""What grade 5 or better in science is: the published share of pupils entered for it, from 2018 on."""

from __future__ import annotations

import numpy as np
import pytest

from evalkit.core.errors import StudyFileError
from evalkit.measures import MEASURES
from evalkit.measures.parts.added_measure import add_measure

EXACT = 0.0  # the same number is copied
NAN = float("nan")
TABLE = {
    "unit": [900001, 900002, 900001, 900002],
    "year": [2018, 2018, 2019, 2019],
    "science_95": [61.0, 47.0, NAN, 52.0],
}
YEARS = (2018, 2019)
EXPECTED = [61.0, 47.0, NAN, 52.0]


def test_it_is_the_published_share_of_those_entered(panel_of):
    panel, notes = add_measure(panel_of(TABLE), "science_5plus", years=YEARS)
    np.testing.assert_allclose(panel.frame["science_5plus"], EXPECTED, atol=EXACT, rtol=0)
    assert notes == ()


def test_it_says_that_it_stands_in_for_subjects_with_much_maths(panel_of):
    assert MEASURES.get("science_5plus").proxy_for == "results in subjects with a high maths content"


def test_letters_are_not_offered(panel_of):
    with pytest.raises(StudyFileError, match="does not exist before 2017/18"):
        add_measure(panel_of(TABLE), "science_5plus", years=(2017, 2019))
