"""What an inference can show beside its interval: one small record for each kind of thing."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from math import sqrt

import numpy as np
import pandas as pd
from numpy.typing import NDArray

Named = tuple[tuple[str, float], ...]


class Detail(ABC):
    """Something an inference shows; drawings, tables and the findings file know it by its type."""

    __slots__ = ()

    @abstractmethod
    def named(self) -> Named:
        """Return its numbers by name, as the findings file holds them."""


@dataclass(frozen=True, slots=True)
class Quantities(Detail):
    """Further numbers that need no drawing and no table of their own.

    Attributes
    ----------
    numbers : tuple of (str, float)
        By name.
    """

    numbers: Named

    def named(self) -> Named:
        """Return the numbers as they are."""
        return self.numbers


@dataclass(frozen=True, slots=True)
class PlaceboAreas(Detail):
    """The programme's area, or authority, among untreated ones in its place.

    Attributes
    ----------
    table : DataFrame
        One row for each: ``area``, ``area_name``, ``schools``, ``estimate``, ``predicted_sd``, ``standardised``.
    critical : float
        Standardised estimate beyond which the interval leaves out nought.
    dropped, refused : int or None
        Areas with too few schools that have donors; areas the design would have refused. None where not counted.
    inexact : int or None
        Areas whose means could not be balanced exactly; None where the design balances nothing.
    """

    table: pd.DataFrame
    critical: float
    dropped: int | None = None
    refused: int | None = None
    inexact: int | None = None

    def named(self) -> Named:
        """Return how many there are, and what befell them."""
        counted = (
            ("placebo areas dropped", self.dropped),
            ("placebo areas the design would refuse", self.refused),
            ("placebo areas not balanced exactly", self.inexact),
        )
        told = tuple((name, float(number)) for name, number in counted if number is not None)
        return (("placebo areas", float(len(self.table))), *told, ("critical value", self.critical))


@dataclass(frozen=True, slots=True)
class PlaceboSets(Detail):
    """A few schools among sets of as many inside untreated areas.

    Attributes
    ----------
    table : DataFrame
        One row for each area: ``area``, ``area_name``, ``schools``, ``sets``, ``middle``, ``share_beyond``.
    critical : float
        Standardised estimate beyond which the interval leaves out nought.
    dropped : int
        Areas with too few schools that have donors.
    size : int
        Schools in a set.
    hundredths : tuple of float
        A hundred standardised estimates that stand for every set alike, in ascending order.
    each : tuple of float arrays
        Standardised estimates of every set, area by area in the order of the table.
    shared : tuple of (k,) float arrays
        For each area of the table, the standardised estimates of the sets that all questions of a study share; empty
        where none were drawn.
    members : tuple of (k, m) int arrays
        For each area of the table, the rows of the comparison's pool that stand in a set, one set a line, in the order
        of ``each``.
    """

    table: pd.DataFrame
    critical: float
    dropped: int
    size: int
    hundredths: tuple[float, ...]
    each: tuple[NDArray[np.float64], ...] = ()
    shared: tuple[NDArray[np.float64], ...] = ()
    members: tuple[NDArray[np.int32], ...] = ()

    def named(self) -> Named:
        """Return how many areas and sets there are."""
        return (
            ("placebo areas", float(len(self.table))),
            ("placebo areas dropped", float(self.dropped)),
            ("placebo sets", float(self.table["sets"].sum())),
            ("schools in a set", float(self.size)),
            ("critical value", self.critical),
        )


@dataclass(frozen=True, slots=True)
class VarianceShares(Detail):
    """How much areas and schools vary, and how much of the doubt comes from each.

    Attributes
    ----------
    area_variance, school_variance : float
        Of a change, in the outcome's unit squared: shared by the schools of an area, and of a school's own.
    areas, schools : int
        Untreated areas, and their schools, that both are learned from.
    truncated : bool
        Whether areas varied no more than their schools let one expect, so that their part was set to nought.
    shares : tuple of (str, float)
        Share of the variance from each term, in words; together 1.
    """

    area_variance: float
    school_variance: float
    areas: int
    schools: int
    truncated: bool
    shares: Named

    @property
    def area_sd(self) -> float:
        """SD of what the schools of an area share."""
        return sqrt(self.area_variance)

    @property
    def school_sd(self) -> float:
        """SD of a school's own change."""
        return sqrt(self.school_variance)

    def named(self) -> Named:
        """Return both standard deviations, what they rest on, and the shares."""
        return (
            ("SD of an area's change", self.area_sd),
            ("SD of a school's change", self.school_sd),
            ("SD of areas over SD of schools", sqrt(self.area_variance / self.school_variance)),
            ("areas behind the variances", float(self.areas)),
            ("schools behind the variances", float(self.schools)),
            ("area variance truncated", float(self.truncated)),
            *((f"share of variance from {name}", share) for name, share in self.shares),
        )


@dataclass(frozen=True, slots=True)
class FreedomOfAreas(Detail):
    """Degrees of freedom of a variance that has a part for areas.

    Attributes
    ----------
    total, between : float
        Of the whole, and of the part between areas.
    """

    total: float
    between: float

    def named(self) -> Named:
        """Return both."""
        return (("degrees of freedom", self.total), ("degrees of freedom between areas", self.between))


@dataclass(frozen=True, slots=True)
class AuthoritySpread(Detail):
    """How much the change of authorities varies by the pupils behind it.

    Attributes
    ----------
    very_large, middling : float
        SD of the change of an authority of very many pupils, and of one with the median number.
    authorities : int
        Untreated authorities that it is learned from.
    """

    very_large: float
    middling: float
    authorities: int

    def named(self) -> Named:
        """Return both standard deviations and what they rest on."""
        return (
            ("SD of the change of a very large authority", self.very_large),
            ("SD of the change of a middling authority", self.middling),
            ("authorities behind the variance", float(self.authorities)),
        )


@dataclass(frozen=True, slots=True)
class Clusters(Detail):
    """How much each cluster counts in least squares.

    Attributes
    ----------
    table : DataFrame
        One row for each cluster: ``cluster``, ``treated``, ``share`` of all that tells the sides apart, ``leverage``.
    df : float
        Satterthwaite's degrees of freedom.
    unseen : float
        Share of the variance that no residual shows; 0 to 1.
    estimate : float
        Least-squares estimate.
    sharing : int or None
        Treated schools that share a cluster; None where not counted.
    """

    table: pd.DataFrame
    df: float
    unseen: float
    estimate: float
    sharing: int | None = None

    @property
    def treated(self) -> int:
        """Number of treated clusters."""
        return int(self.table["treated"].sum())

    @property
    def largest_leverage(self) -> float:
        """Leverage of the cluster that has most."""
        return float(self.table["leverage"].max())

    def named(self) -> Named:
        """Return how many there are, and how much rests on one."""
        return (
            ("clusters", float(len(self.table))),
            ("treated clusters", float(self.treated)),
            ("satterthwaite df", self.df),
            ("largest share of one cluster", float(self.table["share"].max())),
            ("largest leverage of one cluster", self.largest_leverage),
            ("share of variance no residual shows", self.unseen),
            ("least-squares estimate", self.estimate),
            *((("treated schools that share a trust", float(self.sharing)),) if self.sharing is not None else ()),
        )


@dataclass(frozen=True, slots=True)
class ModelClusters(Detail):
    """The clusters of a model in which each has its own intercept.

    Attributes
    ----------
    clusters, treated : int
        All, and those treated.
    df : float
        Satterthwaite's degrees of freedom.
    intraclass_correlation : float
        Share of the variance that lies between clusters; 0 to 1.
    largest_share : float
        Share of the units that lie in the largest cluster; 0 to 1.
    """

    clusters: int
    treated: int
    df: float
    intraclass_correlation: float
    largest_share: float

    def named(self) -> Named:
        """Return how many there are, and how alike units of one are."""
        return (
            ("clusters", float(self.clusters)),
            ("treated clusters", float(self.treated)),
            ("satterthwaite df", self.df),
            ("intraclass correlation", self.intraclass_correlation),
            ("largest cluster's share of units", self.largest_share),
        )
