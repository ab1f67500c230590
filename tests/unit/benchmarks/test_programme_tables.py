"""The workbook on which reading is timed holds every column of every table, so that the benchmark runs."""

from __future__ import annotations

from benchmarks.programme_tables import value_of
from evalkit.programme.tables import programme_tables


def test_every_table_has_a_row_to_be_timed() -> None:
    rows = {
        name: [value_of(table, column, 3) for column in table.columns] for name, table in programme_tables().items()
    }
    assert len(rows["attendance"]) == len(programme_tables()["attendance"].columns)
    assert all(any(cell is not None for cell in row) for row in rows.values())
