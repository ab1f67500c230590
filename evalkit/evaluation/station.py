"""What a station is: a result of one question or of the whole study, and what it rests on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol, TypeVar

from evalkit.evaluation.inputs import Inputs
from evalkit.evaluation.plans import Asked

Result = TypeVar("Result")
# A station's name with its question; the question is empty where the station serves all.
Address = tuple[str, str]


class At(Protocol):
    """Gives a result on which a station rests, computed only if it is asked for."""

    def __call__(self, name: str, kind: type[Result], question: str = "") -> Result:
        """Return the result called ``name``, of the same question unless another is named."""
        ...


@dataclass(frozen=True, slots=True)
class Station:
    """One station.

    Attributes
    ----------
    name : str
        Its name, and that of the evaluation's method. One that is asked for in parts, such as one check of several,
        stands under its name and the part.
    gives : str
        What the reader gets, in one line.
    make : callable
        ``make(asked, at)`` computes it.
    rests_on : tuple of str, or callable
        Stations that ``make`` may ask for; a function of `Asked` where that depends on the plan.
    reads : tuple of callable
        What it reads of the plan, as named digests (`evalkit.evaluation.reads`).
    of_study : bool
        Whether it serves all questions.
    in_parts : bool
        Whether one part of it is asked for at a time.
    reads_tables : bool
        Whether it reads the tables themselves.
    kept : bool
        Whether its result is remembered; what is quickly made from another station is not.
    ahead : bool
        Whether a run computes it before its pages.
    shows : callable
        What of the result is given to those who ask from outside.
    in_place : callable
        What a page gets instead where the question is refused; ``in_place(unanswered)``.
    """

    name: str
    gives: str
    make: Callable[[Asked, At], object]
    rests_on: tuple[str, ...] | Callable[[Asked], tuple[Address, ...]] = ()
    reads: tuple[Callable[[Asked], Inputs], ...] = ()
    of_study: bool = False
    in_parts: bool = False
    reads_tables: bool = False
    kept: bool = True
    ahead: bool = False
    shows: Callable[..., object] = lambda result: result
    in_place: Callable[..., object] = lambda unanswered: unanswered
