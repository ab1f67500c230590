"""What the programme cost, as tables."""

from __future__ import annotations

from collections.abc import Sequence

from evalkit.core.quantity import POUNDS, Unit
from evalkit.records.delivery.cost import Cost, CostShare
from evalkit.report.block import Block
from evalkit.report.table_cells import NOT_APPLICABLE, Column, table_block
from evalkit.report.words import day_in_words

PARTS = ("cost", "strands", "categories", "payers", "years", "per_pupil")
BY_THE_END = "Spent or expected: what was spent, or where that is not known yet the forecast, or else the plan."
DAYS, PENCE = Unit("days", 0), Unit("pounds", 2)


def cost(result: Cost) -> Block:
    """The whole in a few lines: money, what is paid once, days, and for a school and a pupil."""
    main = result.per_pupil[0] if result.per_pupil else None
    rows: list[dict[str, object]] = [
        {"what": "Money spent in all", "pounds": result.cash},
        {"what": "of it paid once", "pounds": result.once},
        {"what": "of it to be paid again to go on", "pounds": result.recurring},
        {"what": "for each school", "pounds": result.cash / result.schools if result.schools else None},
        {"what": "Value put on time and rooms given free, not added", "pounds": result.in_kind},
        {"what": "Days of staff time, not turned into money", "days": result.days},
    ]
    if main is not None:
        rows.append({"what": "For one pupil and year, over three years of use", "pounds": main.pounds})
    columns = (
        Column("what", "What"),
        Column("pounds", "Pounds", POUNDS, missing=NOT_APPLICABLE),
        Column("days", "Days", DAYS, missing=NOT_APPLICABLE),
    )
    return table_block("cost", "What the programme cost", columns, rows, notes=_notes(result))


def strands(result: Cost) -> Block:
    """Money by strand."""
    return _cut("cost-strands", "Money by strand", "Strand", result.strands, (BY_THE_END,))


def categories(result: Cost) -> Block:
    """Money by what it was paid for."""
    return _cut("cost-categories", "Money by what it was paid for", "Paid for", result.categories)


def payers(result: Cost) -> Block:
    """Money by who paid."""
    return _cut("cost-payers", "Money by who paid", "Who paid", result.payers)


def years(result: Cost) -> Block:
    """Money planned and spent by year."""
    return _cut("cost-years", "Money planned and spent by year", "Year", result.by_year)


def per_pupil(result: Cost) -> Block:
    """The cost for one pupil and year by each way of counting."""
    columns = (Column("how", "Way of counting"), Column("pounds", "Pounds", PENCE), Column("band", "Band"))
    rows = [{"how": one.how, "pounds": one.pounds, "band": one.band} for one in result.per_pupil]
    note = f"Bands: {result.band_source}, as they stood on {day_in_words(result.bands_checked)}."
    return table_block("cost-per-pupil", "Cost for one pupil and year", columns, rows, notes=(note,))


def _cut(identifier: str, title: str, header: str, shares: Sequence[CostShare], notes: tuple[str, ...] = ()) -> Block:
    columns = (
        Column("name", header),
        Column("budget", "Planned (£)", POUNDS),
        Column("forecast", "Forecast (£)", POUNDS),
        Column("actual", "Spent (£)", POUNDS),
        Column("expected", "Spent or expected (£)", POUNDS),
        Column("left", "Planned less that (£)", POUNDS.difference()),
    )
    rows = [
        {
            "name": one.name,
            "budget": one.budget,
            "forecast": one.forecast,
            "actual": one.actual,
            "expected": one.expected,
            "left": one.budget - one.expected,
        }
        for one in shares
    ]
    return table_block(identifier, title, columns, rows, notes=notes)


def _notes(result: Cost) -> tuple[str, ...]:
    notes = []
    if result.unknown:
        notes.append(f"Rows whose cost is not known yet, and which count nowhere: {result.unknown}.")
    if result.unsaid:
        notes.append(f"Rows that do not say once or recurring, counted as recurring: {result.unsaid}.")
    return tuple(notes)
