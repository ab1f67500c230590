"""Who stands beside each untreated school: what the estimates of areas in the programme's place are made of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np

from evalkit.findings.r_export.columns import ColumnForR, Row, TableForR
from evalkit.records.comparison import Assignment

FILE = "donors.csv"
COLUMNS = (
    ColumnForR("school", "text", "Published number of an untreated school, as in pool.csv"),
    ColumnForR("donor", "text", "Published number of a school that stands beside it, as in pool.csv"),
    ColumnForR("share", "decimal", "Weight of the donor for this school; those of a school sum to 1"),
)


def donors_table(assignment: Assignment | None, named: Mapping[int, str]) -> TableForR:
    """Return one row for each untreated school and each of its donors.

    Parameters
    ----------
    assignment : Assignment or None
        How anybody would stand in the programme's place; None where the headline asks for nobody who does, or where
        schools have no donors of their own. There is then no row.
    named : mapping of int to str
        How each school is called.
    """
    return TableForR(FILE, COLUMNS, () if assignment is None else tuple(_rows(assignment, named)))


def _rows(assignment: Assignment, named: Mapping[int, str]) -> Iterator[Row]:
    pool = assignment.pool
    rows = np.flatnonzero(pool.eligible & assignment.usable())
    own = assignment.donors_of_each(rows)
    called = [named[unit] for unit in pool.unit.tolist()]
    for row, donors, shares in zip(rows.tolist(), own.donor.tolist(), own.share.tolist(), strict=True):
        for donor, share in zip(donors, shares, strict=True):
            if share > 0:
                yield (called[row], called[donor], share)
