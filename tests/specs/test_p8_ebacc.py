"""What EBacc progress is: the published element, with the year rules of the maths element."""

from __future__ import annotations

import numpy as np
import pytest

from evalkit.core.errors import StudyFileError
from evalkit.measures import MEASURES
from evalkit.measures.parts.added_measure import add_measure

EXACT = 0.0  # the same number is copied
FLOATING = 1e-12
NAN = float("nan")
TABLE = {
    "unit": [900001, 900002, 900001, 900002],
    "year": [2017, 2017, 2019, 2019],
    "progress8_ebacc": [-0.31, 0.08, 0.27, NAN],
}
YEARS = (2017, 2019)
EXPECTED = [-0.31, 0.08, 0.27, NAN]


def test_it_is_the_published_ebacc_element(panel_of):
    panel, notes = add_measure(panel_of(TABLE), "p8_ebacc", years=YEARS)
    np.testing.assert_allclose(panel.frame["p8_ebacc"], EXPECTED, atol=EXACT, rtol=0)
    assert notes == ()


def test_it_says_that_it_stands_in_for_subjects_with_much_maths():
    assert MEASURES.get("p8_ebacc").proxy_for == "progress in subjects with a high maths content"


def test_2016_beside_later_years_is_rescaled_like_every_other_element(panel_of):
    rng = np.random.default_rng(8)
    values = rng.normal(0, 0.4, 80)
    columns = {
        "unit": list(range(900001, 900041)) * 2,
        "year": [2016] * 40 + [2017] * 40,
        "progress8_ebacc": values.tolist(),
    }
    panel, notes = add_measure(panel_of(columns), "p8_ebacc", years=(2016, 2017))
    factor = values[40:].std(ddof=1) / values[:40].std(ddof=1)
    np.testing.assert_allclose(panel.frame["p8_ebacc"], [*(factor * values[:40]), *values[40:]], rtol=FLOATING)
    assert len(notes) == 1


def test_years_without_examinations_are_refused(panel_of):
    with pytest.raises(StudyFileError, match="cancelled"):
        add_measure(panel_of(TABLE), "p8_ebacc", years=(2017, 2020))
