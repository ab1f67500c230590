"""Where the numbers of a document lead, looked up once, so that a document can be kept and read again."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from evalkit.document.parts import Bullets, Document, Part
from evalkit.report.digits import numbers_in


@dataclass(frozen=True, slots=True)
class ResolvedPlaces:
    """The place that each number of running text leads to.

    Attributes
    ----------
    places : mapping of (str, str) to str
        Ids in the document, by the words of a part and a number in them as it is written, without its sign.
    """

    places: Mapping[tuple[str, str], str]

    def place_of(self, number: str, part: Part) -> str:
        """Return the id that a number of a part leads to; empty where nothing shows it."""
        return self.places.get((_words(part), number), "")


def with_places(document: Document, place_of: Callable[[str, Part], str]) -> Document:
    """Return a document whose numbers lead where ``place_of(number, part)`` says."""
    found = {
        (words, number): place
        for part in document.parts
        if (words := _words(part))
        for number in dict.fromkeys(numbers_in(words))
        if (place := place_of(number, part))
    }
    return replace(document, place_of=ResolvedPlaces(found).place_of)


def _words(part: Part) -> str:
    return "\n".join(part.items) if isinstance(part, Bullets) else getattr(part, "text", "")
