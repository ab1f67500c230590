"""What would have come by itself, from each baseline."""

from __future__ import annotations

from dataclasses import asdict

from evalkit.records.check import CheckResult
from evalkit.records.shown import GainsByBaseline, Swing
from evalkit.report.block import Block
from evalkit.report.table_cells import Column
from evalkit.report.tables.checks.heading import block, in_its_unit
from evalkit.report.words import opened

KINDS = {"latest": "latest year before the start", "mean": "mean of the years before", "earliest": "earliest year"}
NOTES = (
    "Each gain is relative to the mean of all eligible schools, over the schools that have every year.",
    "Seen elsewhere: the same gain of schools elsewhere that the same rule would have chosen; they had no programme.",
)
IMPLIED = (
    "Implied: what follows from how far those schools lay from the mean and how much of a school's result passes "
    "within a year."
)
WALK = "What lasts is taken to drift as a random walk, with noise of one year; its changes show no pull back."
WALK_OF_TWO = (
    "What lasts is taken to drift as a random walk, with noise of one year; two changes cannot tell it from a "
    "pull back to a school's own mean."
)
PULL = "What does not last is taken to be pulled back to a school's own mean, beside noise of one year."
FEWEST_FOR_PULL = 3
LEFT = "What is left is a description; the study's estimate also takes schools that are alike in other ways."
NOT_CHOSEN = "The schools were not chosen by this rule, so nothing is taken off their own gain."


def gains_by_baseline(result: CheckResult, shown: GainsByBaseline) -> Block:
    """One row per baseline: the programme's schools' gain, what would have come by itself, and what is left."""
    rows = [{**asdict(row), "label": opened(f"{row.label}, {KINDS[row.baseline]}")} for row in shown.rows]
    implied = any(row.implied is not None for row in shown.rows)
    columns = (
        Column("label", "Counted from"),
        in_its_unit(result, "naive", "Gain of the schools studied"),
        in_its_unit(result, "expected", "Seen elsewhere without a programme"),
        *((in_its_unit(result, "implied", "Implied"),) if implied else ()),
        in_its_unit(result, "estimate", "Left"),
    )
    left = NOT_CHOSEN if shown.chosen_in is None else LEFT
    return block(result, columns, rows, notes=(*NOTES, *(_implied(shown.swing) if implied else ()), left))


def _implied(swing: Swing) -> tuple[str, str]:
    """Return what stands behind the implied gains, and which model the changes could tell apart."""
    if swing.kept is not None and swing.kept < 1.0:
        return IMPLIED, PULL
    return IMPLIED, WALK if swing.changes >= FEWEST_FOR_PULL else WALK_OF_TWO
