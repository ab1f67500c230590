"""What a table of the programme is: its columns, what one row stands for, and how far its schools are named."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from evalkit.core.column import TableColumn

Naming = Literal["public", "code", "not shown"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeColumn(TableColumn):
    """One column of a programme's table.

    Attributes
    ----------
    explains : str
        One line that says what to write; the template workbook and the manual print it.
    example : str
        What the example row of the template holds.
    needed : bool
        Whether a row without it is a fault.
    refers : str
        Table whose rows it names, such as ``activities``; empty where it names none.
    free : bool
        Whether people write in their own words, so that somebody's name may stand in it.
    anytime : bool
        Whether its days may lie outside the programme.
    organisations : bool
        Whether it names schools or other bodies, where nobody looks for two capitalised words.
    """

    explains: str
    example: str = ""
    needed: bool = False
    refers: str = ""
    free: bool = False
    anytime: bool = False
    organisations: bool = False

    def allowed(self) -> str:
        """Return in words what may stand in a cell."""
        if self.among:
            return ", ".join(self.among)
        return f"{_IN_WORDS[self.kind]}{self.limits()}"


_IN_WORDS = {
    "id": "a code of your own, such as A01",
    "text": "any words",
    "category": "any words",
    "choice": "one of the words of the list",
    "yes_no": "yes, no or not known",
    "date": "a day such as 14/03/2018",
    "number": "a number",
    "whole": "a whole number",
    "money": "pounds, such as 1200 or £1,200.00",
    "hours": "hours, such as 1.5",
    "percent": "a percentage",
    "year": "a year such as 2017/18",
    "term": "a term with its year, such as Autumn 2017",
    "school": "a school of the sheet schools, by its name or its number (URN)",
    "person": "a code such as T01, never a name",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeTable:
    """One table of the programme.

    Attributes
    ----------
    name : str
        Name of its sheet, or of its csv file without the ending.
    title : str
        The same in words.
    row : str
        What one row stands for.
    columns : tuple of ProgrammeColumn
        In the order of the sheet; ``invented`` is added to every table.
    key : tuple of str
        Columns that tell rows apart; two rows alike in all of them are a fault. Empty where rows may repeat.
    fills : tuple of str
        Parts of the report that it fills.
    named : {"public", "code", "not shown"}
        How the report shows its schools unless the study says otherwise.
    place : int
        Its place in the workbook.
    """

    name: str
    title: str
    row: str
    columns: tuple[ProgrammeColumn, ...]
    key: tuple[str, ...] = ()
    fills: tuple[str, ...] = ()
    named: Naming = "public"
    place: int = 0

    @property
    def every_column(self) -> tuple[ProgrammeColumn, ...]:
        """Its columns with the one that says of a row that it is invented."""
        return (*self.columns, INVENTED)

    def column(self, name: str) -> ProgrammeColumn:
        """Return one column."""
        return next(column for column in self.every_column if column.name == name)


INVENTED = ProgrammeColumn(
    name="invented",
    label="Invented",
    kind="yes_no",
    among=("yes", "no"),
    explains="yes if this row was made up to show how the table works; leave it empty otherwise",
)
