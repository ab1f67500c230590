"""What a writer plainly meant: names beside school numbers, and entries of a list kept apart by semicolons."""

from __future__ import annotations

from collections.abc import Mapping

from evalkit.study.uk_words import number_and_name

# Lists of words or numbers that people fill from a letter or a spreadsheet: places of the tables and keys.
_LISTS = (
    ("schools", "list"),
    ("schools", "rule", "areas"),
    ("donors", "exclude_areas"),
    ("donors", "exclude_schools"),
)
_SCHOOLS = ("list", "exclude_schools")


def as_meant(values: Mapping[str, object]) -> dict[str, object]:
    """Return what study.toml holds, with school numbers and lists in the one form in which they are read.

    Parameters
    ----------
    values : mapping
        Tables and keys as they stand.
    """
    meant: dict[str, object] = dict(values)
    for path in _LISTS:
        meant = _changed(meant, path)
    return meant


def _changed(table: dict[str, object], path: tuple[str, ...]) -> dict[str, object]:
    key, *rest = path
    inner = table.get(key)
    if rest and isinstance(inner, Mapping):
        return {**table, key: _changed(dict(inner), tuple(rest))}
    if rest or not isinstance(inner, list):
        return table
    parts = [part for entry in inner for part in _parted(entry)]
    return {**table, key: [_school(part, key) for part in parts] if key in _SCHOOLS else parts}


def _parted(entry: object) -> list[object]:
    if not isinstance(entry, str) or ";" not in entry:
        return [entry]
    return [part.strip() for part in entry.split(";") if part.strip()]


def _school(entry: object, key: str) -> object:
    """Return a school of a list as the model has it; what is no number is left for the model to refuse."""
    if key == "exclude_schools":
        return _number(entry)
    if isinstance(entry, Mapping):
        return {**entry, "urn": _number(entry["urn"])} if "urn" in entry else dict(entry)
    return {"urn": _number(entry)} if _is_number(_number(entry)) else entry


def _number(entry: object) -> object:
    if not isinstance(entry, str):
        return entry
    number, name = number_and_name(entry)
    # A number in quotes alone is refused as it always was; with a name beside it, it can only stand in quotes.
    return int(number) if name else entry


def _is_number(entry: object) -> bool:
    return isinstance(entry, int) and not isinstance(entry, bool)
