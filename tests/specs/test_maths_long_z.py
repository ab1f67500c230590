"""What the long series is: shares with grade C to 2016, points from 2017, each standardised within its year."""

from __future__ import annotations

import numpy as np
import pytest

from evalkit.core.errors import StudyFileError
from evalkit.measures.parts.added_measure import add_measure

FLOATING = 1e-12  # a mean and a root of a handful of doubles
NAN = float("nan")
# 2016: 50, 60, 70 per cent; 2017: 8, 9, 13 points, mean 10, SD sqrt(14/3).
TABLE = {
    "unit": [900001, 900002, 900003, 900001, 900002, 900003],
    "year": [2016, 2016, 2016, 2017, 2017, 2017],
    "maths_c": [50.0, 60.0, 70.0, NAN, NAN, NAN],
    "attainment8_maths": [1.0, 99.0, 5.0, 8.0, 9.0, 13.0],
}
YEARS = (2016, 2017)
SHARES, POINTS = np.sqrt(200.0 / 3.0), np.sqrt(14.0 / 3.0)
EXPECTED = [-10.0 / SHARES, 0.0, 10.0 / SHARES, -2.0 / POINTS, -1.0 / POINTS, 3.0 / POINTS]


def test_it_standardises_shares_to_2016_and_points_from_2017(panel_of):
    panel, _ = add_measure(panel_of(TABLE), "maths_long_z", years=YEARS)
    np.testing.assert_allclose(panel.frame["maths_long_z"], EXPECTED, atol=FLOATING)


def test_every_change_inside_the_years_is_told_and_none_outside(panel_of):
    _, notes = add_measure(panel_of(TABLE), "maths_long_z", years=YEARS)
    told = [note for note in notes if note.startswith("From ")]
    assert len(told) == 1
    assert told[0].startswith("From 2016/17 on English and maths were examined in new GCSEs")


def test_it_ends_before_the_pandemic(panel_of):
    with pytest.raises(StudyFileError, match="ends with 2018/19"):
        add_measure(panel_of(TABLE), "maths_long_z", years=(2017, 2022))


def test_years_before_the_tables_are_refused(panel_of):
    with pytest.raises(StudyFileError, match="does not exist before 2010/11"):
        add_measure(panel_of(TABLE), "maths_long_z", years=(2010, 2017))
