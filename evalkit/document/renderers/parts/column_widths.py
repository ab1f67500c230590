"""Widths of a table's columns on paper, by what stands in them, so that the table stays inside the page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import cbrt, ceil, floor

from evalkit.document.renderers.parts.letters import BREAK, width

# Sizes of type that are tried, in points, and the space between columns at each, in ems.
SIZES = (9.5, 9.0)
GAP = 1.0
# Letters of a word after which it may be broken where a table is too wide even so.
PIECE = 6
REGULAR, BOLD = 0, 1
# Of an interval that holds the answer; its width is then far below a hundredth of a point.
HALVINGS = 40
# Room for what kerning and rounding take, in ems.
SPARE = 0.15
# Lines of a table, or of a row, that surely stand on one sheet; what is higher may go on over the next. Lines are
# less than full.
ONE_SHEET = 36
UNFILLED = 1.15


@dataclass(frozen=True, slots=True)
class FittedColumns:
    """A table that fits.

    Attributes
    ----------
    widths : tuple of float
        Of the columns with the space right of each, in points; together not more than the page has.
    size, gap : float
        Of the type and of the space between columns, in points.
    headers : tuple of str
        As printed; long words may hold places at which they may be broken.
    cells : tuple of tuple of str
        The same, row by row.
    """

    widths: tuple[float, ...]
    size: float
    gap: float
    headers: tuple[str, ...]
    cells: tuple[tuple[str, ...], ...]


def row_lines(fitted: FittedColumns) -> list[int]:
    """Return on how many lines each row of a table stands, a little more where words leave lines unfilled."""
    rooms = [max(one - fitted.gap, fitted.size) / fitted.size for one in fitted.widths]
    return [
        max((ceil(UNFILLED * width(cell, REGULAR) / room) for cell, room in zip(row, rooms, strict=True)), default=1)
        for row in fitted.cells
    ]


def columns_fitted(
    headers: Sequence[str],
    cells: Sequence[Sequence[str]],
    numbers: Sequence[bool],
    room: float,
    least: float = 0.0,
) -> FittedColumns:
    """Return a table whose words are whole where that can be, and whose longer columns are the wider ones.

    Parameters
    ----------
    headers : sequence of str
        Of the columns.
    cells : sequence of sequence of str
        Row by row.
    numbers : sequence of bool
        Which columns hold numbers alone; a table with none of them spans the page.
    room : float
        Width of the page between its margins, in points.
    least : float
        Smallest type, in points.
    """
    sizes = sorted({max(size, least) for size in SIZES}, reverse=True)
    for size in sizes:
        narrowest = _narrowest(headers, cells, size)
        if sum(narrowest) <= room:
            return _shared(headers, cells, numbers, room, size)
    broken = [_broken(header) for header in headers]
    return _shared(broken, [[_broken(cell) for cell in row] for row in cells], numbers, room, sizes[-1])


def _shared(
    headers: Sequence[str], cells: Sequence[Sequence[str]], numbers: Sequence[bool], room: float, size: float
) -> FittedColumns:
    """Share the page so that rows become few lines high: no column gets less than its longest word needs."""
    narrowest, natural = _narrowest(headers, cells, size), _natural(headers, cells, size)
    if sum(narrowest) > room:
        wide = [one * room / sum(narrowest) for one in narrowest]
    else:
        wide = _between(narrowest, natural, _weights(cells, len(headers)), room)
    left = room - sum(wide)
    if left > 0 and not any(numbers):
        # A table of words spans the page.
        wide = [one * room / sum(wide) for one in wide]
    widths = tuple(floor(100 * one) / 100 for one in wide)
    return FittedColumns(widths, size, GAP * size, tuple(headers), tuple(tuple(row) for row in cells))


def _weights(cells: Sequence[Sequence[str]], columns: int) -> list[float]:
    """Return the shares at which the sum of squares of how many lines each cell takes is least.

    A cell of width n in a column of width w takes n / w lines; with the sum of all w fixed, the sum of squares is
    least where w is as the cube root of the sum of n squared over the cells of the column.
    """
    return [cbrt(sum(width(row[place], REGULAR) ** 2 for row in cells)) + SPARE for place in range(columns)]


def _between(
    narrowest: Sequence[float], natural: Sequence[float], weights: Sequence[float], room: float
) -> list[float]:
    """Return widths as the weights say, none narrower than its longest word or wider than its longest cell."""
    low, high = 0.0, max(natural[place] / weights[place] for place in range(len(weights)))
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        if sum(_held(narrowest, natural, weights, middle)) > room:
            high = middle
        else:
            low = middle
    return _held(narrowest, natural, weights, low)


def _held(narrowest: Sequence[float], natural: Sequence[float], weights: Sequence[float], scale: float) -> list[float]:
    return [
        min(max(scale * weight, narrow), max(wide, narrow))
        for narrow, wide, weight in zip(narrowest, natural, weights, strict=True)
    ]


def _narrowest(headers: Sequence[str], cells: Sequence[Sequence[str]], size: float) -> list[float]:
    """Return the widths at which each column's longest word still stands whole."""
    return [
        size * (GAP + SPARE + max(_word(header, BOLD), *(_word(row[place], REGULAR) for row in cells), 0.0))
        for place, header in enumerate(headers)
    ]


def _natural(headers: Sequence[str], cells: Sequence[Sequence[str]], size: float) -> list[float]:
    """Return the widths at which no cell breaks; a header may, once."""
    return [
        size
        * (
            GAP
            + SPARE
            + max(_word(header, BOLD), width(header, BOLD) / 2, *(width(row[place], REGULAR) for row in cells), 0.0)
        )
        for place, header in enumerate(headers)
    ]


def _word(text: str, face: int) -> float:
    return max((width(word, face) for word in text.replace(BREAK, " ").split()), default=0.0)


def _broken(text: str) -> str:
    """Return a text whose long words may be broken after every few letters."""
    return " ".join(
        BREAK.join(word[start : start + PIECE] for start in range(0, len(word), PIECE)) for word in text.split()
    )
