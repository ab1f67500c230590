"""What is said of the area among others, and of whether the pupils changed."""

from __future__ import annotations

import math

from evalkit.core.quantity import Unit
from evalkit.records.context import Composition, Context, Mix, PlaceYear
from evalkit.report.block import Block
from evalkit.report.words import Words, brief, listed, without_remarks

# Beyond a quarter of a standard deviation the two sides' pupils changed apart.
APART = 0.25
MOST = 3
SDS = Unit("standard deviations", 2)


def context(result: Context) -> Block:
    """The latest year: the area beside England, its place with what chance allows, and its region."""
    words = Words()
    parts = [*_beside_england(words, result), *_places(words, result), *_regions(words, result)]
    parts.append("This says where the area stands; it does not say why.")
    return words.block("context", " ".join(parts))


def rolls(result: Context) -> Block:
    """How pupils and schools of the area grew or shrank."""
    words = Words()
    parts = []
    for name in dict.fromkeys(place.name for place in result.places if place.level == "area"):
        own = [place for place in result.places if place.name == name]
        first, last = own[0], own[-1]
        came, left = sum(place.came or 0 for place in own), sum(place.left or 0 for place in own)
        grew = growth(first, last)
        if not math.isnan(grew):
            way = "grew" if grew >= 0 else "shrank"
            parts.append(
                f"From {words.year(first.year)} to {words.year(last.year)} the cohort at the end of Key Stage 4 in the "
                f"mainstream schools of {words.repeat('place', name)} {way} by "
                f"{words.percent('growth', abs(grew))}, to {words.count('pupils', last.pupils, 'pupil')}."
            )
        else:
            parts.append(
                f"How the cohort at the end of Key Stage 4 in the mainstream schools of {words.repeat('place', name)} "
                "grew or shrank cannot be told, because the pupils of some schools are not known."
            )
        parts.append(
            f"Its schools were {words.count('schools at first', first.listed)} in {words.year(first.year)} and "
            f"{words.count('schools at last', last.listed)} in {words.year(last.year)}: between these years "
            f"{words.count('schools that came', came) if came else 'none'} came into its tables and "
            f"{words.count('schools that left', left) if left else 'none'} left them."
        )
    return words.block("rolls", " ".join(parts) or "The programme's area is not known.")


def growth(first: PlaceYear, last: PlaceYear) -> float:
    """Return by what share a cohort grew; NaN where the pupils of some of its schools are not known."""
    known = not first.uncounted and not last.uncounted and first.pupils > 0
    return last.pupils / first.pupils - 1.0 if known else math.nan


def composition(result: Composition) -> Block:
    """Whether the pupils changed on one side more than on the other, and in what most."""
    words = Words()
    if not result.rows:
        return words.block("composition", "The tables do not tell whether the pupils changed.")
    known = [one for one in result.rows if not math.isnan(one.in_sds)]
    over = [one for one in known if abs(one.in_sds) > APART]
    when = f"From {words.years(result.baseline)} to {words.year(result.cohort)}"
    if not known:
        text = f"{when} it is not known how far the pupils of the two sides changed apart."
        return words.block("composition", text)
    if not over:
        widest = max(known, key=lambda one: abs(one.in_sds))
        text = (
            f"{when} the pupils of the schools studied changed much as those of comparison schools did: none of "
            f"{words.count('characteristics', len(known), 'characteristic')} moved apart by more than "
            f"{words.bare('widest', widest.in_sds, SDS)} standard deviations."
        )
        return words.block("composition", text)
    most = sorted(over, key=lambda one: -abs(one.in_sds))[:MOST]
    which = f"{': ' if len(over) <= MOST else ', most of all '}{listed(_moved(words, one) for one in most)}"
    text = (
        f"{when} the pupils of the schools studied and those of comparison schools changed apart by more than a "
        f"quarter of a standard deviation in {words.count('moved apart', len(over))} of "
        f"{words.count('characteristics', len(known), 'characteristic')}{which}. Part of any difference in results may "
        "belong to that; in a few schools such moves are also common."
    )
    return words.block("composition", text)


def _moved(words: Words, one: Mix) -> str:
    more = "more" if one.apart > 0 else "less"
    label = words.repeat("characteristic", without_remarks(one.label))
    return f"{label} ({words.size('apart', one.apart, one.unit)} {more})"


def _beside_england(words: Words, result: Context) -> list[str]:
    latest = max((place.year for place in result.places), default=0)
    now = [place for place in result.places if place.year == latest and not math.isnan(place.mean)]
    country = next((place for place in now if place.level == "country"), None)
    said = []
    for place in (place for place in now if place.level == "area"):
        if country is not None:
            said.append(
                f"In {words.year(latest)}, mean {brief(result.outcome)} in the mainstream schools of "
                f"{words.repeat('place', place.name)} was {words.number('area', place.mean, result.unit)}"
                f"{_interval(words, place, result.unit)}; in those of England it was "
                f"{words.number('England', country.mean, result.unit)}."
            )
    return said


def _interval(words: Words, place: PlaceYear, unit: Unit) -> str:
    if math.isnan(place.conf_low):
        return ""
    return (
        f" (chance allows {words.number('low', place.conf_low, unit)} to {words.number('high', place.conf_high, unit)})"
    )


def _places(words: Words, result: Context) -> list[str]:
    latest = max((one.year for one in result.ranks), default=0)
    said = []
    for one in (one for one in result.ranks if one.year == latest):
        where = f"That is place {words.count('place', one.rank)} of {words.count('authorities', one.areas)}"
        if one.low:
            where += f", and chance allows any place from {words.count('best', one.low)} to "
            where += words.count("worst", one.high)
        said.append(f"{where}.")
    return said


def _regions(words: Words, result: Context) -> list[str]:
    latest = max((one.year for one in result.regions), default=0)
    return [
        f"Of the {words.count('authorities of the region', one.areas)} authorities of the region "
        f"{words.repeat('place', one.region)}, {words.count('below', one.below_nought)} lay below 0."
        for one in result.regions
        if one.year == latest and one.areas
    ]
