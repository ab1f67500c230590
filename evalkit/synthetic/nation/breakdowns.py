"""Results of groups of pupils in invented schools: by earlier results, sex, language and disadvantage.

The groups of a school average to the school, weighted by their pupils.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from evalkit.synthetic.nation.schools import Array

LIMIT = 1.96
# A group of fewer pupils than this is not shown.
FEW = 6
# Share of the spread of pupils that stays inside a group.
INSIDE = 0.9


@dataclass(frozen=True, slots=True)
class Split:
    """One way to divide a school's pupils.

    Attributes
    ----------
    groups : tuple of str
        Names; the counts of pupils stand under the same names.
    progress, attainment, maths : tuple of float
        How far each group lies from the first, in grades, in points of Attainment 8 beyond what progress
        brings, and in points of its maths element likewise.
    shown : tuple of str
        Those of the groups whose figures are published.
    """

    groups: tuple[str, ...]
    progress: tuple[float, ...]
    attainment: tuple[float, ...]
    maths: tuple[float, ...]
    shown: tuple[str, ...]


# Differences near the published national ones of 2018/19.
SPLITS = (
    Split(
        ("low_prior", "middle_prior", "high_prior"),
        (0.0, 0.02, 0.06),
        (0.0, 17.5, 34.0),
        (0.0, 4.0, 8.0),
        ("low_prior", "middle_prior", "high_prior"),
    ),
    Split(("boys", "girls"), (0.0, 0.46), (0.0, 0.6), (0.0, -0.55), ("boys", "girls")),
    Split(("english_language", "eal"), (0.0, 0.50), (0.0, -4.5), (0.0, -0.6), ("eal",)),
)
SHARE_OF_POINTS = {"attainment8": 10.0, "attainment8_maths": 2.0}
GAP_IN_BASICS = {"basics_94": 22.0, "basics_95": 20.0}


def split_figures(rng: np.random.Generator, numbers: dict[str, Array], sd: float) -> dict[str, Array]:
    """Return progress and attainment of each group: adjusted as the school's is, and before adjustment.

    Parameters
    ----------
    rng : Generator
        For the luck of each group.
    numbers : dict of array
        Figures of the schools.
    sd : float
        National SD of pupils' scores.
    """
    found: dict[str, Array] = {}
    for split in SPLITS:
        pupils = np.column_stack([numbers[group] for group in split.groups])
        counted = pupils * (numbers["progress_pupils"] / numbers["pupils"])[:, None]
        away = np.array(split.progress) + rng.normal(0, 0.12, pupils.shape)
        away = away + INSIDE * sd * rng.normal(size=pupils.shape) / np.sqrt(np.maximum(counted, 1.0))
        away = _centred(away, counted)
        beyond = _centred(np.broadcast_to(np.array(split.attainment), pupils.shape), pupils)
        in_maths = _centred(np.broadcast_to(np.array(split.maths), pupils.shape), pupils)
        for place, group in enumerate(split.groups):
            if group not in split.shown:
                continue
            half = LIMIT * sd / np.sqrt(np.maximum(counted[:, place], 1.0))
            found |= _progress(group, numbers, away[:, place], half)
            found[f"progress_pupils_{group}"] = np.rint(counted[:, place])
            for name, more in (("attainment8", beyond), ("attainment8_maths", in_maths)):
                points = numbers[name] + SHARE_OF_POINTS[name] * away[:, place] + more[:, place]
                found[f"{name}_{group}"] = np.clip(points, 0.0, 9.0 * SHARE_OF_POINTS[name])
    return found


def disadvantage_figures(
    rng: np.random.Generator, numbers: dict[str, Array], english: Array, sd: float
) -> dict[str, Array]:
    """Return what the table has by disadvantage besides overall progress and maths: English, and grades in both.

    Parameters
    ----------
    rng : Generator
        For the luck of each group.
    numbers : dict of array
        Figures of the schools, overall progress by disadvantage among them.
    english : array
        Progress in English of each school.
    sd : float
        National SD of pupils' scores in English.
    """
    share = numbers["disadvantaged"] / numbers["pupils"]
    gap = numbers["progress8_not_disadvantaged"] - numbers["progress8_disadvantaged"]
    gap = gap + rng.normal(0, 0.10, len(gap))
    found = {}
    for group, shift in (("disadvantaged", -(1 - share) * gap), ("not_disadvantaged", share * gap)):
        half = LIMIT * sd / np.sqrt(np.maximum(numbers[f"progress_pupils_{group}"], 1.0))
        value = english + shift
        found[f"progress8_english_{group}"] = value
        found[f"progress8_english_{group}_low"], found[f"progress8_english_{group}_high"] = value - half, value + half
        for name in ("", "_low", "_high"):
            found[f"progress8_{group}_original{name}"] = numbers[f"progress8_{group}{name}"]
    for name, usual in GAP_IN_BASICS.items():
        whole = numbers[name]
        room = np.minimum(whole / np.maximum(1 - share, 0.01), (100 - whole) / np.maximum(share, 0.01))
        apart = np.clip(usual + rng.normal(0, 7.0, len(whole)), 0.0, room)
        found[f"{name}_disadvantaged"] = whole - (1 - share) * apart
        found[f"{name}_not_disadvantaged"] = whole + share * apart
    return found


def subject_figures(rng: np.random.Generator, numbers: dict[str, Array], usual: dict[str, float]) -> dict[str, Array]:
    """Return entries in maths and grades in science and the English Baccalaureate, in per cent."""
    n = len(numbers["pupils"])
    above = numbers["attainment8_ebacc"] - usual["ebacc"]
    entries = np.clip(100.0 - rng.exponential(2.2, n), 80.0, 100.0)
    spread = rng.normal(0, 0.12, (4, n))
    return {
        "maths_entries": np.maximum(entries, numbers["maths_94"]),
        "science_94": _share(0.55 + 0.24 * above + spread[0]),
        "science_95": _share(-0.35 + 0.26 * above + spread[1]),
        "ebacc_94": numbers["ebacc_entry"] * _share(0.55 + 0.25 * above + spread[2]) / 100.0,
        "ebacc_95": numbers["ebacc_entry"] * _share(0.05 + 0.27 * above + spread[3]) / 100.0,
    }


def codes_of_groups(numbers: dict[str, Array], progress: Array) -> dict[str, Array]:
    """Return for each group why a school's figures are not shown: as the school's, or because it is small."""
    return {
        group: np.where((progress == "") & (numbers[f"progress_pupils_{group}"] < FEW), "SUPP", progress)
        for split in SPLITS
        for group in split.shown
    }


def _progress(group: str, numbers: dict[str, Array], away: Array, half: Array) -> dict[str, Array]:
    found = {}
    for name, whole in (
        (f"progress8_{group}", numbers["progress8"]),
        (f"progress8_{group}_original", numbers["progress8_original"]),
    ):
        value = whole + away
        found[name], found[f"{name}_low"], found[f"{name}_high"] = value, value - half, value + half
    return found


def _centred(values: Array, weights: Array) -> Array:
    """Return values less each school's mean over its pupils."""
    total = np.maximum(weights.sum(axis=1, keepdims=True), 1e-9)
    return np.asarray(values - (values * weights).sum(axis=1, keepdims=True) / total)


def _share(logit: Array) -> Array:
    return np.asarray(100.0 / (1.0 + np.exp(-logit)))
