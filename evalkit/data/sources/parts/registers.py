"""What a register of schools says of each number, and which numbers follow which: read once, for every register."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

import numpy as np
import pandas as pd

from evalkit.core.errors import DataError, Fault
from evalkit.data.sources.parts.cells import Place, Strange, clean_ids, clean_numbers, clean_words, in_words
from evalkit.data.sources.parts.file_rows import no_schools
from evalkit.data.sources.parts.file_years import vintage_in
from evalkit.data.sources.parts.register_columns import (
    CLOSED,
    NUMBER_IN_AREA,
    OTHER_NUMBER,
    REGISTER_COLUMNS,
    REGISTER_DATES,
    REGISTER_EXTRAS,
    STATUSES,
)
from evalkit.data.sources.parts.register_days import Days, read_days
from evalkit.data.sources.parts.source import FileRead
from evalkit.data.text.open_files import OpenFile, plain
from evalkit.study.model import DataFile
from evalkit.tables.flow import Loss, Step
from evalkit.tables.provenance import Provenance

EXTRACT_DAY = re.compile(r"(?<!\d)(20\d{2})[-_. ]?(0[1-9]|1[0-2])[-_. ]?(0[1-9]|[12]\d|3[01])(?!\d)")
_LINK_COLUMNS = ("before", "after", "told", "kind", "day", "evidence")
_NO_URN = "row without a school number, or a second row of a school"
# Written where the other number is not known.
NO_NUMBER = 999_999
# What the other number is to the school of the row; a register that tells no direction says "either".
PREDECESSOR, SUCCESSOR, EITHER = "predecessor", "successor", "either"
# Words of the publisher's link types that say more than who came first.
MERGED, SPLIT, OTHER, SIXTH_FORM = "merged", "split", "other", "sixth form"
# The school of the row is what came of joining it with the linked one.
AMALGAMATED = "amalgamated"
_RESULT = "result of amalgamation"
_KINDS = (
    ("sixth form", SIXTH_FORM),
    (_RESULT, AMALGAMATED),
    ("split", SPLIT),
    ("amalgamat", MERGED),
    ("merge", MERGED),
)
_LINKED_SINCE = "LinkEstablishedDate"
# Who publishes the register as it is today.
REGISTER = "Get Information About Schools (Department for Education)"


def is_register(header: tuple[str, ...]) -> bool:
    """Say whether a header has what a register cannot do without: the school's number, and its authority's code."""
    names = {name.casefold() for name in header}
    needed = [column for column in REGISTER_COLUMNS if column.name in {"urn", "area"}]
    return all(any(heading.name.casefold() in names for heading in column.headings) for column in needed)


def read_numbers(file: OpenFile, entry: DataFile | None, *, source: str) -> FileRead:
    """Return a register: who the schools are, where they stand, when they opened and closed, and whom they followed.

    Parameters
    ----------
    file : OpenFile
        The file as text.
    entry : DataFile or None
        What the study says of it, which changes nothing.
    source : str
        Registered name of the reader.
    """
    del entry
    read = read_whole_register(file)
    links = links_in_register(file)
    return register_read(file, source, read.frame, links, len(read.frame), read.notes)


def read_links(file: OpenFile, entry: DataFile | None, *, source: str) -> FileRead:
    """Return a list of links, each with the direction and the kind that its type tells; see `read_numbers`."""
    del entry
    rows = np.arange(len(file.rows)) + file.first
    number = next(column for column in REGISTER_COLUMNS if column.name == "urn")
    own = clean_ids(file.cells("URN"), number, Place(file.file, "URN", rows))
    other = clean_ids(file.cells("LinkURN"), number, Place(file.file, "LinkURN", rows))
    cells = file.cells(_LINKED_SINCE) if file.has(_LINKED_SINCE) else [""] * len(rows)
    days = read_days(cells, Place(file.file, _LINKED_SINCE, rows))
    faults = [*own.faults, *other.faults]
    types = [plain(cell).casefold() for cell in file.cells("LinkType")]
    told = pd.Series([direction(text) for text in types], dtype=object)
    follows = (told == SUCCESSOR).to_numpy()
    said = ~np.isnan(own.values) & ~np.isnan(other.values)
    if faults and not said.any():
        raise DataError(faults)
    before = np.where(follows, own.values, other.values)
    after = np.where(follows, other.values, own.values)
    links = pd.DataFrame(
        {
            "before": before[said].astype(np.int64),
            "after": after[said].astype(np.int64),
            "told": told[said].tolist(),
            "kind": [kind(text) for text, keep in zip(types, said, strict=True) if keep],
            "day": days.values[said].reset_index(drop=True),
            "evidence": [f"link in {file.file}"] * int(said.sum()),
        }
    )
    unused = Counter(file.cells("LinkType")[at] for at in np.flatnonzero(said) if kind(types[at]) == OTHER)
    listed = ", ".join(f"{text or 'no type'} ({count})" for text, count in unused.most_common())
    notes = (f"links of these types say nothing of who followed whom: {listed}",) if listed else ()
    return register_read(file, source, None, links, int(said.sum()), (*days.notes, *_unread(faults), *notes))


def direction(link_type: str) -> str:
    """Return what the linked school is to the school of the row; the result of an amalgamation follows what it joined.

    Examples
    --------
    >>> [direction(text) for text in ("predecessor - merged", "successor", "result of amalgamation", "closure")]
    ['predecessor', 'successor', 'predecessor', 'either']
    """
    if link_type.startswith((PREDECESSOR, _RESULT)):
        return PREDECESSOR
    return SUCCESSOR if link_type.startswith(SUCCESSOR) else EITHER


def kind(link_type: str) -> str:
    """Return what a link's type says besides its direction; empty for a plain predecessor or successor.

    Examples
    --------
    >>> [kind(text) for text in ("predecessor", "successor - split school", "sixth form centre link", "closure")]
    ['', 'split', 'sixth form', 'other']
    >>> kind("predecessor - amalgamated"), kind("result of amalgamation")
    ('merged', 'amalgamated')
    """
    for word, name in _KINDS:
        if word in link_type and (direction(link_type) != EITHER or name == SIXTH_FORM):
            return name
    return "" if direction(link_type) != EITHER else OTHER


@dataclass(frozen=True, slots=True)
class ReadRegister:
    """A register read.

    Attributes
    ----------
    frame : DataFrame
        One row for each school number, in our words.
    notes : tuple of str
        Cells that cannot be read, which cost their school that fact alone, and words that nobody has explained.
    """

    frame: pd.DataFrame
    notes: tuple[str, ...]


def read_whole_register(file: OpenFile) -> ReadRegister:
    """Return the register as one row for each school number, and what must be said of it.

    Besides what every register tells (authority, name, type, sex, selection) there are columns ``laestab``,
    ``opens``, ``closes`` and ``status``, empty where the file has none, and what only some registers tell.
    """
    if faults := _lacking(file):
        raise DataError(faults)
    rows = np.arange(len(file.rows)) + file.first
    columns, faults, strange = _columns(file, rows)
    numbered = ~np.isnan(columns["urn"])
    if not numbered.any():
        raise DataError(faults or [no_schools(file)])
    opens, closes = (_dated(file, what, rows) for what in ("opens", "closes"))
    area = [None if np.isnan(code) else f"{code:.0f}" for code in columns["area"]]
    laestab = _laestab(file, columns["area"], rows)
    whole = {name: pd.Series(values, dtype=object) for name, values in {**columns, "area": area}.items()}
    status = pd.Series(
        [STATUSES.get(plain(cell).casefold().removesuffix(".0")) for cell in _cells(file, "status")], dtype=object
    )
    # A school that has a day on which it closed has closed, whether or not the day can be read.
    status = status.mask(status.isna() & closes.unread, CLOSED)
    dates = {"opens": opens.values, "closes": closes.values}
    frame = pd.DataFrame({**whole, **dates, "laestab": laestab, "status": status})
    numbers = pd.Index(columns["urn"][numbered].astype(np.int64))
    frame = frame[numbered].drop(columns="urn").set_index(numbers)
    notes = (*opens.notes, *closes.notes, *_unread(faults), *in_words(strange))
    return ReadRegister(pd.DataFrame(frame[~numbers.duplicated()]), notes)


def links_in_register(file: OpenFile) -> pd.DataFrame | None:
    """Return the pairs of numbers of a register that names, for each school, its other number; None without one."""
    heading = next((name for name in OTHER_NUMBER if file.has(name)), None)
    if heading is None:
        return None
    place = Place(file.file, heading, np.arange(len(file.rows)) + file.first)
    number = next(column for column in REGISTER_COLUMNS if column.name == "urn")
    own, other = clean_ids(file.cells("URN"), number, place), clean_ids(file.cells(heading), number, place)
    said = ~np.isnan(own.values) & ~np.isnan(other.values) & (other.values != NO_NUMBER)
    count = int(said.sum())
    told = pd.DataFrame(
        {
            "before": other.values[said].astype(np.int64),
            "after": own.values[said].astype(np.int64),
            "told": [EITHER] * count,
            "kind": [""] * count,
            "day": pd.Series([pd.NaT] * count, dtype="datetime64[s]"),
            "evidence": [f"other number in {file.file}"] * count,
        }
    )
    return told[list(_LINK_COLUMNS)]


def numbers_in(file: OpenFile, read: FileRead) -> pd.DataFrame | None:
    """Return the number within its authority that a table gives each school of a year; None if it has none.

    Parameters
    ----------
    file : OpenFile
        A table of one year with the publisher's own columns.
    read : FileRead
        The same, read.
    """
    years = read.frame["year"].unique()
    headings = ("URN", "LEA", "ESTAB")
    if len(years) != 1 or not all(file.has(name) for name in headings):
        return None
    columns = [pd.to_numeric(pd.Series(cells, dtype=object), errors="coerce") for cells in file.columns(headings)]
    urn, area, estab = (column.to_numpy(float) for column in columns)
    known = ~(np.isnan(urn) | np.isnan(area) | np.isnan(estab))
    laestab = area[known] * 10_000 + estab[known]
    return pd.DataFrame({"urn": urn[known].astype(np.int64), "year": int(years[0]), "laestab": laestab})


def register_read(
    file: OpenFile,
    source: str,
    register: pd.DataFrame | None,
    links: pd.DataFrame | None,
    kept: int,
    notes: tuple[str, ...] = (),
) -> FileRead:
    """Return a register as a reader hands it on: no rows of schools by year, but who the schools are.

    Parameters
    ----------
    file : OpenFile
        The file as text.
    source : str
        Name of the reader.
    register, links : DataFrame or None
        What was read of it.
    kept : int
        How many of its rows were used.
    notes : tuple of str
        What must be said of it.
    """
    dropped = len(file.rows) - kept
    provenance = Provenance(
        file=file.file,
        source=source,
        year=None,
        vintage=vintage_in(file.file),
        sha256=file.sha256,
        rows=len(file.rows),
        rows_kept=kept,
        dropped=((_NO_URN, dropped),) if dropped else (),
        reasons=(),
        notes=(*file.notes, *notes),
    )
    nothing = pd.DataFrame({"urn": np.array([], dtype=np.int64), "year": np.array([], dtype=np.int64)})
    reasons = pd.DataFrame({name: [] for name in ("urn", "year", "variable", "reason")})
    losses = tuple(Loss(None, None, _NO_URN) for _ in range(dropped))
    step = Step(f"read {file.file}", "all", "rows", len(file.rows), kept, losses)
    return FileRead(
        nothing, reasons, (), frozenset(), provenance, step, adds_rows=False, register=register, links=links
    )


def extract_day(name: str) -> pd.Timestamp | None:
    """Return the day of an extract from the eight digits of its name, or None.

    Examples
    --------
    >>> extract_day("edubasealldata20190903.csv"), extract_day("register.csv")
    (Timestamp('2019-09-03 00:00:00'), None)
    """
    found = EXTRACT_DAY.search(name)
    return pd.Timestamp(int(found[1]), int(found[2]), int(found[3])) if found else None


def _cells(file: OpenFile, what: str) -> list[str]:
    headings = REGISTER_DATES[what]
    heading = next((name for name in headings if file.has(name)), None)
    return file.cells(heading) if heading else [""] * len(file.rows)


def _dated(file: OpenFile, what: str, rows: np.ndarray) -> Days:
    heading = next((name for name in REGISTER_DATES[what] if file.has(name)), what)
    return read_days(_cells(file, what), Place(file.file, heading, rows))


def _columns(file: OpenFile, rows: np.ndarray) -> tuple[dict[str, np.ndarray], list[Fault], list[Strange]]:
    """Return the columns of a register, the cells that cannot be read, which are left open, and unexplained words."""
    columns: dict[str, np.ndarray] = {}
    faults: list[Fault] = []
    strange: list[Strange] = []
    for column in (*REGISTER_COLUMNS, *REGISTER_EXTRAS):
        heading = next((h.name for h in column.headings if file.has(h.name)), None)
        if heading is None:
            continue
        place, cells = Place(file.file, heading, rows), file.cells(heading)
        if column.kind == "id":
            ids = clean_ids(cells, column, place)
            columns[column.name] = ids.values
            faults.extend(ids.faults)
        elif column.numeric:
            numbers = clean_numbers(cells, column, place)
            columns[column.name] = np.where(numbers.reasons == 0, numbers.values, np.nan)
            faults.extend(numbers.faults)
        else:
            texts = clean_words(cells, column, place)
            columns[column.name] = texts.values
            strange.extend(texts.strange if column.name == "school_type" else ())
    return columns, faults, strange


def _unread(faults: list[Fault]) -> tuple[str, ...]:
    """Return what is said of cells of a register that cannot be read: each costs one school one fact."""
    return tuple(f"left open, as it cannot be read: {fault.found} ({fault.where})" for fault in faults)


def _laestab(file: OpenFile, area: np.ndarray, rows: np.ndarray) -> np.ndarray:
    for column in NUMBER_IN_AREA:
        heading = next((h.name for h in column.headings if file.has(h.name)), None)
        if heading is None:
            continue
        # A number that cannot be read supports no link; it is no fault of the register.
        values = clean_ids(file.cells(heading), column, Place(file.file, heading, rows)).values
        return np.asarray(values if column.name == "laestab" else area * 10_000 + values, dtype=float)
    return np.full(len(file.rows), np.nan)


def _lacking(file: OpenFile) -> list[Fault]:
    return [
        Fault(
            where=f"{file.file}, header",
            found=f"no column with the {column.label}",
            allowed=" or ".join(heading.name for heading in column.headings),
            next="name a register of schools that has it",
        )
        for column in REGISTER_COLUMNS
        if column.name in {"urn", "area"} and not any(file.has(heading.name) for heading in column.headings)
    ]
