"""From the text of a cell to a number or a reason: the one place where cells become numbers.

Every cell of a numeric column becomes a number or one of the reasons of `evalkit.tables.missing_reasons`.
Suppression is a reason, never nought. A short code in capitals or a lone mark that nobody has explained is missing for
a reason that evalkit does not know, and is named; any other text is a fault with file, row and column.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from evalkit.core.errors import Fault
from evalkit.core.quantity import POUNDS
from evalkit.data.sources.parts.column import SourceColumn
from evalkit.data.text.lines import Factored, factored
from evalkit.data.text.open_files import SHOWN, capped, plain
from evalkit.tables.missing_reasons import CODES, REASONS

NUMBER = re.compile(r"[+-]?(?:(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d{1,2})?")
WHOLE = re.compile(r"\d+(?:\.0+)?")
# Position of a reason in this list, plus one, is its number in an array; 0 stands for "a number is there".
REASON_NUMBER = {reason: number for number, reason in enumerate(REASONS, 1)}
_FAULT = -1
UNKNOWN_CODE, NO_VALUE = "unknown_code", "no_value"
# Codes not yet explained: capitals, a lone mark or letter, and what data frames write for nothing.
_CODE = re.compile(r"[A-Z][A-Z/&.]{0,7}|[^\w\s]{1,2}|[a-z]|[Nn]/[Aa]|nan|NaN|[Nn]ull|[Nn]one")
_NO_CODE = frozenset({"TRUE", "FALSE", "INF"})
# A formula, and what a spreadsheet shows where one could not be worked out.
_FORMULA = re.compile(r"=.+|#(?:N/A|REF!|DIV/0!|VALUE!|NAME\?|NULL!|NUM!|SPILL!|CALC!)")
_UNEXPLAINED = frozenset({UNKNOWN_CODE, NO_VALUE})
# Newer tables put their codes into brackets: [c], [z], [low].
_BRACKETED = re.compile(r"\[\s*([\w.:/]{1,8})\s*\]")
# Pound signs as they stand in UTF-8 and in files once decoded wrongly.
_CURRENCY = "£Â \xa0"
# Numbers of which one would exceed 1 if they were percentages.
_MANY = 100
# With one of these a figure exists, and only its reader does not see it.
_HIDDEN = [
    REASON_NUMBER[reason] for reason in ("suppressed", "small_population", "low_coverage", UNKNOWN_CODE, NO_VALUE)
]


@dataclass(frozen=True, slots=True)
class Strange:
    """Cells of one column that count as missing although nobody has said why.

    Attributes
    ----------
    text : str
        What stands in them; empty for formulas without a value.
    heading : str
        The column in the file.
    cells : int
        How many.
    """

    text: str
    heading: str
    cells: int


@dataclass(frozen=True, slots=True)
class Numbers:
    """A numeric column after cleaning.

    Attributes
    ----------
    values : ndarray
        Numbers, NaN where there is a reason.
    reasons : ndarray of int8
        0 where a number is there, else one plus the place of the reason in ``REASONS``.
    faults : list of Fault
        Cells that are neither; the first few and a count of the rest.
    notes : tuple of str
        What a reader must know of the column.
    strange : tuple of Strange
        Codes that nobody has explained, and formulas without a value.
    """

    values: np.ndarray
    reasons: np.ndarray
    faults: list[Fault]
    notes: tuple[str, ...] = ()
    strange: tuple[Strange, ...] = ()


@dataclass(frozen=True, slots=True)
class Texts:
    """A column of words after cleaning: our words or None, the faults found, and words that nobody has explained."""

    values: np.ndarray
    faults: list[Fault]
    strange: tuple[Strange, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """Where a column stands, for messages.

    Attributes
    ----------
    file : str
        Name of the file.
    heading : str
        Name of the column in the file.
    rows : ndarray of int
        Row of each cell, counted from 1 as in a spreadsheet.
    """

    file: str
    heading: str
    rows: np.ndarray

    def cell(self, position: int) -> str:
        """Return the words that lead to one cell."""
        return f"{self.file}, row {self.rows[position]}, {self.heading}"


@lru_cache(maxsize=1 << 16)
def parse_cell(text: str) -> float | str | None:
    """Return a number, a reason from the closed list, or None for text that is neither.

    Examples
    --------
    >>> [parse_cell(text) for text in ("61%", "SUPP", " ", "NE", "-0.25", "[c]", "half")]
    [61.0, 'suppressed', 'blank', 'no_entries', -0.25, 'suppressed', None]
    >>> [parse_cell(text) for text in ("DNS", "N/A", ".", "=B2/C2", "#DIV/0!")]
    ['unknown_code', 'unknown_code', 'unknown_code', 'no_value', 'no_value']
    """
    cell = plain(text)
    if cell in CODES:
        return CODES[cell]
    if cell.upper() in CODES and len(cell) > 1:
        return CODES[cell.upper()]
    digits = cell.removesuffix("%").rstrip()
    if NUMBER.fullmatch(digits):
        return float(digits.replace(",", ""))
    if _FORMULA.fullmatch(cell):
        return NO_VALUE
    if bracketed := _BRACKETED.fullmatch(cell):
        inner = parse_cell(bracketed[1])
        return inner if isinstance(inner, str) else None
    return UNKNOWN_CODE if _CODE.fullmatch(cell) and cell not in _NO_CODE else None


def clean_numbers(
    cells: Sequence[str] | Factored, column: SourceColumn, place: Place, *, fraction: bool | None = None
) -> Numbers:
    """Return a numeric column cleaned.

    Parameters
    ----------
    cells : sequence of str or Factored
        Text of each cell.
    column : SourceColumn
        What may stand in it.
    place : Place
        Where it stands.
    fraction : bool or None
        Whether a share is written as 0 to 1. None means that nobody said: then a column of bare numbers
        none of which exceeds 1 and some of which are broken is read as fractions, and a note says so.
    """
    cells = factored(cells)
    codes, unique = cells.codes, cells.unique
    sums = column.unit == POUNDS
    parsed = [parse_cell(text.lstrip(_CURRENCY) if sums else text) for text in unique]
    numbers = np.array([value if isinstance(value, float) else math.nan for value in parsed])
    numbers, notes = _as_percentages(numbers, unique, column, place, fraction)
    state = np.array([_state(value) for value in parsed], dtype=np.int8)
    if column.low is not None:
        state[numbers < column.low] = _FAULT
    if column.high is not None:
        state[numbers > column.high] = _FAULT
    values, reasons = numbers[codes], state[codes]
    strange = _strange(cells, [text for text, why in zip(unique, parsed, strict=True) if why in _UNEXPLAINED], place)
    if (state != _FAULT).all():
        return Numbers(values, reasons, [], notes, strange)
    faults = _faults(np.flatnonzero(reasons == _FAULT), cells, place, column.allowed(), _next_number)
    return Numbers(values, reasons, faults, notes, strange)


def clean_together(columns: Sequence[tuple[SourceColumn, Sequence[str] | Factored, Place]]) -> dict[str, Numbers]:
    """Return the numeric columns of one file cleaned, where shares that could be either follow the other shares.

    A share of which no number exceeds 1 may be a fraction or a small percentage. Shares with a percent sign or
    above 1 say that the file prints percentages; then a column of few numbers is one too, and a long one, in
    which nothing exceeds 1 by chance, is still read as fractions. Where other shares are fractions a column of
    noughts and ones is one too.
    """
    found = {column.name: clean_numbers(cells, column, place) for column, cells, place in columns}
    shares = [one for one in columns if one[0].kind == "percent" and not np.isnan(found[one[0].name].values).all()]
    fractions = {column.name for column, _, _ in shares if found[column.name].notes}
    largest = {column.name: float(np.nanmax(found[column.name].values)) for column, _, _ in shares}
    percentages = {name for name in largest if name not in fractions and largest[name] > 1}
    for column, cells, place in shares:
        name = column.name
        if name in fractions and percentages and int((~np.isnan(found[name].values)).sum()) < _MANY:
            note = f"{place.heading} holds no number above 1; it was read as percentages, like the file's other shares"
            found[name] = replace(clean_numbers(cells, column, place, fraction=False), notes=(note,))
        elif fractions and not percentages and name not in fractions and largest[name] <= 1:
            found[name] = replace(clean_numbers(cells, column, place, fraction=True), notes=(_fractions(place),))
    return found


def nothing_behind(numbers: Numbers) -> bool:
    """Say whether a column holds no number, no fault, and no code behind which a figure is hidden."""
    return bool(np.isnan(numbers.values).all() and not numbers.faults and not np.isin(numbers.reasons, _HIDDEN).any())


def clean_words(cells: Sequence[str] | Factored, column: SourceColumn, place: Place) -> Texts:
    """Return a column of words in our words: by the column's codes, by its list, or as they stand.

    A word outside the list is left open and named: a publisher's new kind of school is no fault of the file.
    """
    cells = factored(cells)
    codes, unique = cells.codes, cells.unique
    known = {code.casefold(): words for code, words in column.codes}
    known |= {words.casefold(): words for words in column.among if words.casefold() not in known}
    words, odd = [], []
    for text in unique:
        cell = plain(text)
        reason = cell in CODES or (cell.upper() in CODES and len(cell) > 1)
        found = known.get(cell.casefold(), None if known else cell)
        odd.extend([text] if found is None and not reason else [])
        words.append(None if not found or (reason and cell.casefold() not in known) else found)
    values = np.array([*words, None], dtype=object)[codes]
    return Texts(values, [], _strange(cells, odd, place))


def clean_ids(cells: Sequence[str] | Factored, column: SourceColumn, place: Place) -> Numbers:
    """Return ids as whole numbers, converted once from their text; blanks stay NaN with the reason ``blank``."""
    cells = factored(cells)
    codes, unique = cells.codes, cells.unique
    numbers = np.array([_identifier(text, column) for text in unique])
    blank = np.array([plain(text) in CODES for text in unique])
    state = np.where(blank, REASON_NUMBER["blank"], np.where(np.isnan(numbers), _FAULT, 0)).astype(np.int8)
    values, reasons = numbers[codes], state[codes]
    allowed = f"a whole number from {column.low:.0f} to {column.high:.0f}"
    faults = _faults(np.flatnonzero(reasons == _FAULT), cells, place, allowed, _next_id)
    return Numbers(values, reasons, faults)


def _strange(cells: Factored, texts: Sequence[str], place: Place) -> tuple[Strange, ...]:
    """Return the cells of each of some texts, with formulas told together."""
    found: dict[str, int] = {}
    for text in texts:
        cell = plain(text)
        said = "" if _FORMULA.fullmatch(cell) else cell
        found[said] = found.get(said, 0) + int((cells.codes == cells.unique.index(text)).sum())
    return tuple(Strange(text, place.heading, count) for text, count in found.items())


def in_words(strange: Sequence[Strange]) -> tuple[str, ...]:
    """Return what a reader must know of the cells of a file that count as missing without an explanation."""
    notes = []
    formulas = [one for one in strange if not one.text]
    if formulas:
        count, columns = sum(one.cells for one in formulas), _columns(formulas)
        notes.append(
            f"{_cells(count)} of {columns} {'holds a formula' if count == 1 else 'hold formulas'} without a value in "
            "the file, taken as missing: open it in a spreadsheet program, let that work them out, and save it again"
        )
    for text in dict.fromkeys(one.text for one in strange if one.text):
        same = [one for one in strange if one.text == text]
        notes.append(
            f"{text!r} in {_cells(sum(one.cells for one in same))} of {_columns(same)}: evalkit does not know what it "
            "means and takes it as missing; the study file can say so, under [data], codes"
        )
    return tuple(notes)


def _cells(count: int) -> str:
    return f"{count} cell{'' if count == 1 else 's'}"


def _columns(strange: Sequence[Strange]) -> str:
    names = list(dict.fromkeys(one.heading for one in strange))
    return ", ".join(names[:SHOWN]) + (f" and {len(names) - SHOWN} more columns" if len(names) > SHOWN else "")


def _state(value: float | str | None) -> int:
    if value is None:
        return _FAULT
    return REASON_NUMBER[value] if isinstance(value, str) else 0


def _identifier(text: str, column: SourceColumn) -> float:
    cell = plain(text)
    if not WHOLE.fullmatch(cell):
        return math.nan
    number = float(cell)
    low, high = column.low or 0, column.high or math.inf
    return number if low <= number <= high else math.nan


def _as_percentages(
    numbers: np.ndarray, unique: tuple[str, ...], column: SourceColumn, place: Place, fraction: bool | None
) -> tuple[np.ndarray, tuple[str, ...]]:
    if column.kind != "percent" or np.isnan(numbers).all():
        return numbers, ()
    if fraction is not None:
        return (numbers * 100 if fraction else numbers), ()
    signed = any("%" in text for text in unique)
    largest = float(np.nanmax(numbers))
    broken = bool(((numbers > 0) & (numbers < 1)).any())
    if signed or largest > 1 or not broken:
        return numbers, ()
    return numbers * 100, (_fractions(place),)


def _fractions(place: Place) -> str:
    return f"{place.heading} holds fractions; they were read as percentages"


def _faults(
    positions: np.ndarray, cells: Factored, place: Place, allowed: str, advice: Callable[[str], str]
) -> list[Fault]:
    found = [
        Fault(where=place.cell(int(at)), found=repr(text), allowed=allowed, next=advice(text))
        for at, text in ((at, cells[int(at)].strip()) for at in positions)
    ]
    return capped(found, f"{place.file}, {place.heading}", "such cells in this column")


def _next_number(text: str) -> str:
    if parse_cell(text) is not None:
        return "check the unit and the year of the column: the number cannot be true"
    return "correct the cell in the file, or check that the column is the one meant"


def _next_id(text: str) -> str:
    if _FORMULA.fullmatch(plain(text)):
        return "open the file in a spreadsheet program, let it work out its formulas, and save it again"
    if re.fullmatch(r"\d+(\.\d+)?[eE]\+?\d+", plain(text)):
        return "a spreadsheet has rounded the number; fetch the file again and do not save it from the spreadsheet"
    return "correct the number, or check that the column is the one meant"
