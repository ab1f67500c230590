"""The tidy layout of Explore Education Statistics: its headings, years, levels, and whose figures a row gives.

Two spellings of headings are known, those up to 2023/24 and those since. A row is split by pupil group in its
filter columns, of which every one may say "Total".
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from evalkit.core.errors import Fault
from evalkit.data.sources.parts.area_figures import ALL, BREAKDOWNS, TIDY, TOTALS
from evalkit.data.sources.parts.area_rows import UNKNOWN_PLACE, Area, Gatherer
from evalkit.data.sources.parts.cells import UNKNOWN_CODE, parse_cell
from evalkit.data.sources.parts.source import FileRead
from evalkit.data.text.open_files import OpenFile
from evalkit.study.model import DataFile

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
    parsed = {parse_cell(cell) for cell in cells}
    return None in parsed or (UNKNOWN_CODE in parsed and not any(isinstance(value, float) for value in parsed))


SCHOOLS = "row of a single school"
OTHER_LEVEL = "area other than authority, region or England"
OTHER_SCHOOLS = "not all state-funded schools"


def read_areas(file: OpenFile, entry: DataFile | None, *, source: str) -> FileRead:
    """Return the figures of areas; rows of schools and rows split by other things are counted and left out.

    Parameters
    ----------
    file : OpenFile
        The table.
    entry : DataFile or None
        What the study says of it.
    source : str
        Registered name of the reader.
    """
    gatherer = Gatherer(file)
    layout = layout_of(file)
    rows = _AreaRows.of(file, layout.filters)
    figures = {name: file.cells(heading) for name, heading in layout.figures.items()}
    for at in range(len(file.rows)):
        why = rows.left_out(at)
        if why:
            gatherer.dropped[why] += 1
            continue
        year = year_of(rows.period[at], rows.kind[at])
        if year is None:
            gatherer.faults.append(_no_year(file, at + file.first, rows.period[at]))
            continue
        area = rows.area(gatherer, at)
        if area is None:
            gatherer.dropped[f"{UNKNOWN_PLACE} ({rows.name(at)})"] += 1
            continue
        group = rows.group(at)
        if group is None:
            gatherer.dropped[OTHER_GROUP] += 1
            continue
        for name, cells in figures.items():
            gatherer.add(at + file.first, area, year, (name, group), cells[at])
    return gatherer.read(entry, source)


def areas_beside(file: OpenFile, entry: DataFile | None, *, source: str) -> FileRead | None:
    """Return the rows of areas that a table holds besides its schools, or None; see `read_areas`."""
    beside = len({cell.casefold() for cell in file.cells(LEVEL)}) > 1
    return read_areas(file, entry, source=source) if beside else None


@dataclass(frozen=True, slots=True)
class _AreaRows:
    """The columns that say what each row is about, as text."""

    blank: tuple[bool, ...]
    level: tuple[str, ...]
    period: list[str]
    kind: list[str]
    versions: list[str]
    schools: list[str]
    latest: dict[str, str]
    funded: bool
    code: list[str]
    authority: list[str]
    region: list[str]
    topics: tuple[list[str], ...]
    filters: tuple[list[str], ...]

    @classmethod
    def of(cls, file: OpenFile, filters: Sequence[str]) -> _AreaRows:
        def cells(*names: str) -> list[str]:
            there = next((name for name in names if file.has(name)), None)
            return file.cells(there) if there else [""] * len(file.rows)

        levels = tuple(LEVELS.get(cell.casefold(), "") for cell in file.cells(LEVEL))
        schools = [cell.casefold() for cell in cells(KINDS_OF_SCHOOL)]
        versions = [cell.casefold() for cell in cells(VERSION)]
        here = {kind for kind, level in zip(schools, levels, strict=True) if level not in ("", "school")}
        return cls(
            blank=tuple(not any(row) for row in file.rows),
            level=levels,
            period=file.cells(PERIOD),
            kind=cells(PERIOD_KIND),
            versions=versions,
            schools=schools,
            latest=latest_versions(file.cells(PERIOD), versions),
            funded=bool(here & set(STATE_FUNDED)),
            code=cells("old_la_code", "la_code"),
            authority=cells("la_name"),
            region=cells("region_name"),
            topics=tuple(file.cells(name) for name in topics_of(file)),
            filters=tuple(file.cells(name) for name in filters),
        )

    def left_out(self, at: int) -> str:
        """Return why a row is no figure of an area; empty where it is one."""
        if self.blank[at]:
            return BLANK
        if self.level[at] == "school":
            return SCHOOLS
        if not self.level[at]:
            return OTHER_LEVEL
        if self.kind[at] and year_of("201819", self.kind[at]) is None:
            return OTHER_PERIOD
        if self.versions[at] != self.latest.get(self.period[at], self.versions[at]):
            return EARLIER
        return "" if self.schools[at] in (STATE_FUNDED if self.funded else EVERY_KIND) else OTHER_SCHOOLS

    def area(self, gatherer: Gatherer, at: int) -> Area | None:
        """Return the area of a row."""
        number, name = "", "England"
        if self.level[at] == "authority":
            # New codes (E06...) are no numbers of DfE's; the name then says which authority it is.
            number, name = (self.code[at] if self.code[at].isdigit() else ""), self.authority[at]
        elif self.level[at] == "region":
            name = self.region[at]
        found = gatherer.place(number, name)
        return found if found is not None and found.level == self.level[at] else None

    def name(self, at: int) -> str:
        """Return what the table calls the area of a row."""
        return self.authority[at] or self.region[at] or self.code[at] or "no name"

    def group(self, at: int) -> str | None:
        """Return whose figures a row gives."""
        return group_of((cells[at] for cells in self.topics), (cells[at] for cells in self.filters))


def _no_year(file: OpenFile, row: int, cell: str) -> Fault:
    return Fault(
        where=f"{file.file}, row {row}, {PERIOD}",
        found=repr(cell),
        allowed="an academic year such as 201819 or 2018/19",
        next="correct the cell in the file, or fetch the file again",
    )
