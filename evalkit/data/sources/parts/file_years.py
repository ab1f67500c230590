"""The year and the vintage of a file, from what the study says and from its names."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from evalkit.core.errors import DataError
from evalkit.core.years import academic_year, examined

_ACADEMIC = re.compile(r"(?<!\d)(20\d\d)[-_ /]?(20\d\d|\d\d)(?!\d)")
_SINGLE = re.compile(r"(?<!\d)(20\d\d)(?!\d)")
_CARRIED = re.compile(r"_(1\d|2\d)(?:_PTQ(?:_EE)?)?$", re.IGNORECASE)
# The oldest first.
VINTAGES = ("provisional", "revised", "final")
NOT_STATED = "not stated"


def years_in(name: str) -> tuple[int, ...]:
    """Return the years a name speaks of, each once: ``2018-2019``, ``2018_19`` and ``ks4_2019`` are 2019.

    Examples
    --------
    >>> years_in("2018-2019"), years_in("ks4_2016_2017.csv"), years_in("2017-2019_flat"), years_in("ks4final.csv")
    ((2019,), (2017,), (2017, 2019), ())
    """
    years: set[int] = set()

    def take(match: re.Match[str]) -> str:
        start, end = int(match[1]), int(match[2]) % 100
        if (start + 1) % 100 != end:
            return match[0]
        years.add(start + 1)
        return " "

    rest = _ACADEMIC.sub(take, name)
    years.update(int(match) for match in _SINGLE.findall(rest))
    return tuple(sorted(years))


def vintage_in(name: str, told: str = "") -> str:
    """Return ``provisional``, ``revised`` or ``final`` if the file's name says so, else what its rows tell.

    Parameters
    ----------
    name : str
        Name of the file.
    told : str
        What its rows tell; empty where they tell nothing, and then the vintage is ``not stated``.
    """
    stem = PurePosixPath(name).name.casefold()
    return next((vintage for vintage in VINTAGES if vintage in stem), told or NOT_STATED)


def carried_copies(header: tuple[str, ...]) -> dict[str, int]:
    """Return the columns that repeat figures under a year in their name, with that year."""
    found = ((column, _CARRIED.search(column)) for column in header)
    return {column: 2000 + int(match[1]) for column, match in found if match}


def file_year(name: str, header: tuple[str, ...], stated: int | None, main: tuple[str, ...]) -> int:
    """Return the year of a file whose columns carry none; two that disagree, or none, are refused.

    Parameters
    ----------
    name : str
        File name with its folders below the data folder.
    header : tuple of str
        Its columns. The tables carry the main figures of the two years before, so the latest of those copies
        is of the year before the file's own; years without exams are passed over.
    stated : int or None
        What the study file says.
    main : tuple of str
        Columns whose carried copies date the file.
    """
    path = PurePosixPath(name)
    copies = carried_copies(header)
    carried = {year for column, year in copies.items() if _CARRIED.sub("", column) in main}
    evidence = {
        "the study file": (stated,) if stated else (),
        "its columns": (_next_examined(max(carried)),) if carried else (),
        "its name": years_in(path.name),
        "its folder": years_in(path.parent.name),
    }
    years = {year for found in evidence.values() for year in found}
    # A name that spans several years is no contradiction when the study file picks one of them.
    if stated and all(stated in found for found in evidence.values() if found):
        return stated
    if len(years) == 1:
        return years.pop()
    said = [f"{who} says {', '.join(academic_year(y) for y in found)}" for who, found in evidence.items() if found]
    raise DataError.one(
        where=name,
        found="; ".join(said).replace("its columns says", "its columns say") if said else "no year",
        allowed="one year, the same wherever it is said",
        next="give the file or its folder the name of its year, such as 2018-2019, or mend what the study file says",
    )


def _next_examined(year: int) -> int:
    return next(later for later in range(year + 1, year + 10) if examined(later))
