"""Which side a row stands on: a column of yes and no, or of arms of which two are compared."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass

import numpy as np
import pandas as pd
from pandas.api.types import is_complex_dtype, is_numeric_dtype

from evalkit.core.errors import Fault
from evalkit.records.given_table import TABLE

# As many values as a reader wants to see.
SHOWN = 5


@dataclass(frozen=True, slots=True, eq=False)
class Sides:
    """The side of each row.

    Attributes
    ----------
    treated : Series
        1.0 for the programme, 0.0 for the comparison; missing where nothing stands, or another arm.
    other : Series of bool
        Rows of an arm that is not compared.
    faults : tuple of Fault
        What is wrong with the column.
    """

    treated: pd.Series
    other: pd.Series
    faults: tuple[Fault, ...] = ()


def sides_of(column: pd.Series, arms: tuple[object, object] | None) -> Sides:
    """Return which rows are of the programme.

    Parameters
    ----------
    column : Series
        True and false, 0 and 1, or names of arms.
    arms : (object, object) or None
        The arm compared with, and the programme's; None where the column says yes and no.
    """
    known = column.astype(object)
    wanted = (0, 1) if arms is None else arms
    faults = [] if arms is None else _arms(str(column.name), arms)
    if faults:
        return Sides(known, known.notna(), tuple(faults))
    if arms is None and is_numeric_dtype(column) and not is_complex_dtype(column):
        values = column.to_numpy(dtype=float, na_value=np.nan)
        found = np.where((values == 0) | (values == 1), values, np.nan)
    else:
        found = np.array([_side(value, wanted) for value in known.tolist()], dtype=float)
    treated = pd.Series(found, index=column.index)
    other = treated.isna() & known.notna()
    both = {0.0, 1.0} <= set(treated.dropna())
    if both and (arms is not None or not other.any()):
        return Sides(treated, other)
    allowed = "both True and False, or both 0 and 1" if arms is None else f"rows of both {arms[0]!r} and {arms[1]!r}"
    mend = (
        "mark each row as treated or not, with rows on both sides; of several arms, name two: "
        "arms=(the one compared with, the programme's)"
    )
    return Sides(treated, other, (Fault(f"{TABLE}, column {column.name!r}", _values(known), allowed, mend),))


def _arms(name: str, arms: object) -> list[Fault]:
    if isinstance(arms, tuple | list) and len(arms) == 2 and arms[0] != arms[1]:
        return []
    allowed = f"two values of column {name!r}: the arm compared with, and the programme's"
    return [Fault("the argument arms", repr(arms), allowed, "name two arms, such as arms=('as usual', 'coaching')")]


def _side(value: object, wanted: tuple[object, object]) -> float:
    """Return 1.0 on the programme's side, 0.0 on the other, and NaN for whatever else stands there."""
    if value is pd.NA or not isinstance(value, Hashable):
        return float("nan")
    plain = value.strip() if isinstance(value, str) else value
    return next((float(side) for side, arm in enumerate(wanted) if plain == arm), float("nan"))


def _values(column: pd.Series) -> str:
    values = sorted({repr(value) if isinstance(value, str) else str(value) for value in column.dropna().tolist()})
    more = f" and {len(values) - SHOWN} more" if len(values) > SHOWN else ""
    return (", ".join(values[:SHOWN]) + more) or "no values"
