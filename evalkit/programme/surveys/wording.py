"""Words as people and tools write them, brought to one form so that the same words are found again."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterable
from difflib import get_close_matches
from functools import lru_cache

_TAG = re.compile(r"<[^<>]{1,200}>")
_PLAIN = str.maketrans(
    {
        "\xa0": " ",
        "\u202f": " ",
        "\u2018": "'",
        "\u2019": "'",
        "\u02bc": "'",
        "\u201c": '"',
        "\u201d": '"',
        "\u2013": "-",
        "\u2014": "-",
        "\u2011": "-",
        "\u2212": "-",
        "\u200b": None,
        "\ufeff": None,
        "\u00ad": None,
    }
)
# A number, alone or before the words of an end of the scale: "10 - completely", "0 (not at all)", "'6".
_NUMBER = re.compile(r"'?\s*([+-]?\d{1,9}(?:\.\d+)?)\s*(?:[-=:(].*)?", re.DOTALL)
# Numbers that a tool puts before a question: "Q3. ", "12. ", "4.1.a. "
_NUMBERED = re.compile(r"(?:Q\d+[\w.]*|\d+(?:\.\d+|\.?[a-z]\b)*)[.:)]\s+", re.IGNORECASE)
# Few words are answered by many people: so many are kept in the form in which they are compared.
WORDINGS = 4096
# How alike two spellings are before one is offered for the other.
_ALIKE = 0.75


def shown(text: str) -> str:
    """Return words without the mark-up and the doubled blanks that a tool adds."""
    return " ".join(html.unescape(_TAG.sub("", text)).translate({0xA0: " ", 0xFEFF: None, 0x200B: None}).split())


@lru_cache(maxsize=WORDINGS)
def folded(text: str) -> str:
    """Return words in the form in which they are compared: no capitals, mark-up, doubled blanks or curled quotes."""
    return " ".join(html.unescape(_TAG.sub("", text)).translate(_PLAIN).split()).casefold()


def folded_question(text: str) -> str:
    """Return the words of a question in the form in which they are compared, without its number and its last stop."""
    bare = folded(text)
    return _NUMBERED.sub("", bare, count=1).rstrip(" .:*") or bare


def number_in(text: str) -> float | None:
    """Return the number of an answer, which may carry the words of an end of its scale; None where there is none."""
    found = _NUMBER.fullmatch(text.translate(_PLAIN).strip())
    return float(found[1]) if found else None


def likely(text: str, known: Iterable[str]) -> str:
    """Return the known spelling that is most like a text; empty where none is."""
    spellings = {folded(one): one for one in known}
    close = get_close_matches(folded(text), spellings, n=1, cutoff=_ALIKE)
    return spellings[close[0]] if close else ""


def counted(texts: Counter[str]) -> str:
    """Return texts with how often each stands, the most frequent first."""
    return ", ".join(f"{text!r} ({count})" for text, count in sorted(texts.items(), key=lambda one: (-one[1], one[0])))
