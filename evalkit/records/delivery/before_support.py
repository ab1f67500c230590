"""Whether review and signed plan came before the first course or coaching in each school."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal

from evalkit.records.delivery.record import DeliveryRecord

Sequence = Literal["both before", "plan later", "review later", "not known"]


@dataclass(frozen=True, slots=True)
class SchoolOrder:
    """The first days of one school.

    Attributes
    ----------
    school : str
        What the report may call it.
    review, plan, support : str
        First outside review, first action agreed, first course or coaching, as ISO dates; empty where not recorded.
    order : str
        ``both before`` the support, on its day at the latest; ``plan later``: the review before and the plan after;
        ``review later`` than the support; ``not known`` where a day is missing.
    """

    school: str
    review: str
    plan: str
    support: str
    order: Sequence


@dataclass(frozen=True, slots=True, kw_only=True)
class BeforeSupport(DeliveryRecord):
    """The order of review, plan and support.

    Attributes
    ----------
    schools : tuple of SchoolOrder
        Of schools that may be shown.
    counts : tuple of (str, int)
        Every school, shown or not, by its order.
    unsupported : int
        Schools that met no course and no coaching; they are in no count.
    """

    kind: ClassVar[str] = "before_support"
    schools: tuple[SchoolOrder, ...]
    counts: tuple[tuple[Sequence, int], ...]
    unsupported: int

    def count(self, order: Sequence) -> int:
        """Return how many schools stand in an order."""
        return dict(self.counts)[order]

    @property
    def supported(self) -> int:
        """Schools that met a course or coaching."""
        return sum(count for _, count in self.counts)
