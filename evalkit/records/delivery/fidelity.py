"""Whether the programme was delivered as planned, by rules that were fixed before results were seen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal

from evalkit.records.delivery.record import DeliveryRecord

Kept = Literal["kept", "not kept", "not known"]


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleKept:
    """One rule over the schools.

    Attributes
    ----------
    dimension : str
        Side of fidelity: adherence, exposure, quality, responsiveness or differentiation.
    what : str
        The rule in the study's words.
    counts : str
        What is counted, in words.
    at_least : float
        From which value on a school keeps it.
    kept, broken, unknown : int
        Schools to be reached.
    """

    dimension: str
    what: str
    counts: str
    at_least: float
    kept: int
    broken: int
    unknown: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SchoolFidelity:
    """One school.

    Attributes
    ----------
    school : str
        What the report calls it.
    kept : tuple of {"kept", "not kept", "not known"}
        One for each rule, in their order.
    """

    school: str
    kept: tuple[Kept, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fidelity(DeliveryRecord):
    """Fidelity by rule and school.

    Attributes
    ----------
    rules : tuple of RuleKept
        In the order of the study; empty where it fixed none.
    schools : tuple of SchoolFidelity
        Those that may be shown, in the order of what they are called.
    total, all_kept : int
        Schools to be reached, and those that keep every rule that could be judged in them, at least one.
    hidden : int
        Schools that may not be shown.
    """

    kind: ClassVar[str] = "fidelity"
    rules: tuple[RuleKept, ...]
    schools: tuple[SchoolFidelity, ...]
    total: int
    all_kept: int
    hidden: int
