"""The tidy layout of Explore Education Statistics: its headings, years, levels, and whose figures a row gives.

Two spellings of headings are known, those up to 2023/24 and those since. A row is split by pupil group in its
filter columns, of which every one may say "Total".
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from evalkit.data.sources.parts.area_figures import ALL, BREAKDOWNS, TIDY, TOTALS
from evalkit.data.sources.parts.cleaning import parse_cell
from evalkit.data.text.opening import OpenFile

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
VERSION, KINDS_OF_SCHOOL = "version", "establishment_type_group"
# What a table calls its own topic; the groups stand in other columns, or in "breakdown" itself.
_TOPICS = ("breakdown_topic", "breakdown")
STATE_FUNDED = ("all state-funded", "all state funded", "state-funded", "all state-funded schools")
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
    known = {heading for headings in TIDY.values() for heading in headings}
    return {PERIOD, LEVEL} <= names and bool(names & (known - {"t_pupils", "pupil_count"}))


def is_without_schools(header: tuple[str, ...]) -> bool:
    """Say whether the header is that of a tidy Key Stage 4 table of areas alone."""
    return is_tidy(header) and SCHOOL_NUMBER not in {name.casefold() for name in header}


def is_of_schools(header: tuple[str, ...]) -> bool:
    """Say whether the header is that of a tidy Key Stage 4 table that names schools."""
    return is_tidy(header) and not is_without_schools(header)


def layout_of(file: OpenFile) -> TidyLayout:
    """Return where the figures of a file stand, and by which columns its rows are split."""
    figures = {
        name: next(heading for heading in headings if file.has(heading))
        for name, headings in TIDY.items()
        if any(file.has(heading) for heading in headings)
    }
    apart = {*_PLACES, *_TOPICS, VERSION, KINDS_OF_SCHOOL, *(heading.casefold() for heading in figures.values())}
    rest = [name for name in file.header if name and name.casefold() not in apart]
    return TidyLayout(figures, tuple(name for name in rest if _is_text(file.cells(name))))


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


def group_of(topics: Iterable[str], filters: Iterable[str]) -> str | None:
    """Return whose figures a row gives; None where it is split by what evalkit does not use, or by several groups.

    Parameters
    ----------
    topics : iterable of str
        Cells of the columns that may name either a topic or a group.
    filters : iterable of str
        Cells of all other columns by which rows are split.

    Examples
    --------
    >>> group_of(["Ethnicity major", "White"], []), group_of(["Ethnicity major"], ["White", "Total"])
    ('white', 'white')
    >>> group_of(["Total", "Total"], ["Total"]), group_of(["Total"], ["White", "Girls"])
    ('all', None)
    """
    plain = [cell.casefold().strip() for cell in filters if cell.casefold().strip() not in TOTALS]
    if any(cell not in BREAKDOWNS for cell in plain):
        return None
    named = [cell.casefold().strip() for cell in topics if cell.casefold().strip() not in TOTALS]
    groups = {BREAKDOWNS[cell] for cell in (*plain, *named) if cell in BREAKDOWNS}
    if not groups:
        return None if named else ALL
    return groups.pop() if len(groups) == 1 else None


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


def _is_text(cells: list[str]) -> bool:
    return any(parse_cell(cell) is None for cell in set(cells))
