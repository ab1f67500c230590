"""Small studies whose methods do not fit what is asked or whom it is asked of, which can be known before a run."""

from __future__ import annotations

from tests.hostile.foreseen import AREAS_ALONE, ELSEWHERE, PROGRAMME, Variant, with_areas

UNFITTING: dict[str, Variant] = {
    "an authority judged by ways for schools": Variant(
        ("figures of whole authorities", "declare placebo_authorities"),
        {},
        with_areas(),
        text=AREAS_ALONE.replace("placebo_authorities", "placebo_areas"),
    ),
    "an authority judged by clusters": Variant(
        ("one treated school",),
        {},
        with_areas(),
        text=AREAS_ALONE.replace("placebo_authorities", "cluster_robust"),
    ),
    "schools judged by ways for an authority": Variant(
        ("several schools in one authority",), {"inference": '"placebo_authorities"'}
    ),
    "schools of two authorities judged by placebo areas": Variant(
        ("treated schools in 2 areas",), {"inference": '"placebo_areas"'}, schools=(*PROGRAMME[:5], ELSEWHERE)
    ),
    "one school judged by clusters": Variant(("one treated school",), schools=PROGRAMME[:1]),
    "an estimator for other data": Variant(("cross_section",), {"question": 'estimator = "multilevel"'}),
    "words matched on as a number": Variant(
        ("gender, which holds words",), {"nearest": '{ variable = "gender", year = 2017 }'}
    ),
    "a number that must agree exactly": Variant((), {"exact": '"pupils"'}),
    "a donor rule that bounds words": Variant(
        ("at_least or at_most on words",),
        {"donors": 'rules = [{ variable = "gender", at_least = 3, reason = "Three" }]'},
    ),
    "a donor rule that lists words for a number": Variant(
        ("among on numbers",), {"donors": 'rules = [{ variable = "pupils", among = ["many"], reason = "Many" }]'}
    ),
    "chosen on words": Variant(
        ("gender, which holds words",), {"chosen": 'chosen_on = { variable = "gender", year = 2017, below = 3 }'}
    ),
    "an area picked on what no table gives": Variant(
        ("ofsted",), {"chosen": 'chose = "area"\narea_chosen_on = { variable = "ofsted", year = 2017, below = 3 }'}
    ),
    "an area picked on words": Variant(
        ("gender, which holds words", "the area was picked"),
        {"chosen": 'chose = "area"\narea_chosen_on = { variable = "gender", year = 2017, below = 3 }'},
    ),
    "an area picked on a figure of authorities": Variant(
        ("area_p8, a figure of authorities",),
        {"chosen": 'chose = "area"\narea_chosen_on = { variable = "area_p8", year = 2017, below = 0 }'},
    ),
}
