"""A fair comparison, ready for an estimator: one long frame, the roles of its columns, its balance."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import ClassVar, Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from evalkit.core.estimand import Estimand, Weighting
from evalkit.records.own_schools import Unlike
from evalkit.tables.flow import Flow

# What a unit of an estimate is.
UnitKind = Literal["school", "authority"]


@dataclass(frozen=True, slots=True)
class Roles:
    """Which column of the frame plays which part; None where the shape has no such part."""

    unit: str = "unit"
    cluster: str = "unit"
    treated: str = "treated"
    outcome: str = "outcome"
    weight: str = "weight"
    area: str | None = None
    period: str | None = None
    covariates: tuple[str, ...] = ()
    stratum: str | None = None


@dataclass(frozen=True, slots=True)
class BalanceRow:
    """How alike the two sides are on one variable.

    Attributes
    ----------
    variable : str
        Name and year, such as ``p8_maths 2017``.
    label : str
        The same in words.
    treated, before, after : float
        Mean of the programme's schools, of all eligible schools, of the weighted comparison schools.
    smd_before, smd_after : float
        Standardised mean difference: difference over the SD in all eligible schools.
    variance_ratio : float
        Weighted variance of the programme's schools over that of the comparison schools; NaN below two schools.
    matched_on : bool
        Whether the design used the variable.
    caution : str
        A sentence for the reader, such as that the value is from after the start; empty if none.
    """

    variable: str
    label: str
    treated: float
    before: float
    after: float
    smd_before: float
    smd_after: float
    variance_ratio: float
    matched_on: bool
    caution: str = ""


@dataclass(frozen=True, slots=True)
class Balance:
    """Whether the comparison is fair, and who carries it.

    Attributes
    ----------
    rows : tuple of BalanceRow
        One for each variable looked at.
    effective_units : float
        1 / sum of squared comparison weights, over schools or authorities.
    effective_areas : float
        1 / sum of squared comparison weights summed within areas.
    largest_weight : float
        Largest weight of one comparison school or authority; all weights sum to 1.
    carriers : tuple of (str, int, float)
        Areas that carry the comparison: name, schools or authorities used, share of the weight; heaviest first.
    """

    rows: tuple[BalanceRow, ...]
    effective_units: float
    effective_areas: float
    largest_weight: float
    carriers: tuple[tuple[str, int, float], ...]

    @property
    def effective_schools(self) -> float:
        """The former name of ``effective_units``."""
        return self.effective_units


@dataclass(frozen=True, slots=True)
class Pool:
    """Every school the design may use, with matching fixed once for the programme and all placebos.

    All arrays have one entry per school, in ascending order of ``unit``.

    Attributes
    ----------
    unit : (n,) int array
        Eligible donors, the programme's schools in this question, and the other schools of its areas.
    area : (n,) int array
        Position of the school's area in ``area_codes``.
    area_codes, area_names : tuple of str
        Areas by position.
    pupils : (n,) float array
        Pupils of the latest baseline year.
    change : (n,) float array
        Contrast of the outcome: the sum over years of c_t y_it.
    covariates : (n, p) float array
        Variables matched on, unscaled.
    coordinates : (n, r) float array
        The same, scaled once so that distance is Mahalanobis distance.
    stratum : (n,) int array
        Exact stratum.
    eligible : (n,) bool array
        May be a donor: passes the donor and mirrored selection rules outside the programme's areas.
    treated : (n,) bool array
        Schools of the programme that the estimate rests on.
    home : (n,) bool array
        Lies in one of the programme's areas; never a donor.
    donors : (n, ratio) int array or None
        Row numbers of each school's donors, -1 where too few are within reach; None without replacement.
    ratio : int
        Donors per school.
    caliper : float or None
        Largest Mahalanobis distance allowed.
    area_sizes : (areas,) int array
        Schools of each area that pass the donor rules, before any selection rule.
    minimum_effective_ratio, largest_smd : float
        The design's limits, so that placebos that would fail them can be counted.
    counts : (n,) bool array or None
        Passes every donor rule, at home or elsewhere; None where every school of the pool does.
    """

    unit: NDArray[np.int64]
    area: NDArray[np.int64]
    area_codes: tuple[str, ...]
    area_names: tuple[str, ...]
    pupils: NDArray[np.float64]
    change: NDArray[np.float64]
    covariates: NDArray[np.float64]
    coordinates: NDArray[np.float64]
    stratum: NDArray[np.int64]
    eligible: NDArray[np.bool_]
    treated: NDArray[np.bool_]
    home: NDArray[np.bool_]
    donors: NDArray[np.int64] | None
    ratio: int
    caliper: float | None
    area_sizes: NDArray[np.int64]
    minimum_effective_ratio: float
    largest_smd: float
    counts: NDArray[np.bool_] | None = None

    def countable(self, rows: NDArray[np.bool_]) -> int:
        """Return how many of some schools would count in any area: those that pass every donor rule."""
        return int((rows if self.counts is None else rows & self.counts).sum())


@dataclass(frozen=True, slots=True)
class Contrast:
    """A weighted difference between those who stand as treated and their donors.

    Attributes
    ----------
    rows : (m,) int array
        Rows of the pool that stand as treated.
    treated, donor : (n,) float arrays
        Weights over the pool; each sums to 1, or is nought throughout where nobody can stand as treated.
    tolerance : float or None
        Largest difference of means that had to be allowed, in SDs; nought where means agree exactly, None where the
        weights are not made to balance.
    """

    rows: NDArray[np.int64]
    treated: NDArray[np.float64]
    donor: NDArray[np.float64]
    tolerance: float | None = None


@dataclass(frozen=True, slots=True)
class OwnDonors:
    """The donors of several who each stand as treated alone.

    Attributes
    ----------
    donor : (m, k) int array
        Rows of the pool; any row where the share is nought.
    share : (m, k) float array
        Weights; each line sums to 1, or is nought throughout where one has no donors.
    """

    donor: NDArray[np.int64]
    share: NDArray[np.float64]


class Assignment(ABC):
    """How anybody would stand in the programme's place, by the very rule that gave the programme its comparison.

    A design that lets others take the programme's place returns one in its comparison. It writes `weights`; the
    rest follows, and is written only where it can be said better or had faster.

    Attributes
    ----------
    pool : Pool
        Every school the design may use.
    work : str
        What gives donors their weights, as in "uncertainty of the matching".
    how : str
        How donors come to their weights, as a refusal quotes it.
    additive : bool
        Whether the donors of several are the donors of each taken together, whoever else stands as treated.
    """

    __slots__ = ()

    pool: Pool
    work: ClassVar[str] = "weights"
    how: ClassVar[str] = "donors whose weights depend on everybody who stands as treated"

    @property
    def additive(self) -> bool:
        """Say whether the donors of several are the donors of each taken together."""
        return False

    @property
    def spread(self) -> NDArray[np.float64]:
        """SD of each covariate over all eligible schools, (p,)."""
        return np.asarray(self.pool.covariates[self.pool.eligible].std(axis=0, ddof=1))

    @abstractmethod
    def weights(self, rows: NDArray[np.int64], weighting: Weighting) -> Contrast:
        """Return the weights of ``rows`` and of their donors; rows without donors are left out.

        Parameters
        ----------
        rows : (m,) int array
            Rows of the pool that stand as treated: the programme's or a placebo's.
        weighting : {"schools", "pupils"}
            Whether those treated count once or by their pupils of the baseline year.
        """

    def unfair(self, contrast: Contrast) -> bool:
        """Say whether the design would have refused this comparison for its few donors or its balance."""
        pool = self.pool
        effective = 1.0 / float((contrast.donor**2).sum())
        gap = np.abs((contrast.treated - contrast.donor) @ pool.covariates)
        few = effective < pool.minimum_effective_ratio * len(contrast.rows)
        return bool(few or (gap > pool.largest_smd * self.spread).any())

    def donors_of_each(self, rows: NDArray[np.int64]) -> OwnDonors:
        """Return the donors of each row standing alone."""
        weights = [self.weights(np.array([row]), "schools").donor for row in rows]
        most = max((int(np.count_nonzero(weight)) for weight in weights), default=0)
        donor, share = np.zeros((len(rows), most), dtype=np.int64), np.zeros((len(rows), most))
        for place, weight in enumerate(weights):
            own = np.flatnonzero(weight)
            donor[place, : len(own)], share[place, : len(own)] = own, weight[own]
        return OwnDonors(donor, share)

    def usable(self) -> NDArray[np.bool_]:
        """Return which schools could stand as treated in an untreated area, (n,).

        Where each school keeps its own donors, those that have any; elsewhere every eligible one.
        """
        if not self.additive:
            return self.pool.eligible
        usable = np.zeros(len(self.pool.unit), dtype=bool)
        for row in np.flatnonzero(self.pool.eligible):
            usable[row] = len(self.weights(np.array([row]), "schools").rows) > 0
        return usable


@dataclass(frozen=True, slots=True)
class Counts:
    """Whom an estimate rests on.

    Attributes
    ----------
    units_treated, units_comparison : int
        Schools or authorities on both sides, as ``kind`` says.
    pupils_treated, pupils_comparison : int or None
        Their pupils; None where nobody counted them.
    areas_treated, areas_comparison : int
        Areas they lie in.
    kind : {"school", "authority"}
        What a unit is.
    on_both_sides : int
        Units that have rows on both sides, and are counted on each.
    called : str
        What units are, in the plural; empty where ``kind`` says it.
    """

    units_treated: int
    units_comparison: int
    pupils_treated: int | None
    pupils_comparison: int | None
    areas_treated: int
    areas_comparison: int
    kind: UnitKind = "school"
    on_both_sides: int = 0
    called: str = ""

    def units(self) -> str:
        """Return what the units are, in the plural."""
        return self.called or ("authorities" if self.kind == "authority" else "schools")

    @property
    def pupils(self) -> int | None:
        """Pupils of both sides; None where those of one are not known."""
        known = self.pupils_treated is not None and self.pupils_comparison is not None
        return (self.pupils_treated or 0) + (self.pupils_comparison or 0) if known else None


@dataclass(frozen=True, slots=True, repr=False)
class Comparison:
    """What every design returns and every estimator takes.

    Attributes
    ----------
    frame : DataFrame
        One row per school and year (``panel``), sorted, or per unit (``cross_section``), as given.
    roles : Roles
        Which column plays which part.
    shape : str
        ``panel``, ``cohorts`` or ``cross_section``.
    estimand : Estimand
        What is estimated.
    counts : Counts
        Schools, pupils and areas on both sides.
    balance : Balance or None
        None where the design has no comparison to balance.
    assignment : Assignment or None
        How anybody would stand in the programme's place; None where the design cannot say.
    flow : Flow
        Who was lost on the way here.
    caveats : tuple of str
        Sentences the report must print.
    tolerance : float or None
        Largest difference of means that was allowed, in SDs; None where the design does not balance means.
    unlike : tuple of Unlike
        Schools of the programme that do not pass a rule which every comparison school passes.
    """

    frame: pd.DataFrame
    roles: Roles
    shape: str
    estimand: Estimand
    counts: Counts
    balance: Balance | None
    assignment: Assignment | None
    flow: Flow
    caveats: tuple[str, ...] = ()
    tolerance: float | None = None
    unlike: tuple[Unlike, ...] = ()

    def __repr__(self) -> str:
        counts = self.counts
        versus = f"{counts.units_treated} v {counts.units_comparison} {counts.units()}"
        return f"Comparison({versus}, {len(self.frame)} rows)"

    @property
    def pool(self) -> Pool | None:
        """Every school the design may use; None where it knows none beside those compared."""
        return None if self.assignment is None else self.assignment.pool
