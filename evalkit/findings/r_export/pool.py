"""Every untreated school the design may use: what tells how far areas and schools change by themselves."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

import numpy as np

from evalkit.findings.r_export.columns import ColumnForR, Row, TableForR
from evalkit.findings.r_export.schools import NAMED, ComparedForR
from evalkit.records.analysis import Analysis
from evalkit.records.comparison import BalanceRow, Pool

FILE = "pool.csv"


def pool_table(compared: ComparedForR | None) -> TableForR:
    """Return the eligible schools with their change and what describes them; no row where the design knows no pool."""
    pool = None if compared is None else compared.comparison.pool
    if compared is None or pool is None:
        return TableForR(FILE, _columns("", ()), ())
    balance = compared.comparison.balance
    matched = () if balance is None else tuple(row for row in balance.rows if row.matched_on)
    described = _described(compared.analysis, matched, pool.covariates.shape[1])
    return TableForR(FILE, _columns(compared.unit, described), tuple(_rows(pool, compared.named)))


def _columns(unit: str, described: tuple[ColumnForR, ...]) -> tuple[ColumnForR, ...]:
    return (
        ColumnForR("school", "text", NAMED),
        ColumnForR("area", "text", "Code of its local authority"),
        ColumnForR("stratum", "text", "Number of its stratum: schools of one are alike in all that must agree exactly"),
        ColumnForR("change", "decimal", "Change of its outcome: outcomes times year_weight, added up", unit=unit),
        ColumnForR("pupils", "decimal", "Pupils of the latest year before the start", unit="pupils"),
        *described,
    )


def _described(analysis: Analysis, matched: tuple[BalanceRow, ...], count: int) -> tuple[ColumnForR, ...]:
    """Return a column for each number that the design works on, called as in the balance where it stands there."""
    if len(matched) != count:
        return tuple(
            ColumnForR(f"number_{place + 1}", "decimal", "A number that the design works on", missing="not known")
            for place in range(count)
        )
    return tuple(_as_in_balance(analysis, row) for row in matched)


def _as_in_balance(analysis: Analysis, row: BalanceRow) -> ColumnForR:
    known = {variable.name: variable for variable in analysis.panel().variables}
    variable = known.get(row.variable.partition(" ")[0])
    unit = variable.unit.name if variable and variable.unit else ""
    return ColumnForR(re.sub(r"\W+", "_", row.variable), "decimal", f"Described by: {row.label}", unit=unit)


def _rows(pool: Pool, named: Mapping[int, str]) -> Iterator[Row]:
    for row in np.flatnonzero(pool.eligible).tolist():
        school, area, stratum = named[int(pool.unit[row])], pool.area_codes[pool.area[row]], str(pool.stratum[row])
        yield (school, area, stratum, float(pool.change[row]), float(pool.pupils[row]), *pool.covariates[row].tolist())
