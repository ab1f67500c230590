"""What a measure is: an outcome with its unit, its source columns and the years it exists in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from evalkit.core.errors import Fault
from evalkit.core.quantity import Unit
from evalkit.tables.panel import Panel, Variable


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked of a measure.

    Attributes
    ----------
    name : str
        Registered name of the measure, which is also the name of its column.
    years : tuple of int
        Exam years wanted, in order.
    overrides : mapping of str to str
        Rules set aside, each with the reason the study gives.
    """

    name: str
    years: tuple[int, ...]
    overrides: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Computed:
    """What a measure returns.

    Attributes
    ----------
    values : Series
        One number per row of the panel's frame, on its index; NaN where missing or not asked for.
    sources : tuple of (int, str)
        For each year the variable its numbers come from; missing reasons are taken from there.
    notes : tuple of str
        Sentences the report must print; the only digits in them are years.
    beside : tuple of (Variable, Series)
        Further columns of the panel that belong to the measure, on the same index, such as how far chance
        alone moves each value.
    """

    values: pd.Series
    sources: tuple[tuple[int, str], ...]
    notes: tuple[str, ...] = ()
    beside: tuple[tuple[Variable, pd.Series], ...] = ()


@dataclass(frozen=True, slots=True)
class Measure:
    """One outcome.

    Attributes
    ----------
    name : str
        Registered name, the stem of its file, and the name of its column in the panel.
    label : str
        The outcome in words that fit into a sentence.
    unit : Unit
        What its numbers count.
    level : str
        Whose number it is: ``school`` or ``area``.
    higher_is_better : bool
        Whether a larger number is the better result.
    explains : str
        One sentence for a head teacher.
    first_year : int
        First exam year in which it exists.
    needs_ks2 : bool
        Whether it compares pupils with their Key Stage 2 results, which some later cohorts lack.
    needs : tuple of str
        Variables of the panel it may draw on.
    refuses : callable
        ``refuses(panel, request)`` returns the faults of the years asked for, beyond the common rules.
    compute : callable
        ``compute(panel, request)`` returns a `Computed`; called only when nothing was refused.
    checked_against : tuple of str
        Tests that say exactly what it means, as ``path::name``.
    limits : (str, str) or None
        Variables with published 95 per cent limits that give away the national spread between pupils.
    last_year : int or None
        Last exam year in which it exists; None if it is still published.
    breaks : tuple of int
        Years from which results are counted another way; a series across one is only offered in a form that
        bears it, and says so.
    possible : (float, float) or None
        Smallest and largest value a school can have; None where no such limits are known.
    narrows : callable or None
        ``narrows(panel)`` returns two arrays with one entry per row: how far what is known of a school's other
        figures narrows what a hidden value of it can be; None where nothing does.
    proxy_for : str
        What it stands in for, in words, where the thing itself is not published; empty if nothing.
    difference_of : (str, str) or None
        Variables of the panel of which it is the first minus the second; None where it is no such difference.
    label_in : callable or None
        ``label_in(panel, years)`` returns the label by what is used in some years of some tables; None where that is
        the same in all of them.
    """

    name: str
    label: str
    unit: Unit
    level: str
    higher_is_better: bool
    explains: str
    first_year: int
    needs_ks2: bool
    needs: tuple[str, ...]
    refuses: Callable[[Panel, Request], tuple[Fault, ...]]
    compute: Callable[[Panel, Request], Computed]
    checked_against: tuple[str, ...] = ()
    limits: tuple[str, str] | None = None
    last_year: int | None = None
    breaks: tuple[int, ...] = ()
    possible: tuple[float, float] | None = None
    narrows: Callable[[Panel], tuple[NDArray[np.float64], NDArray[np.float64]]] | None = None
    proxy_for: str = ""
    difference_of: tuple[str, str] | None = None
    label_in: Callable[[Panel, tuple[int, ...]], str] | None = None

    def labelled(self, panel: Panel, years: tuple[int, ...]) -> str:
        """Return the outcome in words, as it is in these years of these tables."""
        return self.label if self.label_in is None else self.label_in(panel, years)
