"""The programme's tables as they were read: typed rows, each with its place in the file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import pandas as pd

from evalkit.core.column import NUMERIC, TableColumn
from evalkit.programme.surveys.survey_read import SurveyRead
from evalkit.programme.tables import ProgrammeTable, programme_tables

INVENTED = "invented"
YES = "yes"


@dataclass(frozen=True, slots=True)
class KeptTable:
    """One table as it was read.

    Attributes
    ----------
    name : str
        Its name.
    rows : DataFrame
        One row for each that counts, with every column of the table under our names: text is str, empty where blank;
        days are datetime64, NaT where blank; numbers are float, NaN where blank. A school stands under the name that
        the table ``schools`` gives it.
    places : tuple of str
        Where each row stands, such as ``programme.xlsx, attendance, row 7``.
    """

    name: str
    rows: pd.DataFrame
    places: tuple[str, ...] = ()


# One reading is one object: what is made of it may be remembered by it.
@dataclass(frozen=True, slots=True, eq=False)
class KeptTables:
    """Every table that the programme kept.

    Attributes
    ----------
    tables : mapping of str to KeptTable
        By name; a table that nobody kept is not in it.
    notes : tuple of str
        What was read in a way that the writer should know: formulas by their stored value, totals left out.
    surveys : tuple of SurveyRead
        What was read of each wave of a survey whose answers stand in an export: rows, people, who was left out.
    """

    tables: Mapping[str, KeptTable] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    surveys: tuple[SurveyRead, ...] = ()

    def has(self, *names: str) -> bool:
        """Say whether each of these tables holds a row."""
        return all(name in self.tables and len(self.tables[name].rows) for name in names)

    def rows(self, name: str) -> pd.DataFrame:
        """Return the rows of a table; none, with every column, where nobody kept it."""
        return self.tables[name].rows if name in self.tables else no_rows(programme_tables()[name])

    def invented(self, *names: str) -> bool:
        """Say whether any row of these tables is marked as invented."""
        return any(bool((self.rows(name)[INVENTED] == YES).any()) for name in names)


def no_rows(table: ProgrammeTable) -> pd.DataFrame:
    """Return a table without a row, its columns typed."""
    return typed({column.name: [] for column in table.every_column}, table)


def typed(cells: Mapping[str, list[object]], table: ProgrammeTable) -> pd.DataFrame:
    """Return columns of values as a table with the types that its columns promise."""
    return pd.DataFrame({column.name: _series(cells[column.name], column) for column in table.every_column})


def _series(values: list[object], column: TableColumn) -> pd.Series:
    if column.kind in NUMERIC:
        return pd.Series(values, dtype="float64")
    if column.kind == "date":
        return pd.Series(values, dtype="datetime64[us]")
    return pd.Series(["" if value is None else value for value in values], dtype="object")
