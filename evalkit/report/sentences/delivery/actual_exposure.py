"""How much of its courses a cohort had after the first activity, in a sentence."""

from __future__ import annotations

from evalkit.records.delivery.actual_exposure import ActualExposure
from evalkit.report.block import Block
from evalkit.report.words import Words

PARTS = ("actual_exposure",)


def actual_exposure(result: ActualExposure) -> Block:
    """The main cohort's exposure from actual days, beside the planned one."""
    words = Words()
    main = next(one for one in result.cohorts if one.cohort == result.main)
    parts = [
        f"Pupils who sat exams in {words.year(main.cohort)} had {words.percent('actual', main.actual)} of their GCSE "
        "courses after the first activity that anybody of their school came to, in the mean of "
        f"{words.count('schools', result.schools, 'school')}; by the starts as planned it would have been "
        f"{words.percent('planned', main.planned)}."
    ]
    if main.later:
        parts.append(f"In {words.count('later', main.later, 'school')} it came later than planned.")
    return words.block("actual-exposure", " ".join(parts))
