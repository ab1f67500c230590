"""What a check found: how easily the estimate could be wrong."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd


@dataclass(frozen=True, slots=True)
class Wanted:
    """Data that would answer what a check left open.

    Attributes
    ----------
    data : str
        What, in words, with years or places where they are known.
    publisher : str
        Who publishes or holds it.
    """

    data: str
    publisher: str


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
        None when the check describes and leaves judgement to the reader, or cannot be answered.
    answered : bool
        False when something the check needs is not there; ``answer`` then says what.
    answer : str
        One sentence.
    unit : str
        Unit of the estimates in ``table``.
    table : DataFrame or None
        One row per refit, with columns ``label``, ``estimate`` and where known ``conf_low``, ``conf_high``.
        Where it applies: ``declared`` marks the plan's own choice, ``move`` is the distance from it,
        ``school`` or ``area`` is what was left out, ``outcome`` and ``cohort`` are those of a row that is
        about another outcome or another year than the question's, ``unit`` and ``decimals`` are a row's own.
    values : tuple of (str, float)
        Numbers quoted in ``answer``, by name.
    wanted : tuple of Wanted
        What would answer the check, or the part of it that was left out.
    """

    check: str
    asks: str
    passed: bool | None
    answered: bool
    answer: str
    unit: str = ""
    table: pd.DataFrame | None = None
    values: tuple[tuple[str, float], ...] = ()
    wanted: tuple[Wanted, ...] = ()
