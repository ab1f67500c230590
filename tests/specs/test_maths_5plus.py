"""What grade 5 or better in maths is: the published share of all pupils, in per cent, from 2017 on."""

from __future__ import annotations

import numpy as np
import pytest

from evalkit.core.errors import StudyFileError
from evalkit.measures.parts.adding import add_measure

EXACT = 0.0  # the same number is copied
SQUARE_ROOT = 1e-12  # one division and one root
NAN = float("nan")
TABLE = {
    "school": [900001, 900002, 900003, 900001, 900002, 900003],
    "year": [2017, 2017, 2017, 2019, 2019, 2019],
    "pupils": [100.0, 50.0, 5.0, 120.0, 60.0, NAN],
    "maths_95": [64.0, 38.0, 0.0, NAN, 100.0, 55.0],
}
YEARS = (2017, 2019)
EXPECTED = [64.0, 38.0, 0.0, NAN, 100.0, 55.0]


def test_it_is_the_published_share_in_per_cent(panel_of):
    panel, notes = add_measure(panel_of(TABLE), "maths_5plus", years=YEARS)
    np.testing.assert_allclose(panel.frame["maths_5plus"], EXPECTED, atol=EXACT, rtol=0)
    assert panel.variable("maths_5plus").unit.name == "per cent"
    assert notes == ()


def test_chance_moves_it_by_the_root_of_its_variance_over_pupils_and_never_by_nought(panel_of):
    panel, _ = add_measure(panel_of(TABLE), "maths_5plus", years=YEARS)
    moved = panel.frame["maths_5plus_sampling_sd"].to_numpy()
    part = (64 + 2) / (100 + 4)
    assert moved[0] == pytest.approx(100 * np.sqrt(part * (1 - part) / 100), rel=SQUARE_ROOT)
    assert moved[2] == pytest.approx(100 * np.sqrt(2 / 9 * 7 / 9 / 5), rel=SQUARE_ROOT)
    assert moved[4] > 0
    assert np.isnan(moved[3]) and np.isnan(moved[5])


def test_years_before_the_new_grades_are_refused(panel_of):
    with pytest.raises(StudyFileError, match="does not exist before 2016/17"):
        add_measure(panel_of(TABLE), "maths_5plus", years=(2016, 2017))
