"""Totals in the tables of invented schools: one row for each area, and two for the nation."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from evalkit.synthetic.nation.areas import NationArea
from evalkit.synthetic.nation.figures import Records
from evalkit.synthetic.nation.others import FAMILIES, GROUPS
from evalkit.synthetic.nation.schools import Array

_ON_ROLL = ("on_roll", "girls_on_roll", "boys_on_roll", "pupils", "adjusted_pupils", "girls", "boys")
_ATTAINED = ("low_prior", "middle_prior", "high_prior")
_BACKGROUND = ("disadvantaged", "not_disadvantaged", "eal", "english_language", "unclassified_language", "non_mobile")
SUMMED = (*_ON_ROLL, *_ATTAINED, *_BACKGROUND, "plan", "support", "any_need")


def authority_records(areas: Sequence[NationArea], schools: Sequence[Records]) -> Records:
    """Return one total for each area, over its state-funded schools."""
    codes = np.array([area.code for area in areas])
    order = {code: place for place, code in enumerate(codes.tolist())}
    where = [np.array([order[code] for code in part.texts["area"].tolist()]) for part in schools]
    names = np.array([area.name for area in areas])
    return _totals("authority", schools, where, {"area": codes, "name": names})


def national_records(state: Sequence[Records], others: Sequence[Records]) -> tuple[Records, Records]:
    """Return the total of all schools and that of state-funded schools."""
    whole = [np.zeros(len(part), dtype=int) for part in (*state, *others)]
    everyone = _totals("nation", (*state, *others), whole, {})
    return everyone, _totals("state", state, whole[: len(state)], {})


def _totals(kind: str, parts: Sequence[Records], where: Sequence[Array], texts: dict[str, Array]) -> Records:
    """Return sums of counts and pupil-weighted means of the rest, over the figures that are shown.

    ``where`` holds for each part the position of the total that each of its rows counts in.
    """
    count = len(texts["area"]) if texts else 1
    at = np.concatenate(list(where))
    shown: dict[str, Array] = {}
    numbers = {}
    for name in parts[0].numbers:
        if _hidden(name):
            numbers[name] = np.full(count, np.nan)
            continue
        values = _shown(parts, name, shown)
        weight = _shown(parts, _pupils_of(name), shown)
        known = np.isfinite(values) & np.isfinite(weight)
        summed = name in SUMMED or name.endswith("_total") or name.startswith("progress_pupils")
        weight = np.where(known, 1.0 if summed else weight, 0.0)
        total = np.bincount(at, np.where(known, values, 0.0) * weight, minlength=count)
        over = np.bincount(at, weight, minlength=count)
        numbers[name] = total if summed else np.where(over > 0, total / np.maximum(over, 1e-9), np.nan)
    return Records(kind, texts, numbers, {name: np.full(count, "") for name in FAMILIES})


def _shown(parts: Sequence[Records], name: str, known: dict[str, Array]) -> Array:
    """Return a figure of all schools of all parts, NaN where it is not shown; each is put together once."""
    if name not in known:
        family = "pupils"
        if "progress" in name or name == "band":
            family = "progress"
        elif "attainment" in name:
            family = "attainment"
        known[name] = np.concatenate(
            [
                np.where(part.codes[family] == "", part.numbers.get(name, np.full(len(part), np.nan)), np.nan)
                for part in parts
            ]
        )
    return known[name]


def _pupils_of(name: str) -> str:
    """Return the count of the pupils that a figure is a mean over: those of its group, where it is one's."""
    found = [group for group in GROUPS if f"_{group}" in name and not name.endswith("_share")]
    group = max(found, key=len, default="")
    if "progress" in name:
        return f"progress_pupils_{group}" if group else "progress_pupils"
    return group or "pupils"


def _hidden(name: str) -> bool:
    """Say whether a figure is left empty in totals: limits, bands, copies of earlier years."""
    return name.endswith(("_low", "_high")) or name == "band" or "@" in name
