"""The base year beside both its neighbours: a year in which the schools studied stood low makes any change a rise.

Estimates
    Where the base year lies below, or above, both the year before and the year after it: the same difference counted
    from the mean of the base year and the year before.
Assumes
    That the year before is as good a picture of what was usual as the base year.
When it misleads
    The year after may already hold what the programme did, so a rise that began at once looks like a dip before it;
    and any year lies below both its neighbours in about one of three draws of nothing but chance.
Reference
    Ashenfelter (1978), Review of Economics and Statistics 60, on the dip before a programme.
Checked against
    ``tests/unit/evaluation/test_base_year.py`` (worked by hand).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from evalkit.core.errors import DesignError, EstimationError
from evalkit.core.years import academic_year
from evalkit.evaluation.bound_options import Bound
from evalkit.evaluation.judgement import sure_estimate
from evalkit.records.analysis import Analysis
from evalkit.records.base_year import BaseYear, FromTwoYears
from evalkit.records.description import EventPoint


def base_year_of(analysis: Analysis, bound: Bound, points: Iterable[EventPoint]) -> BaseYear | None:
    """Return the base year where it is a dip or a peak; None where it is neither, or a neighbour is not shown.

    Parameters
    ----------
    analysis : Analysis
        With the primary inference first.
    bound : Bound
        Its methods with their options.
    points : iterable of EventPoint
        The estimate year by year, each set against the baseline.
    """
    shown = {point.year: point for point in points}
    base = analysis.estimand.baseline
    later = [year for year in shown if year > max(base)]
    if len(base) != 1 or base[0] - 1 not in shown or not later:
        return None
    before, after = shown[base[0] - 1], shown[min(later)]
    decimals = analysis.estimand.unit.decimals
    signs = {_sign(round(point.estimate, decimals)) for point in (before, after)}
    if len(signs) > 1 or 0 in signs:
        return None
    found = BaseYear(
        year=base[0],
        before=before.year,
        after=after.year,
        kind="dip" if signs == {1} else "peak",
        before_estimate=before.estimate,
        before_low=before.conf_low,
        before_high=before.conf_high,
        after_estimate=after.estimate,
        after_low=after.conf_low,
        after_high=after.conf_high,
        two_years=None,
        less_rise=analysis.area_rule is not None,
    )
    try:
        return replace(found, two_years=_from_two_years(analysis, bound, base[0]))
    except (DesignError, EstimationError) as refusal:
        return replace(found, refusal=refusal.faults[0].found)


def unknown_neighbour(baseline: tuple[int, ...], years: tuple[int, ...]) -> str:
    """Return what to say where nobody can tell whether a single base year was usual; empty otherwise.

    Parameters
    ----------
    baseline : tuple of int
        Years that the change is counted from.
    years : tuple of int
        Every year shown.
    """
    if len(baseline) != 1 or baseline[0] - 1 in years:
        return ""
    base = academic_year(baseline[0])
    return f"Whether {base} was itself a low or a high year cannot be told: the study shows no year just before it."


def _from_two_years(analysis: Analysis, bound: Bound, base: int) -> FromTwoYears:
    asked = analysis.change(estimand=replace(analysis.estimand, baseline=(base - 1, base)))
    estimate = sure_estimate(asked, bound)
    sure = estimate.inference()
    return FromTwoYears(estimate.estimate, sure.conf_low, sure.conf_high)


def _sign(value: float) -> int:
    return (value > 0) - (value < 0)
