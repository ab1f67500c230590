"""How far chance alone moves a school's number: which pupils happened to be in the year.

A school's mean of n pupils varies by the pupils' standard deviation over the root of n, even where nothing
about the school changes. Of the spread between schools, that part is noise.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from evalkit.core.quantity import Unit
from evalkit.tables.panel import Panel, Variable

SUFFIX = "_sampling_sd"
# A share of nought or a hundred per cent of few pupils is not certain: two pupils on each side are added
# before its variance is taken (Agresti and Coull 1998, American Statistician 52).
ADDED = 2.0
FEWEST_SCHOOLS = 20


@dataclass(frozen=True, slots=True)
class Noise:
    """How much of the spread between schools is chance.

    Attributes
    ----------
    unit : Unit
        Of both standard deviations.
    years : tuple of int
        Exam years taken together; each contributes its own spread.
    schools : int
        Schools and years with both numbers.
    spread : float
        SD between schools within a year.
    sampling : float
        Root mean square of what chance moves each school by.
    """

    unit: Unit
    years: tuple[int, ...]
    schools: int
    spread: float
    sampling: float

    @property
    def share(self) -> float:
        """Share of the variance between schools that is chance, from nought to one."""
        return min(1.0, (self.sampling / self.spread) ** 2)


def column_of(measure: str) -> str:
    """Return the name of the column that holds what chance moves each value of a measure by."""
    return f"{measure}{SUFFIX}"


def beside(measure: str, label: str, unit: Unit) -> Variable:
    """Return what that column holds."""
    return Variable(column_of(measure), f"what chance alone moves {label} by (standard deviation)", unit)


def of_mean(pupil_sd: NDArray[np.float64], pupils: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the sampling SD of a mean over pupils; NaN where their number or their spread is not known."""
    known = np.isfinite(pupil_sd) & (pupils > 0)
    return np.where(known, pupil_sd / np.sqrt(np.where(known, pupils, 1.0)), np.nan)


def of_share(share: NDArray[np.float64], pupils: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the sampling SD of a share in per cent; NaN where it or the number of pupils is not known."""
    known = np.isfinite(share) & (pupils > 0)
    number = np.where(known, pupils, 1.0)
    part = (np.where(known, share, 0.0) / 100.0 * number + ADDED) / (number + 2.0 * ADDED)
    return np.where(known, 100.0 * np.sqrt(part * (1.0 - part) / number), np.nan)


def of_difference(one: NDArray[np.float64], other: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the sampling SD of a difference between two groups that share no pupil."""
    return np.asarray(np.hypot(one, other), dtype=np.float64)


def noise(panel: Panel, measure: str, years: Sequence[int]) -> Noise | None:
    """Return how much of the spread of a measure between schools is chance; None where that is not known.

    Parameters
    ----------
    panel : Panel
        With the measure added.
    measure : str
        Registered name.
    years : sequence of int
        Years to look at; one in which fewer than twenty schools have both numbers is left out.
    """
    name = column_of(measure)
    if not panel.has(name) or not panel.has(measure):
        return None
    groups = []
    for year in years:
        rows = panel.frame.loc[panel.frame["year"] == year, [measure, name]].dropna().to_numpy(dtype=np.float64)
        if len(rows) >= FEWEST_SCHOOLS:
            groups.append((year, rows))
    if not groups:
        return None
    squares = sum(float(((rows[:, 0] - rows[:, 0].mean()) ** 2).sum()) for _, rows in groups)
    total = sum(len(rows) for _, rows in groups)
    drawn = sum(float((rows[:, 1] ** 2).sum()) for _, rows in groups)
    if squares == 0.0:
        return None
    return Noise(
        unit=panel.variable(measure).unit or Unit(""),
        years=tuple(year for year, _ in groups),
        schools=total,
        spread=float(np.sqrt(squares / (total - len(groups)))),
        sampling=float(np.sqrt(drawn / total)),
    )
