"""What may stand at a place of study.toml, in plain words, read from the model itself."""

from __future__ import annotations

import datetime as dt
from types import NoneType, UnionType
from typing import Annotated, Literal, TypeGuard, Union, get_args, get_origin, get_type_hints

from annotated_types import Ge, Gt, Le, MinLen
from pydantic import Tag
from pydantic.fields import FieldInfo

from evalkit.study.model import StudyFile
from evalkit.study.part import Part

Place = tuple[str | int, ...]

PLAIN: dict[object, str] = {
    str: "text in quotes",
    bool: "true or false",
    int: "a whole number",
    float: "a number",
    dt.date: "a date such as 2018-01-08, without quotes",
}
LONGEST_YEAR = 2100
LARGEST_URN = 999999


def expected(place: Place) -> str:
    """Return in words what may stand at a place."""
    return _words(_annotation(place))


def keys_allowed(place: Place) -> tuple[str, ...]:
    """Return the keys a table may have, in the order of the model; empty where any key may stand."""
    model = _core(_annotation(place))
    return tuple(model.model_fields) if _is_part(model) else ()


def choices(place: Place) -> tuple[str, ...]:
    """Return the words a key may take, where it is a choice."""
    core = _core(_annotation(place))
    return tuple(map(str, get_args(core))) if get_origin(core) is Literal else ()


def tables_with(key: str) -> tuple[str, ...]:
    """Return the tables of study.toml that have such a key, and ``the top of the file`` if it belongs there."""
    hits = ["the top of the file"] if key in StudyFile.model_fields else []
    for name in StudyFile.model_fields:
        model = _core(_annotation((name,)))
        several = get_origin(model) is tuple
        model = _core(get_args(model)[0]) if several else model
        if _is_part(model) and key in model.model_fields:
            hits.append(f"[[{name}]]" if several else f"[{name}]")
    return tuple(hits)


def _annotation(place: Place) -> object:
    here: object = StudyFile
    for part in place:
        here = _step(here, part)
    return here


def _step(annotation: object, part: str | int) -> object:
    for arm in _arms(annotation):
        if any(isinstance(mark, Tag) and mark.tag == part for mark in _marks(arm)):
            return arm
    core = _core(annotation)
    if _is_part(core):
        return get_type_hints(core, include_extras=True).get(str(part), object)
    if get_origin(core) is tuple:
        return get_args(core)[0]
    if get_origin(core) is dict:
        return get_args(core)[1]
    return object


def _arms(annotation: object) -> tuple[object, ...]:
    inside = get_args(annotation)[0] if get_origin(annotation) is Annotated else annotation
    return get_args(inside) if get_origin(inside) in (Union, UnionType) else (inside,)


def _core(annotation: object) -> object:
    arms = [arm for arm in _arms(annotation) if arm is not NoneType]
    first = arms[0]
    if get_origin(first) is Annotated:
        return _core(first)
    return first


def _marks(annotation: object) -> tuple[object, ...]:
    marks = get_args(annotation)[1:] if get_origin(annotation) is Annotated else ()
    return tuple(inner for mark in marks for inner in (mark.metadata if isinstance(mark, FieldInfo) else (mark,)))


def _all_marks(annotation: object) -> tuple[object, ...]:
    arms = [arm for arm in _arms(annotation) if arm is not NoneType]
    deeper = _marks(arms[0]) if get_origin(arms[0]) is Annotated else ()
    return (*_marks(annotation), *deeper)


def _is_part(core: object) -> TypeGuard[type[Part]]:
    return isinstance(core, type) and issubclass(core, Part)


def _words(annotation: object) -> str:
    first, *others = [arm for arm in _arms(annotation) if arm is not NoneType]
    if any(get_origin(_core(arm)) is tuple for arm in others):
        return f"{_words(first)}, or a list of such in square brackets"
    core, marks = _core(annotation), _all_marks(annotation)
    if get_origin(core) is Literal:
        return "one of " + ", ".join(f'"{choice}"' for choice in get_args(core))
    if get_origin(core) is tuple:
        return f"a list in square brackets, each entry {_words(get_args(core)[0])}"
    if _is_part(core):
        required = [name for name, field in core.model_fields.items() if field.is_required()]
        return f"a table with {', '.join(required)}" if required else "a table"
    if core is str:
        return _text(marks)
    if core is int:
        return _whole(marks)
    above = next((mark.gt for mark in marks if isinstance(mark, Gt)), None)
    if core is float and above is not None:
        return f"{PLAIN[float]} above {above}"
    return PLAIN.get(core, "a table")


def _text(marks: tuple[object, ...]) -> str:
    patterns = [str(getattr(mark, "pattern", "") or "") for mark in marks]
    if any("a-z" in pattern for pattern in patterns):
        return 'a short name of small letters, digits and _, such as "attainment"'
    if any("0-9" in pattern for pattern in patterns):
        return 'an area code or the name of a local authority in quotes, such as "856" or "Leicester"'
    fewest = max((mark.min_length for mark in marks if isinstance(mark, MinLen)), default=0)
    return f"text in quotes, at least {fewest} characters" if fewest > 1 else "text in quotes, not empty"


def _whole(marks: tuple[object, ...]) -> str:
    most = next((mark.le for mark in marks if isinstance(mark, Le)), None)
    least = next((mark.ge for mark in marks if isinstance(mark, Ge)), None)
    if most == LONGEST_YEAR:
        return "a year such as 2019, without quotes (2019 is 2018/19)"
    if most == LARGEST_URN:
        return "a school's number (URN) of six digits, without quotes"
    return "a whole number" if least is None else f"a whole number from {least}"
