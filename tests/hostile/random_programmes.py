"""Tables of a programme drawn by lot: every cell may stand where it does, and together they make no sense."""

from __future__ import annotations

import datetime as dt
from random import Random

from evalkit.core.column import NUMERIC
from evalkit.programme.kept import KeptTable, KeptTables, typed
from evalkit.programme.tables import ProgrammeTable, programme_tables
from evalkit.programme.tables.parts.table import ProgrammeColumn
from evalkit.study.model import Study

SIZES, ROWS = (1, 1, 2, 5, 11, 19), (1, 1, 2, 3, 10, 40)
TERMS = tuple(f"{season} {year}" for year in (2018, 2019) for season in ("Spring", "Summer", "Autumn"))
YEARS = ("2016/17", "2017/18", "2018/19")
WORDS = ("words", "Déjà <b>vu</b> | $x$ 5%")
FIRST = dt.datetime(2017, 9, 1)
# Tables whose codes others name come before these.
NAMED_FIRST = ("schools", "providers", "kpis", "activities")


def random_programme(seed: int, study: Study) -> KeptTables:
    """Return some of the tables, or all, with blanks wherever a cell may be blank."""
    lot, known = Random(seed), programme_tables()
    names = list(known)
    chosen = {*lot.sample(names, lot.choice((1, 6, 12, len(names)))), "schools"}
    blank, people = lot.choice((0.0, 0.3, 1.0)), lot.choice((2, 30))
    pools: dict[str, list[str]] = {
        "components": [one.id for one in study.components],
        "ratings": list(study.delivery.ratings),
        "person": [f"T{number:02d}" for number in range(people)],
    }
    made: dict[str, KeptTable] = {}
    for name in (*NAMED_FIRST, *(other for other in names if other not in NAMED_FIRST)):
        if name not in chosen:
            continue
        table = known[name]
        count = lot.choice(SIZES if name == "schools" else ROWS)
        cells = {column.name: [_cell(column, lot, pools, blank) for _ in range(count)] for column in table.every_column}
        if name == "schools":
            cells["school"] = [f"School {number}" for number in range(count)]
            cells["urn"] = [990001.0 + number for number in range(count)]
        cells = _told_apart(cells, table)
        rows = typed(cells, table)
        made[name] = KeptTable(name, rows, tuple(f"{name}.csv, line {row + 2}" for row in range(len(rows))))
        pools[name] = (
            [str(value) for value in rows[table.key[0] if name != "schools" else "school"]] if table.key else []
        )
    return KeptTables(made)


def _cell(column: ProgrammeColumn, lot: Random, pools: dict[str, list[str]], blank: float) -> object:
    numeric = column.kind in NUMERIC
    if not column.needed and lot.random() < blank:
        return float("nan") if numeric else None if column.kind == "date" else ""
    pool = pools.get(column.refers) or pools.get(column.kind) or list(column.among)
    if numeric:
        low = -50.0 if column.low is None else column.low
        high = column.high if column.high is not None else lot.choice((1.0, 10.0, 100_000.0))
        value = lot.choice((low, high, lot.uniform(low, high), max(low, 0.0)))
        return float(round(value)) if column.kind == "whole" else value
    if column.kind == "date":
        return FIRST + dt.timedelta(days=lot.randrange(700))
    pool = pool or {"term": list(TERMS), "year": list(YEARS), "id": ["C1", "C2"]}.get(column.kind, list(WORDS))
    return lot.choice(pool)


def _told_apart(cells: dict[str, list[object]], table: ProgrammeTable) -> dict[str, list[object]]:
    """Leave out rows that the table's key does not tell from one before."""
    if not table.key:
        return cells
    first: dict[tuple[object, ...], int] = {}
    for row, key in enumerate(zip(*(cells[name] for name in table.key), strict=True)):
        first.setdefault(key, row)
    return {name: [values[row] for row in first.values()] for name, values in cells.items()}
