"""What would have come by itself, from each baseline."""

from __future__ import annotations

from evalkit.core.quantity import Unit
from evalkit.records.check import CheckResult
from evalkit.report.block import Block
from evalkit.report.tabling import Column, table_block
from evalkit.report.words import opened

TWO = Unit("own unit", 2, signed=True)
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


def regression_to_mean(result: CheckResult) -> Block:
    """One row per baseline: the programme's schools' gain, what would have come by itself, and what is left."""
    assert result.table is not None
    unit = f" ({result.unit})"
    rows = [{str(key): cell for key, cell in row.items()} for row in result.table.to_dict("records")]
    for row in rows:
        row["label"] = opened(f"{row['label']}, {KINDS[str(row['baseline'])]}")
    implied = "implied" in result.table.columns
    chosen = "chosen in" in dict(result.values)
    columns = (
        Column("label", "Counted from"),
        Column("naive", f"Gain of the schools studied{unit}", TWO),
        Column("expected", f"Seen elsewhere without a programme{unit}", TWO),
        *((Column("implied", f"Implied{unit}", TWO),) if implied else ()),
        Column("estimate", f"Left{unit}", TWO),
    )
    notes = (*NOTES, *(_implied(result) if implied else ()), LEFT if chosen else NOT_CHOSEN)
    return table_block("check-regression-to-mean", f"Regression to mean: {result.asks}", columns, rows, notes=notes)


def _implied(result: CheckResult) -> tuple[str, str]:
    """Return what stands behind the implied gains, and which model the changes could tell apart."""
    told = dict(result.values)
    changes = told.get("changes known", 0.0)
    model = PULL if told.get("share kept of the swing", 1.0) < 1.0 else WALK
    if model == WALK and changes < FEWEST_FOR_PULL:
        model = WALK_OF_TWO
    return IMPLIED, model
