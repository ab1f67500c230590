"""Several contrasts judged together, so that asking more often does not raise more false alarms."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from evalkit.records.details import PlaceboAreas
from evalkit.records.estimate import Estimate, Inference


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
