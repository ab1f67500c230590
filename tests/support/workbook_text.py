"""What a reader sees in a workbook of tables, had back as the report prints it, without the code that wrote it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal, localcontext

from openpyxl.cell.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from evalkit.report.block import Block

FROM = ", from"
MARKS = ("[c]", "[x]", "[z]", "")
# A number in brackets tells headers apart that the report prints alike.
UNIT = re.compile(r" \((?!\d+\))([^()]*)\)$")


def seen(cell: Cell) -> str:
    """Return what a spreadsheet shows of a cell, with the minus sign of the report."""
    if cell.value is None or isinstance(cell.value, str):
        return cell.value or ""
    whole = str(cell.number_format)
    above, below, nought = whole.split(";") if ";" in whole else (whole, f"-{whole}", whole)
    form = above if cell.value > 0 else below if cell.value < 0 else nought
    bare = form.lstrip("+-")
    assert re.fullmatch(r"(?:0|#,##0)(?:\.0+)?", bare), cell.number_format
    with localcontext(rounding=ROUND_HALF_UP):
        decimals = len(bare) - bare.find(".") - 1 if "." in bare else 0
        digits = format(abs(Decimal(str(cell.value))), f"{',' if ',' in bare else ''}.{decimals}f")
    return form[: len(form) - len(bare)].replace("-", "\N{MINUS SIGN}") + digits


def table_of(sheet: Worksheet) -> list[list[Cell]]:
    """Return the rows of the one table of a sheet, its headers first; its range holds the last cell of the sheet."""
    (table,) = sheet.tables.values()
    rows = [list(row) for row in sheet[table.ref]]
    assert table.name == sheet.title
    assert [column.name for column in table.tableColumns] == [cell.value for cell in rows[0]]
    assert (rows[-1][-1].row, rows[-1][-1].column) == (sheet.max_row, sheet.max_column)
    assert table.autoFilter is None
    return rows


def printed_cells(sheet: Worksheet, block: Block) -> list[list[str]]:
    """Return the cells of a sheet as the report prints them, column by column of the block."""
    headers, *rows = table_of(sheet)
    left = [(str(header.value), column) for header, *column in zip(headers, *rows, strict=True)]
    columns = [list(_joined(" ".join(header.split()), left)) for header in block.columns]
    assert not left
    return [list(row) for row in zip(*columns, strict=True)]


def _joined(header: str, left: list[tuple[str, list[Cell]]]) -> Iterator[str]:
    """Yield the cells of one column of the report, taking one to three columns of the sheet."""
    named, cells = left.pop(0)
    texts = [seen(cell) for cell in cells]
    stem = left[0][0].removesuffix(FROM) if left and left[0][0].endswith(FROM) else ""
    own = named.removesuffix(FROM)
    if own != named and header in (own, UNIT.sub("", own)):
        unit = _unit(own, header)
        yield from (_range(begins, ends, unit) for begins, ends in zip(texts, _next(left), strict=True))
    elif stem and named in (stem, UNIT.sub("", stem)):
        begins, ends = _next(left), _next(left)
        if all(text in MARKS or not isinstance(cell.value, str) for text, cell in zip(texts, cells, strict=True)):
            ranges = (_range(*pair, _unit(named, header)) for pair in zip(begins, ends, strict=True))
            yield from (text if text in MARKS else f"{text} ({one})" for text, one in zip(texts, ranges, strict=True))
        else:
            yield from texts
    else:
        unit = _unit(named, header)
        before, after = ("£", "") if unit == "£" else ("", _after(unit))
        yield from (text if text in MARKS else f"{before}{text}{after}" for text in texts)


def _next(left: list[tuple[str, list[Cell]]]) -> list[str]:
    return [seen(cell) for cell in left.pop(0)[1]]


def _range(begins: str, ends: str, unit: str) -> str:
    return begins if begins in MARKS else f"{begins} to {ends}{_after(unit)}"


def _after(unit: str) -> str:
    return unit if unit in ("", "%") else f" {unit}"


def _unit(named: str, header: str) -> str:
    """Return the unit that a header of the sheet has and that of the report has not."""
    found = UNIT.search(named)
    return found[1] if found and named != header and f"({found[1]})" not in header else ""
