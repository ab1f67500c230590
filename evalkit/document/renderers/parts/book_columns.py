"""The columns of a sheet, from a table or from the data behind a figure: numbers as numbers, ends of ranges apart."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from evalkit.core.quantity import MINUS
from evalkit.document.renderers.parts.number_forms import (
    PRINTED,
    behind,
    is_printed_number,
    number_form,
    printed_value,
    through,
)
from evalkit.report.block import Block
from evalkit.report.table_cells import MARKS, NOT_APPLICABLE, NOT_AVAILABLE

# What a column may hold beside numbers and still be one of numbers.
NO_LIMIT = "no limit"
BESIDE_NUMBERS = (*MARKS, NO_LIMIT, "")
# A range, such as "−0.02 to 0.37 grades", alone or in brackets behind its middle.
RANGE = re.compile(
    rf"(?:(?P<middle>{PRINTED}) \()?"
    rf"(?P<from>{PRINTED}) to (?P<to>{PRINTED})(?P<unit>(?: [^\W\d]+){{0,4}}|%)(?(middle)\))"
)
WITH_UNIT = re.compile(rf"(?P<pounds>£?)(?P<number>{PRINTED})(?P<per_cent>%| %| per cent)?")
FROM, TO = "from", "to"
# Columns whose whole numbers from 1900 to 2100 are years.
YEARS = re.compile(r"\b(?:years?|cohorts?|exams in)\b", re.IGNORECASE)
A_YEAR = re.compile(r"(?:19|20)\d\d|2100")
# Digits that the table behind a figure shows of a number, and decimals at most.
DIGITS, MOST_DECIMALS = 4, 4


@dataclass(frozen=True, slots=True)
class BookCell:
    """One cell of a sheet.

    Attributes
    ----------
    text : str
        What a reader sees; of a number, as the report prints it.
    number : float or None
        What stands in the cell; None where it is the text.
    form : str
        How the spreadsheet is to show the number; empty for text.
    target : str
        Id of the place in the document that it leads to; empty where to none.
    """

    text: str
    number: float | None = None
    form: str = ""
    target: str = ""


@dataclass(frozen=True, slots=True)
class BookColumn:
    """One column of a sheet: its header, unlike every other of the sheet, and its cells."""

    header: str
    cells: tuple[BookCell, ...]

    @property
    def numeric(self) -> bool:
        """Whether numbers stand in it, and beside them nothing but what stands for a missing one."""
        numbers = any(cell.number is not None for cell in self.cells)
        return numbers and all(cell.number is not None or cell.text in BESIDE_NUMBERS for cell in self.cells)


def table_columns(block: Block, links: Sequence[tuple[int, int, str]] = ()) -> tuple[BookColumn, ...]:
    """Return the columns of a table.

    A column of ranges becomes one of where they begin and one of where they end, after one of their middles where they
    have them; one in which ranges stand among words keeps its words and has its ends beside it.

    Parameters
    ----------
    block : Block
        A table.
    links : sequence of (int, int, str)
        Cells that lead elsewhere: row and column, from 0, and the id they lead to.
    """
    targets = {(row, column): target for row, column, target in links}
    columns: list[BookColumn] = []
    for place, header in enumerate(block.columns):
        printed = [row[place] for row in block.cells]
        held = [_held(block, row, place) for row in range(len(printed))]
        # What rows are called is never taken apart: "5 to 10" may be the name of a group.
        made = list(_with_ends(header, printed, held) if place else [_column(header, printed, held)])
        led = [replace(cell, target=targets.get((row, place), "")) for row, cell in enumerate(made[0].cells)]
        columns += [BookColumn(made[0].header, tuple(led)), *made[1:]]
    return _apart(columns)


def figure_columns(block: Block) -> tuple[BookColumn, ...]:
    """Return the columns of the data behind a figure, each with one number of decimals from top to bottom."""
    rows = list(block.values.itertuples(index=False, name=None))
    columns = []
    for place, name in enumerate(block.columns):
        header, values = name.replace("_", " "), [row[place] for row in rows]
        form = number_form(max((_decimals(value) for value in values), default=0))
        columns.append(BookColumn(header, tuple(_valued(value, form, header) for value in values)))
    return _apart(columns)


def _with_ends(header: str, printed: Sequence[str], held: Sequence[object]) -> Iterator[BookColumn]:
    ranges = [RANGE.fullmatch(text) for text in printed]
    found = [one for one in ranges if one]
    if not found:
        yield _bare(header, printed, held)
        return
    shapes = {(one["unit"].strip(), one["middle"] is None) for one in found}
    alone = len(shapes) == 1 and all(one or text in BESIDE_NUMBERS for one, text in zip(ranges, printed, strict=True))
    units = {one["unit"].strip() for one in found}
    unit = units.pop() if len(units) == 1 else ""
    named = f"{header} ({unit})" if unit and unit not in header else header
    if not alone:
        yield _column(header, printed, held)
        yield from (_end(f"{named}, {end}", end, ranges, [NOT_APPLICABLE] * len(ranges)) for end in (FROM, TO))
        return
    if found[0]["middle"] is not None:
        yield _end(named, "middle", ranges, printed)
    yield from (_end(f"{named}, {end}", end, ranges, printed) for end in (FROM, TO))


def _end(header: str, end: str, ranges: Sequence[re.Match[str] | None], otherwise: Sequence[str]) -> BookColumn:
    """Return one end of each range; where there is none, what stands there otherwise."""
    texts = [one[end] if one else other for one, other in zip(ranges, otherwise, strict=True)]
    return _column(header, texts, [None] * len(texts))


def _bare(header: str, printed: Sequence[str], held: Sequence[object]) -> BookColumn:
    """Return a column whose unit stands in its header, where every cell had it."""
    found = [WITH_UNIT.fullmatch(text) for text in printed if text not in BESIDE_NUMBERS]
    units = {(one["pounds"], (one["per_cent"] or "").strip()) if one else ("", "") for one in found}
    pounds, per_cent = units.pop() if len(units) == 1 else ("", "")
    if pounds or per_cent:
        texts = [one["number"] if (one := WITH_UNIT.fullmatch(text)) else text for text in printed]
        unit = " ".join(filter(None, (pounds, per_cent)))
        return _column(header if unit in header else f"{header} ({unit})", texts, held)
    return _column(header, printed, held)


def _column(header: str, printed: Sequence[str], held: Sequence[object]) -> BookColumn:
    numeric = all(is_printed_number(text) or text in BESIDE_NUMBERS for text in printed)
    grouped, signed = any("," in text for text in printed), any(text.startswith("+") for text in printed)
    years = YEARS.search(header) is not None
    cells = []
    for text, value in zip(printed, held, strict=True):
        number = is_printed_number(text) and (numeric or _is_number(value)) and not (years and A_YEAR.fullmatch(text))
        cells.append(_number(text, value, grouped=grouped, signed=signed) if number else BookCell(text))
    return BookColumn(header, tuple(cells))


def _number(text: str, held: object, *, grouped: bool, signed: bool) -> BookCell:
    """Return a number that a spreadsheet shows as it is printed; digits that are no number, such as 007, as text."""
    decimals = len(text.partition(".")[2])
    for number in (behind(text, held), printed_value(text)):
        for form in (number_form(decimals, grouped=grouped, signed=signed), number_form(decimals)):
            if through(form, number) == text.replace("-", MINUS):
                return BookCell(text, number, form)
    return BookCell(text)


def _valued(value: object, form: str, header: str) -> BookCell:
    if value is None or value is pd.NA or (isinstance(value, float) and math.isnan(value)):
        return BookCell(NOT_AVAILABLE)
    if isinstance(value, bool):
        return BookCell("yes" if value else "no")
    if isinstance(value, float) and math.isinf(value):
        return BookCell(NO_LIMIT)
    if isinstance(value, int | float):
        if YEARS.search(header) and A_YEAR.fullmatch(f"{value:g}"):
            return BookCell(f"{value:g}")
        # Added to nought, a nought below nought loses its sign.
        number = behind("", value) + 0.0
        return BookCell(through(form, number), number, form)
    return BookCell(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str))


def _decimals(value: object) -> int:
    """Return how many decimals the report shows of a value behind a figure."""
    if not isinstance(value, float) or not math.isfinite(value):
        return 0
    shown = f"{value:.{DIGITS}g}"
    # Of so many digits alone, a large number has no decimals and a very small one none but them.
    power = shown.partition("e")[2]
    if power:
        return MOST_DECIMALS if power.startswith("-") else 0
    return min(MOST_DECIMALS, len(shown.partition(".")[2]))


def _held(block: Block, row: int, column: int) -> object:
    values = block.values
    if row >= len(values) or column >= len(values.columns):
        return None
    value: object = values.iat[row, column]
    return value.item() if isinstance(value, np.generic) else value


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


def _apart(columns: Sequence[BookColumn]) -> tuple[BookColumn, ...]:
    """Return columns with headers that are unlike, also where capitals do not count, and none of them empty."""
    taken: set[str] = set()
    named = []
    for place, column in enumerate(columns, 1):
        bare = " ".join(column.header.split()) or f"Column {place}"
        header = next(
            one
            for number in range(1, len(columns) + 2)
            if (one := bare if number == 1 else f"{bare} ({number})").casefold() not in taken
        )
        taken.add(header.casefold())
        named.append(BookColumn(header, column.cells))
    return tuple(named)
