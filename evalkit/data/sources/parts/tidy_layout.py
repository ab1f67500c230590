"""The tidy layout of Explore Education Statistics: its headings, years, levels, and whose figures a row gives.

Three spellings of headings are known: totals as of 2017/18, means up to 2023/24, and those since. A row is split by
pupil group in its filter columns, of which every one may say "Total"; other columns of words describe a school or area.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import compress

from evalkit.data.sources.parts.area_figures import ALL, BREAKDOWNS, TIDY, TIDY_TOTALS, TOTALS
from evalkit.data.sources.parts.cells import UNKNOWN_CODE, parse_cell
from evalkit.data.text.open_files import OpenFile

PERIOD, PERIOD_KIND, LEVEL = "time_period", "time_identifier", "geographic_level"
SCHOOL_NUMBER = "school_urn"
_PLACES = (
    PERIOD,
    PERIOD_KIND,
    LEVEL,
    "country_code",
    "country_name",
    "region_code",
    "region_name",
    "old_la_code",
    "new_la_code",
    "la_code",
    "la_name",
    "school_laestab",
    SCHOOL_NUMBER,
    "school_name",
)
# Where such tables are fetched.
STATISTICS = "data catalogue, Key stage 4 performance (Department for Education)"
VERSION = "version"
KINDS_OF_SCHOOL = ("establishment_type_group", "school_characteristic")
# Columns that split rows whatever stands in them; any other column of words does when it says "Total", or when it
# differs between the rows of one school or area.
_FILTERS = (
    "sex",
    "gender",
    "disadvantage",
    "disadvantage_status",
    "first_language",
    "prior_attainment",
    "mobility",
    "ethnicity_major",
    "ethnicity_minor",
    "fsm_status",
    "sen_status",
    "data_type",
)
_CHARACTERISTIC = "characteristic"
# What a table calls its own topic; the groups stand in other columns, or in "breakdown" itself.
_TOPICS = ("breakdown_topic", "breakdown")
STATE_FUNDED = (
    "all state-funded",
    "all state funded",
    "state-funded",
    "all state-funded schools",
    "all state funded schools",
    "state-funded schools (la)",
)
EVERY_KIND = ("", "total", "all schools", "all")
LEVELS = {
    "school": "school",
    "schools": "school",
    "institution": "school",
    "local authority": "authority",
    "la": "authority",
    "regional": "region",
    "region": "region",
    "national": "country",
    "country": "country",
}
# Why a row of either reader is left out.
BLANK = "blank row"
OTHER_PERIOD = "period other than an academic year"
OTHER_GROUP = "split by what evalkit does not use"
EARLIER = "earlier version of the same figures"
_VERSIONS = ("provisional", "revised", "final")
_SHOWN = 3


@dataclass(frozen=True, slots=True)
class TidyLayout:
    """Where a tidy file keeps what is read from it.

    Attributes
    ----------
    figures : dict
        Our name of each figure, and the heading it stands under.
    filters : tuple of str
        Headings by which rows are split, besides topic, version and kind of school.
    """

    figures: dict[str, str]
    filters: tuple[str, ...]


def is_tidy(header: tuple[str, ...]) -> bool:
    """Say whether the header is that of a tidy table with a figure of Key Stage 4 that evalkit knows."""
    names = {name.casefold() for name in header}
    known = {heading for headings in TIDY.values() for heading in headings} - {"t_pupils", "pupil_count"}
    known |= {total for total, _, _ in TIDY_TOTALS.values()}
    # Exam entries by subject and grade are no results of a school's pupils.
    return {PERIOD, LEVEL} <= names and bool(names & known) and "number_achieving" not in names


def is_without_schools(header: tuple[str, ...]) -> bool:
    """Say whether the header is that of a tidy Key Stage 4 table of areas alone."""
    return is_tidy(header) and SCHOOL_NUMBER not in {name.casefold() for name in header}


def is_of_schools(header: tuple[str, ...]) -> bool:
    """Say whether the header is that of a tidy Key Stage 4 table that names schools."""
    return is_tidy(header) and not is_without_schools(header)


def layout_of(file: OpenFile, known: Mapping[str, tuple[str, ...]] = TIDY, *, of_schools: bool = False) -> TidyLayout:
    """Return where the figures of a file stand, and by which columns its rows are split.

    Parameters
    ----------
    file : OpenFile
        The table.
    known : mapping of str to tuple of str
        Our name of each figure and the headings it may stand under.
    of_schools : bool
        Whether rows of schools are read, or else rows of areas: a column may split the ones and describe the others.
    """
    figures = {
        name: next(heading for heading in headings if file.has(heading))
        for name, headings in known.items()
        if any(file.has(heading) for heading in headings)
    }
    apart = {*_PLACES, *_TOPICS, VERSION, *KINDS_OF_SCHOOL, *(heading.casefold() for heading in figures.values())}
    rest = [name for name in file.header if name and name.casefold() not in apart]
    here = [(LEVELS.get(cell.casefold()) == "school") == of_schools for cell in file.cells(LEVEL)]
    about = [list(compress(file.cells(name), here)) for name in _PLACES if file.has(name)]
    rows = list(zip(*about, strict=True))
    return TidyLayout(
        figures, tuple(name for name in rest if _splits(name, list(compress(file.cells(name), here)), rows))
    )


def split_in_every_row(file: OpenFile, layout: TidyLayout) -> str:
    """Return in words the columns that no row leaves whole, with what stands in them; empty where there is none."""
    told = []
    for name in layout.filters:
        words = dict.fromkeys(cell for cell in file.cells(name) if cell.strip())
        if words and not any(plain_word(word) in TOTALS for word in words):
            listed = ", ".join(repr(word) for word in list(words)[:_SHOWN])
            told.append(f"{name} ({listed}{', ...' if len(words) > _SHOWN else ''})")
    return "; ".join(told)


@cache
def year_of(period: str, kind: str) -> int | None:
    """Return the calendar year in which an academic year ends; None for any other kind of period.

    Examples
    --------
    >>> year_of("201819", "Academic year"), year_of("2018/19", "Academic Year"), year_of("2019", "Calendar year")
    (2019, 2019, None)
    """
    digits = "".join(letter for letter in period.removesuffix(".0") if letter.isdigit())
    if kind.casefold().replace("_", " ") not in ("", "academic year", "ay"):
        return None
    whole = len(digits) in (6, 8) and digits.startswith("20")
    if whole and (int(digits[:4]) + 1) % 100 == int(digits[-2:]):
        return int(digits[:4]) + 1
    return None


def group_of(topics: Iterable[str], filters: Iterable[str], groups: Mapping[str, str] = BREAKDOWNS) -> str | None:
    """Return whose figures a row gives; None where it is split by what evalkit does not use, or by several groups.

    Parameters
    ----------
    topics : iterable of str
        Cells of the columns that may name either a topic or a group.
    filters : iterable of str
        Cells of all other columns by which rows are split.
    groups : mapping of str to str
        What breakdowns call each group, without capitals and underscores, and our name of it.

    Examples
    --------
    >>> group_of(["Ethnicity major", "White"], []), group_of(["Ethnicity major"], ["White", "Total"])
    ('white', 'white')
    >>> group_of(["Total", "Total"], ["Total"]), group_of(["Total"], ["White", "Girls"])
    ('all', None)
    """
    split = [cell for cell in map(plain_word, filters) if cell not in TOTALS]
    if any(cell not in groups for cell in split):
        return None
    named = [cell for cell in map(plain_word, topics) if cell not in TOTALS]
    found = {groups[cell] for cell in (*split, *named) if cell in groups}
    if not found:
        return None if named else ALL
    return found.pop() if len(found) == 1 else None


def topics_of(file: OpenFile) -> list[str]:
    """Return the headings of a file that may name a topic or a group."""
    return [name for name in _TOPICS if file.has(name)]


def latest_versions(periods: Iterable[str], versions: Iterable[str]) -> dict[str, str]:
    """Return the latest version of each period that names one, in small letters."""
    latest: dict[str, str] = {}
    for period, version in zip(periods, (cell.casefold() for cell in versions), strict=True):
        if version in _VERSIONS:
            before = latest.get(period, version)
            latest[period] = max(before, version, key=_VERSIONS.index)
    return latest


def vintage_told(latest: Mapping[str, str]) -> str:
    """Return which release rows say they are: the least settled of the latest of all periods; empty for none."""
    return min(latest.values(), key=_VERSIONS.index, default="")


def _is_text(cells: list[str]) -> bool:
    parsed = {parse_cell(cell) for cell in set(cells)}
    return None in parsed or (UNKNOWN_CODE in parsed and not any(isinstance(value, float) for value in parsed))


@cache
def plain_word(cell: str) -> str:
    """Return a word of a breakdown without capitals, underscores and blanks beyond one."""
    return " ".join(cell.casefold().replace("_", " ").split())


def _splits(name: str, cells: list[str], rows: list[tuple[str, ...]]) -> bool:
    """Say whether a column splits rows by group: by its name, by a total in it, or by differing within one place.

    Parameters
    ----------
    name : str
        Its heading.
    cells : list of str
        Its cells.
    rows : list of tuple of str
        Place and period of each row.
    """
    words = set(cells)
    if not _is_text(cells):
        return False
    called = name.casefold()
    if called in _FILTERS or called.startswith(_CHARACTERISTIC):
        return True
    if any(cell and plain_word(cell) in TOTALS for cell in words):
        return True
    return len(set(zip(rows, cells, strict=True))) > len(set(rows))
