"""Rules about how a whole area came to be picked."""

from __future__ import annotations

from collections.abc import Sequence

from evalkit.core.errors import Fault
from evalkit.core.years import NO_EXAMS
from evalkit.study.model import Programme, Selection
from evalkit.study.picked_area import AreaChosenOn

PLACE = "study.toml, [selection], area_chosen_on"
LIMITS = ("below", "lowest")


def area_chosen_on(selection: Selection) -> list[Fault]:
    """Return what is wrong with the rule by which an area was picked."""
    rule = selection.area_chosen_on
    if rule is None:
        return []
    faults = [*_one_limit(rule), *_of_what(rule)]
    if selection.chose != "area":
        faults.append(
            Fault(
                where="study.toml, [selection], chose",
                found=f'"{selection.chose}", with area_chosen_on beside it',
                allowed='"area" where an area was picked by a rule',
                next='write chose = "area", or take area_chosen_on out where no area was picked on that figure',
            )
        )
    return [*faults, *_of_years(rule.years())]


def picked_before_start(selection: Selection, programme: Programme) -> list[Fault]:
    """Return a fault if the area was picked on results that came after the start."""
    rule = selection.area_chosen_on
    late = () if rule is None else tuple(year for year in rule.years() if year > programme.starts.year)
    if not late:
        return []
    return [
        Fault(
            where=f"{PLACE}, year",
            found=f"{_listed(late)}, with the programme starting on {programme.starts}",
            allowed=f"{programme.starts.year} or earlier",
            next="name the year of the figure that was known when the area was picked",
        )
    ]


def _one_limit(rule: AreaChosenOn) -> list[Fault]:
    given = [limit for limit in LIMITS if getattr(rule, limit) is not None]
    if len(given) == 1:
        return []
    return [
        Fault(
            where=PLACE,
            found=" and ".join(given) or "no limit",
            allowed=f"exactly one of {', '.join(LIMITS)}",
            next="keep the limit that was really used: below = -0.2, or lowest = 3 with of",
        )
    ]


def _of_years(years: tuple[int, ...]) -> list[Fault]:
    """Return faults where a year gave no figure, or stands in the list more than once."""
    cancelled = [year for year in sorted(set(years)) if year in NO_EXAMS]
    repeated = [year for year in sorted(set(years)) if years.count(year) > 1]
    faults = []
    if cancelled:
        faults.append(
            Fault(
                where=f"{PLACE}, year",
                found=_listed(cancelled),
                allowed="a year with published results",
                next="name the year of the figure that was looked at; none were published for 2020 and 2021",
            )
        )
    if repeated:
        faults.append(
            Fault(
                where=f"{PLACE}, year",
                found=f"{_listed(repeated)} more than once",
                allowed="each year once; every year of the mean counts the same",
                next="keep each year that was looked at once",
            )
        )
    return faults


def _listed(years: Sequence[int]) -> str:
    return " and ".join(map(str, years))


def _of_what(rule: AreaChosenOn) -> list[Fault]:
    if (rule.lowest is None) == (rule.of is None):
        return []
    return [
        Fault(
            where=f"{PLACE}, of",
            found=f'"{rule.of}", without lowest' if rule.of else "left out, with lowest",
            allowed='"region" or "England" beside lowest, and nothing beside below',
            next='say among which areas it was one of the lowest: of = "region" or of = "England"',
        )
    ]
