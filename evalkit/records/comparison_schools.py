"""The schools that a programme is compared with, by name, and for whom each stands."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ComparisonSchool:
    """One school, or authority, of a comparison.

    Attributes
    ----------
    urn : int
        Its number in the latest baseline year.
    name : str
        As the tables have it; empty where they have none.
    area : str
        Its local authority.
    weight : float
        Its share of the comparison; all shares sum to 1.
    stands_for : tuple of str
        Letters of the programme's schools that it stands beside; empty where all comparison schools stand together
        for all of them.
    """

    urn: int
    name: str
    area: str
    weight: float
    stands_for: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ComparisonSchools:
    """All comparison schools of one question, the heaviest first.

    Attributes
    ----------
    question : str
        Id of the question.
    kind : {"school", "authority"}
        What they are.
    rows : tuple of ComparisonSchool
        By weight, then by authority and name.
    """

    question: str
    kind: str
    rows: tuple[ComparisonSchool, ...]
