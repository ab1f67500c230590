"""The document between blocks and files: a flat list of parts that every renderer prints in order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from evalkit.report.block import Block


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 2 or 3; level 1 is the document's title.

    Attributes
    ----------
    level : int
        2 for a part of the report, 3 inside it.
    text : str
        In words.
    id : str
        Target of links, unique in the document.
    """

    level: Literal[2, 3]
    text: str
    id: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text."""

    text: str


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list of points."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Callout:
    """Text that stands out.

    Attributes
    ----------
    kind : {"notice", "answer"}
        A warning, or the answer to the question.
    text : str
        In words.
    """

    kind: Literal["notice", "answer"]
    text: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A drawn block; its alt text is never empty.

    Attributes
    ----------
    block : Block
        The figure.
    place : str
        Unique in the document.
    """

    block: Block
    place: str


@dataclass(frozen=True, slots=True)
class Table:
    """A block of cells; its caption is never empty.

    Attributes
    ----------
    block : Block
        The table.
    place : str
        Unique in the document.
    """

    block: Block
    place: str


@dataclass(frozen=True, slots=True)
class Note:
    """Small print."""

    text: str


@dataclass(frozen=True, slots=True)
class Contents:
    """The list of the document's parts, as links."""


@dataclass(frozen=True, slots=True)
class Strong:
    """The answer of a part, in bold."""

    text: str


@dataclass(frozen=True, slots=True)
class Columns:
    """Parts side by side where there is room, and below each other where there is none.

    Attributes
    ----------
    columns : tuple of tuple of Part
        From the left; each is read to its end before the next.
    """

    columns: tuple[tuple[Part, ...], ...]


Part = Heading | Paragraph | Bullets | Callout | Figure | Table | Note | Contents | Strong | Columns


@dataclass(frozen=True, slots=True)
class Document:
    """A whole report.

    Attributes
    ----------
    title : str
        The one heading of level 1.
    standfirst : str
        One line below it.
    parts : tuple
        In reading order.
    """

    title: str
    standfirst: str
    parts: tuple[Part, ...]

    def contents(self) -> tuple[Heading, ...]:
        """Return the headings that a list of contents shows."""
        return tuple(part for part in self.parts if isinstance(part, Heading) and part.level == 2)


def prose(text: str) -> tuple[Part, ...]:
    """Return running text as paragraphs and lists: blank lines part them, a dash or star opens a point."""
    parts: list[Part] = []
    for chunk in filter(None, (piece.strip() for piece in text.split("\n\n"))):
        lines = [line.strip() for line in chunk.splitlines()]
        if all(line.startswith(("- ", "* ")) for line in _starts(lines)):
            parts.append(Bullets(tuple(_points(lines))))
        else:
            parts.append(Paragraph(" ".join(lines)))
    return tuple(parts)


def _starts(lines: list[str]) -> list[str]:
    """Return the lines of a chunk that begin something: all, unless the first is a point others may continue."""
    return lines[:1] if lines[0].startswith(("- ", "* ")) else lines


def _points(lines: list[str]) -> list[str]:
    points: list[str] = []
    for line in lines:
        if line.startswith(("- ", "* ")):
            points.append(line[2:].strip())
        else:
            points[-1] = f"{points[-1]} {line}"
    return points
