"""Numbers inside prose, found the same way wherever they are recorded or proved."""

from __future__ import annotations

import re

NUMBER = re.compile(r"\d{4}/\d{2}(?!\d)|\d+(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")


def numbers_in(text: str) -> tuple[str, ...]:
    """Return every number in ``text`` as written, without its sign: ``0.11``, ``3,165``, ``2018/19``."""
    return tuple(NUMBER.findall(text))


def as_value(shown: str) -> float:
    """Return the value of a number as written; an academic year is the year it ends in."""
    if "/" in shown:
        return float(int(shown[:4]) + 1)
    return float(shown.replace(",", ""))
