"""A folder of tables with fewer schools: enough to see what stands in which table, in a fraction of the time.

Every table keeps its header, its rows without a school number, the rows of the schools asked for and, of all other
schools, every so many; the same schools stay in every table. Small tables, and tables whose rows are no schools, stay
whole. What is read of the copy is read by the same readers as always.
"""

from __future__ import annotations

import csv
import gzip
import os
import re
import shutil
import zlib
from collections.abc import Collection, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from evalkit.core.errors import DataError
from evalkit.data.text.open_files import SUFFIXES, first_rows
from evalkit.data.text.table_paths import Packed, TablePath, files_in, tables_in
from evalkit.study.model import DataFile

# Columns that hold a school's number in tables that evalkit knows; a table the study maps names its own.
NUMBERS = ("urn", "school_urn")
# A table with these links numbers to each other; without half of its rows a school falls into two.
LINKS = ("linkurn", "link_urn")
# Tables below this size are read whole: it takes no time, and they may be of a few schools only.
SMALL = 100_000
# The tables together are thinned to about this many bytes, but never beyond one school in so many.
ENOUGH = 12_000_000
FEWEST = 8
_PLAIN = (".csv", ".csv.gz")
_ROW = re.compile(r"(.+?), row (\d+)")


@dataclass(frozen=True, slots=True)
class Thinned:
    """A thinner copy of a folder.

    Attributes
    ----------
    rows : mapping of str to tuple of int
        For each table that lost rows, where each row left stands in the table itself; the header is row 1.
    one_in : int
        Of so many schools one was kept; 1 where all were.
    """

    rows: Mapping[str, tuple[int, ...]]
    one_in: int

    def in_the_table(self, place: str) -> str:
        """Return a place of the copy, such as ``a.csv, row 12, pupils``, as the place in the table itself."""
        hit = _ROW.match(place)
        rows = self.rows.get(hit.group(1), ()) if hit else ()
        number = int(hit.group(2)) - 2 if hit else 0
        if hit is None or not 0 <= number < len(rows):
            return place
        return f"{hit.group(1)}, row {rows[number]}{place[hit.end() :]}"


def thin(folder: Path, target: Path, files: Iterable[DataFile], keep: Collection[int]) -> Thinned:
    """Write a thinner copy of a folder of tables.

    Parameters
    ----------
    folder, target : Path
        The folder, and where its copy goes.
    files : iterable of DataFile
        What the study says of some of them, such as the column with the school number.
    keep : collection of int
        Numbers of schools that stay in every table.
    """
    keys = {entry.file: entry.key for entry in files}
    found = list(files_in(folder))
    size = sum(_size(path) for _, path in found if path.name.casefold().endswith(_PLAIN))
    one_in = max(1, min(FEWEST, round(size / ENOUGH)))
    rows: dict[str, tuple[int, ...]] = {}
    known = _Known()
    for name, path in found:
        table = _numbered(path, keys.get(name) or keys.get(path.name, ""), known)
        content = None
        if table is not None and one_in > 1 and _size(path) >= SMALL:
            rows[name] = table.kept(frozenset(keep), one_in)
            content = table.part(rows[name])
        _put(path, target / name, content)
    return Thinned(rows, one_in)


def only(folder: Path, target: Path, files: Iterable[DataFile], schools: Collection[int]) -> dict[str, frozenset[int]]:
    """Write a copy of the tables of schools, and of nothing else, with the rows of some schools alone.

    Workbooks, and tables that cannot be cut into lines, stay whole. Returned is every school number that stands in
    each of the others in the folder itself, by the name of the table.

    Parameters
    ----------
    folder, target : Path
        The folder, and where its copy goes.
    files : iterable of DataFile
        What the study says of some of them.
    schools : collection of int
        Their numbers.
    """
    keys = {entry.file: entry.key for entry in files}
    wanted = frozenset(schools)
    numbers: dict[str, frozenset[int]] = {}
    known = _Known()
    for name, path in tables_in(folder, SUFFIXES).items():
        key = keys.get(name) or keys.get(path.name, "")
        table = _numbered(path, key, known)
        if table is None and _may_hold_schools(path, key):
            _put(path, target / name, None)
        elif table is not None:
            numbers[name] = frozenset(number for number in table.numbers if number is not None)
            if not wanted.isdisjoint(numbers[name]):
                _put(path, target / name, table.part(table.rows_of(wanted)))
    return numbers


@dataclass(frozen=True, slots=True)
class _Numbered:
    """A table of schools as lines of bytes, with the number of each line; None where it has none."""

    header: bytes
    lines: list[bytes]
    numbers: list[int | None]

    def kept(self, keep: frozenset[int], one_in: int) -> tuple[int, ...]:
        """Return the rows of some schools, of every so many others, and those without a number."""
        numbers = enumerate(self.numbers, 2)
        return tuple(row for row, number in numbers if number is None or number % one_in == 0 or number in keep)

    def rows_of(self, schools: frozenset[int]) -> tuple[int, ...]:
        """Return the rows of some schools."""
        return tuple(row for row, number in enumerate(self.numbers, 2) if number in schools)

    def part(self, rows: tuple[int, ...]) -> bytes:
        """Return the header with some rows; the last line ends as in the table."""
        lines = [self.lines[row - 2] for row in rows]
        whole = bool(rows) and rows[-1] - 2 == len(self.lines) - 1
        return b"\n".join([self.header, *lines, *([] if whole else [b""])])


def _size(path: TablePath) -> int:
    return path.size if isinstance(path, Packed) else path.stat().st_size


def _may_hold_schools(path: TablePath, key: str) -> bool:
    """Say whether a table that cannot be cut into lines may still be one of schools, such as a workbook."""
    rows = [{column.casefold() for column in row} for row in first_rows(path)]
    return not rows or any(row & set(_keys(key)) and not row & set(LINKS) for row in rows)


def _keys(key: str) -> tuple[str, ...]:
    """Return the headings that may stand above the numbers of schools, the one that the study names first."""
    return (key.casefold(), *NUMBERS) if key else NUMBERS


def _numbered(path: TablePath, key: str, known: _Known) -> _Numbered | None:
    """Return a table of schools as lines; None for anything else, and for what cannot be cut into lines safely."""
    rows = first_rows(path) if path.name.casefold().endswith(_PLAIN) else ()
    header = [column.casefold() for column in rows[0]] if rows else []
    place = next((header.index(name) for name in _keys(key) if name in header), None)
    if place is None or set(LINKS) & set(header):
        return None
    try:
        raw = path.read_bytes()
        content = gzip.decompress(raw) if raw[:2] == b"\x1f\x8b" else raw
    except (DataError, EOFError, OSError, zlib.error):
        return None
    first, *lines = content.split(b"\n")
    if b'"' in content and any(line.count(b'"') % 2 for line in (first, *lines)):
        return None
    return _Numbered(first, lines, _numbers(lines, place, known))


class _Known(dict[bytes, int | None]):
    """Cells as numbers of schools; the same ones stand in table after table, and are worked out once."""

    def __missing__(self, cell: bytes) -> int | None:
        bare = cell.strip().removesuffix(b".0")
        self[cell] = int(bare) if bare.isdigit() else None
        return self[cell]


def _numbers(lines: list[bytes], place: int, known: _Known) -> list[int | None]:
    """Return the number in one column of each line; None where there is none."""
    return [known[parts[place]] if len(parts := _cells(line, place)) > place else None for line in lines]


def _cells(line: bytes, place: int) -> list[bytes]:
    """Return the cells of a line up to a column at least; a quoted cell may hold commas."""
    parts = line.split(b",", place + 1)
    if b'"' not in line or b'"' not in b"".join(parts[: place + 1]):
        return parts
    return [cell.encode() for cell in next(csv.reader([line.decode("utf-8", errors="replace")]))]


def _put(path: TablePath, target: Path, content: bytes | None) -> None:
    """Write what is left of a table; one that stays whole is linked to, or copied where that cannot be done."""
    target.parent.mkdir(parents=True, exist_ok=True)
    if content is not None:
        packed = path.name.casefold().endswith(".gz")
        target.write_bytes(gzip.compress(content, compresslevel=1) if packed else content)
        return
    if isinstance(path, Packed):
        # The copy holds a folder where the folder holds an archive: its tables keep their names.
        target.write_bytes(path.read_bytes())
        return
    with suppress(OSError, NotImplementedError):
        os.symlink(path.resolve(), target)
        return
    shutil.copyfile(path, target)
