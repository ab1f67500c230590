"""Progress over all subjects as published from 2018: Progress 8 with extreme scores limited, in grades.

What it means
    The headline figure that schools know. From 2018 very negative scores of single pupils are limited
    before the school's mean is taken.
Years
    2018 and 2019, and 2022 to 2024. Before 2018 there was no adjustment, so an earlier year beside a
    later one would count two different things: it is refused, and p8 is the measure to take. A study
    may set that aside with a reason; the earlier years are then those published, without adjustment.
"""

from __future__ import annotations

from dataclasses import replace

from evalkit.core.errors import Fault
from evalkit.core.overrides import ACROSS_THE_ADJUSTMENT
from evalkit.core.quantity import GRADES
from evalkit.core.years import FIRST_ADJUSTED, FIRST_PROGRESS8, academic_year
from evalkit.measures.parts.added_measure import how_to_set_aside, place, reason
from evalkit.measures.parts.columns import missing_years
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

WORDS = "progress over all subjects"
LIMITS = ("progress8_low", "progress8_high")


def compute(panel: Panel, request: Request) -> Computed:
    """Return Progress 8 as published, in the years asked for."""
    computed = rescaled(panel, request, _sources(request), LIMITS)
    moved = sampling_of(panel, request, LIMITS, pupils_in_measure(panel))
    computed = with_noise(panel, request, computed, moved, WORDS)
    before = _before_adjustment(request.years)
    if not before:
        return computed
    years = " and ".join(academic_year(year) for year in before)
    note = (
        f"Overall Progress 8 of {years} is as published before the adjustment of very negative scores began; later "
        f"years are adjusted. {reason(request, ACROSS_THE_ADJUSTMENT)}"
    )
    return replace(computed, notes=(*computed.notes, note))


def refuses(panel: Panel, request: Request) -> tuple[Fault, ...]:
    """Return years before the adjustment, years without numbers, and 2016 where it cannot be rescaled."""
    before = () if ACROSS_THE_ADJUSTMENT in request.overrides else _before_adjustment(request.years)
    faults = tuple(
        Fault(
            where=place(request),
            found=str(year),
            allowed=f"years from {FIRST_ADJUSTED}, when the adjustment of very negative scores began",
            next=how_to_set_aside(ACROSS_THE_ADJUSTMENT, "take the outcome p8, which is not adjusted in any year"),
        )
        for year in before
    )
    sources = _sources(request)
    others = replace(request, years=tuple(year for year in request.years if year not in before))
    return (
        *faults,
        *(missing_years(panel, others, sources) or refuse_unscalable(panel, others, sources, LIMITS)),
    )


def label_in(panel: Panel, years: tuple[int, ...]) -> str:
    """Return the label, with the years before the adjustment began."""
    before = _before_adjustment(years)
    how = "adjusted as published" if not before else in_years(before, years, "not adjusted")
    return f"{WORDS} (Progress 8, {how})"


def _before_adjustment(years: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(year for year in years if year < FIRST_ADJUSTED)


def _sources(request: Request) -> dict[int, str]:
    return dict.fromkeys(request.years, "progress8")


MEASURE = Measure(
    name="p8_adjusted",
    label=f"{WORDS} (Progress 8, adjusted as published)",
    unit=GRADES,
    level="school",
    higher_is_better=True,
    explains="The headline figure schools know: progress in grades per subject, with very negative scores limited.",
    first_year=FIRST_PROGRESS8,
    needs_ks2=True,
    needs=("progress8",),
    refuses=refuses,
    compute=compute,
    limits=LIMITS,
    possible=POSSIBLE,
    label_in=label_in,
    checked_against=("tests/specs/test_p8_adjusted.py::test_it_is_the_published_figure_from_2018",),
)
