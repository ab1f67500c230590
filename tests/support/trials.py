"""Trials of published formulas, to which the multiplier of the smallest difference is held."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt


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
