"""A bare table of units, for a partner who brings a data frame and no study folder."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import pandas as pd
from pandas.api.types import is_numeric_dtype

from evalkit.core.errors import DataError, Fault
from evalkit.core.quantity import Unit
from evalkit.records.comparison import Roles
from evalkit.tables.flow import Flow, Loss, Step

Frame = pd.DataFrame
WEIGHT = "weight (each row once)"


@dataclass(frozen=True, slots=True)
class Units:
    """One row per pupil or school, and what its columns are.

    Attributes
    ----------
    frame : DataFrame
        One row per unit; columns named by ``roles``, complete cases only.
    roles : Roles
        Which column plays which part.
    outcome : str
        The outcome in words.
    unit : Unit
        Unit of the outcome.
    flow : Flow
        Rows left out, each under the first column that is missing.
    """

    frame: pd.DataFrame
    roles: Roles
    outcome: str
    unit: Unit
    flow: Flow = field(default_factory=Flow)


def units_from_frame(
    frame: Frame, *, outcome: str, treated: str, cluster: str, covariates: Sequence[str], weight: str | None
) -> Units:
    """Return a bare table ready for an analysis; every fault of it is raised at once.

    Parameters
    ----------
    frame : DataFrame
        One row per pupil or school. It is not changed.
    outcome, treated, cluster : str
        Columns: a number, a yes/no (booleans or 0 and 1), and the school each row belongs to.
    covariates : sequence of str
        Numeric columns to adjust for.
    weight : str or None
        Column of positive weights; None counts each row once.
    """
    columns = list(dict.fromkeys([outcome, treated, cluster, *covariates, *([weight] if weight else [])]))
    faults = _faults(frame, columns, numeric=[outcome, *covariates, *([weight] if weight else [])], treated=treated)
    if faults:
        raise DataError(faults)
    lacking = frame[columns].isna()
    first = lacking.idxmax(axis=1)[lacking.any(axis=1)]
    losses = tuple(Loss(None, None, f"no value in column {name!r}") for name in first)
    complete = Step("complete rows of the table", "all", "rows", len(frame), len(frame) - len(losses), losses)
    kept = frame[columns].dropna().reset_index(drop=True)
    kept = kept.assign(**{treated: kept[treated].astype(bool)})
    if not weight:
        kept = kept.assign(**{WEIGHT: 1.0})
    kept.insert(0, "row", np.arange(len(kept)))
    roles = Roles(
        unit="row",
        cluster=cluster,
        treated=treated,
        outcome=outcome,
        weight=weight or WEIGHT,
        covariates=tuple(covariates),
    )
    return Units(kept, roles, outcome, Unit("points", 2), Flow((complete,)))


def _faults(frame: Frame, columns: list[str], *, numeric: list[str], treated: str) -> list[Fault]:
    known = ", ".join(map(str, frame.columns))
    faults = [
        Fault("the data frame", f"no column {name!r}", known, "name a column of the frame")
        for name in columns
        if name not in frame.columns
    ]
    faults += [
        Fault(
            f"the data frame, column {name!r}",
            f"values of kind {frame[name].dtype}",
            "numbers",
            "convert it to numbers",
        )
        for name in numeric
        if name in frame.columns and not is_numeric_dtype(frame[name])
    ]
    if treated in frame.columns:
        values = set(frame[treated].dropna().unique().tolist())
        if values != {0, 1}:
            faults.append(
                Fault(
                    f"the data frame, column {treated!r}",
                    ", ".join(map(str, sorted(values, key=str)[:5])) or "no values",
                    "both True and False, or both 0 and 1",
                    "mark each row as treated or not, with rows on both sides",
                )
            )
    return faults
