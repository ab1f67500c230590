"""Parts that estimators play for inferences: what an estimate is, whoever computed it."""

from __future__ import annotations

# The mean change of those treated less the weighted mean change of their comparison.
WEIGHTED_CHANGES = "a difference of weighted mean changes"
LEAST_SQUARES = "a coefficient of least squares"
