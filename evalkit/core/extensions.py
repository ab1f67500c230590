"""Packages of others that add parts, and whose fault it is when one of them fails.

A package says what it adds by entry points in the groups ``evalkit.…``. What goes wrong in its code is told as a
fault of that package, with its file and line, so that whoever keeps it can mend it.
"""

from __future__ import annotations

import linecache
import re
import traceback
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from importlib.metadata import EntryPoint, entry_points
from importlib.util import find_spec
from pathlib import Path
from types import TracebackType, UnionType
from typing import get_args

from evalkit.core.errors import EvalkitError, ExtensionError
from evalkit.core.moved import MOVED

PREFIX = "evalkit."
# Enough of a message to know it by; what follows may hold rows of a table.
LETTERS = 200
A_NAME = re.compile(r"cannot import name '(\w+)'")
# The panel's key stood under another name before schools and authorities travelled the same line.
OLD_KEY, KEY = "school", "unit"


@dataclass(frozen=True, slots=True)
class Extension:
    """One package that adds parts.

    Attributes
    ----------
    package : str
        Its top-level name, as it is imported.
    version : str
        Of the distribution it came in; empty where that is not known.
    groups : tuple of str
        Groups of entry points in which it adds something.
    places : tuple of Path
        Its folders, or its one file.
    """

    package: str
    version: str
    groups: tuple[str, ...]
    places: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class Theirs:
    """One entry point of another package: a context in which whatever fails is told as that package's fault.

    Attributes
    ----------
    group, name : str
        Group of entry points, and the name in it.
    module : str
        Dotted name of the module that holds the part.
    attribute : str
        Name of the part in it; empty where the registry's own holds.
    """

    group: str
    name: str
    module: str
    attribute: str = ""

    def __enter__(self) -> Theirs:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        # Refusals in our own words pass: they are what a part is asked to raise.
        if isinstance(error, Exception) and not isinstance(error, EvalkitError):
            raise self._failed(error) from error

    def refused(self, found: str, allowed: str) -> EvalkitError:
        """Return the error of a part that is not what its group asks for."""
        return ExtensionError.one(
            where=f"{self.module} ({self})", found=found, allowed=allowed, next="declare it as docs/extend.md shows"
        )

    def guarded(self, function: Callable[..., object], returns: type | UnionType | None) -> Callable[..., object]:
        """Return the function, its failures told as the package's and its result held to a type."""

        def called(*given: object) -> object:
            with self:
                result = function(*given)
            if returns is not None and not isinstance(result, returns):
                found, allowed = f"{_name(function)} returned {type(result).__name__}", _names(returns)
                raise self.refused(found, f"{allowed} as its result")
            return result

        return called

    def __str__(self) -> str:
        return f"package {self.module.split('.')[0]}, entry point {self.name} of {self.group}"

    def _failed(self, error: Exception) -> EvalkitError:
        first = next(iter(str(error).splitlines()), "")[:LETTERS]
        return ExtensionError.one(
            where=f"{self._place(error)} ({self})",
            found=f"{type(error).__name__}: {first}" if first else type(error).__name__,
            allowed="a part that loads and runs as docs/extend.md shows, or refuses in evalkit's own errors",
            next=_next_step(error) or f"mend it in {self.module.split('.')[0]}, or tell those who keep that package",
        )

    def _place(self, error: Exception) -> str:
        frames = [(frame.filename, frame.lineno or 0) for frame in traceback.extract_tb(error.__traceback__)]
        if isinstance(error, SyntaxError) and error.filename:
            frames.append((error.filename, error.lineno or 0))
        for folder in _places(self.module.split(".")[0]):
            base = folder.parent
            for file, line in reversed(frames):
                if Path(file).is_relative_to(folder):
                    text = linecache.getline(file, line).strip()
                    return f"{Path(file).relative_to(base).as_posix()}, line {line}{f': {text}' if text else ''}"
        return self.module


def theirs(group: str) -> dict[str, Theirs]:
    """Return the entry points of a group by name."""
    return {point.name: _of(point) for point in entry_points(group=group)}


def extensions() -> tuple[Extension, ...]:
    """Return every package that adds parts, by name."""
    points = _points()
    return tuple(
        Extension(top, _version(own), tuple(sorted({point.group for point in own})), _places(top))
        for top in sorted({_top(point) for point in points})
        if (own := [point for point in points if _top(point) == top])
    )


def unheard(known: Collection[str], taken: Callable[[str], Collection[str]]) -> tuple[str, ...]:
    """Return a sentence for each entry point that adds nothing.

    Parameters
    ----------
    known : collection of str
        Groups that there are.
    taken : callable
        ``taken(group)`` returns the names of evalkit's own parts of a group.
    """
    said: list[str] = []
    seen: set[tuple[str, str]] = set()
    for point in _points():
        entry = f"package {_top(point)}, entry point {point.name} of {point.group}"
        if point.group not in known and MOVED.get(point.group) in known:
            said.append(f"{entry}: the group has another name now, so nothing is added; write {MOVED[point.group]}")
        elif point.group not in known:
            said.append(f"{entry}: there is no such group; there are {', '.join(sorted(known))}")
        elif point.name in taken(point.group):
            said.append(f"{entry}: evalkit has a part of this name, which is used; choose another")
        elif (point.group, point.name) in seen:
            said.append(f"{entry}: another package has taken this name; only one of them is used")
        seen.add((point.group, point.name))
    return tuple(said)


def _points() -> tuple[EntryPoint, ...]:
    groups = sorted(group for group in entry_points().groups if group.startswith(PREFIX))
    return tuple(point for group in groups for point in entry_points(group=group))


def _of(point: EntryPoint) -> Theirs:
    module, _, attribute = point.value.partition(":")
    return Theirs(point.group, point.name, module.strip(), attribute.split("[")[0].strip())


def _top(point: EntryPoint) -> str:
    return _of(point).module.split(".")[0]


def _version(points: Iterable[EntryPoint]) -> str:
    return next((point.dist.version for point in points if point.dist is not None), "")


def _places(top: str) -> tuple[Path, ...]:
    spec = find_spec(top)
    if spec is None:
        return ()
    if spec.submodule_search_locations:
        return tuple(Path(place) for place in spec.submodule_search_locations)
    return (Path(spec.origin),) if spec.origin else ()


def _names(kind: type | UnionType) -> str:
    return " or ".join(one.__name__ for one in get_args(kind) or (kind,))


def _name(function: Callable[..., object]) -> str:
    return str(getattr(function, "__name__", type(function).__name__))


def _called(returns: type | UnionType) -> str:
    return " or ".join(one.__name__ for one in get_args(returns) or (returns,))


def _next_step(error: Exception) -> str:
    """Return what to write where the package was made for an earlier evalkit."""
    if isinstance(error, ImportError) and error.name:
        name = A_NAME.search(str(error))
        asked = (f"{error.name}.{name.group(1)}", error.name) if name else (error.name,)
        return next((f"write {MOVED[old]} for {old}" for old in asked if old in MOVED), "")
    if isinstance(error, KeyError) and OLD_KEY in error.args:
        return f"the panel's key is now `{KEY}`, a school or an authority: write '{KEY}' for '{OLD_KEY}'"
    return ""
