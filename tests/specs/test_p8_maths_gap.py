"""What the gap in maths progress is: disadvantaged minus other pupils, missing where either is."""

from __future__ import annotations

import numpy as np
import pytest

from evalkit.core.errors import StudyFileError
from evalkit.measures.parts.added_measure import add_measure

FLOATING = 1e-12
NAN = float("nan")
TABLE = {
    "unit": [900001, 900002, 900001, 900002],
    "year": [2017, 2017, 2019, 2019],
    "progress8_maths_disadvantaged": [-0.45, 0.10, -0.31, NAN],
    "progress8_maths_not_disadvantaged": [0.05, 0.25, -0.41, 0.30],
}
YEARS = (2017, 2019)
EXPECTED = [-0.50, -0.15, 0.10, NAN]


def test_it_is_disadvantaged_minus_other_pupils_school_by_school(panel_of):
    panel, notes = add_measure(panel_of(TABLE), "p8_maths_gap", years=YEARS)
    np.testing.assert_allclose(panel.frame["p8_maths_gap"], EXPECTED, atol=FLOATING)
    assert notes == ()


def test_chance_moves_it_by_both_groups_together(panel_of):
    rng = np.random.default_rng(2)
    pupils, score = rng.integers(100, 250, 30).astype(float), rng.normal(0, 0.4, 30)
    few = rng.integers(10, 60, 30).astype(float)
    half = 1.96 * 1.5 / np.sqrt(pupils)
    columns = {
        "unit": [*range(900001, 900031)],
        "year": [2019] * 30,
        "progress8_maths_low": (score - half).tolist(),
        "progress8_maths_high": (score + half).tolist(),
        "p8_pupils": pupils.tolist(),
        "p8_pupils_disadvantaged": few.tolist(),
        "progress8_maths_disadvantaged": rng.normal(-0.4, 0.6, 30).tolist(),
        "progress8_maths_not_disadvantaged": score.tolist(),
    }
    panel, _ = add_measure(panel_of(columns), "p8_maths_gap", years=(2019,))
    expected = 1.5 * np.sqrt(1 / few + 1 / (pupils - few))
    np.testing.assert_allclose(panel.frame["p8_maths_gap_sampling_sd"], expected, rtol=FLOATING)


def test_both_groups_must_be_there_in_every_year(panel_of):
    only = {name: values for name, values in TABLE.items() if name != "progress8_maths_not_disadvantaged"}
    with pytest.raises(StudyFileError, match="no school has progress8_maths_not_disadvantaged in 2017"):
        add_measure(panel_of(only), "p8_maths_gap", years=YEARS)
