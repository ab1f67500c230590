"""Write the manual of the study file from the models and the methods: ``python -m tools.study_file_manual``.

What a key means stands below it in ``evalkit/study/model.py``; what an option means stands in the docstring of the
method's options. Both are printed here as they stand, so the manual cannot say anything else.
"""

from __future__ import annotations

import ast
import datetime as dt
import inspect
import re
from collections.abc import Iterator
from dataclasses import MISSING, Field, fields, is_dataclass
from itertools import pairwise
from pathlib import Path
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from pydantic.fields import FieldInfo

from evalkit.core.registry import Method, Registry
from evalkit.data.sources.parts.column import SourceColumn
from evalkit.data.sources.parts.map_rules import known_columns
from evalkit.design import DESIGNS
from evalkit.estimators import ESTIMATORS
from evalkit.inference import INFERENCES
from evalkit.sensitivity import CHECKS
from evalkit.study import authorship, component, delivery, model, picked_area, surveys
from evalkit.study.expectation import Place, expected
from evalkit.study.model import MappedColumn, StudyFile
from evalkit.study.part import Part

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "study-file.md"
FAMILIES: tuple[tuple[str, Registry[Method]], ...] = (
    ("designs", DESIGNS),
    ("estimators", ESTIMATORS),
    ("inferences", INFERENCES),
    ("checks", CHECKS),
)
ATTRIBUTE = re.compile(r"^(\w+(?:, \w+)*) : .*$")
HEAD = "| key | what may stand there | if left out | what it means |\n|---|---|---|---|"
LISTED = "`evalkit methods` lists them"
# Short names that are not the writer's own.
NAMES = {
    ("DataFile", "source"): f"a source of tables; {LISTED}",
    ("DataFile", "variables"): "a list of variables, as below under Column maps",
    ("Question", "outcome"): f"an outcome; {LISTED}, and [measures.md](measures.md) says what each means",
    ("Question", "design"): f"a design; {LISTED}",
    ("Question", "estimator"): f"an estimator; {LISTED}",
    ("Question", "inference"): f"a list of inferences; {LISTED}",
    ("Question", "checks"): f"a list of checks; {LISTED}",
    ("ChosenOn", "variable"): "a variable, as below under Column maps",
    ("AreaChosenOn", "variable"): "a variable, as below under Column maps",
    ("WrittenDonorRule", "variable"): "a variable, as below under Column maps",
}
REQUIRED, NOTHING = "must be there", "nothing"

OPENING = """# The study file

Made by `python -m tools.study_file_manual` from `evalkit/study/model.py` and the options of the methods; a test fails
when it is stale.

Every key of `study.toml`, of column maps, and of the options of every method. `studies/_template/study.toml` is a study
file to begin from, and [start.md](start.md) says how. Where a heading stands in double brackets, the table may stand as
often as you need. A key that is not listed here is refused, with the nearest one that is.
"""
MAPS = """## Column maps

A table that evalkit does not know by itself is read with a map: under `[[data.files]]`, `columns` names our variables,
and says of each where it stands, by the keys of `[data.files.columns.NAME]` above. One variable may stand in several
columns, one for each year; then its entry is a list.

```toml
[[data.files]]
file = "local.csv"
columns = { progress8 = { column = "P8 2019", year = 2019 }, pupils = { column = "Roll", year = 2019 } }
```

These variables are known with their kind and unit, which the map need not repeat. A variable of another name may be
mapped too: it is a number in the unit that the map gives, or words where the unit is `category`.

| variable | what it is | kind | published |
|---|---|---|---|
"""
OPTIONS = """## Options of methods

A question's options stand under `[questions.options.NAME]`, where NAME is a method that the question names. Everything
may be left out. What each method assumes, and when it misleads, stands in [docs/methods](methods).
"""


def main() -> None:
    """Write the manual."""
    PAGE.write_text(page(), encoding="utf-8")


def page() -> str:
    """Return the manual as a page."""
    tables = "\n".join(_table(place, title, part) for place, title, part in parts())
    variables = "\n".join(_variable(column) for _, column in sorted(known_columns().items()))
    return f"{OPENING}\n{tables}\n{MAPS}{variables}\n\n{OPTIONS}\n{_options()}"


def parts() -> Iterator[tuple[Place, str, type[Part]]]:
    """Return every table of the study file with its place and its heading, in the order of the model."""
    yield (), "At the top of the file", StudyFile
    yield from _below((), "", StudyFile)


def meanings() -> dict[tuple[str, str], str]:
    """Return what stands below each key of the models, by class and key."""
    modules = (model, picked_area, authorship, component, delivery, surveys)
    written = (ast.parse(inspect.getsource(module)) for module in modules)
    classes = [node for tree in written for node in tree.body if isinstance(node, ast.ClassDef)]
    return {
        (node.name, key.target.id): str(below.value.value)
        for node in classes
        for key, below in pairwise(node.body)
        if isinstance(key, ast.AnnAssign) and isinstance(key.target, ast.Name)
        if isinstance(below, ast.Expr) and isinstance(below.value, ast.Constant)
    }


def attributes(kind: type) -> dict[str, str]:
    """Return what the docstring of a dataclass says of each of its attributes."""
    found: dict[str, list[str]] = {}
    names: list[str] = []
    for line in inspect.cleandoc(kind.__doc__ or "").partition("Attributes\n----------\n")[2].splitlines():
        named = ATTRIBUTE.match(line)
        if named:
            names = named.group(1).split(", ")
        for name in names if not named and line.startswith("    ") else ():
            found.setdefault(name, []).append(line.strip())
    return {name: " ".join(lines) for name, lines in found.items()}


def _below(place: Place, heading: str, part: type[Part]) -> Iterator[tuple[Place, str, type[Part]]]:
    for name, hint in get_type_hints(part, include_extras=True).items():
        if name not in part.model_fields:
            continue
        inner, steps = _inside(hint)
        if inner is None:
            continue
        path = f"{heading}.{name}" if heading else name
        mapped = f"{path}.NAME" if inner is MappedColumn else path
        several = steps[:1] == (0,) and inner is not MappedColumn
        yield (*place, name, *steps), f"`[[{mapped}]]`" if several else f"`[{mapped}]`", inner
        yield from _below((*place, name, *steps), mapped, inner)


def _inside(hint: object) -> tuple[type[Part] | None, Place]:
    """Return the table that a key holds, and the steps that lead into it; None where it holds none."""
    core = _core(hint)
    if isinstance(core, type) and issubclass(core, Part):
        return core, ()
    if get_origin(core) is tuple:
        inner, steps = _inside(get_args(core)[0])
        return inner, (0, *steps)
    if get_origin(core) is dict:
        inner, steps = _inside(get_args(core)[1])
        return inner, ("NAME", "one", *steps)
    return None, ()


def _core(hint: object) -> object:
    while True:
        if get_origin(hint) is Annotated:
            hint = get_args(hint)[0]
        elif get_origin(hint) in (Union, UnionType):
            hint = next(arm for arm in get_args(hint) if arm is not NoneType)
        else:
            return hint


def _table(place: Place, title: str, part: type[Part]) -> str:
    said = meanings()
    rows = "\n".join(
        _row(key, NAMES.get((part.__name__, key)) or expected((*place, key)), _default(info), said[part.__name__, key])
        for key, info in part.model_fields.items()
    )
    words = inspect.cleandoc(part.__doc__ or "").replace("``", "`")
    return f"## {title}\n\n{words}\n\n{HEAD}\n{rows}\n"


def _row(key: str, allowed: str, default: str, meaning: str) -> str:
    cells = (f"`{key}`", *(cell.replace("``", "`").replace("|", "\\|") for cell in (allowed, default, meaning)))
    return f"| {' | '.join(cells)} |"


def _default(info: FieldInfo) -> str:
    if info.is_required():
        return REQUIRED
    return _shown(info.get_default(call_default_factory=True))


def _shown(value: object) -> str:
    """Return a default as it would stand in the study file."""
    if value is None or value == () or value == "" or value == {} or isinstance(value, Part):
        return NOTHING
    return f"`{_toml(value)}`"


def _toml(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, tuple):
        return f"[{', '.join(_toml(one) for one in value)}]"
    if is_dataclass(value) and not isinstance(value, type):
        inner = ", ".join(f"{field.name} = {_toml(getattr(value, field.name))}" for field in fields(value))
        return f"{{ {inner} }}"
    return f'"{value}"' if isinstance(value, str) else f"{value}"


def _variable(column: SourceColumn) -> str:
    kind = "words" if column.kind in {"category", "id"} else column.unit.name if column.unit else "number"
    among = f": {', '.join(column.among)}" if column.among else ""
    return f"| `{column.name}` | {column.label} | {kind}{among} | {column.published().removeprefix('published ')} |"


def _options() -> str:
    methods = [(kind, name, registry.get(name)) for kind, registry in FAMILIES for name in registry.own_names()]
    held = {kind.__name__: kind for _, _, method in methods for kind in _held(method.options)}
    entries = (
        _dataclass(f"### Entries of `{name}`", inspect.cleandoc(kind.__doc__ or "").splitlines()[0], kind)
        for name, kind in sorted(held.items())
    )
    return "\n".join((*(_method(*method) for method in methods), *entries))


def _method(family: str, name: str, method: Method) -> str:
    head, summary = f"### `{name}` ({family})", f"{method.summary}."
    if not fields(method.options):
        return f"{head}\n\n{summary} It has no options.\n"
    return _dataclass(head, summary, method.options)


def _dataclass(head: str, summary: str, kind: type) -> str:
    hints, said = get_type_hints(kind), attributes(kind)
    rows = "\n".join(
        _row(field.name, _words(hints[field.name]), _field_default(field), said[field.name]) for field in fields(kind)
    )
    return f"{head}\n\n{summary}\n\n{HEAD}\n{rows}\n"


def _field_default(field: Field[Any]) -> str:
    if field.default is not MISSING:
        return _shown(field.default)
    return _shown(field.default_factory()) if field.default_factory is not MISSING else REQUIRED


def _held(kind: type) -> Iterator[type]:
    for hint in get_type_hints(kind).values():
        for part in (hint, *get_args(hint)):
            if is_dataclass(part) and isinstance(part, type):
                yield part


def _words(hint: object) -> str:
    """Return in words what may stand at an option."""
    plain = {str: "text in quotes", bool: "true or false", int: "a whole number", float: "a number", dt.date: "a date"}
    if get_origin(hint) is Literal:
        return "one of " + ", ".join(f'"{choice}"' for choice in get_args(hint))
    if get_origin(hint) is tuple:
        return f"a list in square brackets, each entry {_words(get_args(hint)[0])}"
    if get_origin(hint) in (Union, UnionType):
        return " or ".join(_words(arm) for arm in get_args(hint) if arm is not NoneType)
    if is_dataclass(hint) and isinstance(hint, type):
        return f"a table of `{hint.__name__}`"
    return plain[hint]  # type: ignore[index]


if __name__ == "__main__":
    main()
