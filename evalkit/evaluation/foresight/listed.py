"""The schools of a study's list: who each is, what it lacks, and what is near a number that nobody has."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from evalkit.core.errors import Fault, StudyFileError
from evalkit.core.years import academic_year
from evalkit.data.folder.whereabouts import Whereabouts, whereabouts
from evalkit.places.authorities import authorities
from evalkit.study.model import School, Study
from evalkit.tables.panel import Panel

NEAR = 3
DIGITS = "0123456789"


@dataclass(frozen=True, slots=True)
class Listed:
    """What is known of the schools of a list.

    Attributes
    ----------
    faults : tuple of Fault
        One for each number that stands in no table and no register.
    lines : tuple of str
        One for each school: number, name, authority, type, and what is unlike the others.
    """

    faults: tuple[Fault, ...]
    lines: tuple[str, ...]


def listed(study: Study, copy: Path, numbers: Collection[int], years: tuple[int, ...]) -> Listed:
    """Return who the schools of the study's list are; a number found nowhere comes first.

    Parameters
    ----------
    study : Study
        With its list.
    copy : Path
        A folder with the rows of at least the schools listed.
    numbers : collection of int
        Every school number of the study's own folder of tables.
    years : tuple of int
        Exam years that the first question compares.
    """
    schools = study.schools.list
    known = whereabouts(copy, study.data, {school.urn for school in schools})
    lost = [school for school in schools if school.urn not in known and school.urn not in numbers]
    main = Counter(one.area for one in known.values() if one.area).most_common(1)
    home = main[0][0] if main else ""
    rest = (known.get(school.urn, Whereabouts(school.urn)) for school in schools if school not in lost)
    lines = (*(f"{school.urn}: found nowhere" for school in lost), *(_line(one, home, years) for one in rest))
    return Listed(nowhere(study, lost, numbers), lines)


def refuse_unknown(study: Study, panel: Panel) -> None:
    """Refuse a study that lists a number which stands in no table and no register of its folder.

    Parameters
    ----------
    study : Study
        With its list.
    panel : Panel
        Schools by year, read whole.
    """
    seen = {int(urn) for urn in panel.frame["urn"].unique()}
    seen |= {loss.urn for step in panel.flow.steps for loss in step.losses if loss.urn is not None}
    if panel.lineages is not None:
        seen |= {int(urn) for urn in panel.lineages.table["urn"]}
    lost = [school for school in study.schools.list if school.urn not in seen]
    known = whereabouts(study.data_folder(), study.data, {school.urn for school in lost}) if lost else {}
    faults = nowhere(study, [school for school in lost if school.urn not in known], seen)
    if faults:
        raise StudyFileError(faults)


def nowhere(study: Study, lost: Iterable[School], numbers: Collection[int]) -> tuple[Fault, ...]:
    """Return a fault for each school whose number stands in no table, with the numbers near it.

    Parameters
    ----------
    study : Study
        Names its folder of tables.
    lost : iterable of School
        Schools of its list.
    numbers : collection of int
        Every school number of the folder.
    """
    found = {school.urn: near(school.urn, numbers) for school in lost}
    if not found:
        return ()
    who = whereabouts(study.data_folder(), study.data, {one for hits in found.values() for one in hits})
    return tuple(_nowhere(study, urn, hits, who) for urn, hits in found.items())


def near(urn: int, numbers: Collection[int]) -> tuple[int, ...]:
    """Return the numbers that a slip of the pen turns into this one; where there are none, the next ones.

    Examples
    --------
    >>> near(123465, {123456, 123466, 999999}), near(100005, {100001, 140000})
    ((123456, 123466), (100001, 140000))
    """
    slips = sorted(set(_slips(str(urn))) & set(numbers), key=lambda other: (abs(other - urn), other))
    close = slips or sorted(numbers, key=lambda other: (abs(other - urn), other))
    return tuple(sorted(close[:NEAR]))


def _slips(digits: str) -> Iterator[int]:
    """Yield every number that differs in one digit or in the order of two that follow each other."""
    for place in range(len(digits)):
        for digit in DIGITS:
            yield int(f"{digits[:place]}{digit}{digits[place + 1 :]}")
        yield int(f"{digits[:place]}{digits[place : place + 2][::-1]}{digits[place + 2 :]}")


def _nowhere(study: Study, urn: int, hits: tuple[int, ...], who: Mapping[int, Whereabouts]) -> Fault:
    place = study.schools.file or "study.toml, [schools], list"
    close = "; ".join(who.get(one, Whereabouts(one)).in_words() for one in hits)
    return Fault(
        where=f"{place}, school {urn}",
        found="a number that stands in no table and in no register of the data folder",
        allowed=f"the numbers there; near it are {close}" if close else "the numbers of the tables in the data folder",
        next="correct the number; if it is right, put a register of schools (Get Information About Schools) that has "
        "it into the data folder, or take the school off the list",
    )


def _line(one: Whereabouts, home: str, years: tuple[int, ...]) -> str:
    said = [one.in_words()]
    if not one.mainstream:
        said.append("not a mainstream state-funded school, so it cannot be compared")
    if home and one.area and one.area != home:
        said.append(f"in another authority than most of the list, which are in {_name(home)}")
    if one.closed:
        said.append(f"closed on {one.closed}")
    lacking = [academic_year(year) for year in years if year not in one.years]
    if lacking:
        said.append(f"no results under this number in {' and '.join(lacking)}")
    return "; ".join(said)


def _name(code: str) -> str:
    return authorities()[code].name if code in authorities() else code
