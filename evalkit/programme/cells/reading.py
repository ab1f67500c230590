"""One cell of one column: which value it says, whoever wrote it and however."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from evalkit.data.text.cell_sheets import SheetCell
from evalkit.programme.cells.days import day_said, term_said, year_said
from evalkit.programme.cells.numbers import number_said
from evalkit.programme.cells.said import CellSays, Wrong, quoted, shown_text, text_of, unfilled
from evalkit.programme.tables.parts.table import ProgrammeColumn

_ERRORS = frozenset({"#ref!", "#n/a", "#value!", "#name?", "#div/0!", "#num!", "#null!", "#spill!", "#calc!"})
_YES_NO = {"y": "yes", "yes": "yes", "true": "yes", "✓": "yes", "✔": "yes", "n": "no", "no": "no", "false": "no"}
_NOT_KNOWN = {"not known": "not known", "unknown": "not known", "don't know": "not known", "dk": "not known"}
_DASHES = str.maketrans({"–": "-", "—": "-", "−": "-", "’": "'", "‘": "'"})
_BLANK = CellSays()
_OR_EMPTY = ", or leave the cell empty"


@dataclass(frozen=True, slots=True)
class ColumnReader:
    """Reads the cells of one column; equal cells are read once.

    Attributes
    ----------
    column : ProgrammeColumn
        What may stand in it.
    epoch : datetime
        The day that its file counts as 0.
    choices : mapping of str to str
        What people write, without capitals, and the word that it means; empty where any words may stand.
    offered : tuple of str
        The words that the workbook offers for them, where the study declares its own; else they are the meanings.
    """

    column: ProgrammeColumn
    epoch: dt.datetime
    choices: Mapping[str, str]
    offered: tuple[str, ...] = ()
    _known: dict[SheetCell, CellSays] = field(default_factory=dict)

    def said(self, cell: SheetCell) -> CellSays:
        """Return what a cell says."""
        known = self._known.get(cell)
        if known is None:
            known = self._known[cell] = self._read(cell)
        return known

    def allowed(self) -> str:
        """Return in words what may stand in a cell."""
        words = self.offered or dict.fromkeys(self.choices.values())
        return ", ".join(words) or self.column.allowed()

    def _read(self, cell: SheetCell) -> CellSays:
        if cell.value is None:
            return CellSays(
                None,
                Wrong(
                    "a formula whose value is not stored",
                    "open the workbook in a spreadsheet program, let it calculate and save it, or write the value",
                    "a value, or a formula with its value",
                ),
            )
        text = text_of(cell)
        if unfilled(text, self.column):
            return _BLANK
        if text.casefold() in _ERRORS:
            return CellSays(None, Wrong(f"{text}, an error of the spreadsheet", "mend the formula, or write the value"))
        kind = self.column.kind
        if kind == "date":
            return day_said(cell, self.epoch)
        if self.column.numeric:
            return number_said(cell, self.column)
        if kind == "year":
            return year_said(cell)
        if kind == "term":
            return term_said(cell)
        if self.choices:
            return self._choice(text)
        return CellSays(shown_text(cell, self.epoch))

    def _choice(self, text: str) -> CellSays:
        meant = self.choices.get(bare_word(text))
        if meant is None:
            return CellSays(
                None,
                Wrong(
                    quoted(text),
                    f"write one of the words allowed{_OR_EMPTY * (not self.column.needed)}",
                    self.allowed(),
                ),
            )
        return CellSays(meant)


def bare_word(text: str) -> str:
    """Return a word of a list without capitals, blanks beyond one, and with one kind of dash and apostrophe."""
    return " ".join(text.translate(_DASHES).casefold().replace(" / ", "/").split()).rstrip(".")


def offered_of(declared: Mapping[str, str]) -> tuple[str, ...]:
    """Return of each thing that a study declares the first of the words by which it goes, as the workbook offers it."""
    first: dict[str, str] = {}
    for written, meant in declared.items():
        first.setdefault(meant, written)
    return tuple(first.values())


def choices_of(column: ProgrammeColumn, declared: Mapping[str, str]) -> dict[str, str]:
    """Return what people write in a column of closed choices and what it means; nothing where any words may stand.

    Parameters
    ----------
    column : ProgrammeColumn
        The column.
    declared : mapping of str to str
        What the study declares for what the column refers to: strands by id and name, levels of the reviews.
    """
    if declared:
        return {bare_word(written): meant for written, meant in declared.items()}
    if not column.among:
        return {}
    words = {bare_word(choice): choice for choice in column.among}
    if "yes" in words and "no" in words:
        words |= {written: meant for written, meant in _YES_NO.items() if written not in words}
    if "not known" in words:
        words |= {written: meant for written, meant in _NOT_KNOWN.items() if written not in words}
    return {bare_word(written): meant for written, meant in column.codes} | words
