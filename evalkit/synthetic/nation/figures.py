"""What would be published of the invented schools: one table of figures and codes for each kind of record."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from evalkit.core.streams import stream
from evalkit.synthetic.nation.breakdowns import (
    LIMIT,
    codes_of_groups,
    disadvantage_figures,
    split_figures,
    subject_figures,
)
from evalkit.synthetic.nation.elements import SLOTS, Elements, elements_of
from evalkit.synthetic.nation.generator import Nation
from evalkit.synthetic.nation.names import school_names
from evalkit.synthetic.nation.schools import Array
from evalkit.synthetic.nation.settings import LEVEL_OF_C, SCALED_LEVEL, SCALED_POINT

FIRST_ADJUSTED = 2018
FEW_DISADVANTAGED = 6
# Shares of schools and years with a blank Key Stage 2 average, hidden figures, low coverage.
BLANK_KS2, HIDDEN, LOW_COVERAGE = 0.001, 0.0012, 0.003
# Mean difference between other and disadvantaged pupils of a school, in grades.
GAP = 0.38


@dataclass(frozen=True, slots=True)
class Records:
    """Rows of one kind.

    Attributes
    ----------
    kind : str
        ``mainstream``, ``special``, ``authority``, ``nation`` or ``state``.
    texts : dict of array
        Figures that are words, by name.
    numbers : dict of array
        Figures that are numbers, by name; NaN is left blank.
    codes : dict of array
        For each family of figures the reason why the row has none, or nothing where it has them.
    """

    kind: str
    texts: dict[str, Array]
    numbers: dict[str, Array]
    codes: dict[str, Array]

    def __len__(self) -> int:
        """Return the number of rows."""
        return len(next(iter(self.numbers.values())))

    def take(self, rows: Array) -> Records:
        """Return some of the rows."""
        return Records(
            self.kind,
            {name: values[rows] for name, values in self.texts.items()},
            {name: values[rows] for name, values in self.numbers.items()},
            {name: values[rows] for name, values in self.codes.items()},
        )


def mainstream_records(nation: Nation, year: int) -> Records:
    """Return one year's mainstream state schools, present ones only."""
    rng = stream(nation.seed, "synthetic", "figures", year)
    elements = elements_of(nation, year)
    numbers = _pupils(rng, nation, year)
    numbers |= _attainment(rng, elements, numbers, year)
    numbers |= _progress(rng, elements, numbers, year)
    numbers |= _by_disadvantage(rng, elements, numbers)
    codes = _codes(rng, nation, year, numbers)
    numbers |= _groups(stream(nation.seed, "synthetic", "breakdowns", year), elements, numbers)
    codes |= codes_of_groups(numbers, codes["progress"])
    numbers["ks2"] = np.where((rng.random(len(nation.schools)) < BLANK_KS2) & ~_treated(nation), np.nan, numbers["ks2"])
    records = Records("mainstream", _texts(nation, year), numbers, codes)
    return records.take(np.flatnonzero(nation.lives.present[:, nation.years.index(year)]))


def with_earlier(records: Records, earlier: Records, year: int) -> Records:
    """Return records with copies of an earlier year's figures, found by the school's place."""
    position = {place: row for row, place in enumerate(earlier.texts["place"])}
    found = np.array([position.get(place, -1) for place in records.texts["place"]])
    copies = {}
    for name in ("attainment8", "progress_pupils", "progress8", "progress8_low", "progress8_high"):
        family = "attainment" if name == "attainment8" else "progress"
        shown = np.where(earlier.codes[family] == "", earlier.numbers[name], np.nan)
        copies[f"{name}@{year}"] = np.where(found >= 0, shown[found], np.nan)
    return replace(records, numbers=records.numbers | copies)


def _texts(nation: Nation, year: int) -> dict[str, Array]:
    column = nation.years.index(year)
    schools, lives = nation.schools, nation.lives
    order = np.arange(len(schools)) - np.searchsorted(schools.area, schools.area)
    number = np.char.mod("%d", 4001 + order)
    area = np.array([a.code for a in nation.areas])[schools.area]
    return {
        "area": area,
        "establishment": number,
        "place": np.char.add(area, number),
        "urn": np.char.mod("%d", lives.urn[:, column]),
        "name": school_names("Invented School", len(schools)),
        "school_type": lives.school_type[:, column].astype(str),
        "gender": schools.gender,
        "selective": np.where(schools.selective, "yes", "no"),
        "closed": np.where(lives.last[:, column], "1", "0"),
        "ages": np.where(schools.small_type, "14-18", "11-16"),
    }


def _pupils(rng: np.random.Generator, nation: Nation, year: int) -> dict[str, Array]:
    """Return counts and percentages that agree with each other."""
    column, cohorts = nation.years.index(year), nation.cohorts
    pupils = cohorts.pupils[:, column].astype(float)
    girls = np.rint(pupils * cohorts.girls[:, column] / 100)
    high = 1 / (1 + np.exp(-0.62 * (cohorts.ks2[:, column] - 28.9)))
    low = (1 - high) / (1 + np.exp(0.75 * (cohorts.ks2[:, column] - 26.5)))
    support = np.clip(rng.normal(0.105, 0.03, len(pupils)) + 0.001 * cohorts.disadvantaged[:, column], 0, 0.5)
    counts = {
        "girls": girls,
        "boys": pupils - girls,
        "low_prior": np.rint(pupils * low),
        "high_prior": np.rint(pupils * high),
        "disadvantaged": np.rint(pupils * cohorts.disadvantaged[:, column] / 100),
        "eal": np.rint(pupils * cohorts.eal[:, column] / 100),
        "unclassified_language": np.zeros_like(pupils),
        "non_mobile": np.rint(pupils * np.clip(rng.normal(0.955, 0.02, len(pupils)), 0.7, 1)),
        "plan": rng.binomial(pupils.astype(int), 0.018).astype(float),
        "support": np.rint(pupils * support),
    }
    counts["middle_prior"] = pupils - counts["low_prior"] - counts["high_prior"]
    counts["not_disadvantaged"] = pupils - counts["disadvantaged"]
    counts["english_language"] = pupils - counts["eal"]
    counts["any_need"] = counts["plan"] + counts["support"]
    on_roll = np.rint(pupils * rng.uniform(5.1, 6.6, len(pupils)))
    girls_on_roll = np.rint(on_roll * girls / pupils)
    shares = {f"{name}_share": 100 * count / pupils for name, count in counts.items()}
    return {
        "on_roll": on_roll,
        "girls_on_roll": girls_on_roll,
        "boys_on_roll": on_roll - girls_on_roll,
        "pupils": pupils,
        "progress_pupils": cohorts.progress_pupils[:, column].astype(float),
        "coverage": cohorts.coverage[:, column],
        "ks2": cohorts.ks2[:, column],
        "ks2_scaled": SCALED_LEVEL + SCALED_POINT * (cohorts.ks2[:, column] - 28.4),
        **counts,
        **shares,
    }


def _attainment(rng: np.random.Generator, elements: Elements, numbers: dict[str, Array], year: int) -> dict[str, Array]:
    level = LEVEL_OF_C.get(year, 0.0)
    points = elements.attainment
    above = points["overall"] - elements.usual["overall"]
    maths = points["maths"] - elements.usual["maths"]
    noise = rng.normal(0, 0.10, (5, len(above)))
    found = {
        "attainment8": points["overall"],
        **{f"attainment8_{name}": points[name] for name in SLOTS},
        "basics_94": _share(level + 0.62 + 0.078 * above + noise[0]),
        "basics_95": _share(-0.34 + 0.088 * above + noise[1]),
        "maths_94": _share(level + 0.95 + 0.44 * maths + noise[2]),
        "maths_95": _share(0.02 + 0.48 * maths + noise[3]),
        "ebacc_entry": _share(-0.50 + 0.07 * above + 6 * noise[4]),
        "ebacc_points": points["overall"] * 0.0865,
    }
    totals = {f"{name}_total": found[name] * numbers["pupils"] for name in list(found)[:5]}
    return found | totals


def _progress(rng: np.random.Generator, elements: Elements, numbers: dict[str, Array], year: int) -> dict[str, Array]:
    """Return progress with its limits; overall progress is adjusted for extreme scores from 2018 on."""
    root = np.sqrt(numbers["progress_pupils"])
    overall = elements.progress["overall"]
    expected = 0.60 * np.exp(-0.8 * overall) * numbers["progress_pupils"] / 160
    adjusted = _poisson(rng.random(len(overall)), expected)
    lift = adjusted * rng.uniform(1.2, 2.4, len(adjusted)) / numbers["progress_pupils"]
    published = overall + (lift if year >= FIRST_ADJUSTED else 0.0)
    found = {
        "adjusted_pupils": adjusted,
        "progress8": published,
        "progress8_original": overall,
        **{f"progress8_{name}": elements.progress[name] for name in SLOTS},
    }
    half = {name: LIMIT * sd / root for name, sd in elements.pupil_sd.items()}
    limits: dict[str, Array] = {}
    for name in list(found)[1:]:
        width = half.get(name.removeprefix("progress8_"), half["overall"])
        limits |= {f"{name}_low": found[name] - width, f"{name}_high": found[name] + width}
    band = 1.0 + np.searchsorted(np.array([-0.45, -0.15, 0.2, 0.45]), -published)
    return found | limits | {"band": band}


def _by_disadvantage(rng: np.random.Generator, elements: Elements, numbers: dict[str, Array]) -> dict[str, Array]:
    """Return progress and attainment of disadvantaged and other pupils that average to the school's."""
    share = numbers["disadvantaged"] / numbers["pupils"]
    counted = np.rint(numbers["progress_pupils"] * share)
    other = numbers["progress_pupils"] - counted
    found = {"progress_pupils_disadvantaged": counted, "progress_pupils_not_disadvantaged": other}
    spread = np.sqrt(1 / np.maximum(counted, 1) + 1 / np.maximum(other, 1))
    common = rng.normal(0, 1, len(share))
    for name in ("overall", "maths"):
        sd = elements.pupil_sd[name]
        luck = 0.8 * common + 0.6 * rng.normal(0, 1, len(share))
        gap = GAP * sd / 1.262 + 0.9 * sd * spread * luck
        label = "progress8" if name == "overall" else "progress8_maths"
        points = "attainment8" if name == "overall" else "attainment8_maths"
        slots = 10.0 if name == "overall" else 2.0
        for group, shift, n in (
            ("disadvantaged", -(1 - share) * gap, counted),
            ("not_disadvantaged", share * gap, other),
        ):
            half = LIMIT * sd / np.sqrt(np.maximum(n, 1))
            value = elements.progress[name] + shift
            found[f"{label}_{group}"] = value
            found[f"{label}_{group}_low"], found[f"{label}_{group}_high"] = value - half, value + half
            found[f"{points}_{group}"] = np.clip(numbers[points] + slots * 1.25 * shift, 0.0, 9.0 * slots)
    return found


def _groups(rng: np.random.Generator, elements: Elements, numbers: dict[str, Array]) -> dict[str, Array]:
    """Return figures of subjects and of groups of pupils; their draws came later, and move no other figure."""
    found = split_figures(rng, numbers, elements.pupil_sd["overall"])
    found |= disadvantage_figures(rng, numbers, elements.progress["english"], elements.pupil_sd["english"])
    return found | subject_figures(rng, numbers, elements.usual)


def _codes(rng: np.random.Generator, nation: Nation, year: int, numbers: dict[str, Array]) -> dict[str, Array]:
    """Return why figures are not shown: new school, few pupils, low coverage."""
    n = len(nation.schools)
    treated = _treated(nation)
    new = nation.lives.without_results[:, nation.years.index(year)]
    rare = rng.random((2, n))
    all_hidden = np.where(new, "NEW", np.where((rare[0] < HIDDEN) & ~treated, "SUPP", ""))
    progress = np.where((rare[1] < LOW_COVERAGE) & ~treated & (all_hidden == ""), "LOWCOV", all_hidden)
    few = numbers["progress_pupils_disadvantaged"] < FEW_DISADVANTAGED
    rest = numbers["progress_pupils_not_disadvantaged"] < FEW_DISADVANTAGED
    return {
        "pupils": np.where(new, "NEW", ""),
        "attainment": all_hidden,
        "progress": progress,
        "disadvantaged": np.where((progress == "") & few, "SUPP", progress),
        "not_disadvantaged": np.where((progress == "") & rest, "SUPP", progress),
    }


def _treated(nation: Nation) -> Array:
    """Return which schools are a programme's; their figures are always shown."""
    treated = np.zeros(len(nation.schools), dtype=bool)
    for group in nation.groups:
        treated[group.rows] = True
    return treated


def _poisson(chance: Array, expected: Array) -> Array:
    """Return Poisson counts by inversion: one chance each, so that one school's count never moves another's."""
    term = np.exp(-expected)
    below, count = term.copy(), np.zeros_like(expected)
    for number in range(1, 30):
        count += chance > below
        term = term * expected / number
        below += term
    return count


def _share(logit: Array) -> Array:
    return np.asarray(100.0 / (1.0 + np.exp(-logit)))
