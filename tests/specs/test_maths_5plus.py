"""What grade 5 or better in maths is: the published share of all pupils, in per cent, from 2017 on."""

from __future__ import annotations

from tests.support.share_specs import is_refused_before, knows_its_chance, stands_as_published

NAN = float("nan")
TABLE = {
    "unit": [900001, 900002, 900003, 900001, 900002, 900003],
    "year": [2017, 2017, 2017, 2019, 2019, 2019],
    "pupils": [100.0, 50.0, 5.0, 120.0, 60.0, NAN],
    "maths_95": [64.0, 38.0, 0.0, NAN, 100.0, 55.0],
}
YEARS = (2017, 2019)
EXPECTED = [64.0, 38.0, 0.0, NAN, 100.0, 55.0]


def test_it_is_the_published_share_in_per_cent(panel_of):
    stands_as_published(panel_of, "maths_5plus", TABLE, EXPECTED)


def test_chance_moves_it_by_the_root_of_its_variance_over_pupils_and_never_by_nought(panel_of):
    knows_its_chance(panel_of, "maths_5plus", TABLE)


def test_years_before_the_new_grades_are_refused(panel_of):
    is_refused_before(panel_of, "maths_5plus", TABLE, 2017)
