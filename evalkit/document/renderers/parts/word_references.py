"""What leads from one place of a Word file to another: bookmarks, fields that refer to them, numbers of captions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from docx.oxml.xmlchemy import BaseOxmlElement

from evalkit.document.parts import Document, Figure, Heading, Table
from evalkit.document.renderers.parts.word_markup import node, run, styled_run
from evalkit.document.renderers.parts.word_styles import LINK

# A bookmark has 40 letters at most, figures and low lines among them, and begins with a letter.
MOST_LETTERS = 40
UNFIT_IN_NAMES = re.compile(r"\W+", re.ASCII)
LABEL = re.compile(r"(?P<word>\D+) (?P<number>\d+)")
# What follows a label on its line is never parted from it.
TOGETHER = "\u00a0"


@dataclass(frozen=True, slots=True)
class WordPlaces:
    """The places of a document to which anything may lead.

    Attributes
    ----------
    names : mapping of str to str
        The bookmark of each place, in reading order.
    labels : mapping of str to str
        The place of each label, such as ``Figure 3``.
    restarts : frozenset of str
        Labels whose number is not the one after the last of their kind.
    """

    names: Mapping[str, str]
    labels: Mapping[str, str]
    restarts: frozenset[str]

    def marked(self, place: str, runs: Iterable[BaseOxmlElement]) -> list[BaseOxmlElement]:
        """Return runs inside the bookmark of their place; alone where they have none."""
        inside = list(runs)
        if place not in self.names:
            return inside
        number = {"w:id": str(list(self.names).index(place))}
        start = node("w:bookmarkStart", {**number, "w:name": self.names[place]})
        return [start, *inside, node("w:bookmarkEnd", number)]

    def link(self, text: str, place: str) -> BaseOxmlElement:
        """Return words that lead to a place, or alone where it is not in this document."""
        if place not in self.names:
            return run(text)
        return node("w:hyperlink", {"w:anchor": self.names[place], "w:history": "1"}, run(text, LINK))

    def reference(self, text: str, place: str, style: str = "") -> list[BaseOxmlElement]:
        """Return a field that repeats what stands at a place and leads there; the words alone where it is not here."""
        if place not in self.names:
            return [run(text, style)]
        return field(f"REF {self.names[place]} \\h \\* MERGEFORMAT", text, style)

    def caption(self, part: Figure | Table) -> list[BaseOxmlElement]:
        """Return the caption of a figure or table, its number as a field that counts."""
        title, found = part.block.title, LABEL.fullmatch(part.label)
        if found is None:
            return self.marked(part.place, [run(f"{part.label}: {title}" if part.label else title)])
        counted = f"SEQ {found['word'].replace(' ', '_')} \\* ARABIC"
        if part.label in self.restarts:
            counted += f" \\r {found['number']}"
        label = [run(f"{found['word']}{TOGETHER}"), *field(counted, found["number"])]
        return [*self.marked(part.place, label), run(f": {title}")]


def word_places(document: Document) -> WordPlaces:
    """Return the places of a document."""
    names: dict[str, str] = {}
    labels: dict[str, str] = {}
    last: dict[str, int] = {}
    restarts = set()
    for part in document.parts:
        place = part.id if isinstance(part, Heading) else getattr(part, "place", "")
        if place and place not in names:
            names[place] = f"at{len(names)}_{UNFIT_IN_NAMES.sub('_', place)}"[:MOST_LETTERS]
        if isinstance(part, Figure | Table) and (found := LABEL.fullmatch(part.label)):
            labels.setdefault(part.label, part.place)
            if int(found["number"]) != last.get(found["word"], 0) + 1:
                restarts.add(part.label)
            last[found["word"]] = int(found["number"])
    return WordPlaces(names, labels, frozenset(restarts))


def field(instruction: str, shown: str, style: str = "") -> list[BaseOxmlElement]:
    """Return a field with what it shows until a program works it out again."""
    inside = styled_run(style, node("w:instrText", {"xml:space": "preserve"}), f" {instruction} ")
    ends = [styled_run(style, node("w:fldChar", {"w:fldCharType": kind})) for kind in ("begin", "separate", "end")]
    return [ends[0], inside, ends[1], run(shown, style), ends[2]]
