"""Several options in one cell: joined by semicolons or commas, some of which stand within an option."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from evalkit.programme.surveys.wording import folded, shown

OTHER = "Other"
JOIN = "; "
_IS_OTHER = re.compile(r"other\b\W*(?:(?:\(?please|specify|\(please specify\)).*)?", re.IGNORECASE | re.DOTALL)


def split_options(cell: str, options: Sequence[str] = ()) -> tuple[str, ...]:
    """Return the options that stand in a cell, in their order; what is none of the options is ``Other``.

    Parameters
    ----------
    cell : str
        Options joined by ``;`` or ``,``.
    options : sequence of str
        Those declared, the longest of which is looked for first, as an option may hold a comma or a semicolon. Left
        out, the cell is cut at semicolons where it holds one, else at commas.
    """
    text = shown(cell)
    if not options:
        parts = text.split(";") if ";" in text else text.split(",")
        return _once(OTHER if is_other(part) else part.strip() for part in parts if part.strip())
    known = sorted(options, key=len, reverse=True)
    found: list[str] = []
    while text := text.lstrip(" ;,"):
        option, length = _first(text, known)
        found.append(option)
        text = text[length:]
    return _once(found)


def is_other(text: str) -> bool:
    """Say whether an option is the one under which people write their own words."""
    return bool(_IS_OTHER.fullmatch(shown(text)))


def inferred_options(cells: Iterable[str]) -> tuple[str, ...]:
    """Return the options that cells joined by commas share, where nobody declared them.

    Pieces between commas that never stand apart are one option. Two options that everybody ticked together, side by
    side, look the same: where that matters the options must be declared.
    """
    answers = [text for cell in cells if (text := shown(cell))]
    if any(";" in answer for answer in answers):
        return _once(part.strip() for answer in answers for part in answer.split(";") if part.strip())
    cut = [[part.strip() for part in answer.split(",") if part.strip()] for answer in answers]
    while (pair := _never_apart(cut)) is not None:
        cut = [_joined(parts, pair) for parts in cut]
    return _once(part for parts in cut for part in parts)


def _never_apart(cut: Sequence[Sequence[str]]) -> tuple[str, str] | None:
    """Return two neighbouring pieces of which neither stands without the other."""
    counts: dict[str, int] = {}
    pairs: dict[tuple[str, str], int] = {}
    for parts in cut:
        for part in parts:
            counts[part] = counts.get(part, 0) + 1
        for pair in pairwise(parts):
            pairs[pair] = pairs.get(pair, 0) + 1
    fits = (pair for pair, count in pairs.items() if counts[pair[0]] == counts[pair[1]] == count)
    return next((pair for pair in fits if pair[1][:1].islower()), None)


def _joined(parts: Sequence[str], pair: tuple[str, str]) -> list[str]:
    joined: list[str] = []
    for part in parts:
        if joined and (joined[-1], part) == pair:
            joined[-1] = f"{pair[0]}, {part}"
        else:
            joined.append(part)
    return joined


def _first(text: str, options: Sequence[str]) -> tuple[str, int]:
    """Return the option with which a text begins and how many letters of it that takes."""
    for option in options:
        words = shown(option)
        rest = text[len(words) :]
        if folded(text[: len(words)]) == folded(words) and (not rest.strip() or rest.lstrip()[0] in ";,"):
            return option, len(words)
    # Somebody's own words: up to the next option, or to the end.
    ends = [match.start() for match in re.finditer(r"[;,]\s*", text)]
    for end in ends:
        after = text[end:].lstrip(" ;,")
        if not after or text[end] == ";" or _first_declared(after, options):
            return OTHER, end
    return OTHER, len(text)


def _first_declared(text: str, options: Sequence[str]) -> bool:
    return any(folded(text).startswith(folded(option)) for option in options)


def _once(options: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(options))
