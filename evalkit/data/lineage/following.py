"""From what a folder tells of school numbers to tables under lineages; a folder that tells nothing stays as it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from evalkit.data.lineage.chaining import build_lineages
from evalkit.data.lineage.evidence import no_links, same_figures, same_number, unlinked
from evalkit.data.lineage.linking import trusted_links
from evalkit.data.lineage.pooling import under_lineages
from evalkit.data.merging import Merged
from evalkit.data.register import Register
from evalkit.data.sources.parts.source import FileRead
from evalkit.tables.flow import Step
from evalkit.tables.lineages import JOINED, Lineages
from evalkit.tables.panel import Panel, Variable

JOINED_SCHOOLS = "joined_schools"
ONE_SCHOOL = "one school"
_FACTS = ("laestab", "opens", "closes", "status", "school_type", "name")


@dataclass(frozen=True, slots=True)
class Followed:
    """Tables ready to be merged.

    Attributes
    ----------
    reads : tuple of FileRead
        The tables, under lineages where there are any.
    lineages : Lineages or None
        None where nothing tells of changed numbers.
    numbers : DataFrame or None
        The number of each school and year, where ``urn`` of the tables is now the lineage.
    steps : tuple of Step
        For the ledger.
    """

    reads: tuple[FileRead, ...]
    lineages: Lineages | None = None
    numbers: pd.DataFrame | None = None
    steps: tuple[Step, ...] = ()


def follow(
    reads: Sequence[FileRead], registers: Sequence[Register], told: Sequence[pd.DataFrame], compared: Sequence[FileRead]
) -> Followed:
    """Return the tables under the lineages that links, registers, tables and compared figures show.

    Parameters
    ----------
    reads : sequence of FileRead
        Tables of schools by year.
    registers : sequence of Register
        Who the schools are.
    told : sequence of DataFrame
        Links, the most trusted source first.
    compared : sequence of FileRead
        Tables whose figures only show which numbers are one school.
    """
    register = _facts(registers)
    listed = pd.concat([no_links(), *told], ignore_index=True)
    known = pd.concat([listed, unlinked(same_figures(compared, reads), listed)], ignore_index=True)
    known = pd.concat([known, same_number(register, reads, known)], ignore_index=True)
    if not len(known):
        return Followed(tuple(reads))
    present = [read.frame["urn"].to_numpy(np.int64) for read in reads if read.adds_rows]
    if not present:
        return Followed(tuple(reads))
    numbers = np.unique(np.concatenate(present))
    lineages = build_lineages(trusted_links(known, register, numbers), register, numbers)
    pooled = under_lineages(reads, lineages)
    return Followed(pooled.reads, lineages, pooled.numbers, (*lineages.steps, *pooled.steps))


def with_numbers(merged: Merged, followed: Followed) -> Merged:
    """Return the merged table with ``school`` beside ``urn``, which is again the number of that year."""
    frame = merged.frame.rename(columns={"urn": "unit"})
    if followed.numbers is None:
        return replace(merged, frame=frame.assign(urn=frame["unit"]))
    numbers = followed.numbers.rename(columns={"urn": "unit"})
    found = frame[["unit", "year"]].merge(numbers, on=["unit", "year"], how="left")["number"]
    return replace(merged, frame=frame.assign(urn=found.to_numpy(np.int64)))


def with_joined(panel: Panel) -> Panel:
    """Return the panel with the mark of schools that merged or split, where there are any."""
    kinds = {} if panel.lineages is None else panel.lineages.kinds()
    marks = {school: kind for school, kind in kinds.items() if kind in JOINED}
    mark = panel.frame["unit"].map(marks)
    if mark.isna().all():
        return panel
    variable = Variable(JOINED_SCHOOLS, "one school, or schools that merged or split", None)
    return panel.with_variable(variable, mark.where(mark.notna(), ONE_SCHOOL).astype(object))


def _facts(registers: Sequence[Register]) -> pd.DataFrame:
    """Return one row for each number, from the latest register that knows it."""
    columns = [one.frame.reindex(columns=list(_FACTS)) for one in sorted(registers, key=_age)]
    if not columns:
        empty = pd.DataFrame({name: pd.Series([], dtype=object) for name in _FACTS}, index=pd.Index([], dtype=np.int64))
        return empty.astype({"opens": "datetime64[s]", "closes": "datetime64[s]", "laestab": float})
    whole = pd.concat(columns)
    whole = whole[~whole.index.duplicated(keep="last")].sort_index()
    return whole.astype({"opens": "datetime64[s]", "closes": "datetime64[s]", "laestab": float})


def _age(register: Register) -> int:
    return register.year or 0
