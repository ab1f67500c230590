"""Whether schools that had more changed more: an association, with what decides the dose shown first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from evalkit.core.quantity import Unit
from evalkit.records.delivery.record import DeliveryRecord


@dataclass(frozen=True, slots=True, kw_only=True)
class DosePoint:
    """One school, which is not named.

    Attributes
    ----------
    dose : float
        Hours per teacher of maths.
    change : float
        Its change of the outcome less that of its own comparison schools, in the outcome's unit.
    baseline : float
        Its outcome before the start; NaN where unknown.
    pupils : float
        Pupils of the latest baseline year.
    targeted : bool
        Whether the programme sought it out.
    """

    dose: float
    change: float
    baseline: float
    pupils: float
    targeted: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SelectionBehindDose:
    """How the dose goes with something that was so before the start.

    Attributes
    ----------
    trait : str
        In words.
    correlation : float
        Spearman's, minus 1 to 1; NaN below ten schools, or where all are alike.
    schools : int
        Schools in which both are known.
    """

    trait: str
    correlation: float
    schools: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DoseLine:
    """The straight line through the schools, of change on dose.

    Attributes
    ----------
    slope, conf_low, conf_high : float
        In units of outcome per hour, with the interval at ``conf_level``.
    conf_level : float
        Such as 0.95.
    mean_dose, mean_change : float
        Where it passes.
    schools : int
        Schools it rests on.
    """

    slope: float
    conf_low: float
    conf_high: float
    conf_level: float
    mean_dose: float
    mean_change: float
    schools: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ScaledEffect:
    """The estimate divided by the mean share delivered, which assumes nothing happened where nothing was delivered.

    Attributes
    ----------
    share : float
        Mean over schools of the share of the department that came to most of what was offered to them, 0 to 1.
    estimate, conf_low, conf_high : float
        In the outcome's unit; NaN where ``refused``.
    conf_level : float
        Such as 0.95.
    refused : str
        Why it is not given; empty where it is.
    """

    share: float
    estimate: float
    conf_low: float
    conf_high: float
    conf_level: float
    refused: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MoreWithMore(DeliveryRecord):
    """Dose and change over schools.

    Attributes
    ----------
    outcome : str
        In words.
    unit : Unit
        Of the outcome.
    points : tuple of DosePoint
        Schools that may be shown, by rising dose.
    hidden, undosed : int
        Schools that may not be shown, and those whose hours per teacher are unknown.
    selection : tuple of SelectionBehindDose
        What decides the dose, as far as tables tell.
    targeted_dose, other_dose : float
        Median hours per teacher of targeted schools and of the others; NaN without them.
    targeted, others : int
        Schools of either kind whose dose is known.
    line : DoseLine or None
        None below ten schools.
    scaled : ScaledEffect or None
        None where the outcome is not the one of an estimate, or that question has no answer.
    refused : str
        Why no school has a comparison of its own; empty where they do.
    """

    kind: ClassVar[str] = "more_with_more"
    outcome: str
    unit: Unit
    points: tuple[DosePoint, ...]
    hidden: int
    undosed: int
    selection: tuple[SelectionBehindDose, ...]
    targeted_dose: float
    other_dose: float
    targeted: int
    others: int
    line: DoseLine | None
    scaled: ScaledEffect | None
    refused: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RatingsWithHours(MoreWithMore):
    """The same of the ratings of reviews: of each school, the share of areas that rose less the share that fell.

    Attributes
    ----------
    kind : str
        Its name among the accounts.
    """

    kind: ClassVar[str] = "ratings_with_hours"
