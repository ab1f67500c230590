"""Numbers as quiet links: each number that is known to come from somewhere leads there."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup, escape

from evalkit.core.quantity import MINUS
from evalkit.report.digits import NUMBER
from evalkit.report.document.numbers_check import NAMES

SIGNS = ("+", MINUS)


def linked(text: str, places: Iterable[tuple[str, str]]) -> Markup:
    """Return text as markup in which each number with a known place is a link to it; those of names are words.

    Parameters
    ----------
    text : str
        Running text; whatever looks like markup in it stays text.
    places : iterable of (str, str)
        A number as shown, without its sign, such as ``0.18``, and the id of the place it comes from.
    """
    known = dict(places)
    link = Markup('<a class="from" href="#{}">{}</a>')
    parts: list[Markup] = []
    end = 0
    names = [name.span() for name in NAMES.finditer(text)]
    for found in NUMBER.finditer(text):
        named = any(first <= found.start() < last for first, last in names)
        if found[0] in known and not named:
            start = found.start() - text[: found.start()].endswith(SIGNS)
            parts += [escape(text[end:start]), link.format(known[found[0]], text[start : found.end()])]
            end = found.end()
    return Markup("").join([*parts, escape(text[end:])])
