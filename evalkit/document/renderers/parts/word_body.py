"""The parts of a document as what stands in a Word file, in reading order, and the sections that lay it out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import chain

from docx.oxml.xmlchemy import BaseOxmlElement

from evalkit.document.parts import (
    Bullets,
    Callout,
    Contents,
    Document,
    DocumentLayer,
    Figure,
    Heading,
    Note,
    Paragraph,
    Part,
    PartAnswers,
    PlaceLinks,
    SideBySide,
    Strong,
    Table,
)
from evalkit.document.renderers.parts import word_styles as looks
from evalkit.document.renderers.parts.word_file import WordFile
from evalkit.document.renderers.parts.word_front import picture_height
from evalkit.document.renderers.parts.word_markup import (
    TWIPS,
    column_break,
    line_break,
    node,
    paragraph,
    run,
    with_property,
)
from evalkit.document.renderers.parts.word_references import WordPlaces, word_places
from evalkit.document.renderers.parts.word_sections import CONTINUOUS, PAGE, WordSection, sectioned
from evalkit.document.renderers.parts.word_tables import answers_of, table_of

Stream = Iterator[BaseOxmlElement | WordSection]
FRONT = "front"
# Points of white between a table and what follows it.
BELOW_TABLE, AFTER_TABLE = 4.0, 10.0
# The tallest picture that leaves room on its page for a heading, an answer and a caption, in points.
TALLEST = 620.0
# Widest that a picture is in the report: its smallest letters, of 9 points as drawn, are of 8 there.
WIDEST = 468.0


@dataclass(frozen=True, slots=True)
class WordLayer:
    """The layer of a document that is being written, and what its parts need.

    Attributes
    ----------
    layer : DocumentLayer
        The layer.
    file : WordFile
        Which holds its pictures and lists.
    places : WordPlaces
        To which its parts may lead.
    section : WordSection
        In which it stands.
    tallest : float
        How high a picture may be, in points.
    """

    layer: DocumentLayer
    file: WordFile
    places: WordPlaces
    section: WordSection
    tallest: float

    def style(self, style: str) -> str:
        """Return the id of a style as it is on this layer."""
        return looks.shown_on(self.layer.id, style)


def word_body(document: Document, file: WordFile) -> Iterator[BaseOxmlElement]:
    """Yield what stands in the body of a Word file."""
    places = word_places(document)
    opening = [paragraph(looks.TITLE, [run(document.title)])]
    if document.standfirst:
        opening.append(paragraph(looks.SUBTITLE, [run(document.standfirst)]))
    layers = []
    for place, layer in enumerate(document.layers):
        section = WordSection(on_front=layer.id == FRONT, starts=PAGE if place else "")
        section = replace(section, footer=file.footer(section.room))
        tallest = picture_height(document, section) if section.on_front else TALLEST
        layers.append(WordLayer(layer, file, places, section, tallest))
    stream: list[Stream] = []
    for place, written in enumerate(layers):
        stream += [iter([written.section]), iter([] if place else opening), _parts(written.layer.parts, written)]
    return sectioned(chain.from_iterable(stream))


def _parts(parts: Iterable[Part], on: WordLayer) -> Stream:
    following = list(parts)
    for place, part in enumerate(following):
        after = following[place + 1] if place + 1 < len(following) else None
        if isinstance(part, SideBySide):
            yield from _columns(part, on, last=after is None)
        elif isinstance(part, Heading):
            yield _heading(part, after, on, new_page=place > 0 and isinstance(following[place - 1], PartAnswers))
        else:
            yield from _below(following[place - 1] if place else None, _part(part, on))


def _below(before: Part | None, written: Stream) -> Stream:
    """Yield what stands below another part; below a table that ends with its last row, a little lower."""
    bare = isinstance(before, Table) and not (before.block.notes or before.block.source)
    for place, one in enumerate(written):
        if bare and place == 0 and isinstance(one, BaseOxmlElement):
            yield with_property(one, _space({"before": AFTER_TABLE}))
        else:
            yield one


def _part(part: Part, on: WordLayer) -> Stream:
    match part:
        case Paragraph():
            yield _text(looks.TEXT, part.text, part.place, on)
        case Strong():
            yield _text(looks.ANSWER, part.text, part.place, on)
        case Note():
            yield _text(looks.SMALL, part.text, "", on)
        case Callout():
            yield _callout(part, on)
        case Bullets():
            for place, item in enumerate(part.items):
                yield _text(looks.POINT, item, "" if place else part.place, on)
        case PlaceLinks():
            for link in part.items:
                yield paragraph(on.style(looks.POINT), [on.places.link(link.text, link.target)])
        case Contents():
            yield from _contents(on)
        case PartAnswers():
            yield paragraph(looks.HEADINGS[2], [run(part.title)])
            yield paragraph(on.style(looks.TEXT), [run(part.lead)])
            yield paragraph(looks.CAPTION, [run(part.caption)])
            yield answers_of(part, on.places, on.section.room)
        case Figure():
            yield from _figure(part, on)
        case Table():
            yield from _table(part, on)


def _text(style: str, text: str, place: str, on: WordLayer) -> BaseOxmlElement:
    return paragraph(on.style(style), on.places.marked(place, [run(text)]))


def _heading(part: Heading, after: Part | None, on: WordLayer, *, new_page: bool) -> BaseOxmlElement:
    """Return a heading; that of the front page stands on the same ground as the answer below it."""
    answered = on.layer.id == FRONT and isinstance(after, Callout) and after.kind == "answer"
    style = looks.VERDICT_HEADING if answered else looks.HEADINGS[part.level]
    runs = on.places.marked(part.id, [run(f"{part.number} {part.text}".strip())])
    return paragraph(style, runs, [node("w:pageBreakBefore")] if new_page else [])


def _callout(part: Callout, on: WordLayer) -> BaseOxmlElement:
    first, _, rest = part.text.partition("\n")
    said = [run(first, looks.STRONG), line_break(), run(rest.strip())] if rest else [run(first)]
    return paragraph(looks.NOTICE if part.kind == "notice" else looks.VERDICT, on.places.marked(part.place, said))


def _contents(on: WordLayer) -> Stream:
    for heading in on.layer.contents():
        words = f"{heading.number} {heading.text}".strip()
        yield paragraph(looks.CONTENTS, on.places.reference(words, heading.id))


def _columns(part: SideBySide, on: WordLayer, *, last: bool) -> Stream:
    """Yield parts in columns, and go back to one column where anything follows."""
    beside = replace(on, section=replace(on.section, starts=CONTINUOUS, columns=len(part.columns), footer=""))
    yield beside.section
    for place, column in enumerate(part.columns):
        for number, one in enumerate(_parts(column, beside)):
            if number or not isinstance(one, BaseOxmlElement):
                yield one
                continue
            # All columns begin at one height, whatever stands first in them.
            first = with_property(one, _space({"before": 0}))
            if place:
                first.insert(1, column_break())
            yield first
    if not last:
        yield replace(on.section, starts=CONTINUOUS, footer="")


def _figure(part: Figure, on: WordLayer) -> Stream:
    block = part.block
    yield paragraph(looks.CAPTION, on.places.caption(part))
    if block.subtitle:
        yield paragraph(on.style(looks.UNIT), [run(block.subtitle)])
    drawn = on.file.picture(block.svg, block.text, on.section.room if on.section.on_front else WIDEST, on.tallest)
    picture = paragraph(looks.PICTURE, [drawn])
    yield with_property(picture, node("w:keepNext")) if block.source else picture
    if block.source:
        yield _text(looks.SOURCE, f"Source: {block.source}", "", on)


def _table(part: Table, on: WordLayer) -> Stream:
    block = part.block
    yield paragraph(looks.CAPTION, on.places.caption(part))
    yield table_of(part, on.places, on.section.room)
    if block.notes:
        numbered, last = on.file.new_list(), len(block.notes) - 1
        for place, note in enumerate(block.notes):
            white = ({} if place else {"before": BELOW_TABLE}) | ({"after": AFTER_TABLE} if place == last else {})
            yield paragraph(looks.NOTE, [run(note)], [numbered(), *([_space(white)] if white else [])])
    if block.source:
        yield _text(looks.SOURCE, f"Source: {block.source}", "", on)


def _space(points: Mapping[str, float]) -> BaseOxmlElement:
    """Return white before or after a paragraph that its style does not have."""
    return node("w:spacing", {f"w:{side}": str(round(white * TWIPS)) for side, white in points.items()})
