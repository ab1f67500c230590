"""What reviews found, and how far those who judged agree."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from evalkit.records.delivery.record import DeliveryRecord


@dataclass(frozen=True, slots=True)
class RatedArea:
    """Ratings of one area by one kind of judge.

    Attributes
    ----------
    area, judged_by : str
        What was judged, and by whom.
    counts : tuple of int
        Ratings at each level, the weakest first.
    """

    area: str
    judged_by: str
    counts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class AgreementFigure:
    """One figure of agreement with its interval by schools.

    Attributes
    ----------
    name : str
        What it is, such as ``kappa, linear weights``.
    value : float
        At most 1; NaN where it is not given.
    std_error : float
        Large-sample error that takes pairs as independent; NaN where the figure has none.
    low, high : float
        Ends of the interval by schools, cut at −1 and 1; NaN where fewer schools than a test needs.
    """

    name: str
    value: float
    std_error: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class JudgePair:
    """Two kinds of judges of the same areas at the same visits.

    Attributes
    ----------
    first, second : str
        Kinds of judges.
    schools : int
        Schools with a pair.
    counts : tuple of tuple of int
        Pairs by the level of the first (rows) and of the second.
    figures : tuple of AgreementFigure
        None where too few schools.
    """

    first: str
    second: str
    schools: int
    counts: tuple[tuple[int, ...], ...]
    figures: tuple[AgreementFigure, ...]

    @property
    def pairs(self) -> int:
        """Areas that both judged at one visit."""
        return sum(map(sum, self.counts))

    def apart(self, steps: int) -> int:
        """Pairs so many levels apart."""
        return sum(
            count for one, row in enumerate(self.counts) for two, count in enumerate(row) if abs(one - two) == steps
        )


@dataclass(frozen=True, slots=True)
class Leniency:
    """How departments' own ratings stand to those of outsiders.

    Attributes
    ----------
    area : str
        Empty for all areas together.
    above, equal, below : int
        Ratings of their own above, equal to and below the outside one of the same visit.
    schools : int
        Schools with a pair.
    mean, low, high : float
        Mean difference in levels, own less outside, with its interval by schools; NaN where too few schools.
    """

    area: str
    above: int
    equal: int
    below: int
    schools: int
    mean: float
    low: float
    high: float

    @property
    def pairs(self) -> int:
        """Areas that both judged at one visit."""
        return self.above + self.equal + self.below


@dataclass(frozen=True, slots=True, kw_only=True)
class DepartmentReviews(DeliveryRecord):
    """Self, peer and external ratings side by side.

    Attributes
    ----------
    levels : tuple of str
        Of the scale, the weakest first.
    schools, ratings : int
        How many were reviewed, and how many ratings there are.
    areas : tuple of RatedArea
        By area and judge, all visits together.
    pairs : tuple of JudgePair
        Each two kinds of judges that met.
    alpha : AgreementFigure or None
        Krippendorff's ordinal alpha over all judges but joint ones; None where too few schools.
    leniency : tuple of Leniency
        By area.
    overall : Leniency
        Over all areas.
    least : int
        Schools from which on figures of agreement are given.
    """

    kind: ClassVar[str] = "reviews"
    levels: tuple[str, ...]
    schools: int
    ratings: int
    areas: tuple[RatedArea, ...]
    pairs: tuple[JudgePair, ...]
    alpha: AgreementFigure | None
    leniency: tuple[Leniency, ...]
    overall: Leniency
    least: int
