"""A comparison whose donors are weighted anew for whoever stands as treated, and what that needs."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from evalkit.records.comparison import Comparison, Pool


@dataclass(frozen=True, slots=True)
class Reweighting:
    """Everything that weights of the programme, and of every placebo, follow from.

    Attributes
    ----------
    pool : Pool
        Every school the design may use. Its ``covariates`` are the numbers balanced; it has no donors of single
        schools, since a school's weight depends on everybody who stands as treated.
    scale : (p,) float array
        SD of each covariate over all eligible schools, fixed for the programme and every placebo.
    base : (n,) float array
        Weights that the balancing ones stay as near to as they can.
    variances : bool
        Whether variances are balanced besides means.
    tolerance : float
        Difference the plan allows, in SDs.
    """

    pool: Pool
    scale: NDArray[np.float64]
    base: NDArray[np.float64]
    variances: bool
    tolerance: float


@dataclass(frozen=True, slots=True)
class WeightedComparison(Comparison):
    """A comparison with all donors weighted together.

    It has no ``pool``, so that an inference which takes each school's own donors for granted refuses it.

    Attributes
    ----------
    reweighting : Reweighting or None
        What placebos are weighted by; always set by the design.
    tolerance : float
        Largest difference that balancing had to allow, in SDs; nought where means agree exactly.
    """

    reweighting: Reweighting | None = None
    tolerance: float = 0.0


def schools_of(comparison: Comparison) -> Pool | None:
    """Return every school a comparison may use, whatever its design; None where it knows none."""
    if isinstance(comparison, WeightedComparison) and comparison.reweighting is not None:
        return comparison.reweighting.pool
    return comparison.pool
