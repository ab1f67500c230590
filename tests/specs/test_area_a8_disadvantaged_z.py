"""What area_a8_disadvantaged_z is: points of disadvantaged pupils minus the mean of the authorities, over their SD."""

from __future__ import annotations

from tests.support.area_specs import AS_COMPUTED, check_values, standing_table

TABLE, YEARS, EXPECTED = standing_table("attainment8_disadvantaged")


def test_it_is_the_distance_from_the_mean_of_authorities_in_standard_deviations(panel_of):
    check_values(panel_of, "area_a8_disadvantaged_z", TABLE, YEARS, EXPECTED, AS_COMPUTED)
