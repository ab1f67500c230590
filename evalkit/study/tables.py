"""The study's own tables: its schools, and schools that must give no donors."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from evalkit.core.errors import Fault
from evalkit.study.fault_words import did_you_mean
from evalkit.study.model import Overlap, School
from evalkit.study.uk_words import number_and_name, plain_date

SCHOOL_COLUMNS = ("urn", "name", "role", "wave", "starts", "note")
# For whoever reads the table; the number says which school it is.
FOR_READERS = ("name",)
EXCLUDED_COLUMNS = ("urn", "reason")
OVERLAP_COLUMNS = ("urn", "programme", "starts", "ends")
# What spreadsheets put between cells where a comma is the decimal sign, or where columns are copied.
OTHER_MARKS = (";", "\t")
DATES = ("starts", "ends")

IN_WORDS = {
    "urn": ("a school's number (URN) of six digits", "look the number up in Get Information About Schools"),
    "role": ("targeted or participant, or empty for participant", "write one of the two words"),
    "wave": ("the id of a wave declared under [schools] waves", "write one of the ids"),
    "starts": ("a day such as 2018-01-08, or empty for the start of the wave", "write year-month-day"),
    "note": ("any words", "write words"),
    "programme": ("the name of the other programme", "write its name; the report prints it"),
    "ends": ("a day such as 2019-07-31", "write year-month-day; a last day that is not known may be put late"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table: its line in the file and its cells without surrounding spaces."""

    line: int
    cells: dict[str, str]


def read_schools(file: Path, name: str) -> tuple[tuple[School, ...], tuple[int, ...], list[Fault]]:
    """Return the schools of a table, the line of each, and everything that is wrong with it.

    Parameters
    ----------
    file : Path
        The table: columns urn, and where wanted name, role, wave, starts and note.
    name : str
        Its name as the study gives it, for the faults.
    """
    rows, faults = _read(file, name, SCHOOL_COLUMNS, ("urn",))
    schools, lines = [], []
    for row in rows:
        school, wrong = _school(row, name)
        faults += wrong
        if school is not None:
            schools.append(school)
            lines.append(row.line)
    if not rows and not faults:
        faults.append(_no_rows(name, "one row for each school of the programme"))
    return tuple(schools), tuple(lines), [*faults, *_twice(rows, name)]


def read_excluded(file: Path, name: str) -> tuple[tuple[int, ...], list[Fault]]:
    """Return the schools of a table that must give no donors, and everything that is wrong with it."""
    rows, faults = _read(file, name, EXCLUDED_COLUMNS, EXCLUDED_COLUMNS)
    urns = []
    for row in rows:
        if _is_urn(row.cells["urn"]):
            urns.append(int(row.cells["urn"]))
        else:
            faults.append(_bad_cell(row, name, "urn"))
        if not row.cells["reason"]:
            faults.append(
                Fault(
                    where=f"{name}, line {row.line}, reason",
                    found="nothing",
                    allowed="why this school may not serve as a comparison",
                    next="name the other programme or circumstance; the report prints it",
                )
            )
    return tuple(urns), [*faults, *_twice(rows, name)]


def read_overlaps(file: Path, name: str) -> tuple[tuple[Overlap, ...], list[Fault]]:
    """Return the schools of a table that took part in other programmes, and everything that is wrong with it."""
    rows, faults = _read(file, name, OVERLAP_COLUMNS, OVERLAP_COLUMNS)
    overlaps: dict[tuple[int, str, object], int] = {}
    found = []
    for row in rows:
        overlap, wrong = _overlap(row, name)
        faults += wrong
        if overlap is None:
            continue
        known = (overlap.urn, overlap.programme.casefold(), overlap.starts)
        if known in overlaps:
            faults.append(
                Fault(
                    where=f"{name}, line {row.line}",
                    found=f"the same school, programme and start as line {overlaps[known]}",
                    allowed="each once",
                    next="remove one of the two lines",
                )
            )
        overlaps.setdefault(known, row.line)
        found.append(overlap)
    if not rows and not faults:
        faults.append(_no_rows(name, "one row for each school and programme"))
    return tuple(found), faults


def _overlap(row: Row, name: str) -> tuple[Overlap | None, list[Fault]]:
    try:
        overlap = Overlap.model_validate_strings({key: row.cells[key] for key in OVERLAP_COLUMNS})
    except ValidationError as error:
        return None, [_bad_cell(row, name, str(detail["loc"][0])) for detail in error.errors()]
    if overlap.ends >= overlap.starts:
        return overlap, []
    return None, [
        Fault(
            where=f"{name}, line {row.line}, ends",
            found=f"{overlap.ends}, before the start on {overlap.starts}",
            allowed="a day on or after the start",
            next="correct one of the two days",
        )
    ]


def _read(file: Path, name: str, columns: tuple[str, ...], needed: tuple[str, ...]) -> tuple[list[Row], list[Fault]]:
    try:
        text = file.read_bytes().decode("utf-8-sig")
        table = list(csv.reader(io.StringIO(text, newline=""), delimiter=_parted_by(text), strict=True))
    except OSError as error:
        return [], [_unreadable(name, error.strerror or "no such file")]
    except UnicodeDecodeError:
        return [], [_unreadable(name, "letters in another encoding than UTF-8")]
    except csv.Error as error:
        return [], [_unreadable(name, f"a table that breaks off ({error})")]
    header = [cell.strip().lower() for cell in table[0]] if table else []
    if faults := _header_faults(header, name, columns, needed):
        return [], faults
    rows = [
        Row(number, _as_meant(dict(zip(header, (cell.strip() for cell in cells), strict=False))))
        for number, cells in enumerate(table[1:], 2)
        if any(cell.strip() for cell in cells)
    ]
    ragged = [row for row in rows if len(row.cells) < len(header) or len(table[row.line - 1]) > len(header)]
    return [row for row in rows if row not in ragged], [
        Fault(
            where=f"{name}, line {row.line}",
            found=f"{len(table[row.line - 1])} cells",
            allowed=f"{len(header)} cells, as in the first line",
            next="check the commas; put a text that holds a comma in quotes",
        )
        for row in ragged
    ]


def _parted_by(text: str) -> str:
    """Return what keeps the cells apart; a header that disagrees with its rows is left to be refused."""
    header, _, rest = text.partition("\n")
    return next((mark for mark in OTHER_MARKS if mark in header and "," not in header and mark in rest), ",")


def _as_meant(cells: dict[str, str]) -> dict[str, str]:
    """Return the cells with plain dates, and with a school's name taken from beside its number."""
    meant = {key: plain_date(cell) if key in DATES else cell for key, cell in cells.items()}
    if "urn" in meant:
        meant["urn"], name = number_and_name(meant["urn"])
        if name and meant.get("note") == "":
            meant["note"] = name
    return meant


def _header_faults(header: list[str], name: str, columns: tuple[str, ...], needed: tuple[str, ...]) -> list[Fault]:
    if len(header) == 1 and any(mark in header[0] for mark in OTHER_MARKS):
        return [_unreadable(name, "columns parted by semicolons or tabs")]
    faults = [
        Fault(
            where=f"{name}, first line",
            found=f"the unknown column '{column}'" if header.count(column) == 1 else f"the column '{column}' twice",
            allowed=", ".join(columns),
            next=did_you_mean(column, columns) or "rename or remove this column",
        )
        for column in dict.fromkeys(header)
        if column not in columns or header.count(column) > 1
    ]
    faults += [
        Fault(
            where=f"{name}, first line",
            found=f"no column '{column}'",
            allowed=f"{', '.join(needed)} at least; also {', '.join(columns)}",
            next=f"add a column headed {column}",
        )
        for column in needed
        if column not in header
    ]
    return faults


def _school(row: Row, name: str) -> tuple[School | None, list[Fault]]:
    given = {key: cell for key, cell in row.cells.items() if cell and key not in FOR_READERS}
    try:
        return School.model_validate_strings({"urn": "", **given}), []
    except ValidationError as error:
        return None, [_bad_cell(row, name, str(detail["loc"][0])) for detail in error.errors()]


def _bad_cell(row: Row, name: str, column: str) -> Fault:
    allowed, then = IN_WORDS[column]
    hint = did_you_mean(row.cells.get(column, ""), ("targeted", "participant")) if column == "role" else ""
    return Fault(
        where=f"{name}, line {row.line}, {column}",
        found=f'"{row.cells[column]}"' if row.cells.get(column) else "nothing",
        allowed=allowed,
        next=hint or then,
    )


def _twice(rows: list[Row], name: str) -> list[Fault]:
    first: dict[str, int] = {}
    faults = []
    for row in rows:
        urn = row.cells.get("urn", "")
        if urn and urn in first:
            faults.append(
                Fault(
                    where=f"{name}, line {row.line}, urn",
                    found=f"{urn} again",
                    allowed=f"each school once; it also stands on line {first[urn]}",
                    next="remove one of the two lines",
                )
            )
        first.setdefault(urn, row.line)
    return faults


def _no_rows(name: str, allowed: str) -> Fault:
    return Fault(
        where=name, found="no school below the first line", allowed=allowed, next="write each school's number (URN)"
    )


def _unreadable(name: str, found: str) -> Fault:
    return Fault(
        where=name,
        found=found,
        allowed="a table saved as CSV (comma separated, UTF-8)",
        next="check the file's name and folder, and save it from the spreadsheet as 'CSV UTF-8'",
    )


def _is_urn(cell: str) -> bool:
    return cell.isascii() and cell.isdecimal() and len(cell) == 6 and cell[0] != "0"
