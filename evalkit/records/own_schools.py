"""The programme's own schools held against the rules that bind comparison schools, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Handling = Literal["keep", "leave_out", "match"]


@dataclass(frozen=True, slots=True)
class Unlike:
    """A school or authority of the programme that does not pass a rule which every comparison school passes.

    Attributes
    ----------
    unit : int
        Its lineage.
    urn : int
        Its number in the latest baseline year.
    rule : str
        The rule's reason, as the plan gives it.
    known : bool
        Whether its figure is there; where it is not, nobody can tell whether it would pass.
    handled : {"keep", "leave_out", "match"}
        What the plan does with it.
    """

    unit: int
    urn: int
    rule: str
    known: bool
    handled: Handling


@dataclass(frozen=True, slots=True)
class OwnStanding:
    """The programme's own schools in one question: how many there are, and why some are not compared.

    Attributes
    ----------
    programme : int
        Schools, or authorities, of the programme.
    asked : int
        Those that the question is about.
    compared : int
        Those with a comparison.
    lost : tuple of (str, int)
        Why others that the question is about have none, and how many; most frequent first.
    unlike : int
        Those compared that do not pass a rule which every comparison school passes.
    kind : {"school", "authority"}
        What is counted.
    """

    programme: int
    asked: int
    compared: int
    lost: tuple[tuple[str, int], ...]
    unlike: int
    kind: str
