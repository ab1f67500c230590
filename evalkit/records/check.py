"""What a check found: how easily the estimate could be wrong."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import InitVar, dataclass
from enum import StrEnum
from typing import NoReturn

import pandas as pd

from evalkit.core.wanted import Wanted
from evalkit.records.former_checks import Quoted, shown_of
from evalkit.records.shown import Shown


class CheckStanding(StrEnum):
    """What a check leaves of an estimate, by the rule in the check's own docstring."""

    HOLDS = "holds"
    RAISES_DOUBT = "raises doubt"
    COULD_NOT_TELL = "could not tell"


@dataclass(frozen=True, slots=True)
class FormerPart:
    """A part of a result that has a new place, and says so when it is used.

    Attributes
    ----------
    old, new : str
        What was written, and what to write now.
    """

    old: str
    new: str

    def __getattr__(self, name: str) -> NoReturn:
        """Say what to write."""
        told = f"{self.old} of a check is gone; write {self.new} (docs/findings.md)"
        raise AttributeError(told)

    def __getitem__(self, key: object) -> NoReturn:
        """Say what to write."""
        self.__getattr__(str(key))

    def __iter__(self) -> Iterator[object]:
        """Say what to write."""
        return self.__getattr__(self.old)

    def __len__(self) -> int:
        """Say what to write."""
        return self.__getattr__(self.old)


@dataclass(frozen=True, slots=True)
class CheckResult:
    """One question put to an estimate.

    Attributes
    ----------
    check : str
        Registered name.
    asks : str
        The question in words.
    passed : bool or None
        True where what was asked would have been seen and was not, False where it raises doubt, None where the check
        could not tell: it cannot be answered, it only describes, or what matters could have gone unseen.
    answered : bool
        False when something the check needs is not there; ``answer`` then says what.
    answer : str
        One sentence.
    unit : str
        Unit of the estimates shown; empty where rows have units of their own.
    wanted : tuple of Wanted
        What would answer the check, or the part of it that was left out.
    shows : Shown or None
        The record of what it shows, one kind of `evalkit.records.shown`.

    Parameters
    ----------
    table : DataFrame
        What checks gave before there were kinds, one row per refit with ``label``, ``estimate`` and any further
        columns; it becomes a list of refits in ``shows``.
    values : tuple of (str, float)
        Numbers that stood beside such a table, by name.
    """

    check: str
    asks: str
    passed: bool | None
    answered: bool
    answer: str
    unit: str = ""
    table: InitVar[pd.DataFrame | FormerPart | None] = FormerPart("table", "shows.frame()")
    values: InitVar[Quoted | FormerPart] = FormerPart("values", "the fields of shows")
    wanted: tuple[Wanted, ...] = ()
    shows: Shown | None = None

    def __post_init__(self, table: pd.DataFrame | FormerPart | None, values: Quoted | FormerPart) -> None:
        """Turn what a check of the former kind gave into a list of refits."""
        rows = None if isinstance(table, FormerPart) else table
        quoted = () if isinstance(values, FormerPart) else values
        if rows is not None or quoted:
            object.__setattr__(self, "shows", shown_of(self.check, rows, quoted))

    @property
    def standing(self) -> CheckStanding:
        """What the check leaves of the estimate, in words."""
        if self.passed is None or not self.answered:
            return CheckStanding.COULD_NOT_TELL
        return CheckStanding.HOLDS if self.passed else CheckStanding.RAISES_DOUBT
