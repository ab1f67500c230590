"""Rows that are no mainstream state school: special and independent schools, and new schools."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from evalkit.core.streams import stream
from evalkit.synthetic.nation.breakdowns import LIMIT, SPLITS
from evalkit.synthetic.nation.elements import pupil_sd
from evalkit.synthetic.nation.figures import Records
from evalkit.synthetic.nation.generator import Nation
from evalkit.synthetic.nation.names import school_names
from evalkit.synthetic.nation.schools import Array
from evalkit.synthetic.nation.settings import LEICESTER, LEICESTER_NEW_SCHOOL

GROUPS = ("disadvantaged", "not_disadvantaged", *(group for split in SPLITS for group in split.shown))
FAMILIES = ("pupils", "attainment", "progress", *GROUPS)
SPECIAL_SCHOOLS = 1200
INDEPENDENT_SCHOOLS = 1000
NEW_SCHOOLS_A_YEAR = 22
FIRST_URN_OF_NEW, FIRST_URN_OF_SPECIAL, FIRST_URN_OF_INDEPENDENT = 950001, 960001, 970001
# Of special schools in the published table of 2018/19: progress and attainment shown, attainment alone, neither.
SPECIAL_PATTERNS = (("", "", 0.30), ("", "NP", 0.14), ("NE", "NE", 0.24), ("NE", "NP", 0.05), ("SUPP", "SUPP", 0.27))
INDEPENDENT_PATTERNS = (("", "NP", 0.86), ("SUPP", "NP", 0.09), ("NE", "NP", 0.05))


def special_records(nation: Nation, year: int) -> Records:
    """Return special schools of one year: few pupils, many of them in no measure."""
    rng = stream(nation.seed, "synthetic", "special", year)
    texts = _texts(nation, "special", SPECIAL_SCHOOLS, FIRST_URN_OF_SPECIAL, 7001)
    kinds = np.array(["community special", "academy special", "independent special"])
    texts["school_type"] = kinds[np.arange(SPECIAL_SCHOOLS) % 3]
    codes = _codes(rng, SPECIAL_PATTERNS, SPECIAL_SCHOOLS)
    size = np.maximum(6, rng.gamma(4.0, 2.75, SPECIAL_SCHOOLS).round())
    size = np.where(codes["attainment"] == "SUPP", rng.integers(1, 6, SPECIAL_SCHOOLS), size)
    numbers = _few_figures(rng, size, attainment=6.0, progress=-1.3, year=year)
    return Records("special", texts, numbers, codes)


def independent_records(nation: Nation, year: int) -> Records:
    """Return independent schools of one year: no progress measure is published for them."""
    rng = stream(nation.seed, "synthetic", "independent", year)
    texts = _texts(nation, "independent", INDEPENDENT_SCHOOLS, FIRST_URN_OF_INDEPENDENT, 6001)
    texts["school_type"] = np.full(INDEPENDENT_SCHOOLS, "independent")
    codes = _codes(rng, INDEPENDENT_PATTERNS, INDEPENDENT_SCHOOLS)
    size = np.maximum(6, rng.gamma(4.0, 13.0, INDEPENDENT_SCHOOLS).round())
    numbers = _few_figures(rng, size, attainment=30.0, progress=0.0, year=year)
    return Records("mainstream", texts, numbers, codes)


def new_records(nation: Nation, year: int) -> Records:
    """Return mainstream schools that have opened and have no results yet; one of them in Leicester in 2019."""
    opened = NEW_SCHOOLS_A_YEAR * (1 + nation.years.index(year))
    texts = _texts(nation, "new", opened, FIRST_URN_OF_NEW, 4801)
    texts["school_type"] = np.full(opened, "free school")
    codes = [area.code for area in nation.areas]
    if year == max(nation.years) and LEICESTER.area in codes:
        one = _texts(nation, "new", 1, LEICESTER_NEW_SCHOOL, 4899)
        one |= {"area": np.array([LEICESTER.area]), "place": np.array([f"{LEICESTER.area}4899"])}
        one |= {"school_type": np.array(["free school"]), "name": school_names("Invented New School", 999)[-1:]}
        texts = {name: np.concatenate([values, one[name]]) for name, values in texts.items()}
    n = len(texts["urn"])
    return Records("mainstream", texts, {"pupils": np.full(n, np.nan)}, {name: np.full(n, "NEW") for name in FAMILIES})


def opening_days(nation: Nation) -> dict[int, str]:
    """Return the day on which each new school opened, by its number."""
    first, years = min(nation.years) - 1, len(nation.years)
    days = {
        FIRST_URN_OF_NEW + place: f"{first + place // NEW_SCHOOLS_A_YEAR}-09-01"
        for place in range(NEW_SCHOOLS_A_YEAR * years)
    }
    return days | {LEICESTER_NEW_SCHOOL: f"{max(nation.years) - 1}-09-01"}


def _texts(nation: Nation, kind: str, count: int, first_urn: int, first_establishment: int) -> dict[str, Array]:
    """Return what identifies schools spread over all areas but the programmes'."""
    away = {group.programme.area for group in nation.groups} if kind == "new" else set()
    share = np.array([0 if a.code in away else a.schools for a in nation.areas], dtype=float)
    edges = np.cumsum(share) / share.sum()
    spread = (np.arange(count) * 0.6180339887) % 1.0
    area = np.array([a.code for a in nation.areas])[np.searchsorted(edges, spread, side="right")]
    seen: dict[str, int] = {}
    numbers = []
    for code in area:
        seen[code] = seen.get(code, -1) + 1
        numbers.append(str(first_establishment + seen[code]))
    return {
        "area": area,
        "establishment": np.array(numbers),
        "place": np.char.add(area, np.array(numbers)),
        "urn": np.char.mod("%d", first_urn + np.arange(count)),
        "name": school_names(f"Invented {kind.capitalize()} School", count),
        "gender": np.full(count, "mixed"),
        "selective": np.full(count, "no" if kind == "new" else ""),
        "closed": np.full(count, "0"),
        "ages": np.full(count, "11-16"),
    }


def _codes(rng: np.random.Generator, patterns: Sequence[tuple[str, str, float]], count: int) -> dict[str, Array]:
    chosen = rng.choice(len(patterns), count, p=[share for _, _, share in patterns])
    attainment = np.array([pattern[0] for pattern in patterns])[chosen]
    progress = np.array([pattern[1] for pattern in patterns])[chosen]
    groups = np.where(progress == "", "SUPP", progress)
    pupils = np.full(count, "")
    whole = {"pupils": pupils, "attainment": attainment, "progress": progress}
    return whole | dict.fromkeys(GROUPS, groups)


def _few_figures(
    rng: np.random.Generator, size: Array, *, attainment: float, progress: float, year: int
) -> dict[str, Array]:
    """Return the main figures of small schools; the rest is left to the publisher's codes."""
    count = len(size)
    girls = rng.binomial(size.astype(int), 0.4).astype(float)
    points = np.minimum(rng.gamma(1.5, attainment / 1.5, count), 70.0)
    score = progress + rng.normal(0, 0.6, count)
    sd = pupil_sd(year)
    low, high = score - LIMIT * sd["overall"] / np.sqrt(size), score + LIMIT * sd["overall"] / np.sqrt(size)
    return {
        "pupils": size,
        "girls": girls,
        "boys": size - girls,
        "girls_share": 100 * girls / size,
        "boys_share": 100 * (size - girls) / size,
        "attainment8": points,
        "attainment8_total": points * size,
        "attainment8_maths": points * 0.19,
        "basics_94": np.clip(points * 1.2 - 15, 0, 100),
        "basics_95": np.clip(points * 1.0 - 20, 0, 100),
        "progress_pupils": size,
        "coverage": np.full(count, 100.0),
        "adjusted_pupils": np.zeros(count),
        "progress8": score,
        "progress8_low": low,
        "progress8_high": high,
        "progress8_original": score - 0.02,
        "progress8_original_low": low - 0.02,
        "progress8_original_high": high - 0.02,
        "progress8_maths": score * 0.9,
        "band": np.where(score < -0.5, 5.0, 3.0),
    }
