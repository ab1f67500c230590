"""What the rank in maths is: the share of schools below, ties counted half, from 0 to 100."""

from __future__ import annotations

import numpy as np
import pytest

from evalkit.core.errors import StudyFileError
from evalkit.measures.parts.added_measure import add_measure

FLOATING = 1e-12  # one division
NAN = float("nan")
# Of four mainstream schools one lies below 60, two share it, one lies above; the special school is not counted.
TABLE = {
    "unit": [900001, 900002, 900003, 900004, 900005, 900006],
    "year": [2015] * 6,
    "school_type": ["community", "foundation", "free school", "community", "special", "community"],
    "maths_c": [50.0, 60.0, 60.0, 90.0, 70.0, NAN],
}
YEARS = (2015,)
EXPECTED = [12.5, 50.0, 50.0, 87.5, 75.0, NAN]


def test_it_is_the_share_of_schools_below_ties_counted_half(panel_of):
    panel, _ = add_measure(panel_of(TABLE), "maths_c_rank", years=YEARS)
    np.testing.assert_allclose(panel.frame["maths_c_rank"], EXPECTED, atol=FLOATING)
    assert panel.variable("maths_c_rank").unit.name == "percentile points"


def test_the_middle_rank_of_mainstream_schools_is_fifty(panel_of):
    panel, _ = add_measure(panel_of(TABLE), "maths_c_rank", years=YEARS)
    assert panel.frame["maths_c_rank"].iloc[:4].mean() == pytest.approx(50.0, abs=FLOATING)


def test_ranks_do_not_change_when_shares_are_stretched(panel_of):
    stretched = {**TABLE, "maths_c": [value**2 / 100 for value in TABLE["maths_c"]]}
    panel, _ = add_measure(panel_of(stretched), "maths_c_rank", years=YEARS)
    np.testing.assert_allclose(panel.frame["maths_c_rank"], EXPECTED, atol=FLOATING)


def test_it_ends_with_the_letters(panel_of):
    with pytest.raises(StudyFileError, match="ends with 2015/16"):
        add_measure(panel_of(TABLE), "maths_c_rank", years=(2015, 2017))
