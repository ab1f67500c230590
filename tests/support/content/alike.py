"""Whether files say the same, and whether the table behind a figure holds what the figure was drawn from."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from difflib import unified_diff

import pandas as pd

from evalkit.report.block import Block
from tests.support.content.said import Said

MISSING = "[x]"
# Of a number with four digits that stand.
ROUNDED = 0.0006


def differing(one: Sequence[Said], other: Sequence[Said]) -> list[str]:
    """Return what only one of two files says, or says elsewhere, in its place; nothing where they are alike."""
    lines = ([f"{saying.kind}: {saying.text}" for saying in file] for file in (one, other))
    return [line for line in unified_diff(*lines, lineterm="", n=0) if line[:3] not in ("---", "+++")]


def unlike_its_block(table: Sequence[Sequence[str]], block: Block) -> list[str]:
    """Return the cells of the table behind a figure that are not the values of its block."""
    headers, *rows = table
    wrong = [
        header
        for header in headers
        if header.replace(" ", "_") not in {str(one).replace(" ", "_") for one in block.columns}
    ]
    values = list(block.values.itertuples(index=False))
    if len(rows) != len(values) or len(headers) != len(block.columns):
        return [f"{len(rows)} rows of {len(headers)}, not {len(values)} of {len(block.columns)}"]
    for row, given in zip(rows, values, strict=True):
        wrong += [f"{cell} for {value}" for cell, value in zip(row, given, strict=True) if not _is(cell, value)]
    return wrong


def _is(cell: str, value: object) -> bool:
    if isinstance(value, str):
        return cell == value
    if value is None or value is pd.NA or (isinstance(value, float) and math.isnan(value)):
        return cell == MISSING
    if isinstance(value, bool):
        return cell == ("yes" if value else "no")
    if isinstance(value, float):
        number = float(cell.replace("\N{MINUS SIGN}", "-").replace(",", ""))
        return number == value or math.isclose(number, value, rel_tol=ROUNDED)
    return cell == json.dumps(value, ensure_ascii=False)
