"""A look: one variable in one year that a part of a plan needs, and which part that is."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Look:
    """One variable in one year.

    Attributes
    ----------
    variable : str
        Its name in the panel, or the registered name of a measure.
    year : int or None
        The calendar year in which the school year ends; None where any year that the tables hold will do.
    why : str
        Which part of the plan asks, in words, such as ``matched on`` or ``check placebo_years``.
    needed : bool
        Whether the question cannot be answered without it.
    """

    variable: str
    year: int | None
    why: str
    needed: bool = True
