"""Rows of a sheet that are no data: totals, headings once more, explanations, examples, remarks."""

from __future__ import annotations

import re
from collections.abc import Mapping

from evalkit.core.column import bare_heading
from evalkit.core.errors import Fault
from evalkit.data.text.cell_sheets import SheetCell
from evalkit.data.text.headers import holds_totals
from evalkit.programme.cells.said import is_placeholder, shown_text, text_of
from evalkit.programme.layout import Layout, bare_name
from evalkit.programme.marks import EXAMPLE, is_marked, written_over
from evalkit.programme.placed import PlacedFault, Spot

_EXAMPLE = re.compile(r"(?:EXAMPLE\b.*|[Ee]xample(?:\s+row)?\s*[:.)]?|e\.g\..*)", re.DOTALL)
_NEEDED = "needed: "
MARKED, BLANK = "is marked as no data", "is blank"
# Nobody need be told of these.
UNSAID = frozenset({BLANK, MARKED})
# Fewer cells like those of the example may be somebody's own.
_ALIKE = 4
# The template's example stands so close below its headings; further down a row like it is data.
_NEAR = 2


class LeftOut:
    """Says of the rows of one sheet which are no data.

    Parameters
    ----------
    layout : Layout
        Where the table stands.
    """

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        named = [(name, place, layout.table.column(name)) for name, (place, _) in layout.columns.items()]
        self.names = {place: name for name, place, _ in named}
        self.headings = {place: bare_name(heading) for place, heading in layout.columns.values()}
        self.explains = {place: column.explains.casefold() for _, place, column in named}
        self.examples = {place: column.example.casefold() for _, place, column in named if column.example}
        self.needed = [place for _, place, column in named if column.needed]
        self.keys = [layout.columns[name][0] for name in layout.table.key if name in layout.columns]
        self.faults: list[PlacedFault] = []

    def why(self, row: int, cells: Mapping[int, SheetCell], *, lonely: bool) -> str:
        """Return why a row is no data; empty where it is.

        Parameters
        ----------
        row : int
            Its number.
        cells : mapping of int to SheetCell
            Its cells under the headings of the table, by place.
        lonely : bool
            Whether a blank row stands above it.
        """
        texts = {place: text_of(cell) for place, cell in cells.items()}
        filled = {
            place: cell
            for place, cell in cells.items()
            if cell.value is None or (texts[place] and not is_placeholder(texts[place]))
        }
        if not filled:
            return BLANK
        if self._marked(row, filled):
            return MARKED
        first = min(filled)
        if holds_totals((texts[first],)) or self._formulas_alone(filled):
            return "holds totals"
        if self._repeats_headings(texts, filled):
            return "repeats the headings"
        if self._explains(texts, filled):
            return "explains the columns"
        if _EXAMPLE.fullmatch(texts[first]) or self._is_example(row, texts, filled):
            return "is an example"
        if lonely and len(filled) == 1 and len(self.needed) > 1 and " " in texts[first]:
            return "is a remark"
        return ""

    def _marked(self, row: int, filled: Mapping[int, SheetCell]) -> bool:
        """Say whether the template marks a row as no data; where somebody has written over it, that is a fault."""
        layout = self.layout
        mark = None if layout.marks is None else layout.sheet.rows[row].get(layout.marks)
        if mark is None or not is_marked(text_of(mark)):
            return False
        if bare_heading(text_of(mark)) == bare_heading(EXAMPLE):
            own = {self.names[place]: shown_text(cell, layout.sheet.epoch) for place, cell in filled.items()}
            over = written_over(layout.table, own)
            if over:
                self.faults.append(self._over(row, over))
        return True

    def _over(self, row: int, over: tuple[str, ...]) -> PlacedFault:
        sheet = self.layout.sheet
        headings = ", ".join(self.layout.columns[name][1] for name in over)
        fault = Fault(
            where=sheet.place(row),
            found=f"the example row with other words under {headings}; it is never read",
            allowed="the example as it was, or no example row",
            next="write the row further down, and put the example back or delete it",
        )
        return PlacedFault(fault, Spot(sheet.file, sheet.title, row), f"{self.layout.table.name}, example")

    def _formulas_alone(self, filled: Mapping[int, SheetCell]) -> bool:
        return all(cell.formula for cell in filled.values()) and any(place not in filled for place in self.needed)

    def _repeats_headings(self, texts: Mapping[int, str], filled: Mapping[int, SheetCell]) -> bool:
        same = sum(bare_name(texts[place]) == self.headings[place] for place in filled)
        return same >= max(2, (len(self.headings) + 1) // 2)

    def _explains(self, texts: Mapping[int, str], filled: Mapping[int, SheetCell]) -> bool:
        same = sum(texts[place].casefold().removeprefix(_NEEDED) == self.explains[place] for place in filled)
        return same >= 1 and 2 * same >= len(filled)

    def _is_example(self, row: int, texts: Mapping[int, str], filled: Mapping[int, SheetCell]) -> bool:
        if any(texts.get(place, "").startswith(EXAMPLE) for place in self.keys):
            return True
        epoch = self.layout.sheet.epoch
        near = row <= self.layout.header + _NEAR
        return (
            near
            and len(filled) >= _ALIKE
            and all(shown_text(cell, epoch).casefold() == self.examples.get(place) for place, cell in filled.items())
        )
