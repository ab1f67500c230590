"""What a check found: how easily the estimate could be wrong."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd


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
    values : tuple of (str, float)
        Numbers quoted in ``answer``, by name.
    """

    check: str
    asks: str
    passed: bool | None
    answered: bool
    answer: str
    unit: str = ""
    table: pd.DataFrame | None = None
    values: tuple[tuple[str, float], ...] = ()
