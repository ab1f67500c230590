"""What every estimate of a difference rests on: the few assumptions to which checks speak."""

from __future__ import annotations

from enum import StrEnum


class Assumption(StrEnum):
    """One assumption, in words that follow "it is assumed that"."""

    ALIKE = "without the programme, those studied would have changed like their comparison"
    NOT_CHOSEN = "those studied were not picked on results that would have risen by themselves"
    APART = "the programme did not reach the comparison, and nothing else reached those studied alone"
    SPREAD = "no single school and no single area carries the difference"
    PLAN = "another sensible plan would have said much the same"
    MEASURED = "what the publisher hides, or counts otherwise in another year, changes nothing that matters"
