"""Progress in maths minus progress in English, in grades: what maths has beyond the school as a whole.

What it means
    The maths element of Progress 8 minus its English element, school by school. What moves both subjects
    alike, such as another intake, cancels; what moves only one stays. It is missing where either is.
Years
    Those of p8_maths. Where 2016 stands beside later years, each element is first brought to the scale of
    2017 by itself.
"""

from __future__ import annotations

from evalkit.core.errors import Fault
from evalkit.core.quantity import GRADES
from evalkit.core.years import FIRST_PROGRESS8
from evalkit.data.panel import Panel
from evalkit.measures.parts.measure import Computed, Measure, Request
from evalkit.measures.parts.progress8 import missing_years, refuse_unscalable, rescaled

ELEMENTS = {
    "progress8_maths": ("progress8_maths_low", "progress8_maths_high"),
    "progress8_english": ("progress8_english_low", "progress8_english_high"),
}


def compute(panel: Panel, request: Request) -> Computed:
    """Return the maths element minus the English one, each of 2016 on the scale of 2017."""
    maths, english = (
        rescaled(panel, request, dict.fromkeys(request.years, source), limits) for source, limits in ELEMENTS.items()
    )
    notes = tuple(dict.fromkeys((*maths.notes, *english.notes)))
    return Computed(maths.values - english.values, (*maths.sources, *english.sources), notes)


def refuses(panel: Panel, request: Request) -> tuple[Fault, ...]:
    """Return years without numbers of either element, and 2016 where one of them cannot be rescaled."""
    sources = {source: dict.fromkeys(request.years, source) for source in ELEMENTS}
    missing = tuple(fault for source in ELEMENTS for fault in missing_years(panel, request, sources[source]))
    return missing or tuple(
        fault
        for source, limits in ELEMENTS.items()
        for fault in refuse_unscalable(panel, request, sources[source], limits)
    )


MEASURE = Measure(
    name="p8_maths_minus_english",
    label="progress in maths minus progress in English (elements of Progress 8)",
    unit=GRADES,
    level="school",
    higher_is_better=True,
    explains="By how many grades pupils were further ahead in maths than in English, given their Key Stage 2 results.",
    first_year=FIRST_PROGRESS8,
    needs_ks2=True,
    needs=tuple(ELEMENTS),
    refuses=refuses,
    compute=compute,
    checked_against=("tests/specs/test_p8_maths_minus_english.py::test_it_is_maths_minus_english_school_by_school",),
)
