"""Numbers as quiet links: each number that is known to come from somewhere leads there."""

from __future__ import annotations

from collections.abc import Callable

from markupsafe import Markup, escape

from evalkit.core.quantity import MINUS
from evalkit.document.numbers_check import NAMES
from evalkit.report.digits import NUMBER

SIGNS = ("+", MINUS)


def linked(text: str, place_of: Callable[[str], str]) -> Markup:
    """Return text as markup in which each number with a known place is a link to it; those of names are words.

    Parameters
    ----------
    text : str
        Running text; whatever looks like markup in it stays text.
    place_of : callable
        ``place_of(number)`` returns the id of the place that a number comes from; empty where to none. The number
        is as shown, without its sign, such as ``0.18``.
    """
    link = Markup('<a class="from" href="#{}">{}</a>')
    names = [name.span() for name in NAMES.finditer(text)]
    parts: list[Markup] = []
    end = 0
    for found in NUMBER.finditer(text):
        named = any(first <= found.start() < last for first, last in names)
        place = "" if named else place_of(found[0])
        if place:
            start = found.start() - text[: found.start()].endswith(SIGNS)
            parts += [escape(text[end:start]), link.format(place, text[start : found.end()])]
            end = found.end()
    return Markup("").join([*parts, escape(text[end:])])
