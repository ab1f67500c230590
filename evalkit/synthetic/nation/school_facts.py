"""What else is known of invented schools each year: absence, teachers, sixth forms, where leavers went."""

from __future__ import annotations

from enum import StrEnum, auto

import numpy as np

from evalkit.core.streams import stream
from evalkit.synthetic.nation.areas import NationArea
from evalkit.synthetic.nation.figures import Records
from evalkit.synthetic.nation.schools import Array

AFTER_PANDEMIC = 2020
# Sessions missed, in per cent, and how many more since the pandemic.
USUAL_ABSENCE, MORE_ABSENCE = 5.3, 3.4
USUAL_RATIO, USUAL_PAY, LONDON_PAY, PAY_A_YEAR = 16.2, 38_900.0, 6_400.0, 620.0
WITH_SIXTH_FORM = 0.6
DESTINATIONS = (
    "sustained",
    "education",
    "further_education_college",
    "school_sixth_form",
    "sixth_form_college",
    "other_education",
    "apprenticeship",
    "work",
    "not_sustained",
    "unknown",
)


class Topic(StrEnum):
    """What published tables add to schools: part of the key of its draws, and of the name of its layout."""

    ABSENCE = auto()
    CENSUS = auto()
    DESTINATIONS = auto()
    WORKFORCE = auto()


def absence_figures(seed: int, year: int, records: Records) -> dict[str, Array]:
    """Return sessions missed and the share of pupils who missed a tenth of them, in per cent."""
    rng = stream(seed, "synthetic", Topic.ABSENCE, year)
    lasting = _lasting(seed, Topic.ABSENCE, records)
    numbers = records.numbers
    usual = USUAL_ABSENCE + (MORE_ABSENCE if year > AFTER_PANDEMIC else 0.0)
    missed = usual + 0.045 * (numbers["disadvantaged_share"] - 27.0) - 0.9 * numbers["progress8_original"]
    missed = np.clip(missed + 0.5 * lasting + rng.normal(0, 0.25, len(records)), 2.0, 25.0)
    often = 13.5 + 3.1 * (missed - USUAL_ABSENCE) + rng.normal(0, 1.2, len(records))
    return {Topic.ABSENCE: missed, "persistent_absence": np.clip(often, 1.0, 90.0)}


def workforce_figures(seed: int, year: int, records: Records, areas: tuple[NationArea, ...]) -> dict[str, Array]:
    """Return teachers, assistants and other staff, pupils for each teacher, and mean pay in pounds."""
    rng = stream(seed, "synthetic", Topic.WORKFORCE, year)
    lasting = _lasting(seed, Topic.WORKFORCE, records)
    n, roll = len(records), records.numbers["on_roll"]
    ratio = np.clip(USUAL_RATIO + 0.9 * lasting + rng.normal(0, 0.35, n) + 0.12 * (year - 2018), 9.0, 25.0)
    posts = roll / ratio
    london = {area.code for area in areas if area.area_type == "London"}
    inside = np.isin(records.texts["area"], sorted(london))
    pay = USUAL_PAY + PAY_A_YEAR * (year - 2018) + LONDON_PAY * inside + 1100 * lasting + rng.normal(0, 500, n)
    assistants = posts * rng.uniform(0.15, 0.40, n)
    others = posts * rng.uniform(0.30, 0.50, n)
    return {
        "teachers_heads": np.rint(posts * 1.08),
        "assistants_heads": np.rint(assistants * 1.25),
        "others_heads": np.rint(others * 1.15),
        "teachers": posts,
        "assistants": assistants,
        "others": others,
        "ratio": ratio,
        "pay": np.rint(pay),
    }


def sixth_form_figures(seed: int, year: int, records: Records) -> dict[str, Array]:
    """Return figures of schools' own sixth forms; NaN for schools that have none."""
    rng = stream(seed, "synthetic", "sixth forms", year)
    n, numbers = len(records), records.numbers
    has = has_sixth_form(seed, records)
    students = np.rint(numbers["pupils"] * rng.uniform(0.5, 1.1, n))
    leavers = np.rint(students * rng.uniform(0.40, 0.48, n))
    better = (numbers["attainment8"] - 46.0) / 10.0
    points = np.clip(30.5 + 2.6 * better + rng.normal(0, 1.6, n), 12, 52)
    value_added = 0.10 * better + rng.normal(0, 0.15, n)
    entries = np.rint(leavers * rng.uniform(2.5, 3.0, n))
    half = 1.96 * 0.9 / np.sqrt(np.maximum(entries, 1))
    again_maths = rng.binomial(np.maximum(students, 0).astype(int), np.clip(0.10 - 0.03 * better, 0.01, 0.4))
    again_english = rng.binomial(np.maximum(students, 0).astype(int), np.clip(0.08 - 0.03 * better, 0.01, 0.4))
    figures = {
        "students": students,
        "leavers": leavers,
        "points": points,
        "best_three": points + 1.8,
        "aab": 100 / (1 + np.exp(-(-1.6 + 0.25 * (points - 31)))),
        "kept": np.clip(rng.normal(94.0, 3.0, n), 70, 100),
        "entries": entries,
        "value_added": value_added,
        "value_added_low": value_added - half,
        "value_added_high": value_added + half,
        "maths_again": again_maths.astype(float),
        "maths_again_progress": 0.05 * better + rng.normal(0, 0.5, n),
        "english_again": again_english.astype(float),
        "english_again_progress": 0.05 * better + rng.normal(0, 0.5, n),
    }
    return {name: np.where(has, values, np.nan) for name, values in figures.items()}


def has_sixth_form(seed: int, records: Records) -> Array:
    """Return which schools have a sixth form, the same in all years."""
    return _uniform(seed, "sixth form", records) < WITH_SIXTH_FORM


def destination_figures(seed: int, year: int, records: Records) -> dict[str, Array]:
    """Return where a cohort was in the year after Key Stage 4, in per cent of its pupils."""
    rng = stream(seed, "synthetic", Topic.DESTINATIONS, year)
    n, numbers = len(records), records.numbers
    better = (numbers["attainment8"] - 46.0) / 10.0 - 0.02 * (numbers["disadvantaged_share"] - 27.0)
    sustained = 100 / (1 + np.exp(-(2.75 + 0.55 * better + rng.normal(0, 0.22, n))))
    work = (100 - np.clip(86 + 4 * better, 60, 98)) * rng.uniform(0.2, 0.4, n)
    apprentices = (100 - np.clip(86 + 4 * better, 60, 98)) * rng.uniform(0.3, 0.5, n)
    education = np.maximum(sustained - work - apprentices, 0.0)
    own = np.where(has_sixth_form(seed, records), np.clip(0.46 + 0.08 * better, 0.1, 0.85), 0.08)
    college = (1 - own) * np.clip(0.72 - 0.06 * better + rng.normal(0, 0.05, n), 0.3, 0.95)
    elsewhere = 0.01
    unknown = (100 - sustained) * rng.uniform(0.10, 0.25, n)
    gap = np.minimum(0.45 * (100 - sustained) + 1.0, sustained)
    share = numbers["disadvantaged"] / numbers["pupils"]
    return {
        "sustained": sustained,
        "education": education,
        "further_education_college": education * college,
        "school_sixth_form": education * own,
        "sixth_form_college": education * (1 - own - college) * (1 - elsewhere),
        "other_education": education * (1 - own - college) * elsewhere,
        "apprenticeship": np.minimum(apprentices, sustained),
        "work": np.minimum(work, sustained),
        "not_sustained": 100 - sustained - unknown,
        "unknown": unknown,
        "sustained_disadvantaged": sustained - (1 - share) * gap,
    }


def _lasting(seed: int, what: str, records: Records) -> Array:
    """Return a draw for each school that is the same in all years, found by its place."""
    drawn = stream(seed, "synthetic", what, "lasting").normal(size=100_000)
    return np.asarray(drawn[_place_numbers(records)])


def _uniform(seed: int, what: str, records: Records) -> Array:
    drawn = stream(seed, "synthetic", what, "lasting").random(100_000)
    return np.asarray(drawn[_place_numbers(records)])


def _place_numbers(records: Records) -> Array:
    """Return a number for each place, of the area's code and the school's number in it."""
    return records.texts["place"].astype(np.int64) * 7919 % 100_000
