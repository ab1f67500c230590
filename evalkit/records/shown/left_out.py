"""Schools or areas left out in turn."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from evalkit.records.shown.kind import IDENTIFIES, Shown


@dataclass(frozen=True, slots=True)
class WithoutSchool:
    """The estimate without one school.

    Attributes
    ----------
    school : int
        Who was left out; it is never named outside the record.
    estimate : float
        Of the others, in the unit of the outcome.
    """

    school: int = field(metadata=IDENTIFIES)
    estimate: float


@dataclass(frozen=True, slots=True)
class SchoolsLeftOut(Shown):
    """Each school of the programme left out in turn.

    Attributes
    ----------
    rows : tuple of WithoutSchool
        Ordered by estimate.
    planned : float
        The estimate of all.
    lowest, highest, largest_move : float
        Of the refits, and how far the farthest lies from the estimate of all.
    half_width : float or None
        Half the width of the interval of all; None where it has none.
    """

    kind: ClassVar[str] = "schools_left_out"
    rows: tuple[WithoutSchool, ...]
    planned: float
    lowest: float
    highest: float
    largest_move: float
    half_width: float | None


@dataclass(frozen=True, slots=True)
class WithoutArea:
    """The estimate without the comparison schools of one area.

    Attributes
    ----------
    area, name : str
        Code and name of the area; the code again where the name is not known.
    share : float
        Its share of the comparison in per cent.
    estimate : float
        With the others, in the unit of the outcome.
    """

    area: str
    name: str
    share: float
    estimate: float


@dataclass(frozen=True, slots=True)
class AreasLeftOut(Shown):
    """Each area that gives comparison schools left out in turn.

    Attributes
    ----------
    rows : tuple of WithoutArea
        Ordered by estimate.
    planned, lowest, highest, largest_move, half_width : float
        As of `SchoolsLeftOut`.
    """

    kind: ClassVar[str] = "areas_left_out"
    rows: tuple[WithoutArea, ...]
    planned: float
    lowest: float
    highest: float
    largest_move: float
    half_width: float | None
