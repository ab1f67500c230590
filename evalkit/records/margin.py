"""A smallest difference of interest, declared beforehand, and whether so much is ruled out."""

from __future__ import annotations

from dataclasses import dataclass

# Level of each of the two one-sided tests.
ONE_SIDED = 0.05


@dataclass(frozen=True, slots=True)
class Margin:
    """The smallest difference a study calls of interest, and the one-sided tests of it.

    Attributes
    ----------
    size : float
        In the unit of the outcome, above 0.
    rise, fall : float
        p of a true rise of ``size`` or more, and of a true fall of ``size`` or more; NaN where it cannot be told.
    inference : str
        Registered name of the way of judging certainty whose placebos or degrees of freedom were used.
    """

    size: float
    rise: float
    fall: float
    inference: str

    @property
    def ruled_out(self) -> bool:
        """Whether a difference of ``size`` or more, either way, is ruled out: only by both tests."""
        return self.rise <= ONE_SIDED and self.fall <= ONE_SIDED
