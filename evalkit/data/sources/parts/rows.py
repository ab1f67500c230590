"""Which rows of a table are schools, and by which named rule each other row was dropped."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
import pandas as pd

from evalkit.core.errors import Fault
from evalkit.data.sources.parts.cleaning import Numbers, Place, clean_ids, clean_words
from evalkit.data.sources.parts.column import SourceColumn
from evalkit.data.sources.parts.ks4_codes import RECORDS_IN_WORDS, TOTALS
from evalkit.data.text.lines import Factored
from evalkit.data.text.opening import OpenFile, capped, plain
from evalkit.places.authorities import authorities
from evalkit.tables.flow import Loss

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
        elif not number and record not in _SCHOOL_RECORDS:
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


def clean_categories(cells: Sequence[str] | Factored, column: SourceColumn, place: Place) -> tuple[np.ndarray, list[Fault]]:
    """Return a category in our words, or a column of authorities as their codes, with the faults found."""
    if column.kind == "id":
        return _area_codes(clean_ids(cells, column, place), place)
    texts = clean_words(cells, column, place)
    return texts.values, texts.faults


def no_schools(file: OpenFile) -> Fault:
    """Return the fault of a table in which no row is a school."""
    return Fault(
        where=file.file,
        found=f"{len(file.rows)} rows, none of which is a school",
        allowed="at least one school",
        next="check that the file is the table of schools and not one of totals",
    )


def _area_codes(ids: Numbers, place: Place) -> tuple[np.ndarray, list[Fault]]:
    codes = [None if np.isnan(value) else f"{value:.0f}" for value in ids.values]
    known = authorities()
    faults = [
        Fault(
            where=place.cell(at),
            found=f"the code {code}",
            allowed="the code of a local authority, as in data/reference/local_authorities.csv",
            next="correct the code, or add the authority to that table with its name, region and source",
        )
        for at, code in enumerate(codes)
        if code is not None and code not in known
    ]
    listed = capped(faults, f"{place.file}, {place.heading}", "such codes")
    return np.array([*codes, None], dtype=object)[:-1], [*ids.faults, *listed]
