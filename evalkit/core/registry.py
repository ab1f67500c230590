"""Methods found by name: one file each, in the folder of their registry or behind an entry point.

A registry knows its names from file names alone; a method's module is imported when it is asked
for. Names of a registry are the stems of the files directly in its folder; what methods of a
folder share lives in its subfolder ``parts``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, fields, is_dataclass, replace
from difflib import get_close_matches
from functools import cached_property
from importlib import import_module
from types import FunctionType, MappingProxyType, MethodType, UnionType
from typing import Any, Generic, TypeVar

from evalkit.core.assumption import Assumption
from evalkit.core.errors import EvalkitError, ExtensionError, Fault
from evalkit.core.extensions import Theirs, theirs
from evalkit.core.looks import Look
from evalkit.core.shipped import PACKAGE
from evalkit.core.wanted import Wanted

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
    looks_at : callable or None
        ``looks_at(estimand, years, options)`` returns what the method looks at besides the outcome in the years of
        its question and the figures that a design's options name: a tuple of `Look`. ``years`` are all years in
        which the question looks at its outcome. None where it looks at nothing else.
    words : str
        What readers call it, as it stands within a sentence; its registered name in words where empty.
    called : str
        A design's word for the units it compares with, such as ``similar``; empty where they are plain comparisons.
    assumes, ignores : str
        What an inference assumes and leaves out, for readers; empty where that hangs on its options or the data.
    role : str or callable
        The part it can play for others, who ask the registry for the part and never for a name; a function of the
        bound options where they decide. Empty for a method that stands for itself.
    judges : str or tuple of str
        Role, or roles, of the only estimators that an inference can judge; empty where it judges any.
    default : bool
        Taken for data of its shapes where a plan names none.
    formerly : tuple of str
        Names it had in earlier versions; a plan that uses them means this method.
    speaks_to : tuple of Assumption
        Of a check: which assumptions of an estimate it puts to the test; empty where it says nothing of them.
    rests_on : tuple of Wanted
        Data that the method rests on beyond the question's own results.
    refuses : callable or None
        ``refuses(where, level, units, areas, options)`` returns the fault by which an inference refuses a programme
        of so many units in so many areas, whatever their results are, or None; ``level`` is ``school`` or ``area``.
        None where it refuses no programme for what it is.
    """

    summary: str
    run: Callable[..., object]
    options: type = NoOptions
    needs: tuple[str, ...] = ()
    shapes: tuple[str, ...] = ("panel",)
    checked_against: tuple[str, ...] = ()
    looks_at: Callable[..., tuple[Look, ...]] | None = None
    words: str = ""
    called: str = ""
    assumes: str = ""
    ignores: str = ""
    role: str | Callable[[Any], str] = ""
    judges: str | tuple[str, ...] = ()
    default: bool = False
    formerly: tuple[str, ...] = ()

    def role_with(self, options: object) -> str:
        """Return the part the method plays with these options."""
        return self.role if isinstance(self.role, str) else self.role(options)

    def roles_judged(self) -> tuple[str, ...]:
        """Return the roles of the only estimators that the method can judge; empty where it judges any."""
        return (self.judges,) if isinstance(self.judges, str) and self.judges else tuple(self.judges)

    rests_on: tuple[Wanted, ...] = ()
    speaks_to: tuple[Assumption, ...] = ()
    refuses: Callable[[str, str, int, int, Any], Fault | None] | None = None


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
    returns : mapping of str to type, or to types with | between
        For functions of a part, by field, what they must return when another package wrote them.
    """

    def __init__(
        self,
        package: str,
        attribute: str,
        kind: type[Part],
        returns: Mapping[str, type | UnionType] = MappingProxyType({}),
    ) -> None:
        self.package = package
        self.attribute = attribute
        self.kind = kind
        self.returns = returns

    def names(self) -> tuple[str, ...]:
        """Return every name in alphabetical order, without importing any method."""
        return tuple(sorted({*self.own_names(), *self._foreign}))

    def own_names(self) -> tuple[str, ...]:
        """Return the names of evalkit's own parts, without importing any."""
        return self._own_names

    def get(self, name: str) -> Part:
        """Return the part called ``name``; an unknown name lists what is known."""
        if name in self.own_names():
            return self._own(f"{self.package}.{name}")
        if name in self._foreign:
            return self._of_another(self._foreign[name])
        raise self._unknown(name)

    def parts(self) -> dict[str, Part]:
        """Return every part by its name, in alphabetical order."""
        return {name: self.get(name) for name in self.names()}

    def loaded(self) -> dict[str, Part]:
        """Return every part by its name but those of other packages that cannot be loaded, which `get` refuses."""
        found = {name: self.get(name) for name in self.own_names()}
        for name in set(self.names()) - set(found):
            with suppress(ExtensionError):
                found[name] = self.get(name)
        return dict(sorted(found.items()))

    def where(self, name: str) -> str:
        """Return the module that holds the part called ``name``."""
        return f"{self.package}.{name}" if name in self.own_names() else self._foreign[name].module

    def whose(self, name: str) -> Theirs | None:
        """Return the entry point of another package that holds the part called ``name``; None where it is our own."""
        return None if name in self.own_names() else self._foreign.get(name)

    def _own(self, module: str) -> Part:
        part = getattr(import_module(module), self.attribute, None)
        if not isinstance(part, self.kind):
            raise EvalkitError.one(
                where=module,
                found=f"{self.attribute} is {type(part).__name__}",
                allowed=f"a module-level {self.attribute} of type {self.kind.__name__}",
                next="declare it as docs/extend.md shows",
            )
        return part

    def _of_another(self, entry: Theirs) -> Part:
        attribute = entry.attribute or self.attribute
        with entry:
            part = getattr(import_module(entry.module), attribute, None)
        if not isinstance(part, self.kind):
            found, wanted = f"{attribute} is {type(part).__name__}", self.kind.__name__
            raise entry.refused(found, f"a module-level {attribute} of type {wanted}")
        return self._guarded(part, entry)

    def _guarded(self, part: Part, entry: Theirs) -> Part:
        """Return the part with each of its functions guarded: what fails in it is told as that package's fault."""
        if not is_dataclass(part):
            return part
        functions = {
            field.name: entry.guarded(function, self.returns.get(field.name))
            for field in fields(part)
            if isinstance(function := getattr(part, field.name), FunctionType | MethodType)
        }
        return replace(part, **functions)  # type: ignore[type-var]

    @cached_property
    def _own_names(self) -> tuple[str, ...]:
        folder = PACKAGE.joinpath(*self.package.split(".")[1:])
        return tuple(sorted(file.stem for file in folder.glob("*.py") if not file.stem.startswith("_")))

    @cached_property
    def _foreign(self) -> dict[str, Theirs]:
        return theirs(self.package)

    def _unknown(self, name: str) -> EvalkitError:
        close = get_close_matches(name, self.names(), n=1)
        return EvalkitError.one(
            where=self.package,
            found=name,
            allowed=", ".join(self.names()),
            next=f"did you mean {close[0]}?" if close else "choose one of the names allowed",
        )


class MethodRegistry(Registry[Method]):
    """Methods of one folder, found by name, by the part they play, or as the default for a shape of data."""

    def playing(self, role: str) -> str:
        """Return the name of the method that plays a part with the options it has by itself."""
        return self._first(lambda method: method.role_with(method.options()) == role, f"the part {role}")

    def default(self, shape: str) -> str:
        """Return the name of the method taken where a plan names none, for data of this shape."""
        return self._first(lambda method: method.default and shape in method.shapes, f"the default for {shape}")

    def today(self, name: str) -> str:
        """Return the name that a method has today; an unknown name is returned as it is."""
        if name in self.names():
            return name
        return next((known for known in self.names() if name in self.get(known).formerly), name)

    def _first(self, fits: Callable[[Method], bool], wanted: str) -> str:
        """Return the first method that fits: our own before those of other packages."""
        own = self.own_names()
        for name in (*own, *(foreign for foreign in self.names() if foreign not in own)):
            if fits(self.get(name)):
                return name
        raise EvalkitError.one(
            where=self.package,
            found=f"no method is {wanted}",
            allowed="one file of the folder that says so in its METHOD",
            next="put the file back, or name a method in the plan",
        )
