"""Whether review and signed plan came before the first course or coaching in each school."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal

from evalkit.records.delivery.record import DeliveryRecord

Sequence = Literal["both before", "plan later", "review later", "not known"]


@dataclass(frozen=True, slots=True)
class SchoolOrder:
    """When review and plan of one school came, from the day of its first course or coaching on.

    Days themselves are not held: who knows when the reviewers came would know the school behind its code.

    Attributes
    ----------
    school : str
        What the report may call it.
    review, plan : float
        Weeks to the first outside review and to the first action agreed, below nought where these came before; NaN
        where the day is not recorded.
    order : str
        ``both before`` the support, on its day at the latest; ``plan later``: the review before and the plan after;
        ``review later`` than the support; ``not known`` where a day is missing.
    """

    school: str
    review: float
    plan: float
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
