"""From cleaned columns to one file read: frame, reasons, losses and the record of the file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from evalkit.data.flow import Loss, Step
from evalkit.data.missing import REASONS
from evalkit.data.panel import Variable
from evalkit.data.provenance import Provenance
from evalkit.data.sources.parts.cleaning import Numbers
from evalkit.data.sources.parts.column import Column
from evalkit.data.sources.parts.dating import vintage_in
from evalkit.data.sources.parts.opening import OpenFile
from evalkit.data.sources.parts.source import FileRead
from evalkit.study.model import DataFile


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
    columns : tuple of Column
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
    columns: tuple[Column, ...]
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
        reasons=_counted(reasons["reason"]),
        notes=(*file.notes, *gathered.notes),
    )
    step = Step(f"read {file.file}", "all", "rows", len(file.rows), rows_kept, tuple(losses))
    variables = tuple(Variable(column.name, column.label, column.unit) for column in gathered.columns)
    return FileRead(pd.DataFrame(columns), reasons, variables, gathered.lasting, provenance, step)


def _reasons(gathered: Gathered) -> pd.DataFrame:
    words = np.array(REASONS, dtype=object)
    parts = []
    for name, numbers in gathered.numbers.items():
        at = np.flatnonzero(numbers.reasons)
        part = {
            "urn": gathered.urn[at],
            "year": gathered.year[at],
            "variable": np.full(len(at), name, dtype=object),
            "reason": words[numbers.reasons[at] - 1],
        }
        parts.append(part)
    keys = ("urn", "year", "variable", "reason")
    if not parts:
        return pd.DataFrame({key: [] for key in keys})
    return pd.DataFrame({key: np.concatenate([part[key] for part in parts]) for key in keys})


def _counted(reasons: Iterable[str]) -> tuple[tuple[str, int], ...]:
    counts = Counter(reasons)
    return tuple(sorted(counts.items(), key=lambda item: (-item[1], item[0])))
