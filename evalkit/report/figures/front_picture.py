"""The picture of the front page: the range that fits the results, and how areas without a programme moved, on one axis.

The range is drawn in three shades, 50, 80 and 95 per cent of the first inference where it gives them away; below it
stands one dot for each area, or for each hundredth of all sets, that was put in the place of those studied. The axis
is that of the plan; what lies outside it is told at the edge with an arrow and its number. A second drawing of the
same things is made for a narrow page, so that its type need not shrink.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import singledispatch

import numpy as np
import pandas as pd

from evalkit.core.quantity import GRADES, PERCENT, Unit
from evalkit.findings.finding import Finding
from evalkit.inference.parts.ranges import range_at
from evalkit.records.details import Detail, PlaceboAreas, PlaceboSets
from evalkit.records.estimate import Estimate, Inference
from evalkit.records.standing import LessRise
from evalkit.report.block import Block
from evalkit.report.figures.parts.canvas import WIDE, Canvas, FigureHeading
from evalkit.report.figures.parts.front_rows import SHARES, Band, DotPile, FrontRows, Mark
from evalkit.report.figures.parts.planned_axis import reach_of
from evalkit.report.sentences.front.plain_units import scale
from evalkit.report.sentences.parts.estimate_words import AUTHORITIES, kind_of, like_words, read
from evalkit.report.sentences.parts.likeness import compared_of
from evalkit.report.words import Words, opened

INNER = (0.5, 0.8)
TENTH, ONE_IN_TWENTY = 0.1, 5.0
# What the shades of a range say to those who see them.
BOLDER = "; bolder fits better"
AT_LEAST = "at least as far"


@dataclass(frozen=True, slots=True)
class Others:
    """What was put in the place of those studied.

    Attributes
    ----------
    across : (n,) array
        In the outcome's unit, each allowing for its own predicted spread.
    as_far : (n,) array of bool
        Which lie at least as far from no difference as those studied.
    called : str
        What one dot is, in words.
    of : str
        Of what so many moved as far, in words, counted.
    far : str
        What moving as far means here: areas are of unlike sizes, and small ones move farther by chance.
    areas : tuple of str
        Their names; empty where a dot stands for many sets.
    """

    across: np.ndarray
    as_far: np.ndarray
    called: str
    of: str
    far: str
    areas: tuple[str, ...] = ()


def front_picture(finding: Finding) -> Block:
    """Return the picture with its second drawing for a narrow page."""
    words, result = Words(), finding.estimate
    sure = read(finding).inference
    others = _others(words, finding, sure) if sure else None
    reach, unit = reach_of(finding), result.unit.difference()
    heading = FigureHeading(_title(words, others, sure), _subtitle(words, result.unit))
    rows = FrontRows(
        reach=reach,
        unit=unit,
        mark=_mark(result),
        bands=_bands(finding, sure),
        dots=None if others is None else DotPile(others.across, others.as_far, others.called),
        these=kind_of(result).these,
        like=like_words(result, compared_of(finding)),
    )
    alt, values = _told(words, finding, rows, others), _values(rows, others)
    wide = rows.drawn(Canvas(heading, rows.height(narrow=False)), narrow=False)

    def phone() -> Canvas:
        return rows.drawn(Canvas(heading, rows.height(narrow=True), width=SHARES[True] * WIDE), narrow=True)

    return wide.block(f"{finding.id}-front", alt, values, words, (finding.id,), phone=phone)


def _bands(finding: Finding, sure: Inference | None) -> tuple[Band, ...]:
    """Return the range, and below it that of the other answer where one stands beside it."""
    result = finding.estimate
    if sure is None or not np.isfinite([sure.conf_low, sure.conf_high]).all():
        return (Band("", result.estimate, ()),)
    shades = _shades(sure)
    bolder = BOLDER if len(shades) > 1 else ""
    first = Band(f"the range that fits{bolder}", result.estimate, shades)
    other = result.if_chosen_low
    if not isinstance(other, LessRise):
        return (first,)
    low = "low" if other.gap < 0 else "high"
    which = f"if the area was picked for standing {low}"
    return (first, Band(which, other.estimate, _shades(other)))


def _shades(sure: Inference | LessRise) -> tuple[tuple[float, float], ...]:
    """Return ranges from the widest to the narrowest; the widest alone where the others cannot be had."""
    inner = [found for level in reversed(INNER) if level < sure.conf_level and (found := range_at(sure, level))]
    return ((sure.conf_low, sure.conf_high), *inner)


def _others(words: Words, finding: Finding, sure: Inference) -> Others | None:
    for detail in sure.details:
        found = _placebos(detail, words, finding, sure)
        if found is not None:
            return found
    return None


@singledispatch
def _placebos(detail: Detail, words: Words, finding: Finding, sure: Inference) -> Others | None:
    """Return what an inference put in the place of those studied; None for a kind that put nothing there."""
    return None


@_placebos.register
def _(detail: PlaceboAreas, words: Words, finding: Finding, sure: Inference) -> Others:
    ordered = detail.table.sort_values(["standardised", "area_name"])
    many = "authorities" if kind_of(finding.estimate) is AUTHORITIES else "areas"
    one = "authority" if many == "authorities" else "area"
    standardised = ordered["standardised"].to_numpy(dtype=float)
    counted = words.count("placebo areas", len(ordered), one, many)
    return Others(
        standardised * sure.std_error,
        _as_far(finding.estimate, sure, standardised),
        f"each {one} a dot, filled: {AT_LEAST}",
        f"{counted} with no programme",
        f"{AT_LEAST} for their size",
        tuple(ordered["area_name"].astype(str)),
    )


@_placebos.register
def _(detail: PlaceboSets, words: Words, finding: Finding, sure: Inference) -> Others:
    standardised = np.array(detail.hundredths)
    size = words.count("schools in a set", detail.size, "school")
    dots = words.count("dots", len(standardised))
    return Others(
        standardised * sure.std_error,
        _as_far(finding.estimate, sure, standardised),
        f"{dots} dots for all groups, filled: {AT_LEAST}",
        f"every {dots} groups of {size} with no programme",
        AT_LEAST,
    )


def _as_far(result: Estimate, sure: Inference, standardised: np.ndarray) -> np.ndarray:
    return np.asarray(np.abs(standardised) >= abs(result.estimate) / sure.std_error)


def _mark(result: Estimate) -> Mark | None:
    """Return the difference that the picture names in words on both sides of no difference."""
    if result.unit.name == GRADES.name:
        return Mark(TENTH, "a tenth")
    if result.unit.name == PERCENT.name:
        return Mark(ONE_IN_TWENTY, "one in twenty")
    return None


def _title(words: Words, others: Others | None, sure: Inference | None) -> str:
    if others is not None:
        return f"{opened(_far(words, others))} of {others.of} moved {others.far}"
    return "The range that fits the results" if sure else "One figure, and no range can be given for it"


def _far(words: Words, others: Others) -> str:
    number = int(others.as_far.sum())
    return words.count("as far from 0", number) if number else "none"


def _subtitle(words: Words, unit: Unit) -> str:
    if unit.name == GRADES.name:
        return "A tenth more: one pupil in ten gets one grade more."
    if unit.name == PERCENT.name:
        return "Five points more: one more pupil in twenty gets there."
    return "In units of the usual spread, so that years can be compared."


def _told(words: Words, finding: Finding, rows: FrontRows, others: Others | None) -> str:
    """Return the alternative text."""
    unit, result = rows.unit, finding.estimate
    best = words.number("estimate", result.estimate, unit)
    kind = "Dot chart below a range," if others else "Bar chart of one range,"
    said = [f"{kind} with no difference in the middle. In {scale(unit)}, the best single figure is {best}"]
    names = ("interval", "interval if picked for how it stood")
    for name, band in zip(names, rows.bands, strict=False):
        if band.ranges:
            low, high = band.ranges[0]
            ends = f"{words.number(f'{name} low', low, unit)} to {words.number(f'{name} high', high, unit)}"
            said.append(f"{band.title.removesuffix(BOLDER)}: {ends}")
    if others is not None:
        said.append(f"below, {others.called}; filled are {_far(words, others)} of {others.of}")
    return f"{'; '.join(said)}."


def _values(rows: FrontRows, others: Others | None) -> pd.DataFrame:
    drawn: list[tuple[str, float]] = []
    for band in rows.bands:
        which = band.title or "the figure"
        drawn.append((f"{which}: best single figure", band.best))
        for shade, (low, high) in zip(("outer", "middle", "inner"), band.ranges, strict=False):
            drawn += [(f"{which}: {shade} range, low", low), (f"{which}: {shade} range, high", high)]
    if others is not None:
        names = others.areas or tuple(f"hundredth {place}" for place in range(1, len(others.across) + 1))
        drawn += list(zip(names, others.across.tolist(), strict=True))
    return pd.DataFrame(drawn, columns=["what", "value"])
