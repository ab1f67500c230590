"""The columns of a published table: beside what any column has, when its figure was published."""

from __future__ import annotations

from dataclasses import dataclass

from evalkit.core.column import FIRST_TABLE, LAST_TABLE, Signs, SourceHeading, TableColumn
from evalkit.core.years import NO_EXAMS, academic_year, examined

# What a partner's source is written with stands here too.
__all__ = ["Signs", "SourceColumn", "SourceHeading"]
CODES_OF_PUBLISHERS = "one of the publisher's codes for a missing value (SUPP, NE, NP, NA, LOWCOV, NEW, SP)"
_RESULTS = ("progress8", "attainment8", "basics", "maths_", "science_")


@dataclass(frozen=True, slots=True)
class SourceColumn(TableColumn):
    """One variable of the panel and where a source keeps it.

    Attributes
    ----------
    first, last : int
        First and last year in which the figure was published at all.
    trial : tuple of int
        Years in which only schools that asked for it have the figure; it is left out, and a note says so.
    detail : bool
        Whether the figure is one of the many of groups and limits, which are counted, not listed, when a
        file lacks them.
    """

    first: int = FIRST_TABLE
    last: int = LAST_TABLE
    trial: tuple[int, ...] = ()
    detail: bool = False

    def headings_in(self, year: int) -> tuple[str, ...]:
        """Return the publisher's names that a file of that year may carry, the one to prefer first."""
        return tuple(heading.name for heading in self.headings if heading.first <= year <= heading.last)

    @property
    def result(self) -> bool:
        """Say whether the figure comes from examinations."""
        return self.name.startswith(_RESULTS)

    def published_in(self, year: int) -> bool:
        """Say whether such a figure can exist for that year."""
        return self.first <= year <= self.last and (examined(year) or not self.result)

    def published(self) -> str:
        """Return in words when the figure was published."""
        span = f"published from {academic_year(self.first)} to {academic_year(self.last)}"
        if not self.result or not any(self.first < year < self.last for year in NO_EXAMS):
            return span
        return f"{span}, except {' and '.join(academic_year(year) for year in NO_EXAMS)}, when no exams were held"

    def allowed(self) -> str:
        """Return in words what may stand in a cell."""
        if self.numeric:
            what = "a percentage" if self.kind == "percent" else "a number"
            return f"{what}{self.limits()}, or {CODES_OF_PUBLISHERS}"
        words = [code for code, _ in self.codes] or list(self.among)
        return ", ".join(words) if words else "any text"
