"""From the files beside a study to its programme's tables, with every fault of every table at once.

A *fault* refuses: a run with one does not begin. A *note* tells: something was mended or left out, with its place and
its count. Rows that can be read are kept beside those that cannot, so that what is wrong can be counted.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace

from evalkit.core.errors import Fault
from evalkit.data.text.cell_sheets import CellSheet
from evalkit.programme.checks import CHECKS, Unrepeated, unrepeated, with_evidence
from evalkit.programme.colours import colour_notes
from evalkit.programme.files import opened, programme_files
from evalkit.programme.kept import KeptTable, KeptTables, typed
from evalkit.programme.kinds_of_year import with_kind_of_year
from evalkit.programme.layout import laid_out
from evalkit.programme.placed import PlacedFault, PlacedTable, Spot
from evalkit.programme.references import resolved
from evalkit.programme.rows import rows_read
from evalkit.programme.screening import nobodys_names, persons_seen
from evalkit.programme.surveys.reading import read_surveys
from evalkit.programme.tables import programme_tables
from evalkit.study.model import Study

__all__ = ["ProgrammeReading", "TableRead", "programme_files", "read_programme"]


@dataclass(frozen=True, slots=True)
class TableRead:
    """What was read of one table.

    Attributes
    ----------
    name : str
        The table.
    where : str
        Its file, and its sheet if it is a workbook.
    rows : int
        Rows that hold data, whole repeats among them.
    repeats : int
        Rows left out as whole repeats.
    schools : int
        Different schools named.
    """

    name: str
    where: str
    rows: int
    repeats: int
    schools: int

    def line(self) -> str:
        """Return it in words."""
        schools = f", {_counted(self.schools, 'school')}" if self.schools else ""
        repeats = f", {self.repeats} of them a repeat" if self.repeats else ""
        return f"{self.name}: {_counted(self.rows, 'row')}{repeats}{schools} ({self.where})"


@dataclass(frozen=True, slots=True)
class ProgrammeReading:
    """What came of reading the programme's tables.

    Attributes
    ----------
    kept : KeptTables
        What could be read, with the notes.
    placed : tuple of PlacedFault
        Everything that is wrong, table by table, each with its place.
    reads : tuple of TableRead
        What was read of each table.
    sheets : tuple of CellSheet
        The sheets that hold tables, as they stand.
    persons : frozenset of Spot
        Cells in which somebody can be seen; what stands there is shown nowhere.
    paths : mapping of str to str
        Where each file lies, as seen from the study folder, by its name.
    of_surveys : tuple of Fault
        What is wrong with surveys: their exports, their declaration, and answers typed in.
    """

    kept: KeptTables
    placed: tuple[PlacedFault, ...] = ()
    reads: tuple[TableRead, ...] = ()
    sheets: tuple[CellSheet, ...] = ()
    persons: frozenset[Spot] = frozenset()
    paths: Mapping[str, str] = field(default_factory=dict)
    of_surveys: tuple[Fault, ...] = ()

    @property
    def faults(self) -> tuple[Fault, ...]:
        """Everything that is wrong, in words."""
        return (*(placed.fault for placed in self.placed), *self.of_surveys)


def read_programme(study: Study, accounts: Collection[str] | None = None) -> ProgrammeReading:
    """Return the programme's tables as they were kept, with the answers of survey exports; no file is changed.

    Parameters
    ----------
    study : Study
        Whose folder holds them.
    accounts : collection of str, optional
        Accounts of what was done that a lesson may name as its evidence; without them evidence is not looked at.
    """
    tables = _read_tables(study, accounts)
    surveys = read_surveys(study, tables.kept)
    return replace(tables, kept=surveys.kept, of_surveys=surveys.faults)


def _read_tables(study: Study, accounts: Collection[str] | None) -> ProgrammeReading:
    """Return the tables that were typed in."""
    files = opened(study)
    if not files.sheets and not files.faults:
        return ProgrammeReading(KeptTables(notes=tuple(files.notes)))
    faults, notes = [*files.faults], [*files.notes]
    declared, known = _declared(study), programme_tables()
    laid = [laid_out(sheet, table, known, declared) for table, sheet in files.sheets]
    faults += [fault for one in laid for fault in one.faults]
    layouts = [one.layout for one in laid if one.layout is not None]
    nobody = nobodys_names(layouts, study)
    placed: dict[str, PlacedTable] = {}
    persons: list[PlacedFault] = []
    for one in laid:
        notes += one.notes
        if one.layout is None:
            continue
        table, seen = one.layout.table, persons_seen(one.layout, nobody)
        persons += seen
        read = rows_read(one.layout, declared, {(fault.spot.row, fault.spot.column or 0) for fault in seen})
        faults += read.faults
        rows, told = with_kind_of_year(read.placed)
        notes += [*read.notes, *told, *colour_notes(rows)]
        if len(rows):
            placed[table.name] = rows
    names = resolved(placed, study, nobody)
    once = {name: unrepeated(table) for name, table in names.tables.items()}
    tables = {name: one.table for name, one in once.items()}
    faults += [*persons, *names.faults, *(fault for one in once.values() for fault in one.faults)]
    faults += [fault for check in CHECKS for fault in check(tables, study)]
    faults += [] if accounts is None else with_evidence(tables, study, accounts)
    notes += [*names.notes, *(note for one in once.values() for note in one.notes)]
    kept = KeptTables({name: _kept(table) for name, table in tables.items()}, tuple(notes))
    reads = tuple(_table_read(one) for one in once.values())
    order = {sheet.name: place for place, (_, sheet) in enumerate(files.sheets)}
    return ProgrammeReading(
        kept,
        _sorted(faults, order),
        reads,
        tuple(sheet for _, sheet in files.sheets),
        frozenset(fault.spot for fault in persons) | names.unsaid,
        files.paths,
    )


def _declared(study: Study) -> dict[str, Mapping[str, str]]:
    strands = {name: strand.id for strand in study.components for name in (strand.name, strand.id)}
    delivery = study.delivery
    return {"components": strands, "ratings": {level: level for level in delivery.ratings} | delivery.ratings_written}


def _kept(table: PlacedTable) -> KeptTable:
    places = tuple(table.sheet.place(number) for number in table.numbers)
    return KeptTable(table.table.name, typed(table.cells, table.table), places)


def _table_read(one: Unrepeated) -> TableRead:
    table = one.table
    names = [column.name for column in table.table.columns if column.kind == "school"]
    names = names or (["school"] if table.table.name == "schools" else [])
    schools = {value for name in names for value in table[name] if value}
    return TableRead(table.table.name, table.sheet.name, len(table) + len(one.repeats), len(one.repeats), len(schools))


def _sorted(faults: list[PlacedFault], order: Mapping[str, int]) -> tuple[PlacedFault, ...]:
    """Return faults sheet by sheet and row by row; those of whole files first."""

    def place(fault: PlacedFault) -> tuple[int, int, int]:
        name = f"{fault.spot.file}, {fault.spot.sheet}" if fault.spot.sheet else fault.spot.file
        return order.get(name, -1), fault.spot.row, -1 if fault.spot.column is None else fault.spot.column

    return tuple(sorted(faults, key=place))


def _counted(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"
