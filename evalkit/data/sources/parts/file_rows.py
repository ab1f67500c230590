"""From the rows of a file to one file read: which of them are schools, and its frame, reasons, losses and record."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import pandas as pd

from evalkit.core.errors import Fault
from evalkit.data.sources.parts.cells import Numbers, Place, Strange, Texts, clean_ids, clean_words, in_words
from evalkit.data.sources.parts.column import SourceColumn
from evalkit.data.sources.parts.file_years import vintage_in
from evalkit.data.sources.parts.ks4_codes import RECORDS_IN_WORDS, TOTALS
from evalkit.data.sources.parts.source import FileRead
from evalkit.data.text.headers import holds_totals
from evalkit.data.text.lines import Factored
from evalkit.data.text.open_files import OpenFile, capped, plain
from evalkit.places.authorities import authorities
from evalkit.study.model import DataFile
from evalkit.tables.flow import Loss, Step
from evalkit.tables.missing_reasons import REASONS
from evalkit.tables.panel import Variable
from evalkit.tables.provenance import Provenance

BLANK_ROW = "blank row"
NO_NUMBER = "total row without a school number"
REPEATED = "row repeated word for word"
# What some releases write for a total instead of a number, and the kind of total it is.
_TOTAL_NUMBERS = {"NAT": TOTALS["5"], "ENG": TOTALS["5"], "LA": TOTALS["4"]}
_SCHOOL_RECORDS = ("1", "2")


def school_rows(
    file: OpenFile, numbers: Sequence[str], records: Sequence[str], year: int | None
) -> tuple[np.ndarray, list[Loss]]:
    """Return the positions of the rows that are schools, and each other row as a loss.

    Parameters
    ----------
    file : OpenFile
        The table.
    numbers : sequence of str
        Text of the school number in each row.
    records : sequence of str
        Kind of record in each row (RECTYPE), empty where the table has none.
    year : int or None
        Year of the file, for the list of losses.
    """
    seen: dict[str, int] = {}
    kept: list[int] = []
    losses: list[Loss] = []
    for position, (number, record) in enumerate(zip(map(bare, numbers), map(record_of, records), strict=True)):
        earlier = seen.setdefault(number, position) if number else position
        if file.rows.blank(position):
            losses.append(Loss(None, year, BLANK_ROW))
        elif record in TOTALS or number.upper() in _TOTAL_NUMBERS:
            losses.append(Loss(None, year, TOTALS.get(record) or _TOTAL_NUMBERS[number.upper()]))
        elif (not number and record not in _SCHOOL_RECORDS) or (number[:1].isalpha() and holds_totals((number,))):
            losses.append(Loss(None, year, NO_NUMBER))
        elif earlier != position and file.rows[earlier] == file.rows[position] and number.isdigit():
            losses.append(Loss(int(number), year, REPEATED))
        else:
            kept.append(position)
    return np.array(kept, dtype=np.int64), losses


def bare(cell: str) -> str:
    """Return an id's text without blanks and without the ``.0`` that spreadsheets and data frames add."""
    return plain(cell).removesuffix(".0")


@lru_cache(maxsize=1024)
def record_of(cell: str) -> str:
    """Return the digit of a kind of record, which some tables write as a number or in words."""
    record = bare(cell)
    return RECORDS_IN_WORDS.get(record.casefold(), record)


def number_faults(urn: Numbers, place: Place) -> list[Fault]:
    """Return the faults of the school numbers of rows that are schools: missing, or in several rows."""
    missing = [
        Fault(
            where=place.cell(int(at)),
            found="a school without a number",
            allowed="a number from 100000 to 999999",
            next="fill in the number, or delete the row if it is no school",
        )
        for at in np.flatnonzero(np.isnan(urn.values) & (urn.reasons > 0))
    ]
    known = pd.Series(urn.values).dropna()
    twice = [
        Fault(
            where=f"{place.file}, rows {', '.join(str(place.rows[at]) for at in group.index)}",
            found=f"the school {group.iloc[0]:.0f} in {len(group)} rows that differ",
            allowed="one row for each school",
            next="keep the row that is right",
        )
        for _, group in known[known.duplicated(keep=False)].groupby(known)
    ]
    return [
        *capped(missing, place.file, "schools without a number"),
        *capped(twice, place.file, "schools in several rows"),
    ]


def clean_categories(cells: Sequence[str] | Factored, column: SourceColumn, place: Place) -> Texts:
    """Return a category in our words, or a column of authorities as their codes; what is not known is left open."""
    return (
        _area_codes(clean_ids(cells, column, place), place)
        if column.kind == "id"
        else clean_words(cells, column, place)
    )


def no_schools(file: OpenFile) -> Fault:
    """Return the fault of a table in which no row is a school."""
    return Fault(
        where=file.file,
        found=f"{len(file.rows)} rows, none of which is a school",
        allowed="at least one school",
        next="check that the file is the table of schools and not one of totals",
    )


def _area_codes(ids: Numbers, place: Place) -> Texts:
    known = authorities()
    codes = [None if np.isnan(value) else f"{value:.0f}" for value in ids.values]
    odd = Counter(code for code in codes if code is not None and code not in known)
    strange = tuple(Strange(code, place.heading, count) for code, count in odd.items())
    values = np.array([*(code if code in known else None for code in codes), None], dtype=object)[:-1]
    return Texts(values, ids.faults, strange)


@dataclass(frozen=True, slots=True)
class Gathered:
    """The cleaned columns of one file, all of one length.

    Attributes
    ----------
    urn, year : ndarray of int
        Keys of each row.
    numbers : dict
        Cleaned numeric columns.
    words : dict
        Categories as arrays of our words or None.
    columns : tuple of SourceColumn
        What is known of each.
    file_year : int or None
        Year of the file; None where its columns carry their own.
    notes : tuple of str
        What a reader must know.
    lasting : frozenset of str
        Variables given without a year.
    vintage : str
        Which release its rows say it is; empty where they do not say.
    strange : tuple of Strange
        Words of its categories that nobody has explained; those of its numbers stand with the numbers.
    """

    urn: np.ndarray
    year: np.ndarray
    numbers: dict[str, Numbers]
    words: dict[str, np.ndarray]
    columns: tuple[SourceColumn, ...]
    file_year: int | None
    notes: tuple[str, ...] = ()
    lasting: frozenset[str] = frozenset()
    vintage: str = ""
    strange: tuple[Strange, ...] = ()


def file_read(
    file: OpenFile, entry: DataFile | None, gathered: Gathered, losses: list[Loss], *, source: str
) -> FileRead:
    """Return what a reader hands on; the losses and the rows kept must add up to the file's rows."""
    columns: dict[str, object] = {"urn": gathered.urn, "year": gathered.year}
    for column in gathered.columns:
        if column.name in gathered.numbers:
            columns[column.name] = gathered.numbers[column.name].values
        else:
            columns[column.name] = pd.Series(gathered.words[column.name], dtype=object)
    reasons = _reasons(gathered)
    strange = [*gathered.strange, *(one for numbers in gathered.numbers.values() for one in numbers.strange)]
    rows_kept = len(file.rows) - len(losses)
    stated = entry.vintage if entry and entry.vintage else vintage_in(file.file, gathered.vintage)
    provenance = Provenance(
        file=file.file,
        source=source,
        year=gathered.file_year,
        vintage=stated,
        sha256=file.sha256,
        rows=len(file.rows),
        rows_kept=rows_kept,
        dropped=_counted(loss.reason for loss in losses),
        reasons=_counted_codes(reasons),
        notes=(*file.notes, *gathered.notes, *in_words(strange)),
    )
    step = Step(f"read {file.file}", "all", "rows", len(file.rows), rows_kept, tuple(losses))
    variables = tuple(Variable(column.name, column.label, column.unit) for column in gathered.columns)
    return FileRead(pd.DataFrame(columns), reasons, variables, gathered.lasting, provenance, step)


def reasons_frame(
    keys: tuple[np.ndarray, np.ndarray], variables: list[str], which: np.ndarray, why: np.ndarray
) -> pd.DataFrame:
    """Return cells without a number, one row each, with variable and reason as categories.

    Parameters
    ----------
    keys : tuple of ndarray of int
        School number and year of each cell.
    variables : list of str
        Names, each once.
    which : ndarray of int
        Place of each cell's variable in ``variables``.
    why : ndarray of int
        One plus the place of each cell's reason in ``REASONS``.
    """
    return pd.DataFrame(
        {
            "urn": keys[0],
            "year": keys[1],
            "variable": pd.Categorical.from_codes(which, categories=pd.Index(variables, dtype="str")),
            "reason": pd.Categorical.from_codes(why - 1, categories=pd.Index(REASONS, dtype="str")),
        }
    )


def _reasons(gathered: Gathered) -> pd.DataFrame:
    places = [np.flatnonzero(numbers.reasons) for numbers in gathered.numbers.values()]
    which = np.repeat(np.arange(len(places)), [len(at) for at in places])
    at = np.concatenate([np.array([], dtype=np.int64), *places])
    why = [numbers.reasons[rows] for numbers, rows in zip(gathered.numbers.values(), places, strict=True)]
    number = np.concatenate([np.array([], dtype=np.int8), *why])
    return reasons_frame((gathered.urn[at], gathered.year[at]), list(gathered.numbers), which, number)


def _counted(reasons: Iterable[str]) -> tuple[tuple[str, int], ...]:
    counts = Counter(reasons)
    return tuple(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def _counted_codes(reasons: pd.DataFrame) -> tuple[tuple[str, int], ...]:
    counts = np.bincount(reasons["reason"].cat.codes, minlength=len(REASONS))
    told = [(reason, int(count)) for reason, count in zip(REASONS, counts, strict=True) if count]
    return tuple(sorted(told, key=lambda item: (-item[1], item[0])))
