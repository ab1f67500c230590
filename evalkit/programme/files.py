"""Which files hold the programme's tables: one workbook, csv files in a folder, or csv files beside study.toml."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from evalkit.core.errors import EvalkitError, Fault
from evalkit.data.text.cell_sheets import CellSheet, sheet_of_csv
from evalkit.data.text.spreadsheets import sheets_of_workbook
from evalkit.programme.cells.said import text_of
from evalkit.programme.layout import stands_beside, table_called
from evalkit.programme.persons import persons_in
from evalkit.programme.placed import PlacedFault, Spot
from evalkit.programme.tables import ProgrammeTable, programme_tables
from evalkit.study.model import Study

WORKBOOK, FOLDER, CSV = "programme.xlsx", "programme", ".csv"
# Workbooks of other kinds under the same name are opened too: what cannot be read is then refused in words.
BOOKS = (".xlsx", ".xlsm", ".xls", ".ods", ".xlsb")
# What this reader writes beside the workbook; it is never read.
FAULTS = "programme-faults.xlsx"


@dataclass(slots=True)
class Opened:
    """The sheets that hold the programme's tables.

    Attributes
    ----------
    sheets : list of (ProgrammeTable, CellSheet)
        In the order of the tables; no table twice.
    others : list of CellSheet
        Sheets that hold none.
    faults : list of PlacedFault
        Files that cannot be opened, and tables found twice.
    notes : list of str
        What is not read.
    paths : dict of str to str
        Where each file lies, as seen from the study folder, by its name.
    """

    sheets: list[tuple[ProgrammeTable, CellSheet]] = field(default_factory=list)
    others: list[CellSheet] = field(default_factory=list)
    faults: list[PlacedFault] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    paths: dict[str, str] = field(default_factory=dict)


def programme_files(study: Study) -> tuple[Path, ...]:
    """Return the files that hold the programme's tables, and the exports of its surveys, in order."""
    exports = [study.folder / name for name in _exports(study)]
    return tuple(file for file in (*_table_files(study), *exports) if file.is_file())


def opened(study: Study) -> Opened:
    """Return every sheet of the programme's files that is named after a table, with every fault of opening them."""
    known = programme_tables()
    found = Opened()
    named = study.delivery.file
    if named and not (study.folder / named).exists():
        found.faults.append(_no_such_file(named))
    for file in _table_files(study):
        found.paths[file.name] = file.relative_to(study.folder).as_posix()
        _open(file, found, known)
    found.notes += _unread_books(study, set(_table_files(study)))
    places = list(known)
    found.sheets.sort(key=lambda pair: places.index(pair[0].name))
    return found


def _table_files(study: Study) -> list[Path]:
    named = study.folder / study.delivery.file if study.delivery.file else None
    books = [study.folder / f"{FOLDER}{ending}" for ending in BOOKS]
    if named is not None and named.is_file():
        books = [named]
    else:
        there = [book for book in books if book.is_file()]
        books = there[:1]
    folder = named if named is not None and named.is_dir() else study.folder / FOLDER
    known = programme_tables()
    beside = _csv_files(study.folder)
    used = {study.folder / name for name in _used(study)}
    return [
        *books,
        *_csv_files(folder),
        *(
            file
            for file in beside
            if file not in used and file not in books and table_called(file.stem, known) is not None
        ),
    ]


def _unread_books(study: Study, read: Collection[Path]) -> list[str]:
    """Return a note for each workbook beside study.toml that nobody reads; a second copy is easily filled in."""
    used = {FAULTS, *_used(study)}
    books = sorted(study.folder.iterdir()) if study.folder.is_dir() else []
    unread = [
        book
        for book in books
        if book.suffix.casefold() in BOOKS and book not in read and book.name not in used
        if book.is_file() and not book.name.startswith((".", "~$"))
    ]
    return [
        f"{_called(book)} is not read: tables stand in {WORKBOOK}, or in what [delivery] file names in study.toml"
        for book in unread
    ]


def _called(file: Path) -> str:
    return "a file that looks like somebody's" if persons_in(file.stem) else file.name


def _csv_files(folder: Path) -> list[Path]:
    if not folder.is_dir():
        return []
    return sorted(
        file for file in folder.iterdir() if file.suffix.casefold() == CSV and not file.name.startswith((".", "~$"))
    )


def _used(study: Study) -> set[str]:
    """Return the files beside study.toml that the study names for something else."""
    donors = study.donors
    return {name for name in (study.schools.file, donors.exclude_file, donors.overlap_file, *_exports(study)) if name}


def _exports(study: Study) -> list[str]:
    return [name for survey in study.surveys for wave in survey.waves for name in (wave.file, wave.key) if name]


def _open(file: Path, found: Opened, known: Mapping[str, ProgrammeTable]) -> None:
    name = file.name
    try:
        content = file.read_bytes()
        is_csv = file.suffix.casefold() == CSV
        sheets: Iterable[CellSheet] = (_of_csv(content, name),) if is_csv else sheets_of_workbook(content, name)
    except EvalkitError as error:
        found.faults += [PlacedFault(fault, Spot(name, ""), "not opened") for fault in error.faults]
        return
    unknown, said = [], _called(file)
    for sheet in sheets:
        table = table_called(sheet.title or file.stem, known)
        if table is not None:
            _take(sheet, table, found)
            continue
        found.others.append(sheet)
        if not sheet.hidden and not stands_beside(sheet.title or file.stem) and _filled(sheet):
            unknown.append("a sheet that looks like somebody's" if persons_in(sheet.title) else sheet.title or said)
    if unknown:
        found.notes.append(f"{said}: not read, as no table is called so: {', '.join(unknown)}")


def _of_csv(content: bytes, name: str) -> CellSheet:
    # A workbook saved under the name of a csv file would look like damage.
    if content.startswith(b"PK\x03\x04"):
        (first, *_) = sheets_of_workbook(content, name)
        raise EvalkitError(
            [
                Fault(
                    name,
                    f"a workbook under the name of a csv file (its first sheet is {first.title})",
                    "a table as csv",
                    f"rename it {WORKBOOK}, or save the sheet as CSV UTF-8",
                )
            ]
        )
    return sheet_of_csv(content, name)


def _take(sheet: CellSheet, table: ProgrammeTable, found: Opened) -> None:
    if not _filled(sheet):
        found.notes.extend(sheet.notes)
        return
    other = next((taken for one, taken in found.sheets if one is table), None)
    spot = Spot(sheet.file, sheet.title)
    if other is not None:
        found.faults.append(
            PlacedFault(
                Fault(
                    where=sheet.name,
                    found=f"the table {table.name}, which also stands in {other.name}",
                    allowed="each table in one place",
                    next="keep the one that is right, and rename or remove the other",
                ),
                spot,
                "table twice",
            )
        )
        return
    if sheet.hidden:
        found.faults.append(
            PlacedFault(
                Fault(
                    where=sheet.name,
                    found=f"the table {table.name} on a hidden sheet",
                    allowed="tables on sheets that are shown",
                    next="show the sheet, or rename it if it is not meant",
                ),
                spot,
                "hidden sheet",
            )
        )
        return
    found.notes.extend(sheet.notes)
    found.sheets.append((table, sheet))


def _filled(sheet: CellSheet) -> bool:
    return any(cell.value is None or text_of(cell) for row in sheet.rows.values() for cell in row.values())


def _no_such_file(named: str) -> PlacedFault:
    return PlacedFault(
        Fault(
            where="study.toml, [delivery] file",
            found=f'"{named}", which is not in the study folder',
            allowed=f"a workbook or a folder beside study.toml; left out, {WORKBOOK} or the folder {FOLDER}",
            next="correct the name, or take the line out",
        ),
        Spot("study.toml", ""),
        "no such file",
    )
