"""Pieces of options that several designs share, and what an option says of the figures it names.

An option may name figures as `VariableYear`, as something whose ``members()`` are such figures, or, made with
`categories`, as variables taken at the latest baseline year. `looks_of_options` in `looks` finds all of them by type.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol, runtime_checkable

WHY, AT_BASELINE = "why", "at baseline"


@dataclass(frozen=True, slots=True)
class VariableYear:
    """A variable of the panel in one year.

    Attributes
    ----------
    variable : str
        Its name in the panel.
    year : int
        The calendar year in which the school year ends.
    """

    variable: str
    year: int


@runtime_checkable
class Several(Protocol):
    """An option that stands for several figures."""

    def members(self) -> tuple[VariableYear, ...]:
        """Return each figure with its year."""
        ...


def categories(why: str) -> tuple[str, ...]:
    """Return the field of an option that lists variables of the latest baseline year, none unless a study says so."""
    return field(default=(), metadata={WHY: why, AT_BASELINE: True})


def figures(why: str) -> tuple[VariableYear, ...]:
    """Return the field of an option that lists figures, none unless a study says so; ``why`` says what they are for."""
    return field(default=(), metadata={WHY: why})
