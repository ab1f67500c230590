"""The four elements of progress and attainment, in the units of each year."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from evalkit.core.streams import stream
from evalkit.synthetic.nation.generator import Nation
from evalkit.synthetic.nation.schools import Array
from evalkit.synthetic.nation.settings import (
    OLD_GRADE_UNIT,
    OLD_GRADES,
    POINTS_OF_YEAR,
    PUPIL_SD_MATHS,
    PUPIL_SD_OVERALL,
)

SLOTS = {"english": 2.0, "maths": 2.0, "ebacc": 3.0, "open": 3.0}
# Mean points of an element at a Key Stage 2 average of 28.4, and what one point of that average adds.
EXPECTED = {"english": (10.0, 0.66), "maths": (9.1, 0.83), "ebacc": (13.6, 1.25), "open": (14.1, 0.94)}
# On the points of 2016: the same mean grade stands higher, and differences are smaller.
OLD_POINTS = {"english": (10.2, 0.85), "maths": (9.8, 0.85), "ebacc": (14.2, 0.90), "open": (15.3, 0.90)}
MOST_POINTS = {True: {"english": 15.9, "maths": 15.9}, False: {"english": 17.9, "maths": 17.9}}
MOST_POINTS_THREE_SLOTS = {True: 23.9, False: 26.9}


@dataclass(frozen=True, slots=True)
class Elements:
    """One year's progress and attainment of every school, in that year's units.

    Attributes
    ----------
    progress : dict of array
        Progress 8 (``overall``, not adjusted) and its four elements.
    attainment : dict of array
        Points of the four elements and their sum (``overall``).
    usual : dict of float
        Points of the four elements and their sum at average progress and Key Stage 2 results.
    pupil_sd : dict of float
        National SD of pupils' scores, overall and in each element.
    """

    progress: dict[str, Array]
    attainment: dict[str, Array]
    usual: dict[str, float]
    pupil_sd: dict[str, float]


def old_grades(year: int) -> bool:
    """Say whether a year's grades are A* to G."""
    return year <= max(OLD_GRADES)


def pupil_sd(year: int) -> dict[str, float]:
    """Return the national SD of pupils' scores, overall and in maths."""
    base = max((known for known in PUPIL_SD_OVERALL if known <= year), default=min(PUPIL_SD_OVERALL))
    unit = OLD_GRADE_UNIT if old_grades(year) else 1.0
    maths = PUPIL_SD_MATHS[base] * unit
    return {
        "overall": PUPIL_SD_OVERALL[base] * unit,
        "maths": maths,
        "english": maths * 1.02,
        "ebacc": maths * 1.05,
        "open": maths * 1.08,
    }


def elements_of(nation: Nation, year: int) -> Elements:
    """Return one year's elements; the slots of Attainment 8 always add up to the whole."""
    column = nation.years.index(year)
    progress = _progress(nation, column)
    above = nation.cohorts.ks2[:, column] - 28.4
    attainment: dict[str, Array] = {}
    for name, slots in SLOTS.items():
        level, slope = EXPECTED[name]
        points = level + slope * above + slots * progress[name] + slots / 10.0 * POINTS_OF_YEAR.get(year, 0.0)
        attainment[name] = _on_years_points(points, name, year)
    attainment["overall"] = np.sum(list(attainment.values()), axis=0)
    old = old_grades(year)
    unit = OLD_GRADE_UNIT if old else 1.0
    usual = {name: level for name, (level, _) in (OLD_POINTS if old else EXPECTED).items()}
    usual["overall"] = sum(usual.values())
    return Elements({name: values * unit for name, values in progress.items()}, attainment, usual, pupil_sd(year))


def _progress(nation: Nation, column: int) -> dict[str, Array]:
    """Return overall progress and elements that agree: two, two, three and three tenths of them make the whole."""
    rng = stream(nation.seed, "synthetic", "elements")
    n, shape = len(nation.schools), (len(nation.schools), len(nation.years))
    english = rng.normal(0, 0.20, n) + rng.normal(0, 0.12, shape)[:, column]
    tilt = rng.normal(0, 0.16, n) + rng.normal(0, 0.08, shape)[:, column]
    overall, maths = nation.overall[:, column], nation.maths[:, column]
    english = nation.untreated.overall[:, column] + english
    rest = (10.0 * overall - 2.0 * english - 2.0 * maths) / 6.0
    return {"overall": overall, "english": english, "maths": maths, "ebacc": rest + tilt, "open": rest - tilt}


def _on_years_points(points: Array, name: str, year: int) -> Array:
    old = old_grades(year)
    if old:
        level, unit = OLD_POINTS[name]
        points = level + unit * (points - EXPECTED[name][0])
    return np.asarray(np.clip(points, 0.3, MOST_POINTS[old].get(name, MOST_POINTS_THREE_SLOTS[old])))
