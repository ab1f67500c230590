"""From a folder of published tables to one panel of mainstream state-funded schools by year."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path, PurePosixPath
from types import MappingProxyType

import numpy as np
import pandas as pd

from evalkit.core.errors import DataError, EvalkitError, Fault
from evalkit.core.years import academic_year
from evalkit.data.folder.vintages import newest
from evalkit.data.lineage.followed_schools import Followed, follow, with_joined, with_numbers
from evalkit.data.merged_tables import Merged, keys_of, merge
from evalkit.data.recognition import Codes, KnownAs, Meant, in_published_codes, tables_of
from evalkit.data.register import Register, join_registers, register_record, with_places
from evalkit.data.sources.parts.file_years import NOT_STATED, folder_years, years_in
from evalkit.data.sources.parts.registers import is_register, links_in_register, numbers_in, read_whole_register
from evalkit.data.sources.parts.source import FileRead
from evalkit.data.text.open_files import SUFFIXES, OpenFile, not_opened, open_table
from evalkit.data.text.table_paths import TablePath, tables_in
from evalkit.study.model import DataFile
from evalkit.tables.flow import Flow, Loss, Step
from evalkit.tables.panel import Panel
from evalkit.tables.provenance import NOT_READ, Provenance

# Tables of leavers come out two years after the cohort that they are about.
LATEST_RELEASE = 2
MAINSTREAM = "mainstream state-funded schools"
# Files that look like tables to a reader but that evalkit cannot open; they are named, never passed over.
_OTHER_TABLES = (".xls", ".xlsb", ".ods", ".tsv", ".txt", ".zip", ".parquet")
# Kinds of table from which a panel of schools is made.
_OF_SCHOOLS = ("schools", "facts", "register")
NOT_MAINSTREAM = {
    "independent": "independent school",
    "special": "special school",
    "further education": "further education or sixth form",
    "alternative provision": "alternative provision",
    "other": "neither a mainstream school of a local authority nor an academy",
}
_TYPE_UNKNOWN = "type of school not known"


def read_panel(
    folder: Path,
    files: tuple[DataFile, ...] = (),
    register_file: str | None = None,
    *,
    until: int | None = None,
    codes: Codes = MappingProxyType({}),
) -> Panel:
    """Return the mainstream state-funded schools of a folder of tables, one row for each school and year.

    Parameters
    ----------
    folder : Path
        Folder with the tables, searched with its subfolders.
    files : tuple of DataFile
        The files to read and what the study says of them. Empty: every file that is recognised; the
        others are named in the provenance, with the reason.
    register_file : str or None
        A register of schools in the folder, which gives the local authority and type of schools whose
        table does not.
    until : int or None
        Last year that anybody asks about. Unlisted files of clearly later years are named and not read.
    codes : mapping of str to str
        Codes of the tables that the study explains, each with a reason or a word for a kind of school.
    """
    found, passed_over = _read_all(folder, files, register_file, until, in_published_codes(codes))
    reads = [one for one, _ in found]
    records = [one.provenance for one in reads]
    registers = [Register(one.provenance.file, one.register, False) for one in reads if one.register is not None]
    links = [one.links for one in reads if one.links is not None]
    if register_file:
        register, more, record = _named_register(tables_in(folder, SUFFIXES)[register_file], register_file)
        registers.insert(0, register)
        links.extend(more)
        records.append(record)
    tables = [one for one, compared in found if one.register is None and one.links is None and not compared]
    chosen = newest(tables)
    followed = follow(chosen.reads, registers, links, [one for one, compared in found if compared])
    merged = merge(followed.reads)
    steps = [*(one.step for one in reads), *chosen.steps, *followed.steps, *merged.steps]
    merged, lost = join_registers(with_numbers(merged, followed), registers, followed.lineages)
    merged, nowhere = with_places(merged)
    merged, step = _mainstream(merged)
    noted = (merged.noted(chosen.noted(record)) for record in records)
    return _panel(merged, followed, (*noted, *passed_over), Flow((*steps, *lost, *nowhere, step)))


@dataclass(frozen=True, slots=True)
class _Planned:
    path: TablePath
    name: str
    entry: DataFile | None


def _read_all(
    folder: Path, files: tuple[DataFile, ...], register_file: str | None, until: int | None, codes: Meant
) -> tuple[list[tuple[FileRead, bool]], list[Provenance]]:
    """Return each table read, with whether it is only compared, and the records of those passed over."""
    planned, faults = _plan(folder, files, register_file)
    reads: list[tuple[FileRead, bool]] = []
    passed_over: list[Provenance] = []
    for plan in planned:
        try:
            later = _later(plan, until)
            results = [later] if later else _read_one(plan, codes)
        except EvalkitError as error:
            faults.extend(error.faults)
            continue
        compared = plan.entry is not None and plan.entry.only_compared
        reads.extend((one, compared) for one in results if isinstance(one, FileRead))
        passed_over.extend(one for one in results if isinstance(one, Provenance))
    passed_over.extend(_unreadable(folder) if not files else ())
    if not faults and not any(one.register is None and one.links is None for one, _ in reads):
        faults = [_nothing(folder, passed_over)]
    if faults:
        raise DataError(faults)
    return reads, passed_over


def _later(plan: _Planned, until: int | None) -> Provenance | None:
    """Return the record of an unlisted file that is left alone because its name or folder tells of a later year."""
    if until is None or plan.entry is not None:
        return None
    path = PurePosixPath(plan.name)
    years = years_in(path.name) or folder_years(plan.name)
    if not years or min(years) <= until + LATEST_RELEASE:
        return None
    return _not_read(plan, f"no question looks at years after {academic_year(until)}")


def _read_one(plan: _Planned, codes: Meant) -> list[FileRead | Provenance]:
    """Return each table of a file read, or the record of one that is of no known kind; its text is let go after."""
    return [_read_table(plan, known) for known in tables_of(plan.path, plan.name, plan.entry, codes)]


def _read_table(plan: _Planned, known: KnownAs) -> FileRead | Provenance:
    table = known.table
    if known.source is None:
        return _not_read(plan, "its columns are those of no table that evalkit knows", table)
    source = known.reader
    if source.gives not in _OF_SCHOOLS:
        return _not_read(plan, f"it is no table of schools by year ({source.summary})", table)
    read = source.read(table, plan.entry)
    return replace(read, numbers=numbers_in(table, read)) if read.adds_rows else read


def _named_register(path: TablePath, name: str) -> tuple[Register, list[pd.DataFrame], Provenance]:
    file = open_table(path, name, is_register)
    read, links = read_whole_register(file), links_in_register(file)
    record = register_record(file, len(read.frame), read.notes)
    return Register(name, read.frame, True), [] if links is None else [links], record


def _plan(folder: Path, files: tuple[DataFile, ...], register_file: str | None) -> tuple[list[_Planned], list[Fault]]:
    if not folder.is_dir():
        raise DataError.one(
            where=str(folder),
            found="no such folder",
            allowed="the folder with the tables of schools",
            next="put the tables there, or name their folder under [data] in the study file",
        )
    there = tables_in(folder, SUFFIXES)
    faults = [_missing(register_file, there)] if register_file and register_file not in there else []
    if not files:
        return [_Planned(path, name, None) for name, path in there.items() if name != register_file], faults
    planned = []
    for entry in files:
        hits = [name for name in there if entry.file in (name, name.rsplit("/", 1)[-1])]
        exact = [name for name in hits if name == entry.file] or hits
        if len(exact) == 1:
            planned.append(_Planned(there[exact[0]], exact[0], entry))
        else:
            faults.append(_missing(entry.file, there))
    return planned, faults


def _missing(name: str, there: dict[str, TablePath]) -> Fault:
    hits = [known for known in there if known.rsplit("/", 1)[-1] == name]
    return Fault(
        where=f"the study file, data file {name}",
        found=f"{len(hits)} files of that name: {', '.join(hits)}" if hits else "no such file in the data folder",
        allowed=", ".join(there) or "a .csv, .gz or .xlsx file in the data folder",
        next="name the file with its folder below the data folder",
    )


def _nothing(folder: Path, passed_over: list[Provenance]) -> Fault:
    names = ", ".join(record.file for record in passed_over[:5])
    why = "; ".join(note for record in passed_over[:5] for note in record.notes[1:])
    return Fault(
        where=str(folder),
        found=f"no table that evalkit knows; there are {names}{f' ({why})' if why else ''}" if names else "no table",
        allowed="DfE's Key Stage 4 files as .csv, .csv.gz or .xlsx, or a table whose columns the study file maps",
        next="put the files there as they were published; docs/start.md says where they are found",
    )


def _unreadable(folder: Path) -> Iterable[Provenance]:
    for name, path in tables_in(folder, _OTHER_TABLES).items():
        yield _not_read(_Planned(path, name, None), not_opened(path))


def _not_read(plan: _Planned, why: str, table: OpenFile | None = None) -> Provenance:
    name = table.file if table else plan.name
    digest = table.sha256 if table else sha256(plan.path.read_bytes()).hexdigest()
    notes = (f"{name} was not read: {why}", *(table.notes if table else ()))
    return Provenance(name, NOT_READ, None, NOT_STATED, digest, 0, 0, (), (), notes)


def _mainstream(merged: Merged) -> tuple[Merged, Step]:
    frame = merged.frame
    if "school_type" not in frame.columns:
        raise DataError.one(
            where="the tables read",
            found="no table that says of what type the schools are",
            allowed="the type of school in one of them, or a register of schools",
            next="map school_type in the study file, or name a register_file under [data]",
        )
    reason = frame["school_type"].map(NOT_MAINSTREAM, na_action="ignore").astype(object)
    reason = reason.mask(frame["school_type"].isna(), _TYPE_UNKNOWN)
    if "record_type" in frame.columns:
        reason = reason.mask(frame["record_type"] == "special", NOT_MAINSTREAM["special"])
    kept = reason.isna()
    lost = zip(frame.loc[~kept, "urn"], frame.loc[~kept, "year"], reason[~kept], strict=True)
    losses = tuple(Loss(int(urn), int(year), str(why)) for urn, year, why in lost)
    step = Step(MAINSTREAM, "all", "rows", len(frame), int(kept.sum()), losses)
    if not kept.any():
        raise DataError.one(
            where="the tables read",
            found="; ".join(f"{count} rows: {why}" for why, count in step.by_reason()),
            allowed="at least one mainstream state-funded school",
            next="check that the files are tables of schools and that the types of school are mapped",
        )
    return replace(merged, frame=frame[kept].reset_index(drop=True)), step


def _panel(merged: Merged, followed: Followed, provenance: tuple[Provenance, ...], flow: Flow) -> Panel:
    names = [variable.name for variable in merged.variables]
    frame = merged.frame[["unit", "year", "urn", *names]]
    here = keys_of(frame[["unit", "year"]].rename(columns={"unit": "urn"}))
    reasons = merged.reasons[np.isin(keys_of(merged.reasons), here)].reset_index(drop=True)
    reasons = reasons.rename(columns={"urn": "unit"}).astype({"variable": object, "reason": object})
    return with_joined(Panel(frame, reasons, merged.variables, provenance, flow, followed.lineages))
