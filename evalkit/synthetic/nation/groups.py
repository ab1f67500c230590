"""Groups of pupils inside invented schools: ethnic groups, and pupils with free school meals.

Groups of a school always average to the school, weighted by their pupils, so that figures of an area by
group are means of its schools' pupils. A programme moves every group of a school by the same amount.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from evalkit.core.streams import stream
from evalkit.synthetic.nation.figures import Records
from evalkit.synthetic.nation.generator import Nation
from evalkit.synthetic.nation.schools import Array

ETHNIC = ("white", "mixed", "asian", "black", "chinese", "other")
# Of pupils who are not white, and how far each group lies above the white pupils of its school, in grades, where
# three pupils in ten are not white. Near the published national figures of 2017 to 2019.
NOT_WHITE_SHARES = np.array([0.20, 0.44, 0.22, 0.02, 0.12])
ABOVE_WHITE = np.array([0.0, 0.05, 0.45, 0.20, 0.85, 0.40])
# White pupils lie further back where they are fewer: what each percentage point of other pupils adds.
FURTHER_BACK, USUAL_NOT_WHITE, MOST_BACK = 0.012, 27.0, 0.50
SCHOOL_SPREAD = 0.10
MEALS_OF_DISADVANTAGED = 0.52
MEALS_BEHIND = 0.09
POINTS_A_GRADE = 12.5
# Pupils of special schools, whose figures by group are not published: shares taken for all of them.
SPECIAL_DISADVANTAGED, SPECIAL_WHITE = 0.42, 0.76


@dataclass(frozen=True, slots=True)
class PupilGroups:
    """Pupils, progress and attainment of each group; arrays by school, by name of the group.

    Attributes
    ----------
    pupils, progress_pupils : dict of array
        At the end of Key Stage 4, and those of them in progress measures.
    attainment8, progress8 : dict of array
        Means over them.
    """

    pupils: dict[str, Array]
    progress_pupils: dict[str, Array]
    attainment8: dict[str, Array]
    progress8: dict[str, Array]


def groups_of(nation: Nation, year: int, records: Records) -> PupilGroups:
    """Return the groups of one year's mainstream schools, in the order of its records."""
    column = nation.years.index(year)
    rows = np.flatnonzero(nation.lives.present[:, column])
    numbers = records.numbers
    share = ethnic_shares(nation, nation.cohorts.eal[:, column])[rows]
    counted = numbers["progress_pupils"][:, None] * share
    progress = _ethnic_progress(nation, year, share, counted, numbers["progress8"])[:, :]
    found = PupilGroups({}, {}, {}, {})
    for place, name in enumerate(ETHNIC):
        above = progress[:, place] - numbers["progress8"]
        found.pupils[name] = numbers["pupils"] * share[:, place]
        found.progress_pupils[name] = counted[:, place]
        found.progress8[name] = progress[:, place]
        found.attainment8[name] = numbers["attainment8"] + POINTS_A_GRADE * above
    _add_disadvantage(found, numbers)
    return found


def special_groups(records: Records) -> PupilGroups:
    """Return the groups of special schools: the same shares in all of them, and no differences."""
    shares = dict.fromkeys(ETHNIC, 0.0) | {"white": SPECIAL_WHITE}
    shares |= dict(zip(ETHNIC[1:], ((1 - SPECIAL_WHITE) * NOT_WHITE_SHARES).tolist(), strict=True))
    meals = SPECIAL_DISADVANTAGED * MEALS_OF_DISADVANTAGED
    shares |= {"disadvantaged": SPECIAL_DISADVANTAGED, "not_disadvantaged": 1 - SPECIAL_DISADVANTAGED}
    shares |= {"meals": meals, "no_meals": 1 - meals}
    numbers = records.numbers
    return PupilGroups(
        {name: numbers["pupils"] * share for name, share in shares.items()},
        {name: numbers["progress_pupils"] * share for name, share in shares.items()},
        {name: numbers["attainment8"] for name in shares},
        {name: numbers["progress8"] for name in shares},
    )


def ethnic_shares(nation: Nation, eal: Array) -> Array:
    """Return the share of each group in each school, from its pupils with another first language."""
    rng = stream(nation.seed, "synthetic", "groups")
    n = len(nation.schools)
    not_white = np.clip(9.0 + 1.05 * eal + rng.normal(0, 2.5, n), 1.0, 97.0) / 100.0
    weight = NOT_WHITE_SHARES * rng.gamma(6.0, 1 / 6.0, (len(nation.areas), 5))[nation.schools.area]
    return np.column_stack([1.0 - not_white, not_white[:, None] * weight / weight.sum(axis=1, keepdims=True)])


def _ethnic_progress(nation: Nation, year: int, share: Array, counted: Array, whole: Array) -> Array:
    lasting = stream(nation.seed, "synthetic", "groups", "lasting").normal(0, SCHOOL_SPREAD, (len(nation.schools), 6))
    rows = np.flatnonzero(nation.lives.present[:, nation.years.index(year)])
    luck = stream(nation.seed, "synthetic", "groups", year).normal(size=(len(nation.schools), 6))[rows]
    back = np.clip(FURTHER_BACK * (100 * (1 - share[:, 0]) - USUAL_NOT_WHITE), -0.15, MOST_BACK)
    above = np.tile(ABOVE_WHITE, (len(rows), 1))
    above[:, 1:] += back[:, None]
    above = above + lasting[rows] + 1.1 * luck / np.sqrt(np.maximum(counted, 1.0))
    mean = (above * share).sum(axis=1, keepdims=True)
    return np.asarray(whole[:, None] + above - mean)


def _add_disadvantage(found: PupilGroups, numbers: dict[str, Array]) -> None:
    """Add disadvantaged pupils as the school tables have them, and those with meals now, who are about half of them."""
    for name in ("disadvantaged", "not_disadvantaged"):
        found.pupils[name] = numbers[name]
        found.progress_pupils[name] = numbers[f"progress_pupils_{name}"]
        found.progress8[name] = numbers[f"progress8_{name}"]
        found.attainment8[name] = numbers[f"attainment8_{name}"]
    for pupils, values, whole, slots in (
        (found.pupils, found.attainment8, numbers["attainment8"], POINTS_A_GRADE),
        (found.progress_pupils, found.progress8, numbers["progress8"], 1.0),
    ):
        every = pupils["disadvantaged"] + pupils["not_disadvantaged"]
        meals = MEALS_OF_DISADVANTAGED * pupils["disadvantaged"]
        values["meals"] = np.maximum(values["disadvantaged"] - MEALS_BEHIND * slots, 0.0 if slots > 1 else -9.0)
        pupils["meals"], pupils["no_meals"] = meals, every - meals
        rest = np.maximum(every - meals, 1e-9)
        values["no_meals"] = (whole * every - values["meals"] * meals) / rest
