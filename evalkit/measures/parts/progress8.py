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
from evalkit.measures.parts.bounds import group_range
from evalkit.measures.parts.columns import by_year, missing_years, numbers
from evalkit.measures.parts.measure import Computed, Request
from evalkit.measures.parts.pupil_spread import national_pupil_sd, pupils_in_measure
from evalkit.measures.parts.sampling import beside, of_mean
from evalkit.measures.parts.scaling import Rescaling, Spread, rescaling, spread
from evalkit.measures.parts.year_rules import how_to_set_aside, place, reason
from evalkit.tables.panel import Panel

OLD_POINTS = 2016
Count = Callable[[Panel], NDArray[np.float64]]
# A grade and what is expected of a pupil both lie between nought and nine.
POSSIBLE = (-9.0, 9.0)


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
