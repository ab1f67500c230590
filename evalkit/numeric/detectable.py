"""How large a difference a design would notice: multipliers of a standard error.

The multiplier is the sum of two t quantiles (Bloom 1995; Dong and Maynard 2013), or exactly the
noncentrality at which the two-sided test has the power asked for.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

from scipy.special import nctdtr, stdtrit

ALPHA = 0.05
POWER = 0.80
# Halves an interval of ten to the last digits of a double.
HALVINGS = 60


def multiplier(df: float, *, alpha: float = ALPHA, power: float = POWER) -> float:
    """Return t quantiles of the test and of its power, added.

    Parameters
    ----------
    df : float
        Degrees of freedom of the test, whole or not.
    alpha, power : float
        Size of the two-sided test, and how often it should notice.
    """
    return float(stdtrit(df, 1.0 - alpha / 2.0) + stdtrit(df, power))


def exact_multiplier(df: float, *, alpha: float = ALPHA, power: float = POWER) -> float:
    """Return the noncentrality at which the two-sided test has its power."""
    edge = stdtrit(df, 1.0 - alpha / 2.0)
    low, high = 0.0, 2.0 * multiplier(df, alpha=alpha, power=power)
    for _ in range(HALVINGS):
        middle = (low + high) / 2.0
        missed = float(nctdtr(df, middle, edge) - nctdtr(df, middle, -edge))
        low, high = (middle, high) if missed > 1.0 - power else (low, middle)
    return (low + high) / 2.0


@dataclass(frozen=True, slots=True)
class Trial:
    """A trial that assigns whole clusters, for checking the multiplier against published formulas.

    Attributes
    ----------
    clusters : int
        Clusters of both sides together.
    size : float
        Units of each cluster.
    between : float
        Share of the variance between clusters.
    explained_within, explained_between : float
        Share of each variance that covariates take up.
    treated : float
        Share of clusters assigned to treatment.
    covariates : int
        Covariates of clusters, each of which costs one degree of freedom.
    """

    clusters: int
    size: float
    between: float
    explained_within: float
    explained_between: float
    treated: float
    covariates: int

    @property
    def df(self) -> float:
        """Clusters less two and less their covariates."""
        return float(self.clusters - self.covariates - 2)

    @property
    def std_error(self) -> float:
        """Standard error of the difference, in standard deviations of units (Dong and Maynard 2013, model 3.1)."""
        both = self.treated * (1.0 - self.treated) * self.clusters
        clusters = self.between * (1.0 - self.explained_between) / both
        return sqrt(clusters + (1.0 - self.between) * (1.0 - self.explained_within) / (both * self.size))
