"""Numbers that somebody typed into story.md by hand: they quote no finding, so nothing keeps them true."""

from __future__ import annotations

import re
from dataclasses import dataclass

from evalkit.study.story import COMMENT, QUOTATION, STORY, sections

# Numbers that belong to a name or say when, and are no results.
NAMES = re.compile(
    r"Key Stages? \d(?: and \d)?|KS\d|(?:Progress|Attainment) 8|[Yy]ears? \d{1,2}(?:(?:, | and | to )\d{1,2})*"
    r"|[Gg]rades? \d(?:(?: and | to | or )\d)*|\b(?:19|20)\d\d(?:\s?[-/\N{EN DASH}]\s?(?:20)?\d\d)?\b(?![.,]\d)"
    r"|\b\d{1,2}(?:st|nd|rd|th)?(?= (?:January|February|March|April|May|June|July|August|September|October|November"
    r"|December)\b)"
)
LIST_NUMBER = re.compile(r"^\s*\d+[.)]\s", re.MULTILINE)
NUMBER = re.compile(r"(?<![\w.])[-+\N{MINUS SIGN}]?\d+(?:,\d{3})*(?:\.\d+)?(?:\s?%)?")
AROUND = 40


@dataclass(frozen=True, slots=True)
class Typed:
    """One number typed by hand.

    Attributes
    ----------
    section : str
        The heading it stands below.
    number : str
        As written.
    words : str
        The words around it.
    """

    section: str
    number: str
    words: str

    def note(self) -> str:
        """Return what to say of it to whoever wrote it."""
        return (
            f"{STORY}, ## {self.section}: {self.number} in “{self.words}” is typed by hand, and no finding keeps it "
            "true; a result is quoted by its id in double braces"
        )


def typed_numbers(story: str) -> tuple[Typed, ...]:
    """Return every number of the story that is not quoted from a finding, in the order of the text.

    Years, dates and numbers that belong to a name, such as Key Stage 4 or grade 5, are not among them.
    """
    return tuple(found for title, text in sections(story).items() for found in _in_section(title, text))


def results_typed(text: str) -> tuple[str, ...]:
    """Return the numbers of a text that look like results: years, dates and numbers of a name are none."""
    return tuple(found.number for found in _in_section("", text))


def _in_section(title: str, text: str) -> list[Typed]:
    words = LIST_NUMBER.sub("", QUOTATION.sub("", COMMENT.sub("", text)))
    # Names are blotted out and keep their length, so that a place in one text is that in the other.
    blotted = NAMES.sub(lambda match: "_" * len(match.group()), words)
    found = NUMBER.finditer(blotted)
    return [Typed(title, match.group(), _around(words, match.start(), match.end())) for match in found]


def _around(text: str, start: int, end: int) -> str:
    return " ".join(text[max(0, start - AROUND) : end + AROUND].split())
