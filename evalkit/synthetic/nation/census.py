"""The January census of invented schools: rolls, languages, free meals and needs, near those of their cohorts."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from evalkit.core.streams import stream
from evalkit.synthetic.nation.figures import Records
from evalkit.synthetic.nation.school_facts import Topic
from evalkit.synthetic.nation.schools import Array

# Whole schools differ from one cohort by this many percentage points where a fifth of pupils are in a group.
WHOLE_SCHOOL = 1.5
MEALS_NOW = 0.52
UNKNOWN_LANGUAGE = 0.003
# Years in a school, from which its roll follows where only one cohort is known.
COHORTS_ON_ROLL = 5.0
FIRST_YEARS_OF_NEW = (110, 190)


@dataclass(frozen=True, slots=True)
class Census:
    """One January's counts; arrays by school.

    Attributes
    ----------
    urn, area, establishment, kind : array of str
        Which school, and ``mainstream``, ``special`` or ``independent``.
    counts : dict of array
        ``roll``, ``girls``, ``plan``, ``support``, ``eal``, ``english``, ``unclassified``, ``meals`` and
        ``meals_ever``; NaN where a school is not asked.
    """

    urn: Array
    area: Array
    establishment: Array
    kind: Array
    counts: dict[str, Array]

    def __len__(self) -> int:
        """Return the number of schools."""
        return len(self.urn)


def census_of(seed: int, year: int, parts: dict[str, Records], opened: dict[int, str]) -> list[Census]:
    """Return the census of one year, a part for each kind of school.

    Parameters
    ----------
    seed : int
        Seed of all draws.
    year : int
        Year of the January.
    parts : dict of Records
        ``mainstream``, ``grown``, ``new``, ``special`` and ``independent`` schools of that year's tables.
    opened : dict
        Days on which new schools opened, by number.
    """
    made = {"mainstream": _mainstream, "grown": _mainstream, "special": _special, "independent": _independent}
    found = []
    for kind, records in parts.items():
        rng = stream(seed, "synthetic", Topic.CENSUS, kind, year)
        if kind == "new":
            counts = _new(rng, year, [opened[int(urn)] for urn in records.texts["urn"]])
        else:
            counts = made[kind](rng, records)
        texts = records.texts
        label = np.full(len(records), "mainstream" if kind in ("new", "grown") else kind)
        found.append(Census(texts["urn"], texts["area"], texts["establishment"], label, counts))
    return found


def _mainstream(rng: np.random.Generator, records: Records) -> dict[str, Array]:
    numbers = records.numbers
    roll = numbers["on_roll"]
    eal = _near(rng, numbers["eal_share"])
    ever = _near(rng, numbers["disadvantaged_share"])
    shares = {
        "plan": _near(rng, numbers["plan_share"], 0.4),
        "support": _near(rng, numbers["support_share"]),
        "eal": eal,
        "meals": ever * MEALS_NOW * rng.uniform(0.9, 1.1, len(roll)),
        "meals_ever": ever,
    }
    return _counts(roll, numbers["girls_on_roll"], shares)


def _special(rng: np.random.Generator, records: Records) -> dict[str, Array]:
    roll = np.rint(records.numbers["pupils"] * 8.5)
    n = len(roll)
    ever = np.clip(rng.normal(48.0, 9.0, n), 10, 90)
    shares = {
        "plan": np.clip(rng.normal(98.0, 1.5, n), 85, 100),
        "support": rng.uniform(0, 1.5, n),
        "eal": np.clip(rng.gamma(1.5, 9.0, n), 0, 80),
        "meals": ever * 0.75,
        "meals_ever": ever,
    }
    return _counts(roll, np.rint(roll * 0.29), shares)


def _independent(rng: np.random.Generator, records: Records) -> dict[str, Array]:
    roll = np.rint(records.numbers["pupils"] * 7.0)
    shares = {"plan": rng.uniform(0, 3, len(roll)), "support": rng.uniform(2, 20, len(roll))}
    counts = _counts(roll, np.rint(roll * 0.49), shares)
    unknown = np.full(len(roll), np.nan)
    return counts | dict.fromkeys(("eal", "english", "unclassified", "meals", "meals_ever"), unknown)


def _new(rng: np.random.Generator, year: int, opened: list[str]) -> dict[str, Array]:
    """Return the census of new schools, which take in one more year of pupils each September, up to five."""
    grown = np.array([min(year - int(day[:4]), COHORTS_ON_ROLL) for day in opened])
    roll = np.rint(rng.uniform(*FIRST_YEARS_OF_NEW, len(opened)) * grown)
    n = len(opened)
    ever = np.clip(rng.normal(27.0, 10.0, n), 2, 70)
    shares = {
        "plan": rng.uniform(0.5, 3.0, n),
        "support": rng.uniform(6, 16, n),
        "eal": np.clip(rng.gamma(1.2, 14.0, n), 0, 85),
        "meals": ever * MEALS_NOW,
        "meals_ever": ever,
    }
    return _counts(roll, np.rint(roll * 0.48), shares)


def _near(rng: np.random.Generator, share: Array, spread: float = WHOLE_SCHOOL) -> Array:
    """Return shares of whole schools near those of a cohort, nearer where they are small."""
    wide = spread * np.sqrt(np.minimum(share, 100.0 - share) / 20.0)
    return np.asarray(np.clip(share + wide * rng.normal(size=len(share)), 0.0, 100.0))


def _counts(roll: Array, girls: Array, shares: dict[str, Array]) -> dict[str, Array]:
    counts = {name: np.rint(roll * share / 100.0) for name, share in shares.items()}
    if "eal" in counts:
        counts["unclassified"] = np.minimum(np.rint(roll * UNKNOWN_LANGUAGE), roll - counts["eal"])
        counts["english"] = roll - counts["eal"] - counts["unclassified"]
    return {"roll": roll, "girls": np.minimum(girls, roll), **counts}
