"""The columns of a source: our names, the publisher's, what may stand in them, and which give the table away."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from evalkit.core.quantity import Unit
from evalkit.core.years import NO_EXAMS, academic_year, examined

# The years of the tables as evalkit knows them; the last two without Progress 8.
FIRST_TABLE, LAST_TABLE = 2011, 2026
_RESULTS = ("progress8", "attainment8", "basics", "maths_", "science_")
Kind = Literal["id", "category", "number", "percent"]


@dataclass(frozen=True, slots=True)
class SourceHeading:
    """A publisher's name of a column.

    Attributes
    ----------
    name : str
        Text of the header.
    first, last : int
        Years, as the calendar year in which they end, whose files carry that name.
    """

    name: str
    first: int = FIRST_TABLE
    last: int = LAST_TABLE


@dataclass(frozen=True, slots=True)
class SourceColumn:
    """One variable of the panel and where a source keeps it.

    Attributes
    ----------
    name : str
        Name in the panel.
    label : str
        The same in words.
    kind : {"id", "category", "number", "percent"}
        An id is text that is converted once; a percent is 0 to 100.
    headings : tuple of SourceHeading
        The publisher's names, the one to prefer first.
    unit : Unit or None
        None for ids and categories.
    low, high : float or None
        Smallest and largest value that can be true.
    first, last : int
        First and last year in which the figure was published at all.
    codes : tuple of (str, str)
        The publisher's codes in capitals and our words for them; a code outside the list is a fault.
    among : tuple of str
        Our words allowed; empty when any text is.
    trial : tuple of int
        Years in which only schools that asked for it have the figure; it is left out, and a note says so.
    detail : bool
        Whether the figure is one of the many of groups and limits, which are counted, not listed, when a
        file lacks them.
    """

    name: str
    label: str
    kind: Kind
    headings: tuple[SourceHeading, ...] = ()
    unit: Unit | None = None
    low: float | None = None
    high: float | None = None
    first: int = FIRST_TABLE
    last: int = LAST_TABLE
    codes: tuple[tuple[str, str], ...] = ()
    among: tuple[str, ...] = ()
    trial: tuple[int, ...] = ()
    detail: bool = False

    @property
    def numeric(self) -> bool:
        """Say whether the column holds numbers."""
        return self.kind in {"number", "percent"}

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
            if self.low is not None and self.high is not None:
                what += f" from {self.low:g} to {self.high:g}"
            return f"{what}, or one of the publisher's codes for a missing value (SUPP, NE, NP, NA, LOWCOV, NEW, SP)"
        words = [code for code, _ in self.codes] or list(self.among)
        return ", ".join(words) if words else "any text"


@dataclass(frozen=True, slots=True)
class Signs:
    """The headings that a table is known by, whatever their capitals and blanks.

    Attributes
    ----------
    groups : tuple of tuple of str
        At least one heading of each group must be there. Without a group no table is known.
    without : tuple of str
        Headings of another kind of table, of which none may be there.
    """

    groups: tuple[tuple[str, ...], ...] = ()
    without: tuple[str, ...] = ()

    def __call__(self, header: tuple[str, ...]) -> bool:
        """Say whether a header has them."""
        names = {bare_heading(name) for name in header}
        if not self.groups or not names.isdisjoint(map(bare_heading, self.without)):
            return False
        return all(not names.isdisjoint(map(bare_heading, group)) for group in self.groups)


def bare_heading(name: str) -> str:
    """Return a heading without capitals and without blanks beyond one, as spreadsheets and joins change both."""
    return " ".join(name.casefold().split())
