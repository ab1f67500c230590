"""What would answer a check that lacks data, and who publishes it."""

from __future__ import annotations

from collections.abc import Iterable

from evalkit.core.years import FIRST_PROGRESS8, academic_year
from evalkit.records.check import Wanted

TABLES = "Department for Education, school performance tables"
OTHER_SUPPORT = Wanted(
    "which comparison schools had similar support, and when",
    "those who ran the other programmes: the Department for Education's lists of funded projects, Maths Hubs, trusts",
)
TRUSTS = Wanted(
    "the trust of every school in the year before the start",
    "Department for Education, Get Information about Schools (academies and their trusts, with dates)",
)
NEIGHBOURS = Wanted(
    "which local authorities lie next to each other",
    "Office for National Statistics, boundaries of local authorities",
)
YEARS_BEFORE = Wanted(
    f"results of the same schools before {academic_year(FIRST_PROGRESS8)}", f"{TABLES} of earlier years, Key Stage 4"
)
ENGLISH = Wanted("progress in English of every year compared, school by school", f"{TABLES}, Key Stage 4")

# By the beginning of a variable's name: what it is, and whose table holds it.
PUBLISHED = (
    (("absence", "persistent_absence"), "absence from school", f"{TABLES}, absence"),
    (("ks5", "p16"), "results at 16 to 18", f"{TABLES}, 16 to 18"),
    (("census",), "pupils on roll and who they are", f"{TABLES}, pupil census"),
    (
        ("teachers", "pupil_teacher", "mean_teacher", "qts", "workforce"),
        "teachers and their pay",
        f"{TABLES}, school workforce",
    ),
    (("destination",), "where pupils went after Key Stage 4", f"{TABLES}, destinations"),
)


# What each check rests on beyond the results of the question itself.
RESTS_ON = (
    ("placebo_years", YEARS_BEFORE),
    ("maths_minus_english", ENGLISH),
    *(("falsification_outcomes", Wanted(what, whose)) for _, what, whose in PUBLISHED),
    ("spill_over", TRUSTS),
    ("spill_over, other_donor_pools", NEIGHBOURS),
    ("attenuation", OTHER_SUPPORT),
)


def variable_of(name: str, years: Iterable[int]) -> Wanted:
    """Return what would let a variable be looked at in some years."""
    when = " and ".join(academic_year(year) for year in sorted(set(years)))
    for starts, what, whose in PUBLISHED:
        if name.startswith(starts):
            return Wanted(f"{what} ({name}), {when}", whose)
    return Wanted(f"{name.replace('_', ' ')}, {when}", f"{TABLES}, Key Stage 4")
