"""One base error and one class per station, each with its own exit code.

Every error carries all faults found at once. A fault says where it is, what was found there,
what is allowed, and what to do next, so that a project lead can mend it without us.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong.

    Attributes
    ----------
    where : str
        File and place, such as ``study.toml, [schools] treated`` or ``ks4_2019.csv, row 12, pupils``.
    found : str
        What stands there now.
    allowed : str
        What may stand there.
    next : str
        What the reader can do about it.
    """

    where: str
    found: str
    allowed: str
    next: str

    def __str__(self) -> str:
        return f"{self.where}\n  found:   {self.found}\n  allowed: {self.allowed}\n  next:    {self.next}"


def by_remedy(faults: Iterable[Fault]) -> tuple[tuple[str, tuple[Fault, ...]], ...]:
    """Return faults grouped by what to do about them, in the order in which they come."""
    groups: dict[str, list[Fault]] = {}
    for fault in faults:
        groups.setdefault(fault.next, []).append(fault)
    return tuple((remedy, tuple(found)) for remedy, found in groups.items())


class EvalkitError(Exception):
    """The base of every error a user may see; commands print it without a traceback.

    Parameters
    ----------
    faults : iterable of Fault
        Everything that is wrong, in the order in which it should be mended.
    """

    exit_code = 1
    station = "evalkit"

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        count = len(self.faults)
        heading = f"{self.station}: {count} thing{'s' if count != 1 else ''} to mend"
        super().__init__("\n".join([heading, *(f"{n}. {fault}" for n, fault in enumerate(self.faults, 1))]))

    @classmethod
    def one(cls, *, where: str, found: object, allowed: str, next: str) -> EvalkitError:
        """Return an error with a single fault."""
        return cls([Fault(where=where, found=str(found), allowed=allowed, next=next)])

    def __reduce__(self) -> tuple[type[EvalkitError], tuple[tuple[Fault, ...]]]:
        """Let the error travel between worker processes with all its faults."""
        return (type(self), (self.faults,))


class StudyFileError(EvalkitError):
    """The study folder cannot be used as it stands."""

    exit_code = 2
    station = "study"


class DataError(EvalkitError):
    """A table of schools or pupils cannot be read as it stands."""

    exit_code = 3
    station = "data"


class DesignError(EvalkitError):
    """A fair comparison cannot be made as planned."""

    exit_code = 4
    station = "design"


class EstimationError(EvalkitError):
    """An estimate or its uncertainty cannot be computed."""

    exit_code = 5
    station = "estimate"


class PageError(EvalkitError):
    """A page of the report could not be run."""

    exit_code = 7
    station = "page"


class ExtensionError(EvalkitError):
    """A part that another package adds cannot be loaded, failed, or is not what its group asks for."""

    exit_code = 9
    station = "extension"


class ReportError(EvalkitError):
    """The report says something that no finding, record or block supports."""

    exit_code = 8
    station = "report"


class UntracedError(ReportError):
    """A number that nothing vouches for: no format may show it, so there is no report."""
