"""What checks show as plain content of a file: every field by its name, none that says which school it is about."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass

from evalkit.core.quantity import twelve_digits
from evalkit.records.shown import Shown
from evalkit.records.shown.kind import identifying

Json = dict[str, object]


def shown_content(shown: Shown) -> Json:
    """Return a record with its kind; numbers carry twelve digits, and one that does not exist is null."""
    return {"kind": shown.kind, **_content(shown)}


def _content(record: object) -> Json:
    assert is_dataclass(record)
    kept = [one.name for one in fields(record) if one.name not in identifying(record)]
    return {name: _plain(getattr(record, name)) for name in kept}


def _plain(value: object) -> object:
    if is_dataclass(value):
        return _content(value)
    if isinstance(value, tuple | list):
        return [_plain(one) for one in value]
    if isinstance(value, Mapping):
        return {str(name): _plain(one) for name, one in value.items()}
    if value is None or isinstance(value, bool | str):
        return value
    number = twelve_digits(float(str(value)))
    return int(number) if isinstance(value, int) and number is not None else number
