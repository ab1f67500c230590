"""Several contrasts judged together, so that asking more often does not raise more false alarms."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import nan

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from evalkit.inference import INFERENCES
from evalkit.inference.parts.roles import SETS, VARIANCES
from evalkit.records.analysis import Analysis
from evalkit.records.details import PlaceboAreas
from evalkit.records.estimate import Estimate, Inference
from evalkit.sensitivity.parts.refits import Point, judged, leaves_out_nought

# Its p-values cannot be small enough for several contrasts; both variances stand in for it there.
COARSE = {SETS: VARIANCES}
# Contrasts that come up less often than this by chance raise the alarm. One in twenty, as for the interval.
ALARM = 0.05


def joint_p(found: Sequence[tuple[Estimate, Inference]]) -> float:
    """Return how often the largest of several contrasts would be as large if there were nothing to find.

    Where each inference shows the same untreated areas in the programme's place, the programme's largest
    standardised contrast is held against each area's largest, which allows for contrasts that share a year.
    Elsewhere the smallest p-value is multiplied by the number of contrasts, which is never too small. A single
    contrast has its own p-value.
    """
    tables = [_areas(inference) for _, inference in found]
    if any(table is None for table in tables):
        return min(1.0, len(found) * min(inference.p_value for _, inference in found))
    areas = pd.concat([table for table in tables if table is not None], axis=1, join="inner")
    own = [estimate.estimate / inference.std_error for estimate, inference in found]
    return p_of_largest(np.array(own), areas.to_numpy(dtype=float))


def p_of_largest(own: NDArray[np.float64], areas: NDArray[np.float64]) -> float:
    """Return the share of areas, the programme's among them, whose largest contrast is at least the programme's.

    Parameters
    ----------
    own : (k,) float array
        The programme's standardised contrasts.
    areas : (A, k) float array
        Those of untreated areas.
    """
    beyond = int((np.abs(areas).max(axis=1) >= np.abs(own).max()).sum())
    return (1 + beyond) / (1 + len(areas))


def _areas(inference: Inference) -> pd.Series | None:
    """Return the standardised estimate of each area in the programme's place; None where there are none."""
    placebos = inference.detail(PlaceboAreas)
    return None if placebos is None else placebos.table.set_index("area")["standardised"]


@dataclass(frozen=True, slots=True)
class Judged:
    """A contrast that should be nought, and how sure it is.

    Attributes
    ----------
    estimate : Estimate
        The contrast.
    inference : Inference or None
        By the primary inference of the question; None where it cannot judge this contrast.
    together : Inference or None
        By what judges several contrasts: another way where the primary's p-values are too coarse for that.
    """

    estimate: Estimate
    inference: Inference | None
    together: Inference | None

    def ends(self) -> tuple[float, float]:
        """Return the ends of the interval; NaN where there is none."""
        return (self.inference.conf_low, self.inference.conf_high) if self.inference else (nan, nan)


def judge(planned: Analysis, refitted: Estimate, declared: Estimate, point_estimate: Point) -> Judged:
    """Return a refit with how sure it is alone and beside others.

    Parameters
    ----------
    planned : Analysis
        The refit's plan.
    refitted, declared : Estimate
        The refit, and the estimate it stands beside.
    point_estimate : callable
        Estimates an analysis.
    """
    sure = judged(planned, refitted, declared, point_estimate)
    together = sure
    if (finer := _finer(declared.primary)) is not None:
        together = judged(planned, refitted, declared, point_estimate, by=INFERENCES.playing(finer))
    return Judged(refitted, sure, together)


def alarm(found: Sequence[Judged], level: float) -> bool | None:
    """Say whether contrasts together leave out nought; None where that cannot be said.

    A single contrast does where its interval does; several where their joint p-value is at most ``level``.
    """
    if not found or any(one.inference is None for one in found):
        return None
    if len(found) == 1:
        return leaves_out_nought(*found[0].ends())
    pairs = [(one.estimate, one.together) for one in found if one.together is not None]
    return joint_p(pairs) <= level if len(pairs) == len(found) else None


def _finer(primary: str) -> str | None:
    """Return the part that judges several contrasts where the primary's p-values are too coarse; None elsewhere."""
    if not primary:
        return None
    method = INFERENCES.get(primary)
    return COARSE.get(method.role_with(method.options()))
