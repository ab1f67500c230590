"""Whether two groups of schools are alike, and who carries the comparison.

Standardised mean differences divide by the SD in all eligible schools, which is the same for the
programme and every placebo. Effective numbers are 1 over the sum of squared weights (Kish 1965).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from evalkit.records.comparison import Balance, BalanceRow

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Side:
    """One variable to be compared.

    Attributes
    ----------
    column : str
        Column of the frame.
    label : str
        In words.
    matched_on : bool
        Whether the design used it.
    caution : str
        Sentence for the reader; empty if none.
    """

    column: str
    label: str
    matched_on: bool
    caution: str


def balance(frame: pd.DataFrame, treated_weight: Floats, donor_weight: Floats, sides: tuple[Side, ...]) -> Balance:
    """Compare the weighted groups on every variable.

    Parameters
    ----------
    frame : DataFrame
        One row per school: ``eligible``, ``area``, ``area_name`` and the columns compared.
    treated_weight, donor_weight : (n,) arrays
        Each sums to 1; nought for schools not in the group.
    sides : tuple of Side
        Variables to compare.
    """
    area_weight = pd.Series(donor_weight, index=frame.index).groupby(frame["area"]).sum()
    return Balance(
        rows=tuple(_row(frame, treated_weight, donor_weight, side) for side in sides),
        effective_units=float(1.0 / (donor_weight**2).sum()),
        effective_areas=float(1.0 / (area_weight**2).sum()),
        largest_weight=float(donor_weight.max()),
        carriers=_carriers(frame, donor_weight),
    )


def _row(frame: pd.DataFrame, treated_weight: Floats, donor_weight: Floats, side: Side) -> BalanceRow:
    values = frame[side.column].to_numpy(dtype=float)
    known = ~np.isnan(values)
    everyone = values[known & frame["eligible"].to_numpy()]
    treated, treated_variance = _moments(values, np.where(known, treated_weight, 0.0))
    after, after_variance = _moments(values, np.where(known, donor_weight, 0.0))
    before = float(everyone.mean())
    spread = float(everyone.std(ddof=1))
    return BalanceRow(
        variable=side.column,
        label=side.label,
        treated=treated,
        before=before,
        after=after,
        smd_before=(treated - before) / spread if spread > 0 else 0.0,
        smd_after=(treated - after) / spread if spread > 0 else 0.0,
        variance_ratio=treated_variance / after_variance if after_variance > 0 else float("nan"),
        matched_on=side.matched_on,
        caution=side.caution,
    )


def _moments(values: Floats, weight: Floats) -> tuple[float, float]:
    used = weight > 0
    share = weight[used] / weight[used].sum()
    mean = float(share @ values[used])
    spare = 1.0 - float((share**2).sum())
    return mean, float(share @ (values[used] - mean) ** 2) / spare if spare > 0 else float("nan")


def _carriers(frame: pd.DataFrame, donor_weight: Floats) -> tuple[tuple[str, int, float], ...]:
    used = frame.loc[donor_weight > 0, ["area", "area_name"]].assign(weight=donor_weight[donor_weight > 0])
    areas = used.groupby(["area", "area_name"])["weight"].agg(["size", "sum"]).reset_index()
    areas = areas.sort_values(["sum", "area"], ascending=[False, True])
    return tuple(
        (str(name), int(number), float(share))
        for name, number, share in zip(areas["area_name"], areas["size"], areas["sum"], strict=True)
    )
