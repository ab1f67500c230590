"""What must stand beside an estimate about an area because of how the area came to be picked."""

from __future__ import annotations

from dataclasses import replace

from evalkit.analysis.compare import compare
from evalkit.core.errors import EstimationError
from evalkit.inference.parts.standing import UNDECLARED, if_chosen_low, of_whole_area, stands_beside, untold
from evalkit.records.analysis import Analysis
from evalkit.records.estimate import Estimate
from evalkit.records.standing import LessRise

FEW_OF_AN_AREA = (
    "If the area was picked because it stood low, part of a rise would have come by itself, and a comparison of some "
    "of its schools does not show how much."
)
SEVERAL_AREAS = (
    "If the areas were picked because they stood low, part of a rise would have come by itself, and single areas in "
    "the place of several do not show how much."
)
AT_THE_EDGE = (
    "The area stood further from its comparison than any untreated area did, so what such areas rise by themselves is "
    "carried on beyond what was seen."
)
NOT_PICKED = (
    "By the tables read, the mean over the area's schools does not meet the rule by which it is said to have been "
    "picked, so areas that meet it may not be its like."
)

YEARS_LESS_RISE = "From each year's figure is taken off what areas that stood so before the start change by themselves."
YEARS_AS_THEY_ARE = (
    "Nothing is taken off these figures for how the area was picked; what is left of the estimate if it was picked for "
    "how it stood is told where the estimate is told."
)
LEVELS_AS_THEY_ARE = (
    "Levels are shown as they are; from the estimate is taken off what areas that stood so before the start change by "
    "themselves, so it is not the distance that the lines show."
)


def answered_for_area(analysis: Analysis, estimate: Estimate) -> Estimate:
    """Return the estimate with the other answer and with what must be said of how the area was picked.

    Where the rule is declared the estimate is less the rise already; it is refused where the area stood so far out
    that untreated areas say nothing of it.
    """
    if estimate.less_rise is not None:
        return _declared(analysis, estimate, estimate.less_rise)
    other = if_chosen_low(analysis, estimate, estimate.inference().conf_level)
    told = replace(estimate, if_chosen_low=other)
    if isinstance(other, LessRise) and other.beyond > 0.0:
        return _with(told, AT_THE_EDGE)
    if not _of_no_whole_area(analysis):
        return told
    return _with(told, FEW_OF_AN_AREA if estimate.counts.areas_treated == 1 else SEVERAL_AREAS)


def years_note(analysis: Analysis) -> tuple[str, ...]:
    """Return what must be said of estimates year by year because of how the area was picked."""
    if analysis.area_rule is not None:
        return (YEARS_LESS_RISE,)
    return (YEARS_AS_THEY_ARE,) if stands_beside(analysis) else ()


def levels_note(analysis: Analysis) -> tuple[str, ...]:
    """Return what must be said of levels, which are shown as published, beside an estimate from which a rise is off."""
    return () if analysis.area_rule is None else (LEVELS_AS_THEY_ARE,)


def _declared(analysis: Analysis, estimate: Estimate, less: LessRise) -> Estimate:
    rule = analysis.area_rule
    assert rule is not None
    refuse_too_far(analysis)
    said = []
    if rule.below is not None and less.own_mean >= rule.below:
        said.append(NOT_PICKED)
    if not less.mirrored and less.beyond > 0.0:
        said.append(AT_THE_EDGE)
    return _with(estimate, *said)


def refuse_too_far(analysis: Analysis) -> None:
    """Refuse a question whose rule of picking areas is declared and of which untreated areas say nothing.

    It follows from how everybody stood, whatever came after the start, so it is known before any result.
    """
    rule, reason = analysis.area_rule, untold(analysis)
    if rule is not None and reason:
        figure = f"{rule.variable} of {' and '.join(map(str, rule.years))}"
        raise EstimationError.one(
            where=f"question {analysis.question!r}, [selection] area_chosen_on",
            found=f"{figure}: {reason}",
            allowed="a figure in which untreated areas stood about as the programme's did, and which is not balanced",
            next=f"take {figure} out of what is matched or balanced, give tables that hold it, "
            "or take area_chosen_on out, which shows the estimate as it is",
        )


def _of_no_whole_area(analysis: Analysis) -> bool:
    """Say whether a question is about some schools of an area, or several areas, that nobody says how were picked."""
    pool = compare(analysis).pool
    return pool is not None and analysis.chose in UNDECLARED and not of_whole_area(pool)


def _with(estimate: Estimate, *caveats: str) -> Estimate:
    return replace(estimate, caveats=(*estimate.caveats, *caveats)) if caveats else estimate
