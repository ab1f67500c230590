"""Several files into one table of schools by year; where two say different things, both are named."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from evalkit.core.errors import DataError, Fault
from evalkit.core.years import academic_year
from evalkit.data.rounding import decimals_of, widest_gap
from evalkit.data.sources.parts.cells import NO_VALUE, REASON_NUMBER, UNKNOWN_CODE
from evalkit.data.sources.parts.file_rows import reasons_frame
from evalkit.data.sources.parts.ks4_codes import BROAD_TYPES, SCHOOL_GROUPS
from evalkit.data.sources.parts.source import FileRead
from evalkit.tables.flow import Loss, Step
from evalkit.tables.panel import Variable
from evalkit.tables.provenance import Provenance

# Two spellings of a name are no contradiction; the first file read gives it.
NAMES = ("name", "area_name")
SAME = 1e-9
# A cell that says nothing gives way to a table that says something.
_SILENT = np.array([REASON_NUMBER[reason] for reason in ("blank", UNKNOWN_CODE, NO_VALUE)], dtype=np.int8)
FOUND = "found in the tables of results: "
NO_SCHOOL = "no results of this school in that year to add to"
_YEAR_ROOM = 10_000
_KEYS = frozenset({"urn", "year"})


@dataclass(frozen=True, slots=True)
class Merged:
    """All files as one table.

    Attributes
    ----------
    frame : DataFrame
        Columns ``urn`` and ``year``, unique together and sorted, then the variables.
    reasons : DataFrame
        Columns ``urn``, ``year``, ``variable``, ``reason``.
    variables : tuple of Variable
        One for each column besides the keys.
    steps : tuple of Step
        One for each table that only adds facts: how many of its rows found no school.
    notes : tuple of (str, str)
        Names of files and what their records must say of figures that another file prints with other decimals.
    """

    frame: pd.DataFrame
    reasons: pd.DataFrame
    variables: tuple[Variable, ...]
    steps: tuple[Step, ...] = ()
    notes: tuple[tuple[str, str], ...] = ()

    def noted(self, record: Provenance) -> Provenance:
        """Return the record of a file with what must be said of its figures."""
        return replace(record, notes=(*record.notes, *(note for file, note in self.notes if file == record.file)))


def merge(reads: Sequence[FileRead]) -> Merged:
    """Return the files as one table.

    A value with a year of its own goes before one that a file gives for all years. For two values of the
    same school, year and variable: a cell that says nothing gives way; equal values are one; of two that one and the
    same figure gives when it is rounded, the finer is used; anything else is a fault that names both files, except for
    the spelling of names, where the first file read stands.
    Tables that only add facts do so for the schools and years that the other tables give.
    """
    keys = _keys(reads)
    fitted = [joined(read, keys) if not read.adds_rows else (read, None) for read in reads]
    reads, steps = [read for read, _ in fitted], tuple(step for _, step in fitted if step is not None)
    variables = {variable.name: variable for read in reads for variable in reversed(read.variables)}
    ordered = [variables[name] for name in dict.fromkeys(v.name for read in reads for v in read.variables)]
    columns: dict[str, object] = {"urn": urns_of(keys), "year": years_of(keys)}
    told = [_Told.of(read, keys) for read in reads]
    layers: list[_Layer] = []
    faults: list[Fault] = []
    for variable in ordered:
        layer = _Layer.empty(len(keys), numeric=variable.unit is not None)
        for one in _suppliers(told, variable.name):
            faults.extend(layer.lay(one, variable.name, keys))
        columns[variable.name] = layer.values if variable.unit else pd.Series(layer.values, dtype=object)
        layers.append(layer)
    if faults:
        raise DataError(faults)
    return Merged(pd.DataFrame(columns), _all_reasons(ordered, layers, keys), tuple(ordered), steps, _rounded(layers))


def _keys(reads: Sequence[FileRead]) -> np.ndarray:
    giving = [keys_of(read.frame) for read in reads if read.adds_rows]
    if giving:
        return np.unique(np.concatenate(giving))
    raise DataError.one(
        where=", ".join(read.provenance.file for read in reads),
        found="only tables that add facts to schools, such as a census of schools",
        allowed="at least one table of results at the end of Key Stage 4",
        next="put DfE's Key Stage 4 files into the data folder too",
    )


def _suppliers(told: Sequence[_Told], name: str) -> list[_Told]:
    having = [one for one in told if name in one.read.frame.columns]
    return sorted(having, key=lambda one: name in one.read.lasting)


def _rounded(layers: Sequence[_Layer]) -> tuple[tuple[str, str], ...]:
    """Return for each file the figures that it prints with fewer decimals than another, counted."""
    found: dict[tuple[str, str], list[int]] = {}
    for layer in layers:
        for pair, count in layer.rounded.items():
            found.setdefault(pair, []).append(count)
    return tuple(
        (
            coarse,
            f"{sum(counts)} figures in {len(counts)} columns differ from those of {fine} by rounding alone; the "
            "finer are used",
        )
        for (coarse, fine), counts in found.items()
    )


def _all_reasons(variables: list[Variable], layers: list[_Layer], keys: np.ndarray) -> pd.DataFrame:
    places = [np.flatnonzero(layer.reasons) for layer in layers]
    which = np.repeat(np.arange(len(places)), [len(at) for at in places])
    at = np.concatenate(places)
    why = np.concatenate([layer.reasons[rows] for layer, rows in zip(layers, places, strict=True)])
    names = [variable.name for variable in variables]
    return reasons_frame((urns_of(keys[at]), years_of(keys[at])), names, which, why)


@dataclass(frozen=True, slots=True)
class _Told:
    """What one file says, and where.

    Attributes
    ----------
    read : FileRead
        The file.
    at : ndarray of int
        Place of each of its rows among all keys.
    why : dict of ndarray of int8
        For each of its variables and rows nought, or one plus the place of the reason in ``REASONS``.
    """

    read: FileRead
    at: np.ndarray
    why: dict[str, np.ndarray]

    @classmethod
    def of(cls, read: FileRead, keys: np.ndarray) -> _Told:
        own = keys_of(read.frame)
        order = np.argsort(own, kind="stable")
        rows = order[np.searchsorted(own, keys_of(read.reasons), sorter=order)]
        variables, reasons = pd.Categorical(read.reasons["variable"]), pd.Categorical(read.reasons["reason"])
        numbers = np.array([REASON_NUMBER[reason] for reason in reasons.categories], dtype=np.int8)
        why = np.zeros((len(variables.categories), len(own)), dtype=np.int8)
        if len(rows):
            why[variables.codes, rows] = numbers[reasons.codes]
        return cls(read, np.searchsorted(keys, own), dict(zip(variables.categories, why, strict=True)))

    def reasons(self, name: str) -> np.ndarray:
        """Return why the file has no number in each of its rows."""
        return self.why[name] if name in self.why else np.zeros(len(self.at), dtype=np.int8)


@dataclass(frozen=True, slots=True)
class _Layer:
    """One variable over all keys, filled file by file.

    ``values`` holds what is known, ``reasons`` why it is not, ``owner`` the number of the file in ``files``
    that said so (-1 for nobody yet), ``rounded`` how many figures a file (the first of two) prints with fewer decimals
    than another. The arrays are filled in place; nothing else sees them meanwhile.
    """

    values: np.ndarray
    reasons: np.ndarray
    owner: np.ndarray
    files: list[str]
    rounded: dict[tuple[str, str], int]

    @classmethod
    def empty(cls, size: int, *, numeric: bool) -> _Layer:
        values = np.full(size, np.nan) if numeric else np.full(size, None, dtype=object)
        return cls(values, np.zeros(size, dtype=np.int8), np.full(size, -1, dtype=np.int32), [], {})

    def lay(self, told: _Told, name: str, keys: np.ndarray) -> list[Fault]:
        """Add what one file says, and return the contradictions with files before it."""
        at, why = told.at, told.reasons(name)
        values = told.read.frame[name].to_numpy(self.values.dtype)
        says = ((why > 0) & ~np.isin(why, _SILENT)) | ~pd.isna(values)
        nobody = self.owner[at] < 0
        free = nobody & says
        faults: list[Fault] = []
        if name not in told.read.lasting and name not in NAMES and (says & ~nobody).any():
            clash = says & ~nobody & ~self._agrees(at, values, why)
            if name == "school_type" and clash.any():
                clash &= ~self._narrows(at, values)
            if clash.any() and self.values.dtype != object:
                clash &= ~self._rounds(at, values, clash, told.read.provenance.file)
            faults = self._clashes(told, name, at[clash], keys)
        self.files.append(told.read.provenance.file)
        self.values[at[free]] = values[free]
        self.reasons[at[free]] = why[free]
        self.owner[at[free]] = len(self.files) - 1
        silent = nobody & ~free & np.isin(why, _SILENT) & (self.reasons[at] == 0)
        self.reasons[at[silent]] = why[silent]
        return faults

    def _narrows(self, at: np.ndarray, values: np.ndarray) -> np.ndarray:
        """Say where one of two types of school is only a broad word for the other, and keep the narrower."""
        pairs = list(zip(self.values[at], values, strict=True))
        same = np.array([SCHOOL_GROUPS.get(one) == SCHOOL_GROUPS.get(other, "") for one, other in pairs], dtype=bool)
        broad = np.array([one in BROAD_TYPES for one, _ in pairs], dtype=bool)
        narrower = same & broad
        self.values[at[narrower]] = values[narrower]
        return same & (broad | np.isin(values.astype(str), BROAD_TYPES))

    def _rounds(self, at: np.ndarray, values: np.ndarray, differ: np.ndarray, file: str) -> np.ndarray:
        """Say where two different figures are one, printed with other decimals, and keep the finer.

        How many decimals a file prints shows in all the figures that it shares with the other.
        """
        same = np.zeros(len(at), dtype=bool)
        for owner in np.unique(self.owner[at[differ]]):
            shared = (self.owner[at] == owner) & ~np.isnan(values)
            told, known = decimals_of(values[shared]), decimals_of(self.values[at[shared]])
            if told == known:
                continue
            here = differ & shared & (np.abs(self.values[at] - values) <= widest_gap(min(told, known)))
            same |= here
            pair = (file, self.files[owner]) if told < known else (self.files[owner], file)
            self.rounded[pair] = self.rounded.get(pair, 0) + int(here.sum())
            if told > known:
                self.values[at[here]] = values[here]
        return same

    def _agrees(self, at: np.ndarray, values: np.ndarray, why: np.ndarray) -> np.ndarray:
        if self.values.dtype == object:
            return np.asarray(self.values[at] == values, dtype=bool)
        with np.errstate(invalid="ignore"):
            equal = np.abs(self.values[at] - values) <= SAME
        same_reason = np.isnan(self.values[at]) & np.isnan(values) & (self.reasons[at] == why)
        return np.asarray(equal | same_reason, dtype=bool)

    def _clashes(self, told: _Told, name: str, at: np.ndarray, keys: np.ndarray) -> list[Fault]:
        faults = []
        for owner, year in sorted({(int(self.owner[one]), int(years_of(keys[one]))) for one in at}):
            here = at[(self.owner[at] == owner) & (years_of(keys[at]) == year)]
            faults.append(
                Fault(
                    where=f"{name}, {academic_year(year)}",
                    found=(
                        f"{self.files[owner]} and {told.read.provenance.file} differ in {len(here)} of the "
                        f"schools they share, such as {urns_of(keys[here[0]])}"
                    ),
                    allowed="one file for each variable and year, or the same value in both",
                    next=(
                        "take the variable from one of them: name what is wanted in `variables` (DfE's own tables) or "
                        "`columns` (mapped tables) of the study's data files, or move one file away"
                    ),
                )
            )
        return faults


def keys_of(frame: pd.DataFrame) -> np.ndarray:
    """Return school number and year of each row as one number that sorts by both."""
    return np.asarray(frame["urn"], dtype=np.int64) * _YEAR_ROOM + np.asarray(frame["year"], dtype=np.int64)


def urns_of(keys: np.ndarray) -> np.ndarray:
    """Return the school numbers of keys."""
    return np.asarray(keys // _YEAR_ROOM)


def years_of(keys: np.ndarray) -> np.ndarray:
    """Return the years of keys."""
    return np.asarray(keys % _YEAR_ROOM)


def joined(read: FileRead, keys: np.ndarray) -> tuple[FileRead, Step]:
    """Return a table of added facts without the rows that find no school, and the step in which those are lost.

    Parameters
    ----------
    read : FileRead
        A table that adds no rows. What it gives without a year goes to every year of its schools.
    keys : ndarray of int
        Sorted keys of the schools by year that the other tables give.
    """
    frame = read.frame
    name = f"{FOUND}{read.provenance.file}"
    if set(frame.columns) - _KEYS <= read.lasting:
        found = frame["urn"].isin(np.unique(urns_of(keys))).to_numpy()
        kept = _in_every_year(frame[found], keys)
    else:
        found = np.isin(keys_of(frame), keys)
        kept = frame[found].reset_index(drop=True)
    lost = frame.loc[~found, ["urn", "year"]].itertuples(index=False)
    losses = tuple(Loss(int(urn), int(year), NO_SCHOOL) for urn, year in lost)
    reasons = read.reasons[np.isin(keys_of(read.reasons), keys_of(kept))].reset_index(drop=True)
    step = Step(name, "all", "rows", len(frame), int(found.sum()), losses)
    return replace(read, frame=kept, reasons=reasons), step


def _in_every_year(frame: pd.DataFrame, keys: np.ndarray) -> pd.DataFrame:
    by_number = frame.drop(columns="year").set_index("urn")
    at = by_number.index.get_indexer(pd.Index(urns_of(keys)))
    there = at >= 0
    spread = by_number.iloc[at[there]].reset_index(drop=True)
    spread.insert(0, "urn", urns_of(keys)[there])
    spread.insert(1, "year", years_of(keys)[there])
    return spread
