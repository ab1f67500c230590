"""School years: what was examined, what was published, and which years may be compared.

A year is the calendar year in which the academic year ends: 2019 is 2018/19.
"""

from __future__ import annotations

FIRST_PROGRESS8 = 2016
NO_EXAMS = (2020, 2021)
NO_PROGRESS8 = (2020, 2021, 2025, 2026)
NEW_GRADES = 2017
FIRST_ADJUSTED = 2018
LAST_FINE_LEVEL_COHORT = 2020
PANDEMIC_BASELINE = 2022


def academic_year(year: int) -> str:
    """Return the year as a reader knows it: 2019 is ``2018/19``."""
    return f"{year - 1}/{year % 100:02d}"


def ks2_scale(cohort: int) -> str:
    """Return the scale of the cohort's Key Stage 2 results: ``fine levels`` or ``scaled scores``."""
    return "fine levels" if cohort <= LAST_FINE_LEVEL_COHORT else "scaled scores"


def examined(year: int) -> bool:
    """Say whether GCSE grades of that summer came from examinations."""
    return year not in NO_EXAMS


def progress8_published(year: int) -> bool:
    """Say whether Progress 8 was published for schools in that year."""
    return year >= FIRST_PROGRESS8 and year not in NO_PROGRESS8
