"""What a study could notice at all, whatever its schools' results after the start are."""

from __future__ import annotations

from dataclasses import dataclass
from math import nan

from evalkit.core.quantity import Unit
from evalkit.measures.parts.sampling_error import Noise
from evalkit.records.comparison import UnitKind


@dataclass(frozen=True, slots=True)
class OtherSize:
    """The same design with other numbers of schools and areas.

    Attributes
    ----------
    units, areas : int
        Schools or authorities with the programme, and areas they are spread over evenly.
    smallest : float
        Smallest difference noticed, in the outcome's unit.
    """

    units: int
    areas: int
    smallest: float

    @property
    def schools(self) -> int:
        """The former name of ``units``."""
        return self.units


@dataclass(frozen=True, slots=True)
class Detectable:
    """The smallest difference a design would notice as often as its power says.

    Attributes
    ----------
    outcome : str
        In words.
    unit : Unit
        Unit of the outcome.
    units, areas : int
        Schools, or authorities as ``kind`` says, with the programme, and the areas they lie in.
    sd : float
        Predicted standard deviation of the estimate.
    inference : str
        Registered name of the declared primary, whose degrees of freedom count.
    df : float
        Degrees of freedom of the t with which the standard deviation is multiplied.
    alpha, power : float
        Size of the two-sided test, and how often the difference would be noticed.
    smallest, exact : float
        Smallest difference: with two t quantiles added, and with the noncentral t solved.
    pupil_sd : float
        National SD of pupils' scores in the outcome's unit; NaN where the tables do not give it away.
    others : tuple of OtherSize
        Other numbers of schools and areas, with the same variances and degrees of freedom.
    refused : str
        Why it cannot be said; empty where it can. All numbers but counts are then NaN.
    noise : Noise or None
        How much of the spread between schools at the baseline is chance; None where that is not known.
    kind : {"school", "authority"}
        What a unit is.
    margin : float or None
        The smallest difference that the study calls of interest, in the outcome's unit; None where it declares none.
    smallest_margin : float
        Smallest margin that an estimate of exactly nought could rule out; NaN where it cannot be said.
    """

    outcome: str
    unit: Unit
    units: int
    areas: int
    sd: float
    inference: str
    df: float
    alpha: float
    power: float
    smallest: float
    exact: float
    pupil_sd: float
    others: tuple[OtherSize, ...]
    refused: str = ""
    noise: Noise | None = None
    kind: UnitKind = "school"

    @property
    def schools(self) -> int:
        """The former name of ``units``."""
        return self.units

    margin: float | None = None
    smallest_margin: float = nan

    @property
    def attainable(self) -> bool:
        """Whether the margin of interest could be ruled out at all, by an estimate near nought."""
        return self.margin is not None and self.margin >= self.smallest_margin

    @property
    def in_pupil_sd(self) -> float:
        """The smallest difference in pupil standard deviations; NaN where their spread is not known."""
        return self.smallest / self.pupil_sd
