"""Numbers as people write them: pounds, brackets for minus, hours and minutes, per cents, numbers kept as text."""

from __future__ import annotations

import re

from evalkit.core.column import TableColumn
from evalkit.data.text.cell_sheets import SheetCell
from evalkit.programme.cells.said import CellSays, Wrong, quoted, text_of

AS_TEXT, AS_SHARE, AS_SCALE = "number that stood as text", "percentage", "level written with its words"
_NUMBER = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)")
_THOUSANDS = re.compile(r"([+-]?)(\d{1,3}(?:[, ]\d{3})+)(\.\d+)?")
_SCALE = re.compile(r"(\d{1,2})\s*[-:.=]\s*[A-Za-z].*")
_HOURS = re.compile(r"(\d+(?:\.\d+)?|\.\d+)\s*(?:h|hr|hrs|hour|hours)\.?")
_HOURS_MINUTES = re.compile(
    r"(\d{1,2})\s*(?:h|hr|hrs|hour|hours|:)\s*(?:and\s*)?([0-5]?\d)\s*(?:m|min|mins|minutes)?\.?"
)
_MINUTES = re.compile(r"(\d{1,4})\s*(?:m|min|mins|minute|minutes)\.?")
_WITH_UNIT = re.compile(r"([+-]?[\d.,]+)\s*(?:days?|teachers?|pupils?|sessions?|schools?|people|lessons?)\.?")
# Levels of a scale go no further; larger limits belong to counts.
_LARGEST_SCALE = 10
_HOURS_A_DAY, _MINUTES_AN_HOUR, _WHOLE = 24, 60, 100
_WRITE = "write the number alone, in figures"


def number_said(cell: SheetCell, column: TableColumn) -> CellSays:
    """Return the number in a cell of a column of numbers."""
    said = _stored(cell, column) if isinstance(cell.value, float) else _written(cell, column)
    if said.wrong is not None or not isinstance(said.value, float):
        return said
    return _within(said, column, text_of(cell))


def _stored(cell: SheetCell, column: TableColumn) -> CellSays:
    value, kind = float(cell.value or 0), cell.look.kind
    if kind == "time" and column.kind == "hours":
        return CellSays(round(value * _HOURS_A_DAY, 4), mended="time of the clock read as hours")
    if kind in ("day", "month", "time"):
        return CellSays(
            None,
            Wrong(
                f"a {'time' if kind == 'time' else 'date'}",
                "give the cell the format of a number, and write the number again",
            ),
        )
    if kind == "percent":
        return _share(round(value * _WHOLE, 8), column)
    if column.kind == "percent" and 0 < abs(value) < 1:
        return CellSays(None, _ambiguous(text_of(cell)))
    return CellSays(value)


def _share(value: float, column: TableColumn) -> CellSays:
    if column.kind in ("percent", "number"):
        return CellSays(value, mended=AS_SHARE)
    return CellSays(None, Wrong(f"{value:g} per cent", "write the number itself, not a share"))


def _ambiguous(text: str) -> Wrong:
    return Wrong(
        f"{text}, which may be a share of one or less than one per cent",
        "write the percentage as a number from 0 to 100, such as 45",
    )


def _written(cell: SheetCell, column: TableColumn) -> CellSays:
    text = text_of(cell)
    if isinstance(cell.value, bool):
        return CellSays(None, Wrong(quoted(text), _WRITE))
    bare = text.replace("£", "").strip()
    if bare.casefold().endswith("gbp"):
        bare = bare[:-3].strip()
    if bare.startswith("(") and bare.endswith(")"):
        bare = f"-{bare[1:-1].strip()}"
    if "£" in text and column.kind != "money" and column.kind != "number":
        return CellSays(None, Wrong(quoted(text), _WRITE))
    if bare.endswith("%"):
        share = _plain(bare[:-1].strip())
        return CellSays(None, Wrong(quoted(text), _WRITE)) if share is None else _share(share, column)
    value = _plain(bare)
    if value is not None:
        if column.kind == "percent" and 0 < abs(value) < 1:
            return CellSays(None, _ambiguous(text))
        return CellSays(value, mended=AS_TEXT)
    if column.kind == "hours":
        hours = _hours(bare.casefold())
        if hours is not None:
            return CellSays(hours, mended="length of time written in words")
    scale = _SCALE.fullmatch(bare)
    if scale and column.kind == "whole" and column.high is not None and column.high <= _LARGEST_SCALE:
        return CellSays(float(scale[1]), mended=AS_SCALE)
    unit = _WITH_UNIT.fullmatch(bare.casefold())
    if unit and _plain(unit[1]) is not None and column.kind in ("whole", "number"):
        return CellSays(_plain(unit[1]), mended="number with its unit behind it")
    return CellSays(None, Wrong(quoted(text), _next(text)))


def _next(text: str) -> str:
    if text.casefold().strip(". ") in ("tbc", "tba", "to follow", "not known", "unknown", "?"):
        return "leave the cell empty while the number is not known"
    return _WRITE


def _plain(text: str) -> float | None:
    if _NUMBER.fullmatch(text):
        return float(text)
    grouped = _THOUSANDS.fullmatch(text)
    if grouped is None:
        return None
    return float(f"{grouped[1]}{grouped[2].replace(',', '').replace(' ', '')}{grouped[3] or ''}")


def _hours(text: str) -> float | None:
    both = _HOURS_MINUTES.fullmatch(text)
    if both:
        return round(int(both[1]) + int(both[2]) / _MINUTES_AN_HOUR, 4)
    alone = _HOURS.fullmatch(text)
    if alone:
        return float(alone[1])
    minutes = _MINUTES.fullmatch(text)
    return round(int(minutes[1]) / _MINUTES_AN_HOUR, 4) if minutes else None


def _within(said: CellSays, column: TableColumn, text: str) -> CellSays:
    value = float(str(said.value))
    if column.kind == "whole" and not value.is_integer():
        return CellSays(None, Wrong(f"{text}, which is no whole number", "write a whole number"))
    low, high = column.low, column.high
    if (low is not None and value < low) or (high is not None and value > high):
        return CellSays(
            None, Wrong(text, f"correct the number{': it must be' + column.limits() if column.limits() else ''}")
        )
    return said
