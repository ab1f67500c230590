"""What a folder of tables holds: each file with its kind, years, vintage, rows, columns used, codes and faults."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from evalkit.core.errors import EvalkitError, Fault
from evalkit.data.folder.identification import Identified, identified
from evalkit.data.recognition import Codes, KnownAs, Meant, in_published_codes, tables_of
from evalkit.data.sources import SOURCES
from evalkit.data.sources.parts.file_years import NOT_STATED, vintage_in
from evalkit.data.sources.parts.source import FileRead
from evalkit.data.text.open_files import SUFFIXES, not_opened
from evalkit.data.text.table_paths import ARCHIVE, TablePath, tables_in
from evalkit.data.text.whole_files import JSON
from evalkit.study.model import DataFile
from evalkit.tables.missing_reasons import IN_WORDS
from evalkit.tables.panel import Variable

READABLE = (*SUFFIXES, JSON)
UNREADABLE = (".xls", ".xlsb", ".ods", ".tsv", ARCHIVE, ".parquet")
# What says where a fetched table came from is not a table.
BESIDE = (".from.json", "made-from.json")
UNKNOWN = "not known"


@dataclass(frozen=True, slots=True)
class Held:
    """One table of a folder.

    Attributes
    ----------
    file : str
        Its name below the folder; a sheet of a workbook is named behind it.
    source : str
        Registered name of its reader; ``not known`` where none takes it.
    what : str
        The same in words.
    gives : str
        What its rows are: ``schools``, ``facts``, ``register``, ``areas`` or ``reference``; empty where not known.
    years : tuple of int
        Exam years that it gives figures of.
    vintage : str
        ``provisional``, ``revised``, ``final`` or ``not stated``.
    encoding : str
        How its text is written.
    rows, rows_kept : int
        Rows in the file, and rows that can be used.
    columns : tuple of (str, str)
        Variables taken from it, each with its name in words.
    codes : tuple of (str, int)
        Reasons for missing numbers, and how many cells each.
    faults : tuple of Fault
        What has to be mended before it can be read.
    notes : tuple of str
        What a reader must know.
    publisher : str
        Who publishes tables of its kind, and where; empty where nobody is known to.
    """

    file: str
    source: str
    what: str
    gives: str
    years: tuple[int, ...] = ()
    vintage: str = NOT_STATED
    encoding: str = ""
    rows: int = 0
    rows_kept: int = 0
    columns: tuple[tuple[str, str], ...] = ()
    codes: tuple[tuple[str, int], ...] = ()
    faults: tuple[Fault, ...] = ()
    notes: tuple[str, ...] = ()
    publisher: str = ""


def inventory(folder: Path, files: Iterable[DataFile] = (), codes: Codes = MappingProxyType({})) -> tuple[Held, ...]:
    """Return what every file of a folder is, in the order of their names.

    Parameters
    ----------
    folder : Path
        Searched with its subfolders.
    files : iterable of DataFile
        What a study says of some of them.
    codes : mapping of str to str
        Codes of the tables that it explains.
    """
    said, meant = {entry.file: entry for entry in files}, in_published_codes(codes)
    held: list[Held] = []
    for name, path in tables_in(folder, (*READABLE, *UNREADABLE)).items():
        if name.endswith(BESIDE):
            continue
        if not name.casefold().endswith(READABLE):
            held.append(Held(name, UNKNOWN, not_opened(path), ""))
            continue
        held += _tables_of(path, name, said.get(name) or said.get(path.name), meant)
    return tuple(held)


def _tables_of(path: TablePath, name: str, entry: DataFile | None, codes: Meant) -> list[Held]:
    try:
        tables = tables_of(path, name, entry, codes)
    except EvalkitError as error:
        return [Held(name, UNKNOWN, "a file that cannot be opened", "", faults=error.faults)]
    return [_held(known, identified(path, name, (known.table,)), entry) for known in tables]


def _held(known: KnownAs, about: Identified, entry: DataFile | None) -> Held:
    table, source = known.table, known.source
    vintage, rows = vintage_in(table.file), len(table.rows)
    if source is None:
        return Held(table.file, UNKNOWN, about.what, "", (), vintage, about.encoding, rows, notes=table.notes)
    kind = SOURCES.get(source)
    what = about.what if source in about.readers else kind.summary
    try:
        read = kind.read(table, entry)
    except EvalkitError as error:
        return Held(table.file, source, what, kind.gives, (), vintage, about.encoding, rows, faults=error.faults)
    record = read.provenance
    return Held(
        file=table.file,
        source=source,
        what=what,
        gives=kind.gives,
        years=_years(read),
        vintage=record.vintage,
        encoding=about.encoding,
        rows=record.rows,
        rows_kept=record.rows_kept,
        columns=tuple((variable.name, variable.label) for variable in _variables(read)),
        codes=tuple((IN_WORDS.get(reason, reason), count) for reason, count in record.reasons),
        notes=record.notes,
        publisher=kind.published if kind.publisher else "",
    )


def _variables(read: FileRead) -> tuple[Variable, ...]:
    """Return the variables that hold something: a column of codes alone gives nothing."""
    return tuple(variable for variable in read.variables if read.frame[variable.name].notna().any())


def _years(read: FileRead) -> tuple[int, ...]:
    frames = [frame for frame in (read.frame, read.areas) if frame is not None and "year" in frame.columns]
    years = {int(year) for frame in frames for year in frame["year"].unique()}
    return tuple(sorted(years)) or ((read.provenance.year,) if read.provenance.year else ())
