"""What area_a8_white is: published points of White pupils; old and new points never stand together."""

from __future__ import annotations

from tests.support.area_specs import AS_COMPUTED, check_values, points_table, refused_across_2017

SOURCE = "attainment8_white"
TABLE, YEARS, EXPECTED = points_table(SOURCE)


def test_it_is_the_published_figure(panel_of):
    check_values(panel_of, "area_a8_white", TABLE, YEARS, EXPECTED, AS_COMPUTED)


def test_2016_beside_later_years_is_refused(panel_of):
    refused_across_2017(panel_of, "area_a8_white", SOURCE)
