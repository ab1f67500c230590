"""Methods found by name: one file each, in the folder of their registry or behind an entry point.

A registry knows its names from file names alone; a method's module is imported when it is asked
for. Names of a registry are the stems of the files directly in its folder; what methods of a
folder share lives in its subfolder ``parts``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property
from importlib import import_module
from importlib.metadata import entry_points
from pathlib import Path
from typing import Generic, TypeVar

from evalkit.core.errors import EvalkitError

Part = TypeVar("Part")


@dataclass(frozen=True, slots=True)
class NoOptions:
    """A method that has no options."""


@dataclass(frozen=True, slots=True)
class Method:
    """A registered design, estimator, inference or check.

    Attributes
    ----------
    summary : str
        One line in the reader's words.
    run : callable
        The method itself. A design is ``run(analysis, options)``, an estimator
        ``run(comparison, options)``, an inference or check
        ``run(analysis, estimate, point_estimate, options)``.
    options : type
        A frozen dataclass whose fields, types and defaults are the method's options.
    needs : tuple of str
        Names of roles that a comparison must have.
    shapes : tuple of str
        Shapes of data accepted: ``panel``, ``cohorts``, ``cross_section``.
    checked_against : tuple of str
        Tests that compare the method with an independent source, as ``path::name``.
    """

    summary: str
    run: Callable[..., object]
    options: type = NoOptions
    needs: tuple[str, ...] = ()
    shapes: tuple[str, ...] = ("panel",)
    checked_against: tuple[str, ...] = ()


class Registry(Generic[Part]):
    """Names and parts of one folder of methods.

    Parameters
    ----------
    package : str
        Dotted name of the folder, which is also the name of its entry-point group.
    attribute : str
        Name under which each file declares its part, such as ``METHOD``.
    kind : type
        Type that the part must have.
    """

    def __init__(self, package: str, attribute: str, kind: type[Part]) -> None:
        self.package = package
        self.attribute = attribute
        self.kind = kind

    def names(self) -> tuple[str, ...]:
        """Return every name in alphabetical order, without importing any method."""
        return tuple(sorted({*self._own_names, *self._foreign}))

    def get(self, name: str) -> Part:
        """Return the part called ``name``; an unknown name lists what is known."""
        if name in self._own_names:
            target = f"{self.package}.{name}"
        elif name in (foreign := self._foreign):
            target = foreign[name]
        else:
            raise self._unknown(name)
        part = getattr(import_module(target), self.attribute, None)
        if not isinstance(part, self.kind):
            raise EvalkitError.one(
                where=target,
                found=f"{self.attribute} is {type(part).__name__}",
                allowed=f"a module-level {self.attribute} of type {self.kind.__name__}",
                next="declare it as docs/extend.md shows",
            )
        return part

    def where(self, name: str) -> str:
        """Return the module that holds the part called ``name``."""
        return f"{self.package}.{name}" if name in self._own_names else self._foreign[name]

    @cached_property
    def _own_names(self) -> tuple[str, ...]:
        folder = Path(__file__).resolve().parents[2].joinpath(*self.package.split("."))
        return tuple(sorted(file.stem for file in folder.glob("*.py") if not file.stem.startswith("_")))

    @cached_property
    def _foreign(self) -> dict[str, str]:
        return {point.name: point.value for point in entry_points(group=self.package)}

    def _unknown(self, name: str) -> EvalkitError:
        close = get_close_matches(name, self.names(), n=1)
        return EvalkitError.one(
            where=self.package,
            found=name,
            allowed=", ".join(self.names()),
            next=f"did you mean {close[0]}?" if close else "choose one of the names allowed",
        )
