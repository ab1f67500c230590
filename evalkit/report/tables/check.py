"""Every refit of a check."""

from __future__ import annotations

import pandas as pd

from evalkit.core.quantity import Unit
from evalkit.records.check import CheckResult
from evalkit.report.block import Block
from evalkit.report.tables.regression_to_mean import regression_to_mean
from evalkit.report.tabling import Column, table_block
from evalkit.report.words import named, opened, unit_heading

TWO = Unit("own unit", 2, signed=True)
HEADERS = {
    "estimate": "Estimate",
    "conf_low": "From",
    "conf_high": "To",
    "contribution": "Added by this change",
    "other_order": "Added by it in the opposite order",
}
PERCENT = Unit("%", 1)
COUNT = Unit("number", 0)


def check(result: CheckResult) -> Block:
    """One row per refit; an unanswered check has one row that says why."""
    name = f"check-{result.check.replace('_', '-')}"
    title = f"{opened(named(result.check))}: {result.asks}"
    if result.table is None or not result.answered:
        columns: tuple[Column, ...] = (Column("answer", "Answer"),)
        return table_block(name, title, columns, [{"answer": result.answer}])
    if "naive" in result.table.columns:
        return regression_to_mean(result)
    unit = f" ({result.unit})" if result.unit else ""
    given = result.table.columns
    columns = (
        Column("label", _of_rows(result)),
        *((Column("unit", "Unit"),) if "unit" in given else ()),
        *(
            (Column("share", "Share of the comparison (%)", PERCENT),)
            if "share" in given and "times" not in given
            else ()
        ),
        *(Column(key, f"{header}{unit}", TWO) for key, header in HEADERS.items() if key in given),
        *((Column("schools", "Schools (number)", COUNT),) if "others" in given else ()),
        *((Column("donors", "Similar schools (number)", COUNT),) if "donors" in given else ()),
    )
    return table_block(
        name,
        title,
        columns,
        [_printed({str(key): cell for key, cell in row.items()}) for row in refits(result).to_dict("records")],
    )


def _of_rows(result: CheckResult) -> str:
    """Return what the rows of a check are."""
    given = () if result.table is None else tuple(map(str, result.table.columns))
    if "others" in given:
        return "Group"
    if "times" in given:
        return "Comparison schools with similar support"
    return "Outcome" if "unit" in given else "Refit"


def _printed(row: dict[str, object]) -> dict[str, object]:
    """Return a row with its own unit, where it has one, as a heading names it."""
    return {**row, "unit": unit_heading(Unit(str(row["unit"]), 1, signed=True))} if "unit" in row else row


def refits(result: CheckResult) -> pd.DataFrame:
    """Return the refits of a check; rows that stand for schools are ordered by estimate and carry no name."""
    table = pd.DataFrame(result.table)
    if "school" not in table.columns:
        return table
    ordered = table.sort_values(["estimate", "school"], ignore_index=True).drop(columns="school")
    return ordered.assign(label=[f"without school {place}" for place in range(1, len(ordered) + 1)])
