"""Who was lost, where and why: the ledger that travels with every result.

The law of the ledger: at every step, schools in = schools out + schools lost, and each lost school
is listed with its number, year and reason.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from evalkit.core.errors import DataError


@dataclass(frozen=True, slots=True)
class Loss:
    """One row that left the analysis.

    Attributes
    ----------
    urn : int or None
        Number of the school in that year's file; None for rows that are no school.
    year : int or None
        Year of the row; None when the school leaves whole.
    reason : str
        Why, in words a head teacher understands.
    """

    urn: int | None
    year: int | None
    reason: str

    def __reduce__(self) -> tuple[type[Loss], tuple[int | None, int | None, str]]:
        """Travel as three values: a result carries thousands of these from process to process."""
        return Loss, (self.urn, self.year, self.reason)


@dataclass(frozen=True, slots=True)
class Step:
    """One named step.

    Attributes
    ----------
    name : str
        What happened, such as ``read ks4_2019.csv`` or ``has every year needed``.
    group : str
        Whom the step counts: ``all``, ``programme`` or ``comparison``.
    unit : str
        What is counted: ``rows`` or ``schools``.
    entered, left : int
        How many came in and how many went on.
    losses : tuple of Loss
        One entry for each that did not go on.
    """

    name: str
    group: str
    unit: str
    entered: int
    left: int
    losses: tuple[Loss, ...] = ()

    def __post_init__(self) -> None:
        """Refuse a step whose sums do not agree."""
        if self.entered != self.left + len(self.losses):
            raise DataError.one(
                where=f"flow, step {self.name!r} ({self.group})",
                found=f"{self.entered} in, {self.left} out, {len(self.losses)} listed as lost",
                allowed="in = out + lost",
                next="this is a fault of evalkit or of an extension; please report it with the step's name",
            )

    def by_reason(self) -> tuple[tuple[str, int], ...]:
        """Return each reason with its count, most frequent first, then in alphabetical order."""
        counts: dict[str, int] = {}
        for loss in self.losses:
            counts[loss.reason] = counts.get(loss.reason, 0) + 1
        return tuple(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


@dataclass(frozen=True, slots=True)
class Flow:
    """The steps so far, in order."""

    steps: tuple[Step, ...] = field(default=())

    def then(self, steps: Iterable[Step]) -> Flow:
        """Return a flow with more steps."""
        return Flow((*self.steps, *steps))

    def rows(self) -> tuple[dict[str, object], ...]:
        """Return one record per lost row: step, group, urn, year, reason."""
        return tuple(
            {"step": step.name, "group": step.group, "urn": loss.urn, "year": loss.year, "reason": loss.reason}
            for step in self.steps
            for loss in step.losses
        )
