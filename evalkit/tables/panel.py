"""Units by year, schools or authorities: one frame, the reasons for what is missing, and where it came from."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pandas as pd

from evalkit.core.errors import DataError
from evalkit.core.quantity import Unit
from evalkit.core.years import examined
from evalkit.tables.flow import Flow
from evalkit.tables.lineages import Lineages
from evalkit.tables.missing_reasons import CANCELLED, IN_NO_TABLE, IN_WORDS, NO_FIGURE, NO_ROW
from evalkit.tables.provenance import Provenance

KEYS = ("unit", "year")


@dataclass(frozen=True, slots=True)
class Variable:
    """What a column of the panel holds.

    Attributes
    ----------
    name : str
        Column name in the panel.
    label : str
        The same in words.
    unit : Unit or None
        None for categories.
    """

    name: str
    label: str
    unit: Unit | None


@dataclass(frozen=True, slots=True, weakref_slot=True)
class Panel:
    """One row per unit and year: a school, or a local authority.

    Attributes
    ----------
    frame : DataFrame
        Columns ``unit`` (int: a school's lineage, or the number of an authority), ``year`` (int), ``urn`` (int, its
        number in that year's file), then the variables. Rows are unique by (unit, year) and sorted by them. Missing
        numbers are NaN, missing categories None.
    reasons : DataFrame
        Columns ``unit``, ``year``, ``variable``, ``reason``: one row for each missing number whose
        publisher gave a reason. Reasons come from the closed list of `evalkit.tables.missing_reasons`.
    variables : tuple of Variable
        One for each column besides the keys and ``urn``.
    provenance : tuple of Provenance
        The files read, in reading order.
    flow : Flow
        Rows kept and lost so far.
    lineages : Lineages or None
        Which school numbers are one school; None where the tables tell of no changed number.
    """

    frame: pd.DataFrame
    reasons: pd.DataFrame
    variables: tuple[Variable, ...]
    provenance: tuple[Provenance, ...]
    flow: Flow
    lineages: Lineages | None = None

    def __post_init__(self) -> None:
        """Refuse a frame whose keys are not unique."""
        twice = self.frame[self.frame.duplicated(list(KEYS))]
        if len(twice):
            first = twice.iloc[0]
            raise DataError.one(
                where=f"panel, school {first['unit']}, year {first['year']}",
                found=f"{len(twice)} rows beyond the first of their school and year",
                allowed="one row for each school and year",
                next="two files give the same school and year; keep one of them in the data folder",
            )

    def variable(self, name: str) -> Variable:
        """Return what is known of the column called ``name``."""
        for variable in self.variables:
            if variable.name == name:
                return variable
        raise DataError.one(
            where="panel",
            found=f"no variable {name!r}",
            allowed=", ".join(sorted(v.name for v in self.variables)),
            next="name one of these in the study file, or add a file that holds it to the data folder",
        )

    def has(self, name: str) -> bool:
        """Say whether the panel has a variable of that name."""
        return any(variable.name == name for variable in self.variables)

    def wide(self, name: str) -> pd.DataFrame:
        """Return one variable as units (rows, sorted) by years (columns, sorted)."""
        self.variable(name)
        return self.frame.pivot(index="unit", columns="year", values=name).sort_index()

    def of_year(self, name: str, year: int, units: pd.Index) -> pd.Series:
        """Return one variable in one year, for each of ``units``; missing where a unit has no row in that year."""
        self.variable(name)
        rows = self.frame.loc[self.frame["year"] == year, ["unit", name]]
        return rows.set_index("unit")[name].reindex(units)

    def with_variable(self, variable: Variable, values: pd.Series) -> Panel:
        """Return a panel with one more (or one replaced) column; ``values`` align on the frame's index."""
        others = tuple(v for v in self.variables if v.name != variable.name)
        return replace(self, frame=self.frame.assign(**{variable.name: values}), variables=(*others, variable))

    def why(self, name: str, year: int, schools: pd.Index) -> pd.Series:
        """Return why a variable is missing in one year, for each of ``schools``, in words.

        Parameters
        ----------
        name : str
            Variable of the panel, or a name it does not have.
        year : int
            Year of the missing values.
        schools : Index
            Schools whose value is missing.
        """
        # Years first: numbers are compared many times faster than names.
        listed = self.reasons[self.reasons["year"] == year]
        listed = listed[listed["variable"] == name]
        here = self.frame["year"] == year
        present = self.frame.loc[here, "unit"]
        told = listed.drop_duplicates("unit").set_index("unit")["reason"]
        said = told.astype(object).map(IN_WORDS).reindex(schools)
        given = name in self.frame.columns and bool(self.frame.loc[here, name].notna().any())
        nothing = NO_FIGURE if given or len(listed) else IN_NO_TABLE if examined(year) else CANCELLED
        absent = pd.Series(NO_ROW, index=schools, dtype=object).where(~schools.isin(present), nothing)
        return said.where(said.notna(), absent)
