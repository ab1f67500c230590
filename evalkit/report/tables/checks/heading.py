"""What the tables of all checks share: name, caption, and columns with the unit of the check."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from evalkit.core.quantity import Unit
from evalkit.records.check import CheckResult
from evalkit.report.block import Block
from evalkit.report.sentences.parts.check_words import looked_at
from evalkit.report.table_cells import Column, table_block
from evalkit.report.words import Words

TWO = Unit("own unit", 2, signed=True)
COUNT = Unit("number", 0)
PERCENT = Unit("%", 1)


def block(
    result: CheckResult, columns: Sequence[Column], rows: Iterable[Mapping[str, object]], *, notes: Sequence[str] = ()
) -> Block:
    """Return a table of a check under what it looks at."""
    title = looked_at(Words(), result)
    return table_block(f"check-{result.check.replace('_', '-')}", title, columns, rows, notes=notes)


def in_its_unit(result: CheckResult, key: str, header: str) -> Column:
    """Return a column of numbers in the unit of the check."""
    unit = f" ({result.unit})" if result.unit else ""
    return Column(key, f"{header}{unit}", TWO)


def with_interval(result: CheckResult) -> tuple[Column, ...]:
    """Return the columns of an estimate and the ends of its interval."""
    headers = (("estimate", "Estimate"), ("conf_low", "From"), ("conf_high", "To"))
    return tuple(in_its_unit(result, key, header) for key, header in headers)
