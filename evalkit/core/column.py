"""The columns of any table that evalkit reads: our names, the headings they stand under, what may stand in them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from evalkit.core.quantity import Unit

# The years of the published tables as evalkit knows them; the last two without Progress 8.
FIRST_TABLE, LAST_TABLE = 2011, 2026
ColumnKind = Literal[
    "id",
    "category",
    "number",
    "percent",
    "text",
    "choice",
    "yes_no",
    "date",
    "whole",
    "money",
    "hours",
    "year",
    "term",
    "school",
    "person",
]
NUMERIC = frozenset({"number", "percent", "whole", "money", "hours"})


@dataclass(frozen=True, slots=True)
class SourceHeading:
    """A name that a column goes by.

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
class TableColumn:
    """One column of a table, published or kept by a programme.

    Attributes
    ----------
    name : str
        Our name.
    label : str
        The same in words.
    kind : str
        What stands in its cells. An id is text that is converted once; a percent is 0 to 100; hours, money and whole
        numbers are numbers; a year is an academic or financial year, a term a term with its year.
    headings : tuple of SourceHeading
        Names it goes by in files, the one to prefer first.
    unit : Unit or None
        None for what is no number.
    low, high : float or None
        Smallest and largest value that can be true.
    codes : tuple of (str, str)
        What people write and our words for it; of a published table in capitals, where any other code is a fault.
    among : tuple of str
        Our words allowed; empty when any text is.
    """

    name: str
    label: str
    kind: ColumnKind
    headings: tuple[SourceHeading, ...] = ()
    unit: Unit | None = None
    low: float | None = None
    high: float | None = None
    codes: tuple[tuple[str, str], ...] = field(default=(), kw_only=True)
    among: tuple[str, ...] = field(default=(), kw_only=True)

    @property
    def numeric(self) -> bool:
        """Say whether the column holds numbers."""
        return self.kind in NUMERIC

    def limits(self) -> str:
        """Return in words which numbers can be true, to stand behind what they count; empty without limits."""
        if self.low is not None and self.high is not None:
            return f" from {self.low:g} to {self.high:g}"
        if self.low is not None:
            return f", {self.low:g} or more"
        return f", {self.high:g} or less" if self.high is not None else ""


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
