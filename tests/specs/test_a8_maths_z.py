"""What standardised attainment is: points minus the mean of the year's mainstream state schools, over their SD."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from evalkit.core.errors import StudyFileError
from evalkit.measures.parts.added_measure import add_measure
from evalkit.tables.missing_reasons import IN_WORDS

FLOATING = 1e-12  # a mean and a root of a handful of doubles
NAN = float("nan")

# 8, 10 and 12: mean 10, SD (divisor n) sqrt(8/3); the special school is measured with the same rule, not counted in it.
TABLE = {
    "unit": [900001, 900002, 900003, 900004, 900005],
    "year": [2017, 2017, 2017, 2017, 2017],
    "record_type": ["mainstream", "mainstream", "mainstream", "mainstream", "special"],
    "school_type": ["community", "foundation", "free school", "community", "special"],
    "attainment8_maths": [8.0, 10.0, 12.0, NAN, 2.0],
}
SD = np.sqrt(8.0 / 3.0)
YEARS = (2017,)
EXPECTED = [-2.0 / SD, 0.0, 2.0 / SD, NAN, -8.0 / SD]


def test_it_is_the_distance_from_the_years_mean_in_standard_deviations(panel_of):
    panel, _ = add_measure(panel_of(TABLE), "a8_maths_z", years=(2017,))
    np.testing.assert_allclose(panel.frame["a8_maths_z"], EXPECTED, atol=FLOATING)
    assert panel.variable("a8_maths_z").unit.name == "school standard deviations"


def test_old_and_new_points_may_stand_together_because_each_year_is_standardised_by_itself(panel_of):
    old = {**TABLE, "year": [2016] * 5, "attainment8_maths": [5.0 * value for value in TABLE["attainment8_maths"]]}
    both = {name: [*old[name], *TABLE[name]] for name in TABLE}
    panel, _ = add_measure(panel_of(both), "a8_maths_z", years=(2016, 2017))
    np.testing.assert_allclose(panel.frame["a8_maths_z"], [*EXPECTED, *EXPECTED], atol=FLOATING)


def test_a_note_says_when_the_tables_do_not_hold_england(panel_of):
    _, notes = add_measure(panel_of(TABLE), "a8_maths_z", years=(2017,))
    assert "only some of England's schools" in notes[0] and "2016/17" in notes[0]


def test_a_missing_number_keeps_its_publishers_reason(panel_of):
    panel, _ = add_measure(
        panel_of(TABLE, [(900004, 2017, "attainment8_maths", "suppressed")]), "a8_maths_z", years=(2017,)
    )
    (why,) = panel.why("a8_maths_z", 2017, pd.Index([900004]))
    assert why == IN_WORDS["suppressed"]


def test_years_without_examinations_are_refused(panel_of):
    with pytest.raises(StudyFileError, match="cancelled"):
        add_measure(panel_of(TABLE), "a8_maths_z", years=(2017, 2021))


def test_schools_that_are_all_alike_have_no_standardised_number(panel_of):
    panel, _ = add_measure(panel_of({**TABLE, "attainment8_maths": [9.0] * 5}), "a8_maths_z", years=(2017,))
    assert panel.frame["a8_maths_z"].isna().all()
