"""What came of reading one cell, and the words that mean that nothing was filled in."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from typing import NamedTuple

from evalkit.core.column import TableColumn
from evalkit.data.text.cell_sheets import SheetCell
from evalkit.data.text.open_files import plain

# Left by drop-down lists where nobody chose anything.
PLACEHOLDERS = frozenset(
    {
        "please select an option", "please select", "please choose", "please choose an option", "select", "select one",
        "select an option", "select from list", "choose", "choose one", "choose an option", "choose an item",
        "click or tap to enter a date", "pick one", "drop down", "please select from list",
    }
)  # fmt: skip
NOTHING = frozenset({"n/a", "na", "n.a", "not applicable", "-", "--", "–", "—", "/", "nil return"})
# Kinds in which such words may be a person's own.
_OWN_WORDS = frozenset({"text", "id", "person", "school"})
# Spreadsheets count no day beyond this one, which lies in the year 2200.
LAST_DAY = 110_000
_AROUND = "<>[]()*.… \t"


class Wrong(NamedTuple):
    """Why a cell cannot be read.

    Attributes
    ----------
    found : str
        What stands there, in words.
    next : str
        What to do.
    allowed : str
        What may stand there, where the column does not say it.
    """

    found: str
    next: str
    allowed: str = ""


class CellSays(NamedTuple):
    """What a cell says.

    Attributes
    ----------
    value : object
        Text, number, day, or None where nothing was filled in.
    wrong : Wrong or None
        Why it cannot be read.
    mended : str
        How it was read where that must be told, such as ``number that stood as text``.
    """

    value: object = None
    wrong: Wrong | None = None
    mended: str = ""


def text_of(cell: SheetCell) -> str:
    """Return what a cell holds as text on one line, numbers as short as they are."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    return " ".join(plain(value).split())


def shown_text(cell: SheetCell, epoch: dt.datetime) -> str:
    """Return what a cell holds as text, a day as 14/03/2018; ``epoch`` is the day that its file counts as 0."""
    if isinstance(cell.value, float) and cell.look.kind in ("day", "month") and 0 <= cell.value < LAST_DAY:
        day = epoch + dt.timedelta(days=int(cell.value))
        return f"{day:%d/%m/%Y}" if cell.look.kind == "day" else f"{day:%B %Y}"
    return text_of(cell)


def unfilled(text: str, column: TableColumn) -> bool:
    """Say whether a text means that nothing was filled in."""
    if not text:
        return True
    bare = text.casefold().strip(_AROUND)
    if is_placeholder(text):
        return not any(bare == choice.casefold() for choice in column.among)
    if any(bare == choice.casefold() for choice in column.among):
        return False
    if column.kind in _OWN_WORDS:
        return text in ("-", "–", "—", "n/a", "N/A")
    return bare in NOTHING


@lru_cache(maxsize=4096)
def is_placeholder(text: str) -> bool:
    """Say whether a text is what a drop-down list shows where nobody chose anything, or marks alone."""
    bare = text.casefold().strip(_AROUND)
    return not bare or bare in PLACEHOLDERS


def quoted(text: str) -> str:
    """Return what stands in a cell for a message: short, and in quotation marks."""
    return f'"{text}"' if len(text) <= 60 else f'"{text[:57]}..."'
