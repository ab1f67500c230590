"""Sections of a Word file: sheets of A4, their margins and columns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from docx.oxml.xmlchemy import BaseOxmlElement

from evalkit.document.renderers.parts.word_markup import PER_MM, TWIPS, node, paragraph, run, valued, with_property
from evalkit.document.renderers.parts.word_styles import PICTURE

PAGE, CONTINUOUS = "nextPage", "continuous"
WIDTH, HEIGHT = 210.0, 297.0
# Margins in millimetres: top, sides, bottom, and of the footer from the edge of the sheet.
MARGINS, FRONT_MARGINS = (15.0, 18.0, 18.0, 9.0), (8.0, 15.0, 11.0, 5.0)
BETWEEN = 7.0


@dataclass(frozen=True, slots=True)
class WordSection:
    """A stretch of a Word file with one layout.

    Attributes
    ----------
    on_front : bool
        Whether it has the margins of the front page, which must hold all it says.
    starts : str
        On a new page, or below what stands before it; empty for the first.
    columns : int
        How many stand side by side.
    footer : str
        Id of its footer; empty for that of the section before it.
    """

    on_front: bool
    starts: str = ""
    columns: int = 1
    footer: str = ""

    @property
    def room(self) -> float:
        """Width of the text, or of one column of it, in points."""
        whole = WIDTH - 2 * (FRONT_MARGINS if self.on_front else MARGINS)[1]
        return (whole - BETWEEN * (self.columns - 1)) / self.columns * PER_MM

    @property
    def height(self) -> float:
        """Height of the text of a whole side, in points."""
        top, _, bottom, _ = FRONT_MARGINS if self.on_front else MARGINS
        return (HEIGHT - top - bottom) * PER_MM

    def markup(self) -> BaseOxmlElement:
        """Return its properties."""
        top, side, bottom, edge = (_twips(one) for one in (FRONT_MARGINS if self.on_front else MARGINS))
        margins = {"top": top, "right": side, "bottom": bottom, "left": side, "header": edge, "footer": edge}
        size = {"w:w": _twips(WIDTH), "w:h": _twips(HEIGHT)}
        held = [node("w:footerReference", {"w:type": "default", "r:id": self.footer})] if self.footer else []
        starts = [valued("w:type", self.starts)] if self.starts else []
        return node(
            "w:sectPr", {}, *held, *starts, node("w:pgSz", size),
            node("w:pgMar", {**{f"w:{name}": value for name, value in margins.items()}, "w:gutter": "0"}),
            node("w:cols", {"w:num": str(self.columns), "w:space": _twips(BETWEEN)}),
        )  # fmt: skip


def sectioned(stream: Iterable[BaseOxmlElement | WordSection]) -> Iterator[BaseOxmlElement]:
    """Yield what stands in a body, each section closed in its last paragraph as Word wants it.

    Parameters
    ----------
    stream : iterable of element or WordSection
        What stands in it; a section before what it lays out.
    """
    current: WordSection | None = None
    last: BaseOxmlElement | None = None
    for one in stream:
        if isinstance(one, BaseOxmlElement):
            if last is not None:
                yield last
            last = one
        elif current is None or last is None:
            current = one
        else:
            yield from _closed(last, current.markup())
            current, last = one, None
    if last is not None:
        yield last
    if current is not None:
        yield current.markup()


def _closed(last: BaseOxmlElement, section: BaseOxmlElement) -> Iterator[BaseOxmlElement]:
    """Yield the last element of a section; behind a table stands a paragraph that holds nothing else."""
    if last.tag.endswith("}tbl"):
        yield last
        last = paragraph(PICTURE, [run("")])
    yield with_property(last, section)


def _twips(millimetres: float) -> str:
    return str(round(millimetres * PER_MM * TWIPS))
