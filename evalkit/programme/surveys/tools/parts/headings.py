"""Headings of survey tools: which of them name a person, and how a question and its rows stand in one heading."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from evalkit.programme.surveys.tools.parts.tool import Cells, TableRows
from evalkit.programme.surveys.wording import folded, shown

# A heading names a person only as a whole: a question may hold any of these words.
PERSONAL = frozenset(
    (
        "email",
        "e-mail",
        "email address",
        "e-mail address",
        "your email",
        "your email address",
        "username",
        "user name",
        "name",
        "full name",
        "your name",
        "your full name",
        "first name",
        "last name",
        "surname",
        "forename",
        "ip address",
        "phone",
        "phone number",
        "telephone",
        "telephone number",
        "mobile",
        "mobile number",
        "date of birth",
        "address",
        "postcode",
    )
)
_ADDRESS = re.compile(r"[^@\s;,]+@[^@\s;,]+\.[^@\s;,]+")
_INTERNET = re.compile(r"\d{1,3}(?:\.\d{1,3}){3}|[0-9a-f]{0,4}(?::[0-9a-f]{0,4}){4,7}", re.IGNORECASE)
_TELEPHONE = re.compile(r"(?:\+44|0)[\d ()-]{9,14}")
_PART = re.compile(r"(.*?\S)\s*\[(.+)\]", re.DOTALL)


def bare(cells: Cells) -> tuple[str, ...]:
    """Return headings in the form in which they are compared."""
    return tuple(folded(cell) for cell in cells)


def stem_and_part(words: str) -> tuple[str, str]:
    """Return a question and its row or option where a heading holds both, as ``Question [row]``; else two blanks."""
    found = _PART.fullmatch(words)
    return (shown(found[1]), shown(found[2])) if found else ("", "")


def places(headings: Sequence[str], names: Iterable[str]) -> tuple[int, ...]:
    """Return where headings stand that are one of some names."""
    wanted = frozenset(names)
    return tuple(place for place, heading in enumerate(headings) if heading in wanted)


def personal_places(headings: Sequence[str], rows: TableRows) -> tuple[int, ...]:
    """Return the columns that name a person: by their whole heading, or as most of what they hold are addresses."""
    return tuple(
        place
        for place, heading in enumerate(headings)
        if heading in PERSONAL or holds_addresses([row[place] for row in rows])
    )


def holds_addresses(cells: Sequence[str]) -> bool:
    """Say whether most filled cells are addresses of mail or of machines, or telephone numbers."""
    filled = [cell.strip() for cell in cells if cell.strip()]
    forms = (_ADDRESS, _INTERNET, _TELEPHONE)
    return bool(filled) and 2 * sum(any(form.fullmatch(cell) for form in forms) for cell in filled) > len(filled)


def is_address(cell: str) -> bool:
    """Say whether an address of mail stands in a cell."""
    return bool(_ADDRESS.search(cell))


def told_apart(headings: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return headings with the second of the same words marked (2), and so on, and the words that stand twice."""
    counts: Counter[str] = Counter()
    apart = []
    for heading in headings:
        counts[folded(heading)] += 1
        number = counts[folded(heading)]
        apart.append(f"{heading} ({number})" if number > 1 and heading else heading)
    first = {folded(heading): heading for heading in reversed(headings)}
    return tuple(apart), tuple(first[words] for words, count in counts.items() if count > 1 and words)
