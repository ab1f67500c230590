"""Faults of study.toml in plain words: where, what was found, what is allowed, what to do next."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Mapping
from difflib import get_close_matches

from pydantic_core import ErrorDetails

from evalkit.core.errors import Fault
from evalkit.study.expectation import Place, choices, expected, keys_allowed, tables_with

FILE = "study.toml"
TAGS = ("one", "several")
LONGEST_SHOWN = 70

# 2018/19, 2018-19, 2018/2019.
SCHOOL_YEAR = re.compile(r"[12]\d{3}\s*[/–-]\s*(?:\d{2}|\d{4})")


def fault(error: ErrorDetails, raw: Mapping[str, object]) -> Fault | None:
    """Return what one error of the model means for the writer; None if another one says it already."""
    place = error["loc"]
    kind = error["type"]
    value = _value(raw, place)
    if kind == "missing":
        return _missing(place, raw)
    if kind == "extra_forbidden":
        return _unknown_key(place, raw)
    if kind == "too_short" and isinstance(value, list) and value:
        return None
    # A key that takes one entry or a list of them says so, whichever of the two was meant.
    allowed = expected(place[:-1] if place[-1] in TAGS else place)
    return Fault(where=where(place, raw), found=shown(value), allowed=allowed, next=_advice(kind, place, value))


def where(place: Place, raw: Mapping[str, object]) -> str:
    """Return a place as a reader finds it, such as ``study.toml, [[questions]] 2 (attainment), design``."""
    if not place:
        return FILE
    head, *rest = (part for part in place if part not in TAGS)
    if not isinstance(raw.get(str(head)), dict | list) and not rest:
        return f"{FILE}, {head}"
    words = [FILE]
    if isinstance(raw.get(str(head)), list):
        numbers = [part for part in rest[:1] if isinstance(part, int)]
        words.append(" ".join([f"[[{head}]]", *(_entry(raw, str(head), number) for number in numbers)]))
        rest = rest[len(numbers) :]
    else:
        words.append(f"[{head}]")
    for part in rest:
        if isinstance(part, int):
            words[-1] += f" {part + 1}"
        else:
            words.append(part)
    return ", ".join(words)


def shown(value: object) -> str:
    """Return a value as it may stand in the file, cut where it is long."""
    if isinstance(value, str):
        words = f'"{value}"' if value.strip() else "an empty text"
    elif isinstance(value, bool):
        words = str(value).lower()
    elif isinstance(value, dt.date | dt.time):
        words = value.isoformat()
    elif isinstance(value, Mapping):
        words = f"a table with {', '.join(value)}" if value else "an empty table"
    elif isinstance(value, list):
        words = json.dumps(value, default=str, ensure_ascii=False) if value else "an empty list"
    else:
        words = str(value)
    return words if len(words) <= LONGEST_SHOWN else f"{words[:LONGEST_SHOWN]}…"


def did_you_mean(word: str, known: tuple[str, ...]) -> str:
    """Return ``did you mean …?`` for the closest known word, or nothing."""
    close = get_close_matches(word, known, n=1, cutoff=0.6)
    return f"did you mean {close[0]}?" if close else ""


def _missing(place: Place, raw: Mapping[str, object]) -> Fault:
    key = place[-1]
    table = len(place) == 1 and expected(place).startswith(("a table", "a list"))
    name = f"{FILE}, {_heading(place)}" if table else where(place, raw)
    return Fault(
        where=name,
        found="nothing",
        allowed=expected(place),
        next=f"add {_heading(place) if table else f'{key} = …'}; studies/_template shows what to write there",
    )


def _heading(place: Place) -> str:
    return f"[[{place[0]}]]" if expected(place).startswith("a list") else f"[{place[0]}]"


def _unknown_key(place: Place, raw: Mapping[str, object]) -> Fault:
    key, known = str(place[-1]), keys_allowed(place[:-1])
    hint = did_you_mean(key, known)
    if not hint and (homes := tables_with(key)):
        hint = f"{key} belongs to {' or '.join(homes)}; in TOML a key belongs to the last heading above it"
    return Fault(
        where=where(place, raw),
        found=f"the unknown key '{key}'",
        allowed=", ".join(known),
        next=hint or "take this line out, or use one of the keys allowed",
    )


def _advice(kind: str, place: Place, value: object) -> str:
    if kind == "literal_error":
        return did_you_mean(str(value), choices(place)) or "choose one of the words allowed"
    if isinstance(value, str) and SCHOOL_YEAR.fullmatch(value.strip()):
        return f"write the year in which it ends, without quotes: {int(value.strip()[:4]) + 1}"
    if isinstance(value, str) and kind.startswith(("int_", "float_", "bool_")):
        return "take the quotes away"
    if kind.startswith("date_"):
        return "write a day that exists as year-month-day, without quotes"
    if kind == "tuple_type":
        return "put it in square brackets, even if there is only one"
    if kind in ("string_type", "string_pattern_mismatch"):
        return "write it as allowed, in quotes"
    if kind == "string_too_short":
        return "write it out; the report prints it"
    if kind == "too_short":
        return "write at least one entry"
    return "write it as allowed"


def _entry(raw: Mapping[str, object], head: str, number: int) -> str:
    entries = raw[head]
    entry = entries[number] if isinstance(entries, list) and number < len(entries) else None
    identifier = entry.get("id") if isinstance(entry, Mapping) else None
    return f"{number + 1} ({identifier})" if isinstance(identifier, str) else f"{number + 1}"


def _value(raw: Mapping[str, object], place: Place) -> object:
    here: object = raw
    for part in place:
        if isinstance(here, Mapping) and part in here:
            here = here[str(part)]
        elif isinstance(here, list) and isinstance(part, int) and part < len(here):
            here = here[part]
        elif part not in TAGS:
            return None
    return here
