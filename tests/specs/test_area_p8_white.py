"""What area_p8_white is: the published figure of White pupils, with 2016 brought to the scale of 2017."""

from __future__ import annotations

import pytest

from evalkit.measures.area_p8_white import MEASURE
from tests.support.area_specs import AS_COMPUTED, check_progress, few_authorities, rescaled_table

SOURCE = "progress8_white"
TABLE, YEARS, EXPECTED = rescaled_table(SOURCE)


def test_it_is_the_published_figure_and_2016_is_rescaled(panel_of):
    check_progress(panel_of, "area_p8_white", TABLE, YEARS, EXPECTED, AS_COMPUTED)


def test_2016_beside_later_years_is_refused_where_too_few_authorities_show_its_scale(panel_of):
    few_authorities(panel_of, "area_p8_white", SOURCE)


@pytest.mark.parametrize(
    ("years", "ending"),
    [
        ((2016, 2017), "(Progress 8 of the authority)"),
        ((2017, 2019), "(Progress 8 of the authority, 2018/19 adjusted)"),
        ((2018, 2019), "(Progress 8 of the authority, adjusted)"),
    ],
)
def test_the_label_says_in_which_years_the_figure_is_adjusted(panel_of, years, ending):
    assert MEASURE.labelled(panel_of(TABLE), years) == f"progress over all subjects of White pupils {ending}"
    assert MEASURE.label == "progress over all subjects of White pupils (Progress 8 of the authority)"
