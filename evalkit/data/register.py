"""The register of schools, joined where a table does not say where a school lies or of what type it is."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd

from evalkit.core.errors import DataError, Fault
from evalkit.data.flow import Loss, Step
from evalkit.data.merging import Merged
from evalkit.data.panel import Variable
from evalkit.data.provenance import Provenance
from evalkit.data.sources.parts.cleaning import Place, clean_ids, clean_words
from evalkit.data.sources.parts.dating import vintage_in
from evalkit.data.sources.parts.opening import OpenFile, open_table
from evalkit.data.sources.parts.register_columns import REGISTER_COLUMNS

NOT_IN_REGISTER = "not in the register"


def join_register(merged: Merged, path: Path, name: str) -> tuple[Merged, Step, Provenance]:
    """Return the table with what the register adds, the step in which unknown schools are lost, and its record.

    The register fills what the tables leave open: local authority, name, type, sex and selection. It
    overrules nothing. A row without a local authority from either is lost.
    """
    file = open_table(path, name)
    register = read_register(file)
    frame = merged.frame
    at = register.index.get_indexer(pd.Index(frame["urn"]))
    variables = list(merged.variables)
    filled = {}
    for column in REGISTER_COLUMNS:
        if column.name == "urn" or column.name not in register.columns:
            continue
        values = register[column.name].to_numpy(object)[at]
        values[at < 0] = None
        if column.name in frame.columns:
            own = frame[column.name].to_numpy(object)
            values = np.where(pd.isna(own), values, own)
        filled[column.name] = pd.Series(values, index=frame.index, dtype=object)
        if column.name not in frame.columns:
            variables.append(Variable(column.name, column.label, None))
    frame = frame.assign(**filled)
    known = frame["area"].notna()
    lost = frame.loc[~known, ["urn", "year"]]
    losses = tuple(Loss(int(urn), int(year), NOT_IN_REGISTER) for urn, year in lost.itertuples(index=False))
    step = Step(f"found in {name}", "all", "rows", len(frame), int(known.sum()), losses)
    kept = replace(merged, frame=frame[known].reset_index(drop=True), variables=tuple(variables))
    return kept, step, _record(file, len(register))


def _record(file: OpenFile, kept: int) -> Provenance:
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
        notes=file.notes,
    )


def read_register(file: OpenFile) -> pd.DataFrame:
    """Return the register as one row for each school number, in our words."""
    faults: list[Fault] = []
    columns: dict[str, np.ndarray] = {}
    rows = np.arange(len(file.rows)) + 2
    for column in REGISTER_COLUMNS:
        heading = next((h.name for h in column.headings if file.has(h.name)), None)
        if heading is None:
            continue
        cells, place = file.cells(heading), Place(file.file, heading, rows)
        if column.kind == "id":
            ids = clean_ids(cells, column, place)
            faults.extend(ids.faults)
            columns[column.name] = ids.values
        else:
            # A register knows types of schools that no table of results lists; those words are left open.
            columns[column.name] = clean_words(cells, column, place).values
    faults.extend(_lacking(file, columns))
    if faults:
        raise DataError(faults)
    numbered = ~np.isnan(columns["urn"])
    area = [None if np.isnan(code) else f"{code:.0f}" for code in columns["area"]]
    whole = {name: pd.Series(values, dtype=object) for name, values in {**columns, "area": area}.items()}
    numbers = pd.Index(columns["urn"][numbered].astype(np.int64))
    frame = pd.DataFrame(whole)[numbered].drop(columns="urn").set_index(numbers)
    return pd.DataFrame(frame[~numbers.duplicated()])


def _lacking(file: OpenFile, columns: dict[str, np.ndarray]) -> list[Fault]:
    return [
        Fault(
            where=f"{file.file}, header",
            found=f"no column with the {column.label}",
            allowed=" or ".join(heading.name for heading in column.headings),
            next="name a register of schools that has it",
        )
        for column in REGISTER_COLUMNS
        if column.name in {"urn", "area"} and column.name not in columns
    ]
