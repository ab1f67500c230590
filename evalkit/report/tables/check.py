"""Every refit of a check."""

from __future__ import annotations

import pandas as pd

from evalkit.core.quantity import Unit
from evalkit.records.check import CheckResult
from evalkit.report.block import Block
from evalkit.report.tabling import Column, table_block
from evalkit.report.words import named, opened

TWO = Unit("own unit", 2, signed=True)
HEADERS = {"estimate": "Estimate", "conf_low": "From", "conf_high": "To"}


def check(result: CheckResult) -> Block:
    """One row per refit; an unanswered check has one row that says why."""
    name = f"check-{result.check.replace('_', '-')}"
    title = f"{opened(named(result.check))}: {result.asks}"
    if result.table is None or not result.answered:
        columns: tuple[Column, ...] = (Column("answer", "Answer"),)
        return table_block(name, title, columns, [{"answer": result.answer}])
    unit = f" ({result.unit})" if result.unit else ""
    columns = (
        Column("label", "Refit"),
        *(Column(key, f"{header}{unit}", TWO) for key, header in HEADERS.items() if key in result.table.columns),
    )
    return table_block(
        name,
        title,
        columns,
        [{str(key): cell for key, cell in row.items()} for row in refits(result).to_dict("records")],
    )


def refits(result: CheckResult) -> pd.DataFrame:
    """Return the refits of a check; rows that stand for schools are ordered by estimate and carry no name."""
    table = pd.DataFrame(result.table)
    if "school" not in table.columns:
        return table
    ordered = table.sort_values(["estimate", "school"], ignore_index=True).drop(columns="school")
    return ordered.assign(label=[f"without school {place}" for place in range(1, len(ordered) + 1)])
