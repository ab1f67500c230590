"""Tables: cells formatted once, units in headers, one number of decimals down a column."""

from __future__ import annotations

import math
import textwrap
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from evalkit.core.quantity import MINUS, Unit
from evalkit.report.block import Block

PAGE_WIDTH = 100
NARROWEST = 6
SUPPRESSED = "[c]"
NOT_AVAILABLE = "[x]"
NOT_APPLICABLE = "[z]"
MARKS = {
    SUPPRESSED: "[c] hidden because few pupils are behind it.",
    NOT_AVAILABLE: "[x] not available.",
    NOT_APPLICABLE: "[z] does not apply.",
}


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table.

    Attributes
    ----------
    key : str
        Its name in the rows.
    header : str
        As printed, with the unit.
    unit : Unit or None
        How numbers are shown; None for text.
    missing : str
        What stands where there is no number: ``[x]`` not available, ``[z]`` does not apply, ``[c]`` hidden.
    """

    key: str
    header: str
    unit: Unit | None = None
    missing: str = NOT_AVAILABLE


def table_block(
    identifier: str,
    title: str,
    columns: Sequence[Column],
    rows: Iterable[Mapping[str, object]],
    *,
    source: str = "",
    notes: Sequence[str] = (),
    findings: Sequence[str] = (),
) -> Block:
    """Return a table with its caption, its cells as printed, its unrounded values and its plain text."""
    records = list(rows)
    cells = tuple(
        tuple(shown(record.get(column.key), column.unit, column.missing) for column in columns) for record in records
    )
    headers = tuple(column.header for column in columns)
    values = pd.DataFrame([[record.get(column.key) for column in columns] for record in records])
    values.columns = [column.key for column in columns] if len(records) else []
    every_note = (*notes, *_shorthand(cells))
    return Block(
        id=identifier,
        kind="table",
        title=title,
        text=plain_text(title, headers, cells, every_note, source),
        values=values,
        source=source,
        columns=headers,
        cells=cells,
        notes=every_note,
        findings=tuple(findings),
    )


def not_shown(schools: int) -> tuple[str, ...]:
    """Return the note on schools that may not be shown; none where there are none."""
    return (f"{schools} {'school is' if schools == 1 else 'schools are'} not shown.",) if schools else ()


def shown(value: object, unit: Unit | None, missing: str = NOT_AVAILABLE) -> str:
    """Return a cell as printed; ``missing`` where there is no number. A count, which is whole, has no decimals."""
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return missing if unit else ""
    if unit is None or isinstance(value, str):
        return str(value)
    if isinstance(value, int):
        return f"{value:,}"
    number = float(value)  # type: ignore[arg-type]
    if math.isinf(number):
        return "no limit"
    return with_commas(unit.show(number)) if unit.decimals == 0 else unit.show(number)


def with_commas(number: str) -> str:
    """Return a whole number with its sign and with commas between thousands."""
    sign, digits = (number[:1], number[1:]) if number[:1] in f"+{MINUS}" else ("", number)
    return f"{sign}{int(digits):,}" if digits.isdigit() else number


def plain_text(
    title: str, headers: Sequence[str], cells: Sequence[Sequence[str]], notes: Sequence[str], source: str
) -> str:
    """Return a table as text of at most 100 characters a line, numbers aligned to the right."""
    widths = _widths([headers, *cells])
    right = [_numeric([row[place] for row in cells]) for place in range(len(headers))]
    lines = [*textwrap.wrap(title, PAGE_WIDTH), ""]
    lines += _row(headers, widths, right)
    lines.append("  ".join("-" * width for width in widths))
    for row in cells:
        lines += _row(row, widths, right)
    numbered = [f"{place}. {note}" for place, note in enumerate(notes, 1)]
    below = [line for note in numbered for line in textwrap.wrap(note, PAGE_WIDTH)]
    if source:
        below += textwrap.wrap(f"Source: {source}", PAGE_WIDTH)
    return "\n".join([*lines, *([""] if below else []), *below])


def numeric_column(block: Block, place: int) -> bool:
    """Say whether a table's column holds numbers, which stand to the right."""
    return _numeric([row[place] for row in block.cells])


def _numeric(cells: Sequence[str]) -> bool:
    filled = [cell for cell in cells if cell]
    bare = [cell.lstrip("+\N{MINUS SIGN}").replace(",", "").replace(".", "", 1) for cell in filled]
    return bool(filled) and all(
        text.isdigit() or cell in (*MARKS, "no limit") for text, cell in zip(bare, filled, strict=True)
    )


def _shorthand(cells: Sequence[Sequence[str]]) -> tuple[str, ...]:
    present = {cell for row in cells for cell in row}
    return tuple(meaning for mark, meaning in MARKS.items() if mark in present)


def _widths(rows: Sequence[Sequence[str]]) -> list[int]:
    """Share the page: headers break at words first, then the widest columns do; no word breaks if that can be."""
    places = range(len(rows[0]))
    natural = [max(len(row[place]) for row in rows) for place in places]
    words = [max(len(word) for row in rows for word in row[place].split() or [""]) for place in places]
    room = PAGE_WIDTH - 2 * (len(natural) - 1)
    body = [max([words[place], *(len(row[place]) for row in rows[1:])]) for place in places]
    least = words if sum(words) <= room else [min(width, NARROWEST) for width in words]
    widths = natural if sum(natural) <= room else body
    cap = max(widths)
    while cap > NARROWEST and sum(widths) > room:
        cap -= 1
        widths = [min(width, max(cap, floor)) for width, floor in zip(widths, least, strict=True)]
    return list(widths)


def _row(cells: Sequence[str], widths: Sequence[int], right: Sequence[bool]) -> list[str]:
    wrapped = [textwrap.wrap(cell, width) or [""] for cell, width in zip(cells, widths, strict=True)]
    height = max(len(lines) for lines in wrapped)
    padded = [lines + [""] * (height - len(lines)) for lines in wrapped]
    return [
        "  ".join(
            text.rjust(width) if to_right else text.ljust(width)
            for text, width, to_right in zip(parts, widths, right, strict=True)
        ).rstrip()
        for parts in zip(*padded, strict=True)
    ]
