"""The content key of one station: named digests of everything that its result rests on."""

from __future__ import annotations

from dataclasses import dataclass

from evalkit.evaluation.inputs import Inputs, digest


@dataclass(frozen=True, slots=True)
class Key:
    """What one station's result rests on.

    Attributes
    ----------
    station, question : str
        Which station; the question is empty where it serves all.
    inputs : tuple of (str, str)
        Name and digest of each input, in the order in which a change is told.
    """

    station: str
    question: str
    inputs: Inputs

    @property
    def digest(self) -> str:
        """The content key."""
        return digest([self.station, self.question, list(self.inputs)])

    @property
    def name(self) -> str:
        """The station's name, with its question where it has one."""
        return f"{self.station} of {self.question}" if self.question else self.station
