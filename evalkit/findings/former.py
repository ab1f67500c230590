"""Findings files of schema 2 beside those of schema 3: what the older one says must stand in the newer one.

Version 3 says more: what checks show and what inferences rest on are records with named fields where version 2 had
numbers under free names, and a method has one name for every design. So the two are not compared key by key: each
thing that the older file says must be found at the same place of the newer one, or, where a key is gone, each of its
numbers somewhere in the same part.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

SCHEMA_WITH_FREE_NAMES = 2
# Version 2 named an inference by this ending where it stood beside a weighted design; it has one name now.
ENDING = "_reweighted"


def is_former(content: Mapping[str, Any]) -> bool:
    """Say whether a findings file is of the former schema."""
    return int(content.get("schema_version", 0)) == SCHEMA_WITH_FREE_NAMES


def says_the_same(older: object, newer: object) -> bool:
    """Say whether everything that a part of an older file says stands in the same part of a newer one."""
    if isinstance(older, Mapping) and isinstance(newer, Mapping):
        gone = [value for key, value in older.items() if key not in newer]
        kept = all(says_the_same(value, newer[key]) for key, value in older.items() if key in newer)
        return kept and set(numbers_in(gone)) <= set(numbers_in(newer))
    if isinstance(older, list) and isinstance(newer, list):
        return len(older) == len(newer) and all(map(says_the_same, older, newer))
    return _named(older) == _named(newer)


def numbers_in(content: object) -> Iterator[float]:
    """Yield every number at any depth."""
    if isinstance(content, Mapping):
        content = list(content.values())
    if isinstance(content, list):
        for one in content:
            yield from numbers_in(one)
    elif isinstance(content, int | float) and not isinstance(content, bool):
        yield float(content)


def _named(value: object) -> object:
    return value.removesuffix(ENDING) if isinstance(value, str) else value
