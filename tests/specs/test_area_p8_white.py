"""What area_p8_white is: the published figure of White pupils, with 2016 brought to the scale of 2017."""

from __future__ import annotations

from tests.support.area_specs import AS_COMPUTED, check_progress, few_authorities, rescaled_table

SOURCE = "progress8_white"
TABLE, YEARS, EXPECTED = rescaled_table(SOURCE)


def test_it_is_the_published_figure_and_2016_is_rescaled(panel_of):
    check_progress(panel_of, "area_p8_white", TABLE, YEARS, EXPECTED, AS_COMPUTED)


def test_2016_beside_later_years_is_refused_where_too_few_authorities_show_its_scale(panel_of):
    few_authorities(panel_of, "area_p8_white", SOURCE)
