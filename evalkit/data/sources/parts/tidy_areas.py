"""The rows of a tidy table that give figures of authorities, regions and England, alone or beside its schools."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from evalkit.core.errors import Fault
from evalkit.data.sources.parts.area_rows import UNKNOWN_PLACE, Area, Gatherer
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
    topics_of,
    year_of,
)
from evalkit.data.text.opening import OpenFile
from evalkit.study.model import DataFile

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
            gatherer.faults.append(_no_year(file, at + 2, rows.period[at]))
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
            gatherer.add(at + 2, area, year, (name, group), cells[at])
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
