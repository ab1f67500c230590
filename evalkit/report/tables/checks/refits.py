"""Refits beside each other, with whatever further columns a check gives."""

from __future__ import annotations

from dataclasses import asdict

from evalkit.records.check import CheckResult
from evalkit.records.shown import Further, HiddenNumbers, JudgedRefits, Refits
from evalkit.report.block import Block
from evalkit.report.table_cells import Column
from evalkit.report.tables.checks.heading import block, in_its_unit, with_interval
from evalkit.report.words import opened

LABEL = Column("label", "Analysis")


def refits(result: CheckResult, shown: Refits) -> Block:
    """One row per refit."""
    return _with_further(result, shown, (LABEL, in_its_unit(result, "estimate", "Estimate")))


def judged_refits(result: CheckResult, shown: JudgedRefits) -> Block:
    """One row per refit, with its interval."""
    return _with_further(result, shown, (LABEL, *with_interval(result)))


def hidden_numbers(result: CheckResult, shown: HiddenNumbers) -> Block:
    """One row for hidden numbers left out, and one for each end."""
    return block(result, (LABEL, in_its_unit(result, "estimate", "Estimate")), [asdict(row) for row in shown.rows])


def _with_further(result: CheckResult, shown: Refits | JudgedRefits, columns: tuple[Column, ...]) -> Block:
    """Return the table; a further column has a place of its own, whatever it is called."""
    own = {column.key for column in columns}
    keys = {one.name: f"{one.name} (further)" if one.name in own else one.name for one in shown.further}
    beside = [{keys[one.name]: one.cells[place] for one in shown.further} for place in range(len(shown.rows))]
    first: list[dict[str, object]] = [asdict(row) for row in shown.rows]
    rows = [{**row, **further} for row, further in zip(first, beside, strict=True)]
    return block(result, (*columns, *(Column(keys[one.name], _header(one), one.unit) for one in shown.further)), rows)


def _header(one: Further) -> str:
    words = one.header or opened(one.name.replace("_", " "))
    return f"{words} ({one.unit.name})" if one.unit and one.unit.name else words
