"""Two lists of every number of a report, side by side: which are no longer there, which are new, which moved.

The part of the annex that says when, and by which versions, a run was made is of that run alone and left out; versions
and code are compared by the records.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from evalkit.core.quantity import twelve_digits
from evalkit.document.annex.anchors import RERUN
from evalkit.findings.noise import same_number

# What says which number of a report is meant; its sentence holds the number itself, and moves with it.
_WHICH = ("place", "name", "finding", "block", "rows")
_VALUE, _SHOWN = "value", "number"

Which = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MovedNumber:
    """One number that is not the same in both.

    Attributes
    ----------
    place, name : str
        Where it stands in the report, and what it is called.
    before, after : str
        Its value as the lists hold it; empty where a list has no such number.
    """

    place: str
    name: str
    before: str
    after: str

    def line(self) -> str:
        """Return it in words."""
        by, numbers = "", (_number(self.before), _number(self.after))
        if numbers[0] is not None and numbers[1] is not None:
            change = twelve_digits(numbers[1] - numbers[0])
            by = "" if change is None else f", by {'+' if change > 0 else ''}{_told(str(change))}"
        return f"{self.name or 'number'} ({self.place}): {_told(self.before)}, then {_told(self.after)}{by}"


@dataclass(frozen=True, slots=True)
class MovedNumbers:
    """How two lists of numbers differ.

    Attributes
    ----------
    count : int
        Numbers of the first.
    moved : tuple of MovedNumber
        Those that differ, in the order of the first, then those that only the second has.
    """

    count: int
    moved: tuple[MovedNumber, ...]


def moved_numbers(before: Path, after: Path) -> MovedNumbers:
    """Return how one numbers.csv differs from another; noise of arithmetic is no difference."""
    first, second = _listed(before), _listed(after)
    moved = []
    for which in dict.fromkeys((*first, *second)):
        old, new = first.get(which), second.get(which)
        if old is None or new is None or not _same(old, new):
            moved.append(MovedNumber(which[0], which[1], _value(old), _value(new)))
    return MovedNumbers(len(first), tuple(moved))


def _listed(file: Path) -> dict[Which, Mapping[str, str]]:
    with file.open(encoding="utf-8", newline="") as opened:
        return dict(_numbered(csv.DictReader(opened)))


def _numbered(rows: Iterable[Mapping[str, str]]) -> Iterable[tuple[Which, Mapping[str, str]]]:
    """Yield each row with what says which number it is; the same name in one place is told apart by its turn."""
    turns: Counter[Which] = Counter()
    for row in rows:
        if row["place"].startswith(f"{RERUN}-"):
            continue
        which = tuple(row[name] for name in _WHICH)
        turns[which] += 1
        yield (*which, str(turns[which])), row


def _same(old: Mapping[str, str], new: Mapping[str, str]) -> bool:
    if old[_SHOWN] != new[_SHOWN]:
        return False
    first, second = _number(old[_VALUE]), _number(new[_VALUE])
    if first is None or second is None:
        return old[_VALUE] == new[_VALUE]
    return same_number(first, second)


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None


def _value(row: Mapping[str, str] | None) -> str:
    return "" if row is None else row[_VALUE]


def _told(value: str) -> str:
    return value.replace("-", "\u2212") if value else "not there"
