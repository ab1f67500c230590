"""The year and the vintage of a file, from what the study says and from its names."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from urllib.parse import unquote

from evalkit.core.errors import DataError
from evalkit.core.years import academic_year, examined
from evalkit.data.text.workbooks import SHEET

# Between the two years of a school year: marks, blanks or a word for "to"; a list of years has "and" or a comma.
_TO = r"(?:[^\w,&+]|_){0,5}?(?:(?:to|till?|until|through|thru)(?:[^\w,&+]|_){0,3})?"
_ACADEMIC = re.compile(rf"(?<!\d)(20\d\d)({_TO})(20\d\d|\d\d)(?!\d|[-/\u2010-\u2015]\d\d(?!\d))", re.IGNORECASE)
_SINGLE = re.compile(r"(?<!\d)(20\d\d)(?!\d)")
_DAY, _MONTH, _BREAK = r"(?:0?[1-9]|[12]\d|3[01])", r"(?:0?[1-9]|1[0-2])", r"[-./_ \u2010-\u2015]"
_NAME = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
# A day, or a month of a calendar year, tells when a file was made or fetched, and of no school year.
_CALENDAR = re.compile(
    rf"(?<!\d)20\d\d({_BREAK}){_MONTH}\1{_DAY}(?!\d)"
    r"|(?<!\d)20\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?!\d)"
    rf"|(?<![\da-z]){_DAY}({_BREAK}){_MONTH}\2(?:20)?\d\d(?!\d)"
    rf"|(?<!\d)20\d\d[^\w]?_?{_NAME}(?![a-z])"
    rf"|(?<![a-z]){_NAME}(?:[^\w]|_){{0,2}}(?:{_DAY}(?:st|nd|rd|th)?(?:[^\w]|_){{1,2}})?20\d\d(?!\d)"
    rf"|(?<![\da-z])(?:0[1-9]|1[0-2]){_BREAK}20\d\d(?!\d|[-/\u2010-\u2015]\d)",
    re.IGNORECASE,
)
# What follows a year so closely that it belongs to it, without making it a school year.
_TAIL = re.compile(
    r"(?<!\d)20\d\d(?:(?:[^\w]|_){0,3}(?:and)?(?:[^\w]|_){0,3}\d\d|[-./\u2010-\u2015]\d|[a-z]\d\d)(?!\d)", re.IGNORECASE
)
_CARRIED = re.compile(r"_(1\d|2\d)(?:_PTQ(?:_EE)?)?$", re.IGNORECASE)
# The oldest first.
VINTAGES = ("provisional", "revised", "final")
NOT_STATED = "not stated"


def years_in(name: str) -> tuple[int, ...]:
    """Return the years a name speaks of, each once: ``2018-2019``, ``2018 to 19`` and ``ks4_2019`` are 2019.

    A day, a month of a calendar year, and a year with digits behind it that are not understood give no year.

    Examples
    --------
    >>> years_in("2018-2019"), years_in("ks4_2016_2017.csv"), years_in("2017-2019_flat"), years_in("ks4final.csv")
    ((2019,), (2017,), (2017, 2019), ())
    >>> years_in("2022\u201323"), years_in("2022to23"), years_in("ks4_2024-02-05.csv"), years_in("2022-25")
    ((2023,), (2023,), (), ())
    """
    years: set[int] = set()

    def take(match: re.Match[str]) -> str:
        start, end = int(match[1]), int(match[3])
        if start + 1 not in {end, 2000 + end}:
            return match[0]
        years.add(start + 1)
        return " "

    text = _CALENDAR.sub(" ", unquote(name))
    rest = _TAIL.sub(" ", _ACADEMIC.sub(take, text))
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
    path, _, sheet = name.partition(SHEET)
    copies = carried_copies(header)
    carried = {year for column, year in copies.items() if _CARRIED.sub("", column) in main}
    evidence = {
        "the study file": (stated,) if stated else (),
        "its columns": (_next_examined(max(carried)),) if carried else (),
        "its sheet": years_in(sheet),
        "its name": years_in(PurePosixPath(path).name),
        "its folder": folder_years(path),
    }
    if len(evidence["its sheet"]) == 1:
        # A workbook of several years has a sheet for each.
        evidence = {who: _narrowed(found, evidence["its sheet"]) for who, found in evidence.items()}
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


def folder_years(name: str) -> tuple[int, ...]:
    """Return the years of the nearest folder of a file that speaks of any.

    Examples
    --------
    >>> folder_years("2018-2019/tables/england_ks4final.csv"), folder_years("england_ks4final_2019.csv")
    ((2019,), ())
    """
    found = (years_in(folder.name) for folder in PurePosixPath(name).parents)
    return next((years for years in found if years), ())


def _narrowed(years: tuple[int, ...], one: tuple[int, ...]) -> tuple[int, ...]:
    return one if len(years) > 1 and min(years) <= one[0] <= max(years) else years


def _next_examined(year: int) -> int:
    return next(later for later in range(year + 1, year + 10) if examined(later))
