"""Figures of areas in tidy tables: means as printed, or worked out from the totals of the first layout."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from evalkit.data.sources.parts.area_figures import ALL, TIDY_TOTALS
from evalkit.data.sources.parts.area_rows import UNKNOWN_PLACE, Area, Gatherer
from evalkit.data.sources.parts.cells import parse_cell
from evalkit.data.sources.parts.source import FileRead
from evalkit.data.sources.parts.tidy_layout import (
    BLANK,
    EARLIER,
    EVERY_KIND,
    KINDS_OF_SCHOOL,
    LEVEL,
    LEVELS,
    OTHER_GROUP,
    OTHER_PERIOD,
    PERIOD,
    PERIOD_KIND,
    STATE_FUNDED,
    VERSION,
    group_of,
    latest_versions,
    layout_of,
    plain_word,
    split_in_every_row,
    topics_of,
    vintage_told,
    year_of,
)
from evalkit.data.text.open_files import OpenFile
from evalkit.study.model import DataFile

SCHOOLS = "row of a single school"
NO_YEAR = "period that is no academic year"
# The two groups that every pupil is in one of.
_WHOLE = ("disadvantaged", "not_disadvantaged")
_COUNTS = {"t_pupils": "pupils", "t_inp8calc": "p8_pupils"}
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
    printed = {name: file.cells(heading) for name, heading in layout.figures.items()}
    totals = _Totals.of(file, printed)
    for at in range(len(file.rows)):
        why, year = rows.left_out(at), year_of(rows.period[at], rows.kind[at])
        area = None if why else rows.area(gatherer, at)
        group = None if why else rows.group(at)
        if why or year is None:
            gatherer.dropped[why or f"{NO_YEAR} ({rows.period[at]!r})"] += 1
        elif area is None:
            gatherer.dropped[f"{UNKNOWN_PLACE} ({rows.name(at)})"] += 1
        elif group is None:
            gatherer.dropped[OTHER_GROUP] += 1
        else:
            for name, cells in printed.items():
                gatherer.add(at + file.first, area, year, (name, group), cells[at])
            totals.take(gatherer, at, area, year, group)
    totals.sum_up(gatherer)
    gatherer.vintage = vintage_told(rows.latest)
    return gatherer.read(entry, source, totals.notes(), split_in_every_row(file, layout))


def areas_beside(file: OpenFile, entry: DataFile | None, *, source: str) -> FileRead | None:
    """Return the rows of areas that a table holds besides its schools, or None; see `read_areas`."""
    beside = len({cell.casefold() for cell in file.cells(LEVEL)}) > 1
    return read_areas(file, entry, source=source) if beside else None


@dataclass
class _Totals:
    """The totals of the first layout: means are made of them, and sums over groups where no row has all pupils.

    Attributes
    ----------
    cells : dict
        Cells of each column of totals or numbers of pupils, by its heading.
    figures : tuple of str
        Figures that the file prints as totals alone.
    rows : dict
        Row of each area, year and group.
    summed : bool
        Whether some area had no row of all pupils.
    """

    cells: dict[str, list[str]]
    figures: tuple[str, ...]
    rows: dict[tuple[Area, int, str], int] = field(default_factory=dict)
    summed: bool = False

    @classmethod
    def of(cls, file: OpenFile, printed: dict[str, list[str]]) -> _Totals:
        here = {
            name: (total, count)
            for name, (total, count, _) in TIDY_TOTALS.items()
            if name not in printed and file.has(total) and file.has(count)
        }
        headings = {heading for pair in here.values() for heading in pair}
        return cls({heading: file.cells(heading) for heading in headings}, tuple(here))

    def take(self, gatherer: Gatherer, at: int, area: Area, year: int, group: str) -> None:
        """Add the means of one row."""
        if not self.figures:
            return
        self.rows.setdefault((area, year, group), at)
        self._add(gatherer, (area, year, group), (at,))

    def sum_up(self, gatherer: Gatherer) -> None:
        """Add the figures of all pupils of each area and year that has no such row, from the groups that are all."""
        for area, year in dict.fromkeys((area, year) for area, year, _ in self.rows):
            both = [self.rows.get((area, year, group), -1) for group in _WHOLE]
            if (area, year, ALL) in self.rows or min(both) < 0:
                continue
            self.summed = True
            self._add(gatherer, (area, year, ALL), both)
            for heading in sorted(self.cells.keys() & _COUNTS.keys()):
                counted = self._sum(heading, both)
                gatherer.add(both[0] + gatherer.file.first, area, year, (_COUNTS[heading], ALL), counted)

    def notes(self) -> Iterator[str]:
        """Yield what a reader must know of figures that were not printed as they are used."""
        if self.figures:
            yield "means and shares were worked out from the totals that this file prints"
        if self.summed:
            yield "figures of all pupils are the sums of disadvantaged and of other pupils, as it has no row of both"

    def _add(self, gatherer: Gatherer, key: tuple[Area, int, str], rows: Sequence[int]) -> None:
        area, year, group = key
        for name in self.figures:
            total, count, factor = TIDY_TOTALS[name]
            above, below = self._sum(total, rows), self._sum(count, rows)
            mean: float | str
            if isinstance(above, str) or isinstance(below, str):
                mean = above if isinstance(above, str) else str(below)
            else:
                mean = factor * above / below if below > 0 else "z"
            gatherer.add(rows[0] + gatherer.file.first, area, year, (name, group), mean)

    def _sum(self, heading: str, rows: Sequence[int]) -> float | str:
        """Return the sum of some cells, or the text of the first that holds no number."""
        cells = [self.cells[heading][at] for at in rows]
        parsed = [parse_cell(cell) for cell in cells]
        numbers = [value for value in parsed if isinstance(value, float)]
        if len(numbers) == len(cells):
            return sum(numbers)
        return next(cell for cell, value in zip(cells, parsed, strict=True) if not isinstance(value, float))


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
        schools = [plain_word(cell) for cell in cells(*KINDS_OF_SCHOOL)]
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
