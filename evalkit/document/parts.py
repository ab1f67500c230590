"""The document between blocks and files: layers of parts that every renderer prints in order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from evalkit.report.block import Block

# Numbers that a text quotes: name, value, as shown.
Quotes = tuple[tuple[str, float, str], ...]
# How the target of a link to a file begins; an id does not.
BESIDE = "./"


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
    number : str
        Of a part that is counted, such as ``3``; empty for others.
    """

    level: Literal[2, 3]
    text: str
    id: str
    number: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text.

    Attributes
    ----------
    text : str
        In words.
    quotes : tuple of (str, float, str)
        Numbers that it quotes, as a block's.
    findings : tuple of str
        Ids of the findings it rests on.
    place : str
        Target of links, unique in the document; empty where nothing leads to it.
    """

    text: str
    quotes: Quotes = ()
    findings: tuple[str, ...] = ()
    place: str = ""


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list of points.

    Attributes
    ----------
    items : tuple of str
        In words.
    quotes, findings, place
        As of a paragraph.
    """

    items: tuple[str, ...]
    quotes: Quotes = ()
    findings: tuple[str, ...] = ()
    place: str = ""


@dataclass(frozen=True, slots=True)
class Callout:
    """Text that stands out.

    Attributes
    ----------
    kind : {"notice", "answer"}
        A warning, or the answer to the question.
    text : str
        In words; where it has two lines, the first stands out more.
    quotes, findings, place
        As of a paragraph.
    """

    kind: Literal["notice", "answer"]
    text: str
    quotes: Quotes = ()
    findings: tuple[str, ...] = ()
    place: str = ""


@dataclass(frozen=True, slots=True)
class Strong:
    """The answer with which a part begins.

    Attributes
    ----------
    text : str
        In words.
    quotes, findings, place
        As of a paragraph.
    """

    text: str
    quotes: Quotes = ()
    findings: tuple[str, ...] = ()
    place: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """A drawn block; its alt text is never empty.

    Attributes
    ----------
    block : Block
        The figure.
    place : str
        Unique in the document.
    label : str
        Such as ``Figure 3``; empty where figures are not counted.
    """

    block: Block
    place: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A block of cells; its caption is never empty.

    Attributes
    ----------
    block : Block
        The table.
    place : str
        Unique in the document.
    label : str
        Such as ``Table 3``; empty where tables are not counted.
    links : tuple of (int, int, str)
        Cells that lead elsewhere in the document: row and column, from 0, and the id they lead to.
    """

    block: Block
    place: str
    label: str = ""
    links: tuple[tuple[int, int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class PlaceLink:
    """Words that lead to a place of the document, or to a file beside it.

    Attributes
    ----------
    text : str
        As printed; formats without links print it alone.
    target : str
        Id of the place; or, where it begins with ``./``, the path of a file beside the page.
    """

    text: str
    target: str


@dataclass(frozen=True, slots=True)
class PlaceLinks:
    """A list of links, such as the figures of an annex."""

    items: tuple[PlaceLink, ...]


@dataclass(frozen=True, slots=True)
class Note:
    """Small print."""

    text: str


@dataclass(frozen=True, slots=True)
class Contents:
    """The list of the headings of its layer, as links."""


@dataclass(frozen=True, slots=True)
class PartAnswer:
    """One line of the contents of a report.

    Attributes
    ----------
    heading : Heading
        Of the part.
    answer : str
        With which it begins; what it would need where it has none yet.
    carried_by : tuple of str
        Labels of its figures and tables.
    sides : float
        How many sides of A4 it may take.
    """

    heading: Heading
    answer: str
    carried_by: tuple[str, ...]
    sides: float


@dataclass(frozen=True, slots=True)
class PartAnswers:
    """The contents of a report: every part with its answer, to be read alone.

    Attributes
    ----------
    lines : tuple of PartAnswer
        One for each part.
    title, lead, caption : str
        The heading above it, one sentence on how to read it, and the caption of its table.
    columns : tuple of str
        Headers of its table.
    """

    lines: tuple[PartAnswer, ...]
    title: str = "What is in this report"
    lead: str = (
        "Each part begins with its answer. Read the answers alone in two minutes; the figure or table named beside "
        "each carries it. The annex stands in report.html."
    )
    caption: str = "The parts and their answers"
    columns: tuple[str, str, str] = ("Part and its answer", "Carried by", "Length in sides, at most")


@dataclass(frozen=True, slots=True)
class SideBySide:
    """Parts side by side where there is room, and one below the other where there is none."""

    columns: tuple[tuple[Part, ...], ...]


Part = (
    Heading
    | Paragraph
    | Strong
    | Bullets
    | Callout
    | Figure
    | Table
    | PlaceLinks
    | Note
    | Contents
    | PartAnswers
    | SideBySide
)


def nowhere(number: str, part: Part) -> str:
    """Lead to nowhere: the numbers of a document whose numbers nobody traced."""
    return ""


@dataclass(frozen=True, slots=True)
class DocumentLayer:
    """What one kind of reader is to read.

    Attributes
    ----------
    id : str
        ``front``, ``report`` or ``annex``; target of links.
    title : str
        In words.
    parts : tuple of Part
        In reading order.
    """

    id: str
    title: str
    parts: tuple[Part, ...]

    def contents(self) -> tuple[Heading, ...]:
        """Return the headings that a list of contents shows."""
        return tuple(part for part in flattened(self.parts) if isinstance(part, Heading) and part.level == 2)


@dataclass(frozen=True, slots=True)
class Document:
    """A whole report.

    Attributes
    ----------
    title : str
        The one heading of level 1.
    standfirst : str
        One line below it.
    layers : tuple of DocumentLayer
        From the shortest to the longest.
    place_of : callable
        ``place_of(number, part)`` returns the id that a number of running text leads to; empty where to none.
    kind : str
        What of a study it is, such as ``closing document``; empty where the title says it all.
    """

    title: str
    standfirst: str
    layers: tuple[DocumentLayer, ...]
    place_of: Callable[[str, Part], str] = nowhere
    kind: str = ""

    @property
    def name(self) -> str:
        """What its file is called among others of its study: in a window, a list of files, at the foot of a sheet."""
        return f"{self.title}: {self.kind}" if self.kind else self.title

    @property
    def notice(self) -> str:
        """What stands before everything else of it, such as that its tables are invented; empty where nothing does."""
        first = next(iter(self.parts), None)
        return first.text if isinstance(first, Callout) and first.kind == "notice" else ""

    @property
    def mark(self) -> str:
        """The first sentence of its notice, short enough for the foot of every page."""
        return f"{self.notice.partition('. ')[0].rstrip('.')}." if self.notice else ""

    @property
    def parts(self) -> tuple[Part, ...]:
        """Every part of every layer in reading order, those of columns one after the other."""
        return tuple(part for layer in self.layers for part in flattened(layer.parts))


def one_layer(title: str, standfirst: str, parts: Iterable[Part]) -> Document:
    """Return a document that is for one kind of reader."""
    return Document(title, standfirst, (DocumentLayer("report", title, tuple(parts)),))


def flattened(parts: Iterable[Part]) -> Iterator[Part]:
    """Yield parts in reading order, those of columns one after the other."""
    for part in parts:
        if isinstance(part, SideBySide):
            for column in part.columns:
                yield from flattened(column)
        else:
            yield part


def prose(text: str, quotes: Quotes = (), findings: tuple[str, ...] = (), place: str = "") -> tuple[Part, ...]:
    """Return running text as paragraphs and lists: blank lines part them, a dash or star opens a point.

    Parameters
    ----------
    text : str
        In words.
    quotes : tuple of (str, float, str)
        Numbers that the whole text quotes; each part carries them.
    findings : tuple of str
        Ids of the findings it rests on.
    place : str
        Target of links, which the first part takes.
    """
    parts: list[Part] = []
    for chunk in filter(None, (piece.strip() for piece in text.split("\n\n"))):
        lines = [line.strip() for line in chunk.splitlines()]
        here = "" if parts else place
        if all(line.startswith(("- ", "* ")) for line in _starts(lines)):
            parts.append(Bullets(tuple(_points(lines)), quotes, findings, here))
        else:
            parts.append(Paragraph(" ".join(lines), quotes, findings, here))
    return tuple(parts)


def told(block: Block, place: str = "") -> tuple[Part, ...]:
    """Return what a sentence says as running text that remembers where its numbers come from."""
    return prose(block.text, block.quotes, block.findings, place)


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
