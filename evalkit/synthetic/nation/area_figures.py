"""Figures of areas, regions and the nation: means over the pupils of their schools, group by group."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from evalkit.synthetic.nation.breakdowns import FEW
from evalkit.synthetic.nation.figures import Records
from evalkit.synthetic.nation.groups import PupilGroups
from evalkit.synthetic.nation.schools import Array

# Figures of all pupils, by the family that hides them and the pupils they are means over.
BY_PUPILS = (
    "attainment8", "basics_94", "basics_95", "maths_94", "maths_95", "ebacc_entry", "ebacc_points", "ebacc_94",
    "ebacc_95", "attainment8_maths", "attainment8_english", "sustained", "education", "further_education_college",
    "school_sixth_form", "sixth_form_college", "apprenticeship", "not_sustained",
)  # fmt: skip
BY_PROGRESS_PUPILS = ("progress8", "progress8_maths", "progress8_english")


@dataclass(frozen=True, slots=True)
class AreaYear:
    """One year's sums over the pupils of each area's schools.

    Attributes
    ----------
    sums, weights : dict of array
        For each figure the sum over pupils and how many they are; one entry per area.
    schools : array of int
        Schools in each area.
    """

    sums: dict[str, Array]
    weights: dict[str, Array]
    schools: Array

    def count(self, figure: str, members: Array) -> float:
        """Return how many pupils a figure rests on in some of the areas (positions)."""
        return float(self.weights[figure][members].sum()) if figure in self.weights else 0.0

    def mean(self, figure: str, members: Array) -> float:
        """Return the mean over the pupils of some of the areas (positions); NaN for too few pupils."""
        pupils = self.count(figure, members)
        return float(self.sums[figure][members].sum() / pupils) if pupils >= FEW else float("nan")


def area_year(codes: Sequence[str], parts: Sequence[tuple[Records, PupilGroups | None]]) -> AreaYear:
    """Return one year's sums; a school whose figures are hidden does not count in them.

    Parameters
    ----------
    codes : sequence of str
        Codes of the areas, in order.
    parts : sequence of (Records, PupilGroups or None)
        Schools and their groups of pupils, where they are known.
    """
    sums: dict[str, Array] = {}
    weights: dict[str, Array] = {}
    schools = np.zeros(len(codes), dtype=int)
    order = {code: position for position, code in enumerate(codes)}
    for records, groups in parts:
        area = np.array([order[code] for code in records.texts["area"]])
        schools += np.bincount(area, minlength=len(codes))
        for figure, values, pupils in _figures(records, groups):
            known = np.isfinite(values) & np.isfinite(pupils)
            weight = np.where(known, pupils, 0.0)
            total = np.bincount(area, np.where(known, values, 0.0) * weight, minlength=len(codes))
            sums[figure] = sums.get(figure, 0.0) + total
            weights[figure] = weights.get(figure, 0.0) + np.bincount(area, weight, minlength=len(codes))
    return AreaYear(sums, weights, schools)


def _figures(records: Records, groups: PupilGroups | None) -> list[tuple[str, Array, Array]]:
    attained = np.where(records.codes["attainment"] == "", 1.0, np.nan)
    progressed = np.where(records.codes["progress"] == "", 1.0, np.nan)
    numbers = records.numbers
    found = [(name, numbers[name] * attained, numbers["pupils"]) for name in BY_PUPILS if name in numbers]
    found += [
        (name, numbers[name] * progressed, numbers["progress_pupils"]) for name in BY_PROGRESS_PUPILS if name in numbers
    ]
    if groups is not None:
        for name, pupils in groups.pupils.items():
            found.append((f"attainment8_{name}", groups.attainment8[name] * attained, pupils))
            found.append((f"progress8_{name}", groups.progress8[name] * progressed, groups.progress_pupils[name]))
    return found
