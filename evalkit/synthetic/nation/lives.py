"""How invented schools come, go and change their numbers: openings, closures, conversions to academies."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from evalkit.core.streams import stream
from evalkit.synthetic.nation.programmes import Treated
from evalkit.synthetic.nation.schools import Array, NationSchools
from evalkit.synthetic.nation.settings import LEICESTER, LEICESTER_BEFORE_CONVERSION, LEICESTER_CONVERTS

FIRST_URN = 900001
FIRST_URN_OF_CONVERTERS = 940001
CONVERSION_SHARE = 0.015
CLOSURE_SHARE = 0.004
FIRST_YEAR_WITHOUT_RESULTS = 0.1

MAINTAINED = ("community", "voluntary aided", "voluntary controlled", "foundation")
MAINTAINED_SHARES = (0.45, 0.25, 0.04, 0.26)
STANDING = ("maintained", "converter academy", "sponsored academy", "free school", "further education")
STANDING_SHARES = (0.360, 0.420, 0.190, 0.026, 0.004)


@dataclass(frozen=True, slots=True)
class Lives:
    """Where each school stands in each year; arrays of schools by years.

    Attributes
    ----------
    present, last, without_results : array of bool
        Whether it is in that year's tables, for the last time, or new and without results.
    urn : array of int
        Its number in that year.
    school_type : array of str
        In our own words, such as ``converter academy``.
    """

    present: Array
    last: Array
    without_results: Array
    urn: Array
    school_type: Array


def draw_lives(schools: NationSchools, groups: tuple[Treated, ...], years: tuple[int, ...], seed: int) -> Lives:
    """Return the lives of all schools; a programme's schools neither open nor close."""
    rng = stream(seed, "synthetic", "lives")
    n, shape = len(schools), (len(schools), len(years))
    settled = _areas_of(schools, groups)
    last = _last_year(rng, n, settled, len(years))
    school_type = _first_types(rng, schools, settled, shape)
    urn = np.repeat((FIRST_URN + np.arange(n))[:, None], len(years), axis=1)
    quiet = np.zeros(shape, dtype=bool)
    next_urn = FIRST_URN_OF_CONVERTERS
    for year in range(1, len(years)):
        may = np.isin(school_type[:, year], MAINTAINED) & ~settled & (last > year)
        converts = np.flatnonzero(may & (rng.random(n) < CONVERSION_SHARE / 0.36))
        urn[converts, year:] = (next_urn + np.arange(len(converts)))[:, None]
        next_urn += len(converts)
        sponsored = rng.random(len(converts)) < 0.4
        school_type[converts, year:] = np.where(sponsored, STANDING[2], STANDING[1])[:, None]
        quiet[converts[rng.random(len(converts)) < FIRST_YEAR_WITHOUT_RESULTS], year] = True
    for group in groups:
        urn[group.rows] = np.array(group.programme.urns)[:, None]
        if group.programme == LEICESTER:
            _leicester_conversion(group.rows[LEICESTER_CONVERTS], urn, school_type)
    place = np.arange(len(years))[None, :]
    return Lives(place <= last[:, None], place == last[:, None], quiet, urn, school_type)


def _areas_of(schools: NationSchools, groups: tuple[Treated, ...]) -> Array:
    """Return which schools lie in a programme's area."""
    return np.isin(schools.area, [schools.area[group.rows[0]] for group in groups])


def _last_year(rng: np.random.Generator, n: int, settled: Array, years: int) -> Array:
    """Return the position of each school's last year; ``years`` for one that stays."""
    leaves = rng.random((n, years - 1)) < CLOSURE_SHARE
    first = np.where(leaves.any(axis=1), leaves.argmax(axis=1), years)
    return np.where(settled, years, first)


def _first_types(rng: np.random.Generator, schools: NationSchools, settled: Array, shape: tuple[int, int]) -> Array:
    standing = rng.choice(np.array(STANDING, dtype=object), len(schools), p=STANDING_SHARES)
    maintained = rng.choice(np.array(MAINTAINED, dtype=object), len(schools), p=MAINTAINED_SHARES)
    standing = np.where(settled & (standing == "further education"), "maintained", standing)
    types = np.where(standing == "maintained", maintained, standing)
    technical = np.where(rng.random(len(schools)) < 0.6, "university technical college", "studio school")
    types = np.where(schools.small_type, technical, types)
    return np.repeat(types[:, None], shape[1], axis=1)


def _leicester_conversion(row: int, urn: Array, school_type: Array) -> None:
    urn[row, 0] = LEICESTER_BEFORE_CONVERSION
    school_type[row, 0] = "community"
    school_type[row, 1:] = "converter academy"
