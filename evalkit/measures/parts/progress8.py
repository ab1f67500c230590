"""What the Progress 8 measures share: elements of the score, and bringing 2016 to the scale of later years."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from evalkit.core.errors import Fault
from evalkit.core.overrides import NOT_RESCALED
from evalkit.core.quantity import GRADES
from evalkit.core.years import NEW_GRADES, academic_year
from evalkit.measures import MEASURES
from evalkit.measures.parts.added_measure import how_to_set_aside, place, reason
from evalkit.measures.parts.bounds import group_range
from evalkit.measures.parts.columns import by_year, first_known, missing_years, numbers
from evalkit.measures.parts.measure import Computed, Request
from evalkit.measures.parts.sampling_error import beside, of_mean
from evalkit.tables.panel import Panel

OLD_POINTS = 2016
Count = Callable[[Panel], NDArray[np.float64]]
# A grade and what is expected of a pupil both lie between nought and nine.
POSSIBLE = (-9.0, 9.0)


UNKNOWN = float("nan")


def pupil_sd(panel: Panel, measure: str, year: int) -> float:
    """Return the national SD of pupils' scores in one year; NaN where the tables hold too few limits.

    Parameters
    ----------
    panel : Panel
        Mainstream schools by year.
    measure : str
        Registered name of the outcome.
    year : int
        From 2017 on, when a measure stands on its own scale.
    """
    limits = MEASURES.get(measure).limits if measure in MEASURES.names() else None
    return national_pupil_sd(panel, limits, year) if limits else UNKNOWN


def national_pupil_sd(panel: Panel, limits: tuple[str, str], year: int) -> float:
    """Return the national SD of pupils' scores behind two columns of published limits."""
    rows = (panel.frame["year"] == year).to_numpy()
    low, high = (numbers(panel, name)[rows] for name in limits)
    pupils = pupils_in_measure(panel)[rows]
    if int(((high > low) & (pupils >= LARGE_SCHOOL)).sum()) < FEWEST_LIMITS:
        return UNKNOWN
    return recovered_pupil_sd(low, high, pupils)


def pupils_in_measure(panel: Panel) -> NDArray[np.float64]:
    """Return how many pupils count in Progress 8; some files of 2017 give all pupils and their coverage only."""
    return first_known(numbers(panel, "p8_pupils"), numbers(panel, "pupils") * numbers(panel, "coverage") / 100.0)


def disadvantaged_in_measure(panel: Panel) -> NDArray[np.float64]:
    """Return how many disadvantaged pupils count in Progress 8, as published or else from their share."""
    return first_known(
        numbers(panel, "p8_pupils_disadvantaged"),
        pupils_in_measure(panel) * numbers(panel, "disadvantaged") / 100.0,
    )


def others_in_measure(panel: Panel) -> NDArray[np.float64]:
    """Return how many pupils who are not disadvantaged count in Progress 8."""
    return first_known(
        numbers(panel, "p8_pupils_not_disadvantaged"), pupils_in_measure(panel) - disadvantaged_in_measure(panel)
    )


def in_years(some: tuple[int, ...], years: tuple[int, ...], mark: str) -> str:
    """Return what is marked, with its years where it does not hold of all: ``2018/19 adjusted``."""
    return mark if set(some) == set(years) else f"{' and '.join(academic_year(year) for year in some)} {mark}"


@dataclass(frozen=True, slots=True)
class Element:
    """One element of Progress 8, for all pupils or for a group.

    Attributes
    ----------
    source : str
        Variable of the panel.
    limits : (str, str)
        Variables with the published limits of the element for all pupils, which give away the national spread.
    words : str
        What it is, as it follows "what chance alone moves".
    pupils : callable
        Returns how many pupils stand behind each value.
    yardstick : str
        Variable whose spread brings 2016 to the scale of later years: the same element for all pupils where
        ``source`` is that of a group, because a small group's spread between schools is mostly chance.
    """

    source: str
    limits: tuple[str, str]
    words: str
    pupils: Count = pupils_in_measure
    yardstick: str = ""

    def compute(self, panel: Panel, request: Request) -> Computed:
        """Return the element of the years asked for, 2016 on the scale of 2017, and how far chance moves it."""
        computed = rescaled(panel, request, self._sources(request), self.limits, yardstick=self._yardstick(request))
        return with_noise(panel, request, computed, self.sampling(panel, request), self.words)

    def refuses(self, panel: Panel, request: Request) -> tuple[Fault, ...]:
        """Return years without numbers, and 2016 where it cannot be rescaled."""
        return missing_years(panel, request, self._sources(request)) or refuse_unscalable(
            panel, request, self._yardstick(request), self.limits
        )

    def sampling(self, panel: Panel, request: Request) -> NDArray[np.float64]:
        """Return the sampling SD of each value."""
        moved = sampling_of(panel, request, self.limits, self.pupils(panel))
        return np.where(np.isfinite(numbers(panel, self.source)), moved, np.nan)

    def narrows(self, panel: Panel) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Return what a group's value can be, given that of all pupils; 2016 stays wide, being on another scale."""
        now = panel.frame["year"].to_numpy() > OLD_POINTS
        whole = np.where(now, numbers(panel, self.yardstick), np.nan)
        return group_range(whole, pupils_in_measure(panel), self.pupils(panel), POSSIBLE)

    def _sources(self, request: Request) -> dict[int, str]:
        return dict.fromkeys(request.years, self.source)

    def _yardstick(self, request: Request) -> dict[int, str]:
        return dict.fromkeys(request.years, self.yardstick or self.source)


MATHS = Element("progress8_maths", ("progress8_maths_low", "progress8_maths_high"), "progress in maths")
ENGLISH = Element("progress8_english", ("progress8_english_low", "progress8_english_high"), "progress in English")


def sampling_of(
    panel: Panel, request: Request, limits: tuple[str, str], pupils: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Return the national SD between pupils of each year over the root of how many pupils a school has."""
    national = np.full(len(panel.frame), np.nan)
    years = panel.frame["year"].to_numpy()
    for year in request.years:
        scale = NEW_GRADES if year == OLD_POINTS and is_rescaled(request) else year
        national[years == year] = national_pupil_sd(panel, limits, scale)
    return of_mean(national, pupils)


def with_noise(panel: Panel, request: Request, computed: Computed, moved: NDArray[np.float64], words: str) -> Computed:
    """Return the measure with what chance alone moves each of its values beside it."""
    values = pd.Series(moved, index=panel.frame.index).where(computed.values.notna())
    return replace(computed, beside=((beside(request.name, words, GRADES), values),))


def joined(elements: tuple[Element, ...], panel: Panel, request: Request) -> tuple[Fault, ...]:
    """Return what any of several elements refuses: missing years of each first, then what cannot be rescaled."""
    faults = [fault for element in elements for fault in element.refuses(panel, request)]
    return tuple(dict.fromkeys(faults))


def difference(one: Element, other: Element, panel: Panel, request: Request) -> Computed:
    """Return one element minus another, each of 2016 on the scale of 2017; what chance moves is not yet said."""
    first, second = one.compute(panel, request), other.compute(panel, request)
    notes = tuple(dict.fromkeys((*first.notes, *second.notes)))
    return Computed(first.values - second.values, (*first.sources, *second.sources), notes)


def rescaled(
    panel: Panel,
    request: Request,
    sources: Mapping[int, str],
    limits: tuple[str, str],
    *,
    yardstick: Mapping[int, str] | None = None,
) -> Computed:
    """Return the column with 2016 on the scale of the first later year, and a note that says how.

    The scale is that of ``yardstick`` where given, else of the column itself.
    """
    values = by_year(panel, sources)
    pairs = tuple(sorted(sources.items()))
    if not _mixed(request):
        return Computed(values, pairs)
    if NOT_RESCALED in request.overrides:
        return Computed(values, pairs, (_as_published(request),))
    scale = rescaling_of_2016(panel, by_year(panel, yardstick or sources), limits)
    rows = panel.frame["year"] == OLD_POINTS
    return Computed(values.mask(rows, values * scale.factor), pairs, (_how_rescaled(scale),))


def refuse_unscalable(
    panel: Panel, request: Request, sources: Mapping[int, str], limits: tuple[str, str]
) -> tuple[Fault, ...]:
    """Return a fault if 2016 stands beside later years and nothing shows how to rescale it."""
    if not _mixed(request) or NOT_RESCALED in request.overrides:
        return ()
    if rescaling_of_2016(panel, by_year(panel, sources), limits).source:
        return ()
    return (
        Fault(
            where=place(request),
            found=f"{OLD_POINTS}, whose points ran from 1 to 8, beside later years, whose points run from 1 to 9",
            allowed=f"{OLD_POINTS} with enough schools in it and in {NEW_GRADES} to bring it to the newer scale",
            next=how_to_set_aside(NOT_RESCALED, "the tables hold too few schools to measure the spread of scores"),
        ),
    )


def rescaling_of_2016(panel: Panel, values: pd.Series, limits: tuple[str, str]) -> Rescaling:
    """Return what brings 2016 onto the scale of 2017, from the limits if published, else from schools."""
    return rescaling(
        _spread_of(panel, values, limits, OLD_POINTS),
        _spread_of(panel, values, limits, NEW_GRADES),
    )


def is_rescaled(request: Request) -> bool:
    """Say whether 2016 is brought to the scale of later years."""
    return _mixed(request) and NOT_RESCALED not in request.overrides


def _spread_of(panel: Panel, values: pd.Series, limits: tuple[str, str], year: int) -> Spread:
    rows = (panel.frame["year"] == year).to_numpy()
    low, high = (numbers(panel, name)[rows] for name in limits)
    return spread(values.to_numpy(dtype=np.float64)[rows], low, high, pupils_in_measure(panel)[rows])


def _mixed(request: Request) -> bool:
    return OLD_POINTS in request.years and any(year > OLD_POINTS for year in request.years)


def _how_rescaled(scale: Rescaling) -> str:
    whose = {
        "pupils": "the national standard deviations of pupils in the two years, read back from the published limits",
        "schools": "the standard deviations between schools in the two years, because limits are not in the tables",
    }[scale.source]
    return (
        f"Progress 8 of {academic_year(OLD_POINTS)} rests on the old points and is brought to the scale of "
        f"{academic_year(NEW_GRADES)} by the ratio of {whose}."
    )


def _as_published(request: Request) -> str:
    return (
        f"Progress 8 of {academic_year(OLD_POINTS)} rests on the old points and is shown as published, not on the "
        f"scale of later years. {reason(request, NOT_RESCALED)}"
    )


Z_95 = 1.96
LARGE_SCHOOL = 100
FEWEST_LIMITS = 20
FEWEST_SCHOOLS = 20


@dataclass(frozen=True, slots=True)
class Spread:
    """How widely one cohort's scores are spread.

    Attributes
    ----------
    limits : float
        National SD of pupils read back from published limits; NaN where there are too few.
    schools : float
        SD between schools; NaN where there are too few.
    """

    limits: float
    schools: float


@dataclass(frozen=True, slots=True)
class Rescaling:
    """A factor and where it comes from.

    Attributes
    ----------
    factor : float
        Numbers of the old year times this stand on the scale of the new one; NaN if unknown.
    source : str
        ``pupils`` or ``schools``: whose SDs the factor is the ratio of; empty if unknown.
    """

    factor: float
    source: str


def recovered_pupil_sd(
    low: NDArray[np.float64],
    high: NDArray[np.float64],
    pupils: NDArray[np.float64],
    *,
    at_least: float = LARGE_SCHOOL,
) -> float:
    """Return the national SD of pupil scores behind published limits, in the limits' unit.

    The median over schools with ``at_least`` pupils of (high - low) / 2 x sqrt(pupils) / 1.96.
    Limits are printed with two decimals; the median over many schools averages that rounding out.

    Parameters
    ----------
    low, high : array of float
        Published 95 % limits, one per school; NaN where not published.
    pupils : array of float
        Pupils in the measure.
    at_least : float
        Schools with fewer pupils are left out.

    Returns
    -------
    float
        NaN where no school qualifies.

    """
    used = np.isfinite(low) & np.isfinite(high) & np.isfinite(pupils) & (pupils >= at_least) & (high > low)
    if not used.any():
        return float("nan")
    return float(np.median((high[used] - low[used]) / 2.0 * np.sqrt(pupils[used]) / Z_95))


def spread(
    scores: NDArray[np.float64], low: NDArray[np.float64], high: NDArray[np.float64], pupils: NDArray[np.float64]
) -> Spread:
    """Return both spreads of one cohort, each only where it rests on enough schools."""
    known = scores[np.isfinite(scores)]
    large = np.isfinite(low) & np.isfinite(high) & (pupils >= LARGE_SCHOOL)
    return Spread(
        limits=recovered_pupil_sd(low, high, pupils) if large.sum() >= FEWEST_LIMITS else float("nan"),
        schools=float(np.std(known, ddof=1)) if len(known) >= FEWEST_SCHOOLS else float("nan"),
    )


def rescaling(old: Spread, new: Spread) -> Rescaling:
    """Return what brings the old cohort onto the new one's scale: by pupils if known, else by schools."""
    for source in ("limits", "schools"):
        before, after = getattr(old, source), getattr(new, source)
        if np.isfinite(before) and np.isfinite(after) and before > 0.0:
            return Rescaling(after / before, "pupils" if source == "limits" else "schools")
    return Rescaling(float("nan"), "")


def standardised(values: NDArray[np.float64], reference: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Return values minus the mean and over the SD of the reference rows; NaN stays NaN.

    The SD is that of the reference rows as a whole population (divisor n), so that they have mean 0
    and SD 1. All NaN where fewer than two reference rows are known or all are alike.
    """
    known = values[reference & np.isfinite(values)]
    if len(known) < 2 or np.ptp(known) == 0.0:
        return np.full(len(values), np.nan)
    return np.asarray((values - known.mean()) / known.std(), dtype=np.float64)


def ranked(values: NDArray[np.float64], reference: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Return each value's place among the reference rows, from 0 to 100; NaN stays NaN.

    The share of reference rows below it, ties counted half, in per cent: among four different values the
    lowest stands at 12.5 and the highest at 87.5. All NaN where fewer than two reference rows are known.
    """
    known = np.sort(values[reference & np.isfinite(values)])
    if len(known) < 2:
        return np.full(len(values), np.nan)
    below, upto = (np.searchsorted(known, values, side=side) for side in ("left", "right"))
    places = 50.0 * (below + upto) / len(known)
    return np.where(np.isfinite(values), places, np.nan)
