"""Findings files of schema 2 beside those of schema 3: what the older one says must stand in the newer one.

Version 3 says more: what checks show and what inferences rest on are records with named fields where version 2 had
numbers under free names, and a method has one name for every design. So the two are not compared key by key: each
thing that the older file says must be found at the same place of the newer one or, where a key is gone, each of its
numbers in the same part: in the field that its name became, or anywhere where it became a row.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from evalkit.findings.noise import same_content, same_number

SCHEMA_WITH_FREE_NAMES = 2
# Version 2 named an inference by this ending where it stood beside a weighted design; it has one name now.
ENDING = "_reweighted"
# Free names of version 2 whose field is not simply the name itself.
FIELD_OF = {
    "intervals without nought": "beyond_chance",
    "hidden numbers": "hidden",
    "schools of the programme hidden": "schools_hidden",
    "schools in all": "schools",
    "changes known": "changes",
    "drift SD a year": "drift_sd",
    "share kept of the swing": "kept",
    "share that passes": "passes",
}
# Keys of version 3 under the names that they bore for a while.
RENAMED = {"effective_schools": "effective_units"}
# Keys that version 3 has gained; a file written before says nothing of them, which is no difference.
GAINED = frozenset({"less_fair", "pupil_sd"})


def is_former(content: Mapping[str, Any]) -> bool:
    """Say whether a findings file is of the former schema."""
    return int(content.get("schema_version", 0)) == SCHEMA_WITH_FREE_NAMES


def renamed(content: object) -> object:
    """Return a part of a findings file with every key under its name of today."""
    if isinstance(content, Mapping):
        return {RENAMED.get(str(key), key): renamed(value) for key, value in content.items()}
    return [renamed(one) for one in content] if isinstance(content, list) else content


def same_where_both_say(one: object, other: object) -> bool:
    """Say whether two parts are the same, but for keys gained since that only one of them has."""
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        keys = {*one, *other} - (GAINED & (one.keys() ^ other.keys()))
        return all(key in one and key in other and same_where_both_say(one[key], other[key]) for key in keys)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(same_where_both_say, one, other))
    return same_content(one, other)


def says_the_same(older: object, newer: object) -> bool:
    """Say whether everything that a part of an older file says stands in the same part of a newer one."""
    if isinstance(older, Mapping) and isinstance(newer, Mapping):
        older = {RENAMED.get(str(key), str(key)): value for key, value in older.items()}
        return all(
            says_the_same(value, newer[key]) if key in newer else _holds(newer, key, value)
            for key, value in older.items()
        )
    if isinstance(older, list) and isinstance(newer, list):
        return len(older) == len(newer) and all(map(says_the_same, older, newer))
    if isinstance(older, int | float) and isinstance(newer, int | float):
        return same_number(older, newer)
    return _named(older) == _named(newer)


def _holds(newer: Mapping[str, Any], key: str, value: object) -> bool:
    """Say whether what stood under a key that is gone stands elsewhere in the same part."""
    if isinstance(value, Mapping):
        return all(_holds(newer, name, one) for name, one in value.items())
    field = FIELD_OF.get(key, key.lower().replace(" ", "_").replace("-", "_"))
    places = list(_under(field, newer)) or [newer]
    there = [number for place in places for number in _numbers(place)]
    return all(any(same_number(one, number) for number in there) for one in _numbers(value))


def _under(field: str, content: object) -> Iterator[object]:
    """Yield whatever stands under a field at any depth."""
    if isinstance(content, Mapping):
        for key, value in content.items():
            if key == field:
                yield value
            yield from _under(field, value)
    elif isinstance(content, list):
        for one in content:
            yield from _under(field, one)


def _numbers(content: object) -> Iterator[float]:
    """Yield every number at any depth."""
    if isinstance(content, Mapping):
        content = list(content.values())
    if isinstance(content, list):
        for one in content:
            yield from _numbers(one)
    elif isinstance(content, int | float) and not isinstance(content, bool):
        yield float(content)


def _named(value: object) -> object:
    return value.removesuffix(ENDING) if isinstance(value, str) else value
