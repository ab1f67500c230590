"""What is estimated, said before it is estimated."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from evalkit.core.quantity import GRADES, Unit
from evalkit.core.years import academic_year

Weighting = Literal["schools", "pupils"]
AREA = "area"


@dataclass(frozen=True, slots=True)
class Estimand:
    """The quantity a question is about.

    Attributes
    ----------
    outcome : str
        Registered name of the measure.
    population : str
        Whose outcome, in words, such as ``all pupils``.
    cohort : int
        Exam year of the primary contrast, as the calendar year it ends in; 0 where units carry no year.
    baseline : tuple of int
        Baseline year or years; the contrast is the cohort minus their mean. Empty for a single year.
    weighting : {"schools", "pupils"}
        Whether each treated school counts once or in proportion to its pupils.
    summary : str
        ``ATT``, the mean over the treated.
    label : str
        The outcome in words.
    unit : Unit
        Unit of the outcome.
    level : {"school", "area"}
        Whether the outcome is one of schools or of whole authorities.
    averaged : tuple of int
        Further exam years whose mean with the cohort's is the outcome; the data's rows of the cohort hold it.
    """

    outcome: str
    population: str
    cohort: int
    baseline: tuple[int, ...]
    weighting: Weighting = "schools"
    summary: str = "ATT"
    label: str = ""
    unit: Unit = GRADES
    level: str = "school"
    averaged: tuple[int, ...] = ()

    def contrast(self) -> dict[int, float]:
        """Return the weight of each year: +1 on the cohort, summing to -1 over the baseline."""
        return {**dict.fromkeys(self.baseline, -1.0 / len(self.baseline)), self.cohort: 1.0}

    def years(self) -> tuple[int, ...]:
        """Return every year the contrast needs, in order."""
        return tuple(sorted(self.contrast()))

    def after(self) -> tuple[int, ...]:
        """Return the exam years whose mean is the outcome, in order."""
        return tuple(sorted({*self.averaged, self.cohort}))

    def __str__(self) -> str:
        if not self.baseline:
            return f"the mean difference the programme made to {self.label or self.outcome} of {self.population}"
        base = " and ".join(academic_year(year) for year in self.baseline)
        years = " and ".join(academic_year(year) for year in self.after())
        when = f"on average over {years}" if self.averaged else f"in {years}"
        if self.level == "area":
            return (
                f"the mean difference the programme made to {self.label or self.outcome} of {self.population} of its "
                f"authority {when}, relative to {base}"
            )
        each = "each school counting once" if self.weighting == "schools" else "schools counting by their pupils"
        return (
            f"the mean difference the programme made to {self.label or self.outcome} of {self.population} in its "
            f"schools {when}, relative to {base}, {each}"
        )
