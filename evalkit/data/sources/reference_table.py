"""Tables of no schools by year, or under nobody's headings: said what they are, and how many rows they hold.

Nothing of them joins a panel by itself. A study that maps the columns of one reads it as a mapped table.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from evalkit.core.errors import DataError
from evalkit.data.sources.parts.dating import vintage_in, years_in
from evalkit.data.sources.parts.known_tables import known_table
from evalkit.data.sources.parts.source import FileRead, TableSource
from evalkit.data.text.opening import OpenFile
from evalkit.study.model import DataFile
from evalkit.tables.flow import Step
from evalkit.tables.provenance import Provenance


def recognises(header: tuple[str, ...]) -> bool:
    """Say whether the header is that of a table known by name."""
    return known_table(header) is not None


def read(file: OpenFile, entry: DataFile | None) -> FileRead:
    """Return what the table is; it gives no variables."""
    del entry
    known = known_table(file.header)
    if known is None:
        raise DataError.one(
            where=file.file,
            found="a table that is not known by name",
            allowed="a table whose headings are those of one listed",
            next="take the source off the file in the study file, or map its columns",
        )
    years, rows = years_in(file.file), len(file.rows)
    provenance = Provenance(
        file=file.file,
        source="reference_table",
        year=years[0] if len(years) == 1 else None,
        vintage=vintage_in(file.file),
        sha256=file.sha256,
        rows=rows,
        rows_kept=rows,
        dropped=(),
        reasons=(),
        notes=(known.what, *file.notes),
    )
    nothing = pd.DataFrame({"urn": np.array([], dtype=np.int64), "year": np.array([], dtype=np.int64)})
    reasons = pd.DataFrame({name: [] for name in ("urn", "year", "variable", "reason")})
    step = Step(f"read {file.file}", "all", "rows", rows, rows)
    return FileRead(nothing, reasons, (), frozenset(), provenance, step, adds_rows=False)


SOURCE = TableSource(
    summary="lists, codes, national figures and other tables that give no schools by themselves",
    recognises=recognises,
    read=read,
    checked_against=("tests/unit/data/sources/test_published_files.py::test_each_file_is_known_and_loads_whole",),
    gives="reference",
)
