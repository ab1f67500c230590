"""Pieces of options that several designs share, and what an option says of the figures it names.

An option may name figures as `VariableYear`, as something whose ``members()`` are such figures, or, made with
`categories`, as variables taken at the latest baseline year. `looks_of_options` finds all of them by their type.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, fields, is_dataclass
from typing import Protocol, runtime_checkable

from evalkit.core.looking import Look

WHY, AT_BASELINE = "why", "at baseline"


@dataclass(frozen=True, slots=True)
class VariableYear:
    """A variable of the panel in one year.

    Attributes
    ----------
    variable : str
        Its name in the panel.
    year : int
        The calendar year in which the school year ends.
    """

    variable: str
    year: int


@runtime_checkable
class Several(Protocol):
    """An option that stands for several figures."""

    def members(self) -> tuple[VariableYear, ...]:
        """Return each figure with its year."""
        ...


def categories(why: str) -> tuple[str, ...]:
    """Return the field of an option that lists variables of the latest baseline year, none unless a study says so."""
    return field(default=(), metadata={WHY: why, AT_BASELINE: True})


def figures(why: str) -> tuple[VariableYear, ...]:
    """Return the field of an option that lists figures, none unless a study says so; ``why`` says what they are for."""
    return field(default=(), metadata={WHY: why})


def looks_of_options(options: object, baseline: int) -> tuple[Look, ...]:
    """Return every figure that bound options name, found by type.

    Parameters
    ----------
    options : object
        Bound options of a method.
    baseline : int
        The latest baseline year, at which categories are taken.
    """
    if not is_dataclass(options) or isinstance(options, type):
        return ()
    found: list[Look] = []
    for one in fields(options):
        value, why = getattr(options, one.name), str(one.metadata.get(WHY, f"option {one.name}"))
        if one.metadata.get(AT_BASELINE):
            found.extend(Look(name, baseline, why) for name in value)
        found.extend(Look(item.variable, item.year, why) for item in _figures_in(value))
    return tuple(found)


def _figures_in(value: object) -> Iterator[VariableYear]:
    if isinstance(value, VariableYear):
        yield value
    elif isinstance(value, Several):
        yield from value.members()
    elif is_dataclass(value) and not isinstance(value, type):
        for one in fields(value):
            yield from _figures_in(getattr(value, one.name))
    elif isinstance(value, tuple | list | set | frozenset):
        for one in value:
            yield from _figures_in(one)
