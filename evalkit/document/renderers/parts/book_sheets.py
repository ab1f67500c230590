"""What stands on which sheet of the workbook: one table to a sheet, in the order of the document."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from evalkit.document.parts import Document, DocumentLayer, Figure, Heading, Table, flattened
from evalkit.document.renderers.parts.book_columns import BookColumn, figure_columns, table_columns
from evalkit.report.table_cells import MARKS

# The layer whose figures bring no data of their own: a table stands beside most, and all are kept as CSV.
ANNEX = "annex"
# Letters of the name of a sheet, and what may not stand in it; names without spaces need no quotes in formulas.
LONGEST = 31
# Letters of a line above a table; what is longer is a note, so that the table is not printed small beside it.
LINE = 140
NOT_IN_NAMES = re.compile(r"[^A-Za-z0-9]+")


@dataclass(frozen=True, slots=True)
class BookSheet:
    """One sheet with one table.

    Attributes
    ----------
    name : str
        Of the sheet and of its table: at most 31 letters and digits, unlike every other.
    part : Figure or Table
        What stands on it.
    layer : str
        Title of the layer in which it stands.
    under : tuple of str
        The headings above it there, the highest first.
    columns : tuple of BookColumn
        Of its table.
    notes : tuple of int
        Numbers of its notes in the workbook.
    about : tuple of str
        What stands above its table beside the title: the subtitle of a figure, and the source, unless they are notes.
    """

    name: str
    part: Figure | Table
    layer: str
    under: tuple[str, ...]
    columns: tuple[BookColumn, ...]
    notes: tuple[int, ...]
    about: tuple[str, ...]

    @property
    def title(self) -> str:
        """Label and caption as the report prints them."""
        block = self.part.block
        return f"{self.part.label}: {block.title}" if self.part.label else block.title

    @property
    def rows(self) -> int:
        """How many rows of data it has."""
        return len(self.columns[0].cells) if self.columns else 0

    @property
    def marks(self) -> tuple[str, ...]:
        """The shorthand that stands in its cells, explained."""
        present = {cell.text for column in self.columns for cell in column.cells if cell.number is None}
        return tuple(meaning for mark, meaning in MARKS.items() if mark in present)

    @property
    def blank(self) -> bool:
        """Whether some of its cells are empty."""
        return any(not cell.text for column in self.columns for cell in column.cells)


@dataclass(frozen=True, slots=True)
class BookNotes:
    """The notes of a workbook, each said once.

    Attributes
    ----------
    numbers : dict of str to int
        Number of each note, from 1.
    """

    numbers: dict[str, int]

    def numbered(self, notes: tuple[str, ...]) -> tuple[int, ...]:
        """Return the numbers of some notes; those of shorthand are none, as each sheet explains its own."""
        own = [note for note in notes if note not in MARKS.values()]
        return tuple(self.numbers.setdefault(note, len(self.numbers) + 1) for note in own)


def sheets_of(document: Document) -> tuple[tuple[BookSheet, ...], BookNotes]:
    """Return the sheets of a document in reading order, and their notes.

    Every table has one, and the data behind every figure outside the annex.
    """
    notes, taken = BookNotes({}), {"cover", "contents", "notes", "history"}
    sheets = tuple(sheet for layer in document.layers for sheet in _of_layer(layer, notes, taken))
    return sheets, notes


def _of_layer(layer: DocumentLayer, notes: BookNotes, taken: set[str]) -> Iterator[BookSheet]:
    headings: tuple[str, ...] = ()
    unlabelled = 0
    for part in flattened(layer.parts):
        if isinstance(part, Heading):
            text = f"{part.number} {part.text}".strip()
            headings = (text,) if part.level == 2 else (*headings[:1], text)
        elif isinstance(part, Table) or (isinstance(part, Figure) and layer.id != ANNEX):
            unlabelled += not part.label
            name = _name(part.label or f"{layer.id} {unlabelled}", taken)
            block = part.block
            columns = table_columns(block, part.links) if isinstance(part, Table) else figure_columns(block)
            own, about = notes.numbered(block.notes), _about(part)
            moved = notes.numbered(tuple(line for line in about if len(line) > LINE))
            kept = tuple(line for line in about if len(line) <= LINE)
            yield BookSheet(name, part, layer.title, headings, columns, (*own, *moved), kept)


def _about(part: Figure | Table) -> tuple[str, ...]:
    """Return what stands beside a table or a figure in the report: the subtitle of a figure, and the source."""
    block = part.block
    subtitle = f"Shown in the figure: {block.subtitle}" if isinstance(part, Figure) and block.subtitle else ""
    return tuple(filter(None, (subtitle, f"Source: {block.source}" if block.source else "")))


def _name(label: str, taken: set[str]) -> str:
    """Return a name that no other sheet has, also where capitals do not count."""
    bare = NOT_IN_NAMES.sub("_", label).strip("_").capitalize()[: LONGEST - 11]
    # The name of a table begins with a letter; without its underscore one such as "A1" would be that of a cell.
    bare = bare if bare[:1].isalpha() else f"Sheet_{bare}".strip("_")
    named = bare if "_" in bare else f"{bare}_1"
    number = 1
    while named.casefold() in taken:
        number += 1
        named = f"{bare}_{number}"
    taken.add(named.casefold())
    return named
