"""What standardised grade C or better in maths is: the share minus the mean, over the SD between schools."""

from __future__ import annotations

import numpy as np
import pytest

from evalkit.core.errors import StudyFileError
from evalkit.measures.parts.added_measure import add_measure

FLOATING = 1e-12  # a mean and a root of a handful of doubles
# 50, 60 and 70: mean 60, SD (divisor n) sqrt(200/3); the special school is placed among them and not counted.
TABLE = {
    "unit": [900001, 900002, 900003, 900004],
    "year": [2013, 2013, 2013, 2013],
    "school_type": ["community", "foundation", "free school", "special"],
    "maths_c": [50.0, 60.0, 70.0, 10.0],
}
YEARS = (2013,)
SD = np.sqrt(200.0 / 3.0)
EXPECTED = [-10.0 / SD, 0.0, 10.0 / SD, -50.0 / SD]


def both_sides_of_a_change():
    later = {**TABLE, "year": [2016] * 4, "maths_c": [0.5 * value for value in TABLE["maths_c"]]}
    return {name: [*TABLE[name], *later[name]] for name in TABLE}


def test_it_is_the_distance_from_the_years_mean_in_standard_deviations(panel_of):
    panel, _ = add_measure(panel_of(TABLE), "maths_c_z", years=YEARS)
    np.testing.assert_allclose(panel.frame["maths_c_z"], EXPECTED, atol=FLOATING)
    assert panel.variable("maths_c_z").unit.name == "school standard deviations"


def test_each_change_of_what_counts_is_told_where_years_on_both_sides_are_compared(panel_of):
    panel, notes = add_measure(panel_of(both_sides_of_a_change()), "maths_c_z", years=(2013, 2016))
    np.testing.assert_allclose(panel.frame["maths_c_z"], [*EXPECTED, *EXPECTED], atol=FLOATING)
    told = [note for note in notes if note.startswith("From ")]
    assert [note.split(" on ")[0] for note in told] == ["From 2013/14", "From 2014/15", "From 2015/16"]


def test_one_year_alone_crosses_no_change(panel_of):
    _, notes = add_measure(panel_of(TABLE), "maths_c_z", years=YEARS)
    assert not any(note.startswith("From ") for note in notes)


def test_it_ends_with_the_letters(panel_of):
    with pytest.raises(StudyFileError, match="ends with 2015/16"):
        add_measure(panel_of(TABLE), "maths_c_z", years=(2013, 2017))
