"""What is said of a base year that lies below or above both its neighbours."""

from __future__ import annotations

import math

from evalkit.core.quantity import Unit, holds_nought
from evalkit.records.base_year import BaseYear
from evalkit.records.estimate import Estimate
from evalkit.report.sentences.parts.estimate_words import kind_of
from evalkit.report.words import Words


def beside_its_neighbours(words: Words, found: BaseYear, unit: Unit) -> str:
    """Return how the base year stands beside both its neighbours, and how sure that is.

    Parameters
    ----------
    words : Words
        Through which numbers are quoted.
    found : BaseYear
        A dip or a peak.
    unit : Unit
        Of the differences.
    """
    side = "higher" if found.kind == "dip" else "lower"
    before = words.size("year before the base year", found.before_estimate, unit)
    after = words.size("year after the base year", found.after_estimate, unit)
    if math.isnan(found.before_low) or math.isnan(found.before_high):
        sure = "how sure that is cannot be said"
    else:
        low = words.number("interval low", found.before_low, unit)
        high = words.number("interval high", found.before_high, unit)
        chance = holds_nought(found.before_low, found.before_high, unit)
        sure = f"between {low} and {high}{', so that may be chance' if chance else ''}"
    less = ", less what areas that stood so change by themselves," if found.less_rise else ""
    return (
        f"The base year, {words.year(found.year)}, lies {'below' if found.kind == 'dip' else 'above'} both its "
        f"neighbours: beside their comparison{less} those studied stood {before} {side} in {words.year(found.before)} "
        f"({sure}) and {after} {side} in {words.year(found.after)}, which the programme may already have reached."
    )


def counted_from_two_years(words: Words, found: BaseYear, result: Estimate) -> str:
    """Return what the estimate would be from the mean of two years, for the sentence that tells the estimate.

    Parameters
    ----------
    words : Words
        Through which numbers are quoted.
    found : BaseYear
        A dip or a peak.
    result : Estimate
        The estimate counted from the base year alone.
    """
    unit = result.unit.difference()
    lower, more = ("lower", "more") if found.kind == "dip" else ("higher", "less")
    opening = (
        f"In {words.year(found.year)} {kind_of(result).these} stood {lower} beside the others than in the year before "
        f"and the year after: counted from there, a change can look {more} like a rise than it is."
    )
    if found.two_years is None:
        return f"{opening} Counted from the mean of two years it cannot be computed."
    two = found.two_years
    size = words.size("estimate from two years", two.estimate, unit)
    rounded = round(two.estimate, unit.decimals)
    side = f" {'more' if rounded > 0 else 'less'}" if rounded else ""
    years = words.years((found.before, found.year))
    if math.isnan(two.conf_low) or math.isnan(two.conf_high):
        return f"{opening} Counted from the mean of {years}, the difference is {size}{side}; no interval can be given."
    low, high = words.number("interval low", two.conf_low, unit), words.number("interval high", two.conf_high, unit)
    return f"{opening} Counted from the mean of {years}, the difference is {size}{side} (between {low} and {high})."
