"""What a reader is, and what it hands on: one file as schools by year, with its losses and its record."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    import pandas as pd

    from evalkit.data.sources.parts.column import SourceColumn
    from evalkit.data.text.open_files import OpenFile
    from evalkit.study.model import DataFile
    from evalkit.tables.flow import Step
    from evalkit.tables.panel import Variable
    from evalkit.tables.provenance import Provenance

# Where DfE's tables of schools of every year are fetched.
PERFORMANCE_TABLES = "Compare school and college performance, download data (Department for Education)"


@dataclass(frozen=True, slots=True)
class FileRead:
    """One file, read.

    Attributes
    ----------
    frame : DataFrame
        Columns ``urn`` and ``year`` (int, unique together), then the variables.
    reasons : DataFrame
        Columns ``urn``, ``year``, ``variable``, ``reason``: one row for each cell without a number.
    variables : tuple of Variable
        One for each column besides the keys.
    lasting : frozenset of str
        Variables that the file gives without a year, the same in all its years.
    provenance : Provenance
        The record of the file.
    step : Step
        Its rows kept and lost.
    adds_rows : bool
        False for a table that only adds facts to the schools that other tables give.
    register : DataFrame or None
        What a register says of each number, as `evalkit.data.sources.parts.registers` returns it.
    links : DataFrame or None
        Which numbers follow which, as `evalkit.data.sources.parts.registers` returns it.
    numbers : DataFrame or None
        Columns ``urn``, ``year``, ``laestab``: the number within its authority that a table gives a school.
    areas : DataFrame or None
        Figures of areas, as `evalkit.data.sources.parts.area_rows` returns them.
    """

    frame: pd.DataFrame
    reasons: pd.DataFrame
    variables: tuple[Variable, ...]
    lasting: frozenset[str]
    provenance: Provenance
    step: Step
    adds_rows: bool = True
    register: pd.DataFrame | None = None
    links: pd.DataFrame | None = None
    numbers: pd.DataFrame | None = None
    areas: pd.DataFrame | None = None


@dataclass(frozen=True, slots=True)
class TableSource:
    """A kind of table that can be read, with everything that others need to know of it.

    Attributes
    ----------
    summary : str
        One line in the reader's words.
    recognises : callable
        ``recognises(header)`` says whether a file of that header is of this kind.
    read : callable
        ``read(file, entry)`` returns the file read; ``entry`` is what the study file says about it, or None.
    checked_against : tuple of str
        Tests that compare the reader with published figures, as ``path::name``.
    gives : {"schools", "facts", "register", "areas", "reference"}
        What its rows are: schools by year, facts on schools that others give, numbers of schools and what became
        of them, areas by year, or something a reader looks up. Schools and facts join a panel of schools; a
        register says who they are.
    title : str
        Its name in a sentence: "absence tables".
    about : str
        What its variables are in words: "absence from school". Empty: what each column says of itself.
    publisher : str
        Who publishes it, and where.
    columns : tuple of SourceColumn
        The variables that it can give; a study's map of columns knows them by these names.
    mapped : bool
        Whether it reads a table by the map of columns in the study file.
    read_areas : callable or None
        ``read_areas(file, entry)`` returns the rows of areas that a table of schools may hold besides, or None.
    what : callable or None
        ``what(header)`` says in words which of its tables one is, where they differ.
    """

    summary: str
    recognises: Callable[[tuple[str, ...]], bool]
    read: Callable[[OpenFile, DataFile | None], FileRead]
    checked_against: tuple[str, ...] = ()
    gives: Literal["schools", "facts", "register", "areas", "reference"] = "schools"
    title: str = ""
    about: str = ""
    publisher: str = ""
    columns: tuple[SourceColumn, ...] = ()
    mapped: bool = False
    read_areas: Callable[[OpenFile, DataFile | None], FileRead | None] | None = None
    what: Callable[[tuple[str, ...]], str] | None = None

    @property
    def published(self) -> str:
        """Return who publishes it and in which tables."""
        return ": ".join(word for word in (self.title or self.summary, self.publisher) if word)
