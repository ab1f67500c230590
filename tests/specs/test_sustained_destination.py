"""What a sustained destination is: the published share of pupils followed, in per cent, from 2016 on."""

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
    "destination_pupils": [100.0, 50.0, 5.0, 120.0, 60.0, NAN],
    "destination_sustained": [64.0, 38.0, 0.0, NAN, 100.0, 55.0],
}
YEARS = (2017, 2019)
EXPECTED = [64.0, 38.0, 0.0, NAN, 100.0, 55.0]


def test_it_is_the_published_share_in_per_cent(panel_of):
    panel, notes = add_measure(panel_of(TABLE), "sustained_destination", years=YEARS)
    np.testing.assert_allclose(panel.frame["sustained_destination"], EXPECTED, atol=EXACT, rtol=0)
    assert panel.variable("sustained_destination").unit.name == "per cent"
    assert notes == ()


def test_chance_moves_it_by_the_root_of_its_variance_over_pupils_and_never_by_nought(panel_of):
    panel, _ = add_measure(panel_of(TABLE), "sustained_destination", years=YEARS)
    moved = panel.frame["sustained_destination_sampling_sd"].to_numpy()
    part = (64 + 2) / (100 + 4)
    assert moved[0] == pytest.approx(100 * np.sqrt(part * (1 - part) / 100), rel=SQUARE_ROOT)
    assert moved[2] == pytest.approx(100 * np.sqrt(2 / 9 * 7 / 9 / 5), rel=SQUARE_ROOT)
    assert moved[4] > 0
    assert np.isnan(moved[3]) and np.isnan(moved[5])


def test_earlier_years_are_refused(panel_of):
    with pytest.raises(StudyFileError, match="does not exist before 2015/16"):
        add_measure(panel_of(TABLE), "sustained_destination", years=(2015, 2017))
