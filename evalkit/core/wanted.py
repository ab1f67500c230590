"""Data that would answer what a method left open: in words, or as a variable in some years."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Wanted:
    """Data that would answer what a check left open.

    Attributes
    ----------
    data : str
        What, in words, with years or places where they are known; empty where it is a variable, which is put into
        words where the publishers of variables are known.
    publisher : str
        Who publishes or holds it; empty for a variable.
    variable : str
        Name of a variable of the panel; empty for anything else.
    years : tuple of int
        Exam years in which the variable is wanted; none where it is named in general.
    """

    data: str = ""
    publisher: str = ""
    variable: str = ""
    years: tuple[int, ...] = ()
