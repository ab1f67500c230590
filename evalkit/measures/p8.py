"""Progress over all subjects: Progress 8 without the adjustment for extreme scores, in grades.

What it means
    How far a school's pupils were ahead of pupils in England with the same Key Stage 2 results, in
    grades per subject over eight subjects. From 2018 the published headline figure limits very
    negative scores; this measure is the one without that limit in every year, so that years before
    and after 2018 count the same thing.
Years
    2016 and 2017 use the only figure published, from 2018 the original one. A year in which only the
    adjusted figure is published is refused unless the study sets the rule aside with a reason. 2016
    is brought to the scale of 2017 when it stands beside later years.
"""

from __future__ import annotations

from dataclasses import replace

from evalkit.core.errors import Fault
from evalkit.core.overrides import ADJUSTED_ONLY
from evalkit.core.quantity import GRADES
from evalkit.core.years import FIRST_ADJUSTED, FIRST_PROGRESS8, academic_year
from evalkit.measures.parts.added_measure import how_to_set_aside, place, reason
from evalkit.measures.parts.columns import known, missing_years
from evalkit.measures.parts.measure import Computed, Measure, Request
from evalkit.measures.parts.progress8 import (
    POSSIBLE,
    in_years,
    pupils_in_measure,
    refuse_unscalable,
    rescaled,
    sampling_of,
    with_noise,
)
from evalkit.tables.panel import Panel

PUBLISHED, ORIGINAL = "progress8", "progress8_original"
WORDS = "progress over all subjects"
LIMITS = ("progress8_low", "progress8_high")


def compute(panel: Panel, request: Request) -> Computed:
    """Return Progress 8 as first calculated, in the years asked for."""
    computed = rescaled(panel, request, _sources(panel, request), LIMITS)
    moved = sampling_of(panel, request, LIMITS, pupils_in_measure(panel))
    computed = with_noise(panel, request, computed, moved, WORDS)
    adjusted = _adjusted_only(panel, request.years)
    if not adjusted:
        return computed
    years = " and ".join(academic_year(year) for year in adjusted)
    note = (
        f"Overall Progress 8 of {years} is the adjusted figure, in which very negative scores are limited, because "
        f"the original one is not published; other years are not adjusted. {reason(request, ADJUSTED_ONLY)}"
    )
    return replace(computed, notes=(*computed.notes, note))


def refuses(panel: Panel, request: Request) -> tuple[Fault, ...]:
    """Return years without the original figure, without any figure, and 2016 where it cannot be rescaled."""
    sources = _sources(panel, request)
    adjusted = () if ADJUSTED_ONLY in request.overrides else _adjusted_only(panel, request.years)
    faults = tuple(
        Fault(
            where=place(request),
            found=f"only the adjusted Progress 8 is published for {year}",
            allowed="years with the original figure: before the adjustment began in 2018, or with progress8_original",
            next=how_to_set_aside(ADJUSTED_ONLY, "the adjustment limits very negative scores and is not in 2017"),
        )
        for year in adjusted
    )
    others = replace(request, years=tuple(year for year in request.years if year not in adjusted))
    return (
        *faults,
        *(missing_years(panel, others, sources) or refuse_unscalable(panel, request, sources, LIMITS)),
    )


def label_in(panel: Panel, years: tuple[int, ...]) -> str:
    """Return the label, with the years in which only the adjusted figure is there."""
    adjusted = _adjusted_only(panel, years)
    return f"{WORDS} (Progress 8, {in_years(adjusted, years, 'adjusted') if adjusted else 'not adjusted'})"


def _adjusted_only(panel: Panel, years: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(
        year
        for year in years
        if year >= FIRST_ADJUSTED and known(panel, PUBLISHED, year) and not known(panel, ORIGINAL, year)
    )


def _sources(panel: Panel, request: Request) -> dict[int, str]:
    adjusted = _adjusted_only(panel, request.years)
    return {year: PUBLISHED if year < FIRST_ADJUSTED or year in adjusted else ORIGINAL for year in request.years}


MEASURE = Measure(
    name="p8",
    label=f"{WORDS} (Progress 8, not adjusted)",
    unit=GRADES,
    level="school",
    higher_is_better=True,
    explains="How far pupils were ahead of pupils in England with the same Key Stage 2 results, in grades per subject.",
    first_year=FIRST_PROGRESS8,
    needs_ks2=True,
    needs=(PUBLISHED, ORIGINAL),
    refuses=refuses,
    compute=compute,
    limits=LIMITS,
    possible=POSSIBLE,
    label_in=label_in,
    checked_against=(
        "tests/specs/test_p8.py::test_it_is_the_published_figure_up_to_2017_and_the_original_one_from_2018",
    ),
)
