"""Studies whose own schools break the rules of their plan, or that leave how certainty is judged to the design."""

from __future__ import annotations

from tests.hostile.foreseen import NOBODY, OTHERS, PARTS, STUDY, Variant

OUTSIDE = 'rules = [{ variable = "pupils", year = 2017, at_least = 103, reason = "Small" }]'
PICKED = 'chose = "area"\narea_chosen_on = { variable = "p8_maths", year = 2017, lowest = 3, of = "England" }'
WEIGHTED = {
    "chosen": PICKED.replace("p8_maths", "disadvantaged"),
    "inference": '"variance_components"',
    "question": 'design = "weighted"',
}
OF_WEIGHTS = STUDY.replace("options.matched", "options.weighted").replace("ratio = 1\n", "")

OWN_RULES: dict[str, Variant] = {
    "inferences left to the design": Variant((), {"inference": ""}),
    "inferences left to a design with too few areas": Variant(
        ("8 untreated areas, too few",), {"inference": "", "donors": f"exclude_areas = {list(OTHERS[:4])}"}
    ),
    "a rule of choice that schools of the programme do not meet": Variant(
        ("2 of 6 schools of the programme do not meet it",),
        {"chosen": 'chosen_on = { variable = "p8_maths", year = 2017, below = 0.1 }'},
    ),
    "a rank that a school of the programme does not have": Variant(
        ("1 of 6 schools of the programme does not meet it",),
        {"chosen": 'chosen_on = { variable = "p8_maths", year = 2017, lowest = 5 }'},
    ),
    "a rule of choice that counts out whoever does not meet it": Variant(
        (), {"chosen": 'chosen_on = { variable = "p8_maths", year = 2017, below = 0.1, unmet = "leave_out" }'}
    ),
    "schools of the programme outside a donor rule left out": Variant((), {"donors": f'{OUTSIDE}\nown = "leave_out"'}),
    "sets of schools for a whole area that a rule picked": Variant(
        ("which sets of schools drawn inside areas do not show",), {"chosen": PICKED, "inference": '"placebo_sets"'}
    ),
    "an area picked on a figure in which it stood further out than any other": Variant(
        ("than any other area, by more than they mostly differ",), text=OF_WEIGHTS.format(**{**PARTS, **WEIGHTED})
    ),
    "sets of schools beside the way that judges a picked area": Variant(
        (), {"chosen": PICKED, "inference": '"variance_components", "placebo_sets"'}
    ),
    "every school of the programme outside a donor rule": Variant(
        (NOBODY,),
        {"donors": f'{OUTSIDE.replace("103", "107")}\nown = "leave_out"'},
    ),
}
