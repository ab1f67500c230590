"""Pieces of options that several designs share."""

from __future__ import annotations

from dataclasses import dataclass


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
