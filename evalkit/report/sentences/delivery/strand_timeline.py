"""When strands ran beside the exam cohorts, in a sentence."""

from __future__ import annotations

import math

from evalkit.records.delivery.strand_timeline import StrandTimeline
from evalkit.report.block import Block
from evalkit.report.words import Words, listed

PARTS = ("strand_timeline",)


def strand_timeline(result: StrandTimeline) -> Block:
    """How many of the sessions lay before the main cohort left for its examinations."""
    words = Words()
    main = next(one for one in result.cohorts if one.cohort == result.main)
    if math.isnan(main.sessions_before):
        return words.block("strand-timeline", "No session of any strand is known to have been held.")
    exams = f"pupils who sat exams in {words.year(main.cohort)} left for them"
    before = words.percent("sessions before", main.sessions_before)
    late = f"{before} of all sessions were held before {exams}; the rest came too late for these pupils."
    parts = [late if main.sessions_before < 1 else f"Every session was held before {exams}."]
    if result.unheld:
        none = listed(words.repeat("strand", one) for one in result.unheld)
        parts.append(f"No session is known to have been held of {none}.")
    return words.block("strand-timeline", " ".join(parts))
