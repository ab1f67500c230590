"""Who the schools are: what registers add to the tables, and what follows from the codes of authorities and types."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from evalkit.core.errors import DataError
from evalkit.data.merged_tables import Merged
from evalkit.data.sources.parts.file_years import vintage_in, years_in
from evalkit.data.sources.parts.ks4_codes import SCHOOL_GROUPS
from evalkit.data.sources.parts.register_columns import REGISTER_COLUMNS, REGISTER_EXTRAS
from evalkit.data.sources.parts.registers import extract_day
from evalkit.data.text.open_files import OpenFile
from evalkit.places.authorities import area_type, authorities, code_of
from evalkit.tables.flow import Loss, Step
from evalkit.tables.lineages import Lineages
from evalkit.tables.panel import Variable
from evalkit.tables.provenance import Provenance

NOT_IN_REGISTER = "not in the register"
IN_ENGLAND = "schools of a local authority that evalkit knows"
NO_AUTHORITY = "local authority that evalkit does not know"
NEW_YEAR = 9
# What changes over the years for one number, and is never that of another number.
OF_A_NUMBER = ("trust", "trust_name")
_LABELS = {
    "area": "local authority code",
    "area_name": "local authority",
    "region": "region",
    "area_type": "type of area",
    "school_group": "academy or maintained",
}


@dataclass(frozen=True, slots=True)
class Register:
    """One register of schools.

    Attributes
    ----------
    name : str
        Its file.
    frame : DataFrame
        One row for each school number.
    whole : bool
        Whether a school that is not in it is lost, because the study names it as the register of its schools.
    """

    name: str
    frame: pd.DataFrame
    whole: bool

    @property
    def year(self) -> int | None:
        """The school year of the register, by the year in which it ends; None where its name tells none."""
        day = extract_day(self.name)
        if day is not None:
            return day.year + (day.month >= NEW_YEAR)
        years = years_in(self.name)
        return years[-1] if years else None


def join_registers(
    merged: Merged, registers: Sequence[Register], lineages: Lineages | None
) -> tuple[Merged, tuple[Step, ...]]:
    """Return the table with what registers add, and the steps in which unknown schools are lost.

    Registers fill what the tables leave open and overrule nothing. Each school year is filled from the register of
    that year or the latest before it, then from the others. A number that stands in no register has the facts of
    the number that follows it in its lineage, but never its trust: a trust belongs to a number.
    """
    if not registers:
        return merged, ()
    frame = merged.frame
    known = {variable.name for variable in merged.variables}
    variables = list(merged.variables)
    own = _in_turn(frame, registers, None)
    turns = own if lineages is None else [*own, *_in_turn(frame, registers, lineages)]
    for column in (*REGISTER_COLUMNS, *REGISTER_EXTRAS):
        told = [one for one in registers if column.name in one.frame.columns and column.name != "urn"]
        if not told or (column in REGISTER_EXTRAS and column.name in known):
            continue
        values = _decided(frame, own, column.name) if column.name in OF_A_NUMBER else _filled(frame, turns, column.name)
        if column.numeric:
            values = pd.Series(values.astype(float), index=frame.index)
        frame = frame.assign(**{column.name: values})
        if column.name not in known:
            variables.append(Variable(column.name, column.label, column.unit))
    merged = replace(merged, frame=frame, variables=tuple(variables))
    return _only_known(merged, registers)


def _only_known(merged: Merged, registers: Sequence[Register]) -> tuple[Merged, tuple[Step, ...]]:
    named = [one.name for one in registers if one.whole]
    if not named:
        return merged, ()
    known = merged.frame["area"].notna()
    lost = merged.frame.loc[~known, ["urn", "year"]]
    losses = tuple(Loss(int(urn), int(year), NOT_IN_REGISTER) for urn, year in lost.itertuples(index=False))
    step = Step(f"found in {named[0]}", "all", "rows", len(merged.frame), int(known.sum()), losses)
    return replace(merged, frame=merged.frame[known].reset_index(drop=True)), (step,)


def _filled(frame: pd.DataFrame, found: Sequence[tuple[np.ndarray, pd.DataFrame]], name: str) -> pd.Series:
    """Return a column with its gaps filled, from the register preferred for each row, then from the next."""
    values = frame[name].to_numpy(object).copy() if name in frame.columns else np.full(len(frame), None, dtype=object)
    for at, register in found:
        if name in register.columns:
            rows = np.flatnonzero(pd.isna(values) & (at >= 0))
            values[rows] = register[name].to_numpy(object)[at[rows]]
    return pd.Series(values, index=frame.index, dtype=object)


def _decided(frame: pd.DataFrame, found: Sequence[tuple[np.ndarray, pd.DataFrame]], name: str) -> pd.Series:
    """Return a column as the first register has it that knows the number; that it has none is an answer too."""
    values = np.full(len(frame), None, dtype=object)
    open_cases = np.ones(len(frame), dtype=bool)
    for at, register in found:
        rows = np.flatnonzero(open_cases & (at >= 0)) if name in register.columns else np.array([], dtype=int)
        values[rows] = register[name].to_numpy(object)[at[rows]] if len(rows) else None
        open_cases[rows] = False
    return pd.Series(values, index=frame.index, dtype=object)


def _in_turn(
    frame: pd.DataFrame, registers: Sequence[Register], lineages: Lineages | None
) -> list[tuple[np.ndarray, pd.DataFrame]]:
    """Return places in registers, those preferred for each row's year first; -1 where it is not a register's turn."""
    places = [_places(frame, register.frame.index, lineages) for register in registers]
    years, which = np.unique(frame["year"].to_numpy(), return_inverse=True)
    order = np.array([_order(registers, int(year)) for year in years])
    turns: list[tuple[np.ndarray, pd.DataFrame]] = []
    for turn in range(len(registers)):
        mine = order[which, turn]
        turns.extend((np.where(mine == one, at, -1), registers[one].frame) for one, at in enumerate(places))
    return turns


def _order(registers: Sequence[Register], year: int) -> list[int]:
    return sorted(range(len(registers)), key=lambda one: _distance(registers[one], year))


def _distance(register: Register, year: int) -> tuple[int, int]:
    if register.year is None:
        return (2, 0)
    return (0, year - register.year) if register.year <= year else (1, register.year - year)


def _places(rows: pd.DataFrame, numbers: pd.Index, lineages: Lineages | None) -> np.ndarray:
    """Return where each row stands in a register: under its own number, else under the latest of its lineage."""
    at = numbers.get_indexer(pd.Index(rows["urn"]))
    if lineages is None or not len(lineages.table) or (at >= 0).all():
        return at
    members = lineages.table[lineages.table["urn"].isin(numbers)].sort_values("urn")
    latest = members.drop_duplicates("lineage", keep="last").set_index("lineage")["urn"]
    unknown = np.flatnonzero(at < 0)
    number = latest.reindex(lineages.of(rows["urn"].to_numpy()[unknown])).fillna(-1).to_numpy(np.int64)
    at[unknown] = numbers.get_indexer(pd.Index(number))
    return at


def register_record(file: OpenFile, kept: int, notes: tuple[str, ...]) -> Provenance:
    """Return the record of the register that a study names."""
    dropped = len(file.rows) - kept
    return Provenance(
        file=file.file,
        source="register of schools",
        year=None,
        vintage=vintage_in(file.file),
        sha256=file.sha256,
        rows=len(file.rows),
        rows_kept=kept,
        dropped=(("row without a school number, or a second row of a school", dropped),) if dropped else (),
        reasons=(),
        notes=(*file.notes, *notes),
    )


def with_places(merged: Merged) -> tuple[Merged, tuple[Step, ...]]:
    """Return the table with name, region and type of each local authority, and the group of each school.

    Schools of an authority that evalkit does not know are lost in a step of their own, which names its code.

    The code rules: where a table gives an authority's name without its code, the code is found by the
    name; where it gives a code, name and region are those of the list of authorities, so that one place
    has one spelling. Without either, what the table says of regions stands.
    """
    frame = merged.frame
    if "area" not in frame.columns and "area_name" in frame.columns:
        frame = frame.assign(area=_codes(frame["area_name"]))
    frame, lost = _of_known_authorities(frame)
    if "area" in frame.columns:
        frame = _from_codes(frame)
    if "school_type" in frame.columns:
        frame = frame.assign(school_group=_translated(frame["school_type"], SCHOOL_GROUPS.get))
    known = {variable.name for variable in merged.variables}
    added = [Variable(name, label, None) for name, label in _LABELS.items() if name in frame and name not in known]
    return replace(merged, frame=frame, variables=(*merged.variables, *added)), lost


def _of_known_authorities(frame: pd.DataFrame) -> tuple[pd.DataFrame, tuple[Step, ...]]:
    if "area" not in frame.columns:
        return frame, ()
    strange = frame["area"].notna() & ~frame["area"].isin(list(authorities()))
    if not strange.any():
        return frame, ()
    rows = frame.loc[strange, ["urn", "year", "area"]].itertuples(index=False)
    losses = tuple(Loss(int(urn), int(year), f"{NO_AUTHORITY} ({code})") for urn, year, code in rows)
    step = Step(IN_ENGLAND, "all", "rows", len(frame), int((~strange).sum()), losses)
    return frame[~strange].reset_index(drop=True), (step,)


def _from_codes(frame: pd.DataFrame) -> pd.DataFrame:
    area, known = frame["area"], authorities()
    derived = {
        "area_name": _translated(area, lambda code: known[code].name),
        "region": _translated(area, lambda code: known[code].region),
        "area_type": _translated(area, area_type),
    }
    for name, values in derived.items():
        own = values.where(area.notna(), frame[name]) if name in frame.columns else values
        frame = frame.assign(**{name: own.astype(object).where(own.notna(), None)})
    return frame


def _codes(names: pd.Series) -> pd.Series:
    codes = {name: code_of(str(name)) for name in names.dropna().unique()}
    unknown = sorted(str(name) for name, code in codes.items() if code is None)
    if unknown:
        raise DataError.one(
            where="names of local authorities",
            found=", ".join(unknown),
            allowed="the names of data/reference/local_authorities.csv",
            next="correct it, or add the authority to that table with its code, name, region and source",
        )
    return _translated(names, codes.get)


def _translated(values: pd.Series, word: Callable[[str], str | None]) -> pd.Series:
    """Return another word for each word, found once for each that occurs; what is missing stays missing."""
    codes, unique = pd.factorize(values.to_numpy(object))
    words = np.array([*(word(value) for value in unique), None], dtype=object)
    return pd.Series(words[codes], index=values.index, dtype=object)
