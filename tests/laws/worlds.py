"""Invented data whose truth is known, one world for each shape of data a method may accept."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd

from evalkit.core.estimand import Estimand
from evalkit.core.streams import stream
from evalkit.records.analysis import Analysis
from evalkit.records.units import units_from_frame
from evalkit.tables.panel import Panel, Variable
from tests.support.panels import NEAREST, analysis_of, panel_of, with_more

# Sixty untreated areas: with 59 the p-value could equal 0.05 itself, and a wrong inequality would hide.
AREAS = 61
# The programme's area is larger than any other, so that an interval which forgets sizes is wrong by much.
CITY_SCHOOLS = 20
SCHOOLS = (6, 14)
TREATED_AREAS = 12
SCHOOL_SD = 0.25
AREA_SD = 0.05
TRUST_SD = 0.15
# Change depends on attainment at entry, and the programme's schools lie lower: weights and matching matter.
SLOPE = -0.05
LOWER = 0.4

# SD of a pupil's score, in two years: an authority's change varies by so much over the root of its pupils.
CHANCE = 1.8

TRIAL_SCHOOLS = 24
TRIAL_TREATED = 12
TRIAL_SCHOOL_SD = 0.6
FEW_TREATED = 3
PUPILS = 6


def city(seed: int, *, effect: float = 0.0, area_sd: float = AREA_SD) -> Analysis:
    """Return the analysis of a programme in every school of area 100, with 60 untreated areas."""
    return _drawn(seed, effect, area_sd, areas=1)


def volunteers(seed: int, *, effect: float = 0.0, area_sd: float = AREA_SD) -> Analysis:
    """Return the analysis of a programme in three schools of area 100; all sets of three elsewhere can be listed."""
    return _drawn(seed, effect, area_sd, areas=1, most=FEW_TREATED)


def told_city(seed: int, *, effect: float = 0.0, area_sd: float = AREA_SD) -> Analysis:
    """Return the city with more known of every school: its region, English, and results of an earlier year."""
    analysis = city(seed, effect=effect, area_sd=area_sd)
    return analysis.change(data=with_more(analysis.panel(), stream(seed, "told city")))


def cities(seed: int, *, effect: float = 0.0, area_sd: float = AREA_SD) -> Analysis:
    """Return the analysis of a programme in every school of twelve areas, with 49 untreated ones."""
    return _drawn(seed, effect, area_sd, areas=TREATED_AREAS)


def trusts(seed: int, *, effect: float = 0.0, area_sd: float = AREA_SD) -> Analysis:
    """Return the city with two schools in three in trusts of four, which share a shock of their own."""
    analysis = city(seed, effect=effect, area_sd=area_sd)
    panel = analysis.panel()
    frame, rng = panel.frame.copy(), stream(seed, "trusts")
    place = (frame["unit"] - frame["unit"].min()).to_numpy()
    member = place % 3 > 0
    group = place // 6
    shock = TRUST_SD * rng.normal(size=int(group.max()) + 1)
    frame["p8_maths"] += np.where(member & (frame["year"] == 2019), shock[group], 0.0)
    names = pd.Series([f"Trust {number}" for number in group], dtype=object).where(member, None)
    richer = replace(panel, frame=frame).with_variable(Variable("trust", "trust", None), names)
    return analysis.change(data=richer)


def joined(seed: int, *, effect: float = 0.0, area_sd: float = AREA_SD) -> Analysis:
    """Return the volunteers with trusts that reach into other areas, so that others had ties with the programme."""
    analysis = volunteers(seed, effect=effect, area_sd=area_sd)
    panel = analysis.panel()
    place = panel.frame["unit"] - panel.frame["unit"].min()
    names = pd.Series([f"Trust {number % 40}" for number in place], index=panel.frame.index, dtype=object)
    return analysis.change(data=panel.with_variable(Variable("trust", "trust", None), names))


def _drawn(seed: int, effect: float, area_sd: float, *, areas: int, most: int | None = None) -> Analysis:
    rng = stream(seed, "city")
    sizes = rng.integers(SCHOOLS[0], SCHOOLS[1] + 1, AREAS)
    sizes[0] = CITY_SCHOOLS
    area = np.repeat(np.arange(AREAS), sizes)
    number = len(area)
    ks2 = 28 + 0.5 * rng.normal(size=AREAS)[area] + rng.normal(size=number)
    ks2 = np.where(area < areas, 28 - LOWER + rng.normal(size=number), ks2)
    poor = np.clip(27 + 6 * rng.normal(size=AREAS)[area] * (area > 0) + 9 * rng.normal(size=number), 2, 90)
    before = 0.05 * (ks2 - 28) + 0.35 * rng.normal(size=number)
    change = SLOPE * (ks2 - 28) + area_sd * rng.normal(size=AREAS)[area] + SCHOOL_SD * rng.normal(size=number)
    first = 0 if most is None else CITY_SCHOOLS - most
    treated = (area < areas) & (np.arange(number) >= first)
    after = before + change + effect * treated
    facts = {
        "unit": 100000 + np.arange(number),
        "urn": 100000 + np.arange(number),
        "area": (100 + area).astype(str),
        "area_name": [f"Area {code}" for code in 100 + area],
        "gender": np.where(rng.random(number) < 0.9, "mixed", "girls"),
        "pupils": rng.integers(70, 260, number).astype(float),
        "ks2": ks2,
        "disadvantaged": poor,
    }
    chosen = frozenset((100000 + np.flatnonzero(treated)).tolist())
    return analysis_of(panel_of(pd.concat(_years(facts, before, after)))).change(treated=chosen, programme=chosen)


def city_with_gaps(seed: int) -> Analysis:
    """Return a city where numbers and rows are missing on both sides and three schools took no part.

    Every school has another number in the files than in our own count of schools.
    """
    analysis = city(seed)
    data = analysis.data
    assert isinstance(data, Panel)
    frame, schools = data.frame.copy(), sorted(analysis.treated)
    others = sorted(set(frame["unit"]) - analysis.treated)
    silent = frame["unit"].isin([schools[0], schools[5], *others[:5]]) & (frame["year"] == 2019)
    frame.loc[silent, "p8_maths"] = np.nan
    absent = frame["unit"].isin(others[7:10]) & (frame["year"] == 2017)
    treated = frozenset(schools[:-3])
    frame["urn"] = frame["unit"] + 500000
    panel = replace(data, frame=frame[~absent].reset_index(drop=True))
    return analysis.change(data=panel, treated=treated, programme=treated)


def authorities(seed: int, *, effect: float = 0.0, area_sd: float = AREA_SD) -> Analysis:
    """Return the analysis of one whole authority among 60 untreated ones, large and small, one row a year each."""
    rng = stream(seed, "authorities")
    pupils = np.round(np.exp(rng.normal(7.8, 0.7, AREAS)))
    ks2 = 28 + rng.normal(size=AREAS) - LOWER * (np.arange(AREAS) == 0)
    before = 0.05 * (ks2 - 28) + 0.15 * rng.normal(size=AREAS)
    change = SLOPE * (ks2 - 28) + np.sqrt(area_sd**2 + CHANCE**2 / pupils) * rng.normal(size=AREAS)
    facts = {
        "unit": 100 + np.arange(AREAS),
        "urn": 100 + np.arange(AREAS),
        "area": (100 + np.arange(AREAS)).astype(str),
        "area_name": [f"Area {code}" for code in range(100, 100 + AREAS)],
        "gender": np.full(AREAS, "mixed"),
        "pupils": pupils,
        "ks2": ks2,
        "disadvantaged": np.clip(27 + 6 * rng.normal(size=AREAS), 2, 90),
    }
    after = before + change + effect * (np.arange(AREAS) == 0)
    one = frozenset({100})
    return analysis_of(panel_of(pd.concat(_years(facts, before, after)))).change(treated=one, programme=one)


def authorities_with_gaps(seed: int) -> Analysis:
    """Return authorities of which some lack a figure or a year, with other numbers in the files than in our count."""
    analysis = authorities(seed)
    frame = analysis.panel().frame.copy()
    frame.loc[frame["unit"].isin([110, 120, 130]) & (frame["year"] == 2019), "p8_maths"] = np.nan
    absent = frame["unit"].isin([140, 141]) & (frame["year"] == 2017)
    frame["urn"] = frame["unit"] + 500000
    return analysis.change(data=replace(analysis.panel(), frame=frame[~absent].reset_index(drop=True)))


def lone_pupils(seed: int, *, effect: float = 0.0, treated: int = TRIAL_TREATED) -> Analysis:
    """Return the trial where pupils of one school have nothing in common."""
    return trial(seed, effect=effect, treated=treated, school_sd=0.0)


def trial(
    seed: int, *, effect: float = 0.0, treated: int = TRIAL_TREATED, school_sd: float = TRIAL_SCHOOL_SD
) -> Analysis:
    """Return the analysis of pupils in 24 schools of which some were assigned to the programme."""
    rng = stream(seed, "trial", treated)
    school = np.repeat(np.arange(TRIAL_SCHOOLS), PUPILS)
    chosen = rng.permutation(TRIAL_SCHOOLS)[:treated]
    inside = np.isin(school, chosen)
    prior = rng.normal(size=len(school))
    level = school_sd * rng.normal(size=TRIAL_SCHOOLS)[school]
    grade = 5 + 0.5 * prior + level + rng.normal(size=len(school)) + effect * inside
    pupils = pd.DataFrame({"urn": 200 + school, "treated": inside, "prior": prior, "grade": grade})
    units = units_from_frame(
        pupils, outcome="grade", treated="treated", cluster="urn", covariates=["prior"], weight=None
    )
    return Analysis(
        data=units,
        estimand=Estimand("grade", "all pupils", 0, (), label="grade", unit=units.unit),
        treated=frozenset(),
        programme=frozenset(),
        design="as_given",
        estimator="multilevel",
        inference=("satterthwaite",),
        question="attainment",
    )


def options_that_fit(kind: type) -> object:
    """Return a design's options with what these worlds hold, where the design asks for it."""
    fitting = {"exact": ("gender",), "nearest": NEAREST, "largest_smd": 9.0, "minimum_effective_ratio": 0.5}
    asked = getattr(kind, "__dataclass_fields__", {})
    return kind(**{name: value for name, value in fitting.items() if name in asked})


def _years(facts: dict[str, object], before: np.ndarray, after: np.ndarray) -> list[pd.DataFrame]:
    return [pd.DataFrame({**facts, "year": year, "p8_maths": y}) for year, y in ((2017, before), (2019, after))]
