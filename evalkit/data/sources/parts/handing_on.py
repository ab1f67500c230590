"""From cleaned columns to one file read: frame, reasons, losses and the record of the file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from evalkit.data.sources.parts.cleaning import Numbers
from evalkit.data.sources.parts.column import SourceColumn
from evalkit.data.sources.parts.dating import vintage_in
from evalkit.data.sources.parts.source import FileRead
from evalkit.data.text.opening import OpenFile
from evalkit.study.model import DataFile
from evalkit.tables.flow import Loss, Step
from evalkit.tables.missing import REASONS
from evalkit.tables.panel import Variable
from evalkit.tables.provenance import Provenance


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
    """

    urn: np.ndarray
    year: np.ndarray
    numbers: dict[str, Numbers]
    words: dict[str, np.ndarray]
    columns: tuple[SourceColumn, ...]
    file_year: int | None
    notes: tuple[str, ...] = ()
    lasting: frozenset[str] = frozenset()


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
    rows_kept = len(file.rows) - len(losses)
    stated = entry.vintage if entry and entry.vintage else vintage_in(file.file)
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
        notes=(*file.notes, *gathered.notes),
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
