"""What maths minus English is: the one element minus the other, missing where either is."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from evalkit.core.errors import StudyFileError
from evalkit.measures.parts.added_measure import add_measure
from evalkit.tables.missing_reasons import IN_WORDS

FLOATING = 1e-15  # one subtraction
NAN = float("nan")
TABLE = {
    "unit": [900001, 900002, 900001, 900002],
    "year": [2017, 2017, 2019, 2019],
    "progress8_maths": [-0.25, 0.10, 0.31, 0.20],
    "progress8_english": [0.05, 0.30, NAN, -0.10],
}
YEARS = (2017, 2019)
EXPECTED = [-0.30, -0.20, NAN, 0.30]
REASONS = [(900001, 2019, "progress8_english", "suppressed"), (900001, 2019, "progress8_maths", "suppressed")]


def test_it_is_maths_minus_english_school_by_school(panel_of):
    panel, notes = add_measure(panel_of(TABLE), "p8_maths_minus_english", years=YEARS)
    np.testing.assert_allclose(panel.frame["p8_maths_minus_english"], EXPECTED, atol=FLOATING)
    assert notes == ()


def test_a_missing_number_keeps_the_reason_of_either_element_once(panel_of):
    panel, _ = add_measure(panel_of(TABLE, REASONS), "p8_maths_minus_english", years=(2017, 2019))
    (why,) = panel.why("p8_maths_minus_english", 2019, pd.Index([900001]))
    assert why == IN_WORDS["suppressed"]
    assert len(panel.reasons) == 3


def test_2016_beside_later_years_is_rescaled_element_by_element(panel_of):
    rng = np.random.default_rng(5)
    schools = list(range(900001, 900041))
    maths, english = rng.normal(0, 0.4, (2, 80))
    columns = {
        "unit": schools * 2,
        "year": [2016] * 40 + [2017] * 40,
        "progress8_maths": maths.tolist(),
        "progress8_english": english.tolist(),
    }
    panel, notes = add_measure(panel_of(columns), "p8_maths_minus_english", years=(2016, 2017))
    factors = [part[40:].std(ddof=1) / part[:40].std(ddof=1) for part in (maths, english)]
    expected = factors[0] * maths[:40] - factors[1] * english[:40]
    old = panel.frame["year"] == 2016
    np.testing.assert_allclose(panel.frame.loc[old, "p8_maths_minus_english"], expected, rtol=1e-12)
    assert len(notes) == 1


def test_both_elements_must_be_there_in_every_year(panel_of):
    only = {name: values for name, values in TABLE.items() if name != "progress8_english"}
    with pytest.raises(StudyFileError, match="no school has progress8_english in 2017"):
        add_measure(panel_of(only), "p8_maths_minus_english", years=(2017, 2019))
