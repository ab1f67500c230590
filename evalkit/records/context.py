"""Where a programme's area stands among others, and whether the pupils of its schools changed."""

from __future__ import annotations

from dataclasses import dataclass

from evalkit.core.quantity import Unit


@dataclass(frozen=True, slots=True)
class PlaceYear:
    """One place in one year.

    Attributes
    ----------
    level : str
        ``programme``, ``area``, ``region`` or ``country``.
    name : str
        In words.
    year : int
        Exam cohort.
    mean : float
        Outcome, schools counting by their pupils; NaN where no school has one.
    conf_low, conf_high : float
        How far chance in who the pupils are could move the mean; NaN where that is not known.
    schools : int
        Schools behind the mean.
    unweighed : int
        Schools with the outcome whose number of pupils is not known, which are therefore in no mean.
    pupils : float
        Pupils at the end of Key Stage 4 in the schools of the tables; NaN where none is known.
    uncounted : int
        Schools of the tables whose number of pupils is not known; a new school without results has none yet.
    listed : int
        Schools in the tables.
    came, left : int or None
        Schools that the place did not have in the year before, and schools of the year before that it has no more;
        None in the first year. ``listed`` is that of the year before, and those that came, less those that left.
    """

    level: str
    name: str
    year: int
    mean: float
    conf_low: float
    conf_high: float
    schools: int
    unweighed: int
    pupils: float
    uncounted: int
    listed: int
    came: int | None
    left: int | None


@dataclass(frozen=True, slots=True)
class PlaceRank:
    """The place of one area among all in one year; ``low`` and ``high`` are the best and the worst that chance allows.

    Attributes
    ----------
    area : str
        In words.
    year : int
        Exam cohort.
    rank, low, high, areas : int
        1 is the highest of ``areas``; ``low`` and ``high`` are nought where chance is not known.
    """

    area: str
    year: int
    rank: int
    low: int
    high: int
    areas: int


@dataclass(frozen=True, slots=True)
class RegionCount:
    """How many areas of a region lie below nought, and below the country.

    Attributes
    ----------
    region : str
        In words.
    year : int
        Exam cohort.
    below_nought, below_country : int
        Areas whose mean lies below.
    surely_below : int
        Areas below nought even at the upper end of their interval.
    areas : int
        Areas of the region with the outcome.
    """

    region: str
    year: int
    below_nought: int
    below_country: int
    surely_below: int
    areas: int


@dataclass(frozen=True, slots=True)
class Context:
    """The programme's area, its region and England by year.

    Attributes
    ----------
    outcome : str
        In words.
    unit : Unit
        Unit of the means.
    places : tuple of PlaceYear
        By level, then year.
    ranks : tuple of PlaceRank
        Of each area of the programme.
    regions : tuple of RegionCount
        Of each region of the programme.
    """

    outcome: str
    unit: Unit
    places: tuple[PlaceYear, ...]
    ranks: tuple[PlaceRank, ...]
    regions: tuple[RegionCount, ...]


@dataclass(frozen=True, slots=True)
class Mix:
    """One characteristic of the pupils of both sides, before and after.

    Attributes
    ----------
    variable, label : str
        Name in the panel, and in words.
    unit : Unit
        Unit of the means.
    programme_before, programme_after, comparison_before, comparison_after : float
        Weighted means over schools that have the figure in all years.
    apart : float
        Difference of the two changes.
    in_sds : float
        The same over the standard deviation of all schools of the tables at the baseline.
    schools_programme, schools_comparison : int
        Schools behind the means.
    """

    variable: str
    label: str
    unit: Unit
    programme_before: float
    programme_after: float
    comparison_before: float
    comparison_after: float
    apart: float
    in_sds: float
    schools_programme: int
    schools_comparison: int


@dataclass(frozen=True, slots=True)
class Composition:
    """Whether the pupils changed on one side more than on the other.

    Attributes
    ----------
    rows : tuple of Mix
        One for each characteristic that the tables give in every year needed.
    baseline : tuple of int
        Years before, averaged.
    cohort : int
        Year after.
    missing : tuple of str
        Characteristics that cannot be told, in words.
    """

    rows: tuple[Mix, ...]
    baseline: tuple[int, ...]
    cohort: int
    missing: tuple[str, ...] = ()
