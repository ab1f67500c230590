"""How invented schools behave: every number of the generator in one place, in our own units.

Grades are the unit of both progress measures. The spreads are planning assumptions chosen so that the
national panel shows the stability of the real one: correlations between adjacent years of 0.80 to 0.86,
of about 0.75 two years apart, and spreads of the one-year and two-year change of 0.26 to 0.28 and 0.31 to
0.32 in overall Progress 8. Slopes on composition are near those of the published tables of 2018/19.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Process:
    """What a school's progress is made of, in grades.

    Attributes
    ----------
    persistent : float
        SD of what never changes in a school.
    drift : float
        SD of what changes slowly; each year keeps the share ``keep`` of it and draws the rest anew, so
        that the spread between schools stays the same while schools change places.
    keep : float
        Share of the drift kept from one year to the next.
    occasion : float
        SD of what lasts one year only, besides the luck of which pupils were in the cohort.
    pupils : float
        SD of pupils inside a school; divided by the root of the cohort it is that luck.
    area : float
        SD of the level of areas.
    eal, disadvantaged : float
        Difference made by one percentage point.
    ks2 : float
        Difference made by one point of the Key Stage 2 average.
    selective : float
        Difference made by selecting on attainment.
    """

    persistent: float
    drift: float
    keep: float
    occasion: float
    pupils: float
    area: float
    eal: float
    disadvantaged: float
    ks2: float
    selective: float


OVERALL = Process(
    persistent=0.130, drift=0.295, keep=0.8, occasion=0.068, pupils=1.15, area=0.11,
    eal=0.0100, disadvantaged=-0.0110, ks2=0.060, selective=0.20,
)  # fmt: skip
MATHS = Process(
    persistent=0.130, drift=0.315, keep=0.8, occasion=0.085, pupils=1.28, area=0.11,
    eal=0.0090, disadvantaged=-0.0125, ks2=0.025, selective=0.20,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Shared:
    """How far maths goes with overall progress: correlations of the parts of `Process`."""

    persistent: float = 0.88
    drift: float = 0.86
    occasion: float = 0.70
    pupils: float = 0.78
    area: float = 0.90


SHARED = Shared()

# National SD of pupils' scores, from which published limits are made. Overall 2018 and 2019 are recovered
# from published limits, those of 2022 to 2024 are published; 2017 and maths up to 2019 are planning
# assumptions (maths is spread more widely). Scores of 2016 are in the smaller unit of the grades A* to G.
PUPIL_SD_OVERALL = {2017: 1.250, 2018: 1.262, 2019: 1.280, 2022: 1.408, 2023: 1.414, 2024: 1.416}
PUPIL_SD_MATHS = {2017: 1.400, 2018: 1.420, 2019: 1.430, 2022: 1.530, 2023: 1.489, 2024: 1.487}
OLD_GRADES = (2016,)
OLD_GRADE_UNIT = 0.92

# Maths fills two of the ten slots of Attainment 8, so overall progress moves by a fifth of what maths does.
MATHS_SHARE_OF_OVERALL = 0.2

# Share of the effect that has reached a cohort by the exam year.
EXPOSURE = {2018: 0.5, 2019: 1.0}
# Schools differ in their effect by this share of its mean.
EFFECT_SPREAD = 0.25


# After the pandemic. Planning assumptions: schools drift on as before, so that three years without tables
# cost what three years cost; they lie further apart by as much as pupils do; cohorts are larger; grading in
# 2022 was generous. Points of Attainment 8 above those of 2017 to 2019 at equal progress and earlier results.
SPREAD_AFTER = 1.10
POINTS_OF_YEAR = {2022: 2.3, 2023: -0.2, 2024: -0.5}
# Years without fine levels: the average scaled score where the average points were 28.4, and a point's worth.
SCALED_LEVEL, SCALED_POINT = 104.2, 2.4
# Cohorts against those of 2016 to 2019, and change of pupils' background in percentage points.
SIZE_OF_ERA = {"before": 1.05, "after": 1.09}
DISADVANTAGED_OF_ERA = {"before": 0.3, "after": -0.8}
EAL_OF_ERA = {"before": -1.5, "after": 1.5}
# Share with grade C or better, on the logit scale, against that of 2016: early and repeated entries counted up
# to 2013, and their end brought the share down.
LEVEL_OF_C = {2011: -0.32, 2012: -0.15, 2013: 0.02, 2014: -0.10, 2015: -0.05}


@dataclass(frozen=True, slots=True)
class InventedProgramme:
    """One programme and the schools it is made to have.

    Attributes
    ----------
    area : str
        Code of its area.
    schools : int
        How many schools of the area it has; the lowest in maths of 2017 where that is fewer than all.
    urns : tuple of int
        Their numbers from 2017 on, the same for every seed.
    untreated_level : float
        Where the programme's area lies in maths of 2017, in grades: below areas of the same composition
        for a programme of the whole area, below the national mean for one of volunteers.
    """

    area: str
    schools: int
    urns: tuple[int, ...]
    untreated_level: float


LEICESTER = InventedProgramme("856", 19, tuple(range(990001, 990020)), -0.125)
LEICESTER_NEW_SCHOOL = 990020
LEICESTER_CONVERTS = 2
LEICESTER_BEFORE_CONVERSION = 990101
LEICESTER_GIRLS = 6
NORTH_WEST = InventedProgramme("354", 5, tuple(range(991001, 991006)), -0.20)
PROGRAMMES = (LEICESTER, NORTH_WEST)
CLEARLY_BELOW_ZERO = -0.03

YEARS = (2016, 2017, 2018, 2019)
# Years with tables on either side of them: shares at grade C before, other scales and no fine levels after.
YEARS_BEFORE = (2011, 2012, 2013, 2014, 2015)
YEARS_AFTER = (2022, 2023, 2024)
SELECTION_YEAR = 2017


@dataclass(frozen=True, slots=True)
class SchoolMix:
    """The usual pupils of a kind of area, in per cent."""

    eal: float
    disadvantaged: float


MIXES = {
    "London": SchoolMix(39.0, 34.0),
    "metropolitan": SchoolMix(12.0, 33.0),
    "diverse city": SchoolMix(42.0, 31.0),
    "other": SchoolMix(4.0, 20.0),
}
LEICESTER_MIX = SchoolMix(45.0, 33.0)
