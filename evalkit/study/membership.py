"""Rules about schools: who was treated, in which wave, on which figure chosen, and who gives no donors."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from evalkit.core.errors import Fault
from evalkit.core.years import NO_EXAMS
from evalkit.study.fault_words import did_you_mean
from evalkit.study.model import Donors, Programme, School, Schools, Selection

WAYS = ("list", "file", "rule")
LIMITS = ("below", "above", "lowest")
EVERY_WAVE = "all"

Placed = tuple[tuple[str, School], ...]


def one_way(schools: Schools) -> list[Fault]:
    """Return a fault unless the schools are named in exactly one way."""
    given = [way for way in WAYS if getattr(schools, way)]
    if len(given) == 1:
        return []
    return [
        Fault(
            where="study.toml, [schools]",
            found=" and ".join(given) or "neither list nor file nor rule",
            allowed=f"exactly one of {', '.join(WAYS)}",
            next='keep one; a table beside the study file is easiest: file = "schools.csv"',
        )
    ]


def repeated(place: str, identifiers: Iterable[str], what: str) -> list[Fault]:
    """Return a fault for each id that is used more than once."""
    return [
        Fault(
            where=place,
            found=f"{identifier} {count} times",
            allowed=f"{what} once each",
            next="keep one of them, or give the other its own id",
        )
        for identifier, count in Counter(identifiers).items()
        if count > 1
    ]


def schools_once(schools: Placed) -> list[Fault]:
    """Return a fault for each school that study.toml lists twice; tables say so themselves, with the line."""
    listed = [str(school.urn) for place, school in schools if place.startswith("study.toml")]
    return repeated("study.toml, [schools], list", listed, "each school")


def waves_exist(waves: Schools, schools: Placed) -> list[Fault]:
    """Return a fault for each school whose wave is not declared."""
    known = tuple(wave.id for wave in waves.waves) or (EVERY_WAVE,)
    return [
        Fault(
            where=f"{place}, wave",
            found=f'"{school.wave}"',
            allowed=", ".join(known),
            next=did_you_mean(school.wave, known)
            or "declare the wave under [schools] waves, or name one that is there",
        )
        for place, school in schools
        if school.wave not in known
    ]


def chosen_on(selection: Selection) -> list[Fault]:
    """Return what is wrong with the rule that schools were chosen by."""
    rule = selection.chosen_on
    if rule is None:
        return []
    place = "study.toml, [selection], chosen_on"
    given = [limit for limit in LIMITS if getattr(rule, limit) is not None]
    faults = []
    if len(given) != 1:
        faults.append(
            Fault(
                where=place,
                found=" and ".join(given) or "no limit",
                allowed=f"exactly one of {', '.join(LIMITS)}",
                next="keep the limit that was really used: below = 0, above = …, or lowest = the number of schools",
            )
        )
    if rule.year in NO_EXAMS:
        faults.append(
            Fault(
                where=f"{place}, year",
                found=str(rule.year),
                allowed="a year with published school results",
                next="name the year of the figure that was looked at; none were published for 2020 and 2021",
            )
        )
    return faults


def chosen_before_start(selection: Selection, programme: Programme) -> list[Fault]:
    """Return a fault if schools were chosen on results that came after the start."""
    rule = selection.chosen_on
    if rule is None or rule.year <= programme.starts.year:
        return []
    return [
        Fault(
            where="study.toml, [selection], chosen_on, year",
            found=f"{rule.year}, with the programme starting on {programme.starts}",
            allowed=f"{programme.starts.year} or earlier",
            next="name the year of the figure that was known when the schools were chosen",
        )
    ]


def donor_rules(donors: Donors) -> list[Fault]:
    """Return a fault for each donor rule that is not exactly one kind of rule."""
    faults = []
    for number, rule in enumerate(donors.rules, 1):
        place = f"study.toml, [donors], rules {number} ({rule.variable})"
        bounded = rule.at_least is not None or rule.at_most is not None
        if bounded == bool(rule.among):
            faults.append(
                Fault(
                    where=place,
                    found="among and bounds together" if bounded else "no condition",
                    allowed="either among = [words], or at_least and at_most (one or both)",
                    next="split it into two rules, or say what a donor must fulfil",
                )
            )
        if rule.at_least is not None and rule.at_most is not None and rule.at_least > rule.at_most:
            faults.append(
                Fault(
                    where=place,
                    found=f"at_least {rule.at_least:g}, at_most {rule.at_most:g}",
                    allowed="at_least not above at_most",
                    next="swap the two numbers; as they stand no school passes",
                )
            )
    return faults


def donors_are_others(excluded: tuple[int, ...], schools: Placed) -> list[Fault]:
    """Return a fault for each school that is both in the programme and excluded as a donor."""
    numbers = {school.urn: place for place, school in schools}
    return [
        Fault(
            where="study.toml, [donors], exclude_schools or exclude_file",
            found=f"{urn}, which is a school of the programme ({numbers[urn]})",
            allowed="schools outside the programme",
            next="take it out here; schools of the programme are never donors",
        )
        for urn in excluded
        if urn in numbers
    ]
