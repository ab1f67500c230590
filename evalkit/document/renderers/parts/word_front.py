"""How high the picture of a front page may be, so that all it says stands on one side."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from evalkit.document.parts import Bullets, Callout, Document, Figure, Heading, Note, Paragraph, Part, SideBySide
from evalkit.document.renderers.parts import word_styles as looks
from evalkit.document.renderers.parts.letters import width
from evalkit.document.renderers.parts.word_sections import WordSection

# The height of a line in sizes of its type.
LINE = 1.15
# What a line above or below a paragraph takes with its white, in points.
RULE = 5.0
# Programs set lines a little differently; what is kept free for that.
FREE = 6.0
# Below this a picture cannot be read, and a page with more to say takes a second side.
LOWEST = 130.0


def picture_height(document: Document, section: WordSection) -> float:
    """Return what the words of a front page leave for its picture, in points.

    Parameters
    ----------
    document : Document
        Whose first layer is the front page.
    section : WordSection
        In which it stands.
    """
    opening = _height(looks.TITLE, [document.title], section.room)
    opening += _height(looks.SUBTITLE, [document.standfirst], section.room)
    return max(LOWEST, section.height - FREE - opening - _together(document.layers[0].parts, section.room, section))


def _together(parts: Iterable[Part], room: float, section: WordSection) -> float:
    return sum(_part(part, room, section) for part in parts)


def _part(part: Part, room: float, section: WordSection) -> float:
    match part:
        case SideBySide():
            column = WordSection(section.on_front, columns=len(part.columns)).room
            return max(_together(parts, column, section) for parts in part.columns)
        case Heading():
            return _height(looks.HEADINGS[3] if part.level == 3 else looks.VERDICT_HEADING, [part.text], room)
        case Callout():
            return _height(looks.NOTICE if part.kind == "notice" else looks.VERDICT, part.text.split("\n"), room)
        case Bullets():
            return sum(_height(looks.ON_FRONT[looks.POINT], [item], room) for item in part.items)
        case Figure():
            unit, source = part.block.subtitle, part.block.source
            said = {looks.CAPTION: part.block.title, looks.ON_FRONT[looks.UNIT]: unit, looks.PICTURE: ""}
            said |= {looks.ON_FRONT[looks.SOURCE]: f"Source: {source}"} if source else {}
            return sum(_height(style, [text], room) for style, text in said.items())
        case Paragraph() | Note():
            style = looks.TEXT if isinstance(part, Paragraph) else looks.SMALL
            return _height(looks.ON_FRONT[style], [part.text], room)
    return 0.0


def _height(name: str, lines: Sequence[str], room: float) -> float:
    """Return how high a paragraph is, its white with it."""
    style = next(one for one in looks.paragraph_styles() if one.id == name)
    line = (room - style.indent[0]) / style.size / looks.WIDER
    counted = sum(_lines(text, line, int(style.bold)) for text in lines)
    ruled = RULE * sum(side != "left" for side, _, _ in style.rules)
    return style.before + style.after + ruled + counted * style.size * LINE * (style.line or 1.12)


def _lines(text: str, room: float, face: int) -> int:
    """Return on how many lines a text stands, each as full as whole words make it; room in sizes of its type."""
    lines, taken = 0, room
    for word in text.split():
        wide = width(f" {word}", face)
        if taken + wide > room:
            lines, taken = lines + 1, 0.0
        taken += wide
    return lines
