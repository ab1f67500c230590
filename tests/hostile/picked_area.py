"""What a study may say wrongly of how a whole area was picked: file, words, other words, what must be said."""

from __future__ import annotations

TOML = "study.toml"
DECLINED = "declined ="
PICKED = 'variable = "p8_maths", year = 2017'

OF_A_PICKED_AREA = {
    "two limits for the area": (
        TOML,
        DECLINED,
        f'area_chosen_on = {{ {PICKED}, below = 0, lowest = 3, of = "region" }}\ndeclined =',
        ("area_chosen_on", "below and lowest", "exactly one"),
    ),
    "no limit for the area": (
        TOML,
        DECLINED,
        f"area_chosen_on = {{ {PICKED} }}\ndeclined =",
        ("area_chosen_on", "no limit"),
    ),
    "one of the lowest of nothing": (
        TOML,
        DECLINED,
        f"area_chosen_on = {{ {PICKED}, lowest = 3 }}\ndeclined =",
        ("area_chosen_on, of", "left out, with lowest"),
    ),
    "an area picked on later results": (
        TOML,
        DECLINED,
        'area_chosen_on = { variable = "p8_maths", year = 2018, below = 0 }\ndeclined =',
        ("area_chosen_on, year", "2017 or earlier"),
    ),
    "an area picked in a year without examinations": (
        TOML,
        DECLINED,
        'area_chosen_on = { variable = "p8_maths", year = 2020, below = 0 }\ndeclined =',
        ("area_chosen_on, year", "none were published"),
    ),
    "an area picked on a mean with a later year": (
        TOML,
        DECLINED,
        'area_chosen_on = { variable = "p8_maths", year = [2017, 2018], below = 0 }\ndeclined =',
        ("area_chosen_on, year", "2018, with the programme starting", "2017 or earlier"),
    ),
    "an area picked on a mean with a year without examinations": (
        TOML,
        DECLINED,
        'area_chosen_on = { variable = "p8_maths", year = [2017, 2020], below = 0 }\ndeclined =',
        ("area_chosen_on, year", "found:   2020\n", "none were published"),
    ),
    "an area picked on one year twice": (
        TOML,
        DECLINED,
        'area_chosen_on = { variable = "p8_maths", year = [2016, 2017, 2016], below = 0 }\ndeclined =',
        ("area_chosen_on, year", "2016 more than once", "each year once"),
    ),
    "an area picked on the mean of no year": (
        TOML,
        DECLINED,
        'area_chosen_on = { variable = "p8_maths", year = [], below = 0 }\ndeclined =',
        ("area_chosen_on, year", "an empty list", "or a list of such", "at least one"),
    ),
    "an area picked on a school year in quotes": (
        TOML,
        DECLINED,
        'area_chosen_on = { variable = "p8_maths", year = "2016/17", below = 0 }\ndeclined =',
        ("area_chosen_on, year", "or a list of such", "the year in which it ends", "2017"),
    ),
    "an area picked on years of which one stands in quotes": (
        TOML,
        DECLINED,
        'area_chosen_on = { variable = "p8_maths", year = [2016, "2017"], below = 0 }\ndeclined =',
        ("area_chosen_on, year 2", '"2017"', "take the quotes away"),
    ),
    "an area's rule where schools came forward": (
        TOML,
        'chose = "area"',
        f'chose = "volunteers"\narea_chosen_on = {{ {PICKED}, below = 0 }}',
        ("[selection], chose", '"volunteers", with area_chosen_on beside it'),
    ),
    "something else was picked": (TOML, 'chose = "area"', 'chose = "city"', ("[selection]", "chose", "volunteers")),
}
