"""Who worked with whom: schools by term, kinds of joint work, the authority's other schools, providers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from evalkit.numeric.networks import BeyondDegrees
from evalkit.records.delivery.record import DeliveryRecord


@dataclass(frozen=True, slots=True)
class TermNetwork:
    """Work between the programme's schools in one term.

    Attributes
    ----------
    term : str
        The term.
    schools : int
        Schools that belonged to the programme in that term.
    pairs : int
        Pairs of them that worked together, in any way.
    density : float
        Share of all pairs that did; NaN for fewer than two schools.
    groups : int
        Groups of schools joined by joint work, of two schools or more.
    largest : int
        Schools in the largest of them; 0 where there is none.
    outside : int
        Schools that worked with no other.
    drawn : tuple of (str, str)
        Pairs, both of whom the report may show, by what it may call them.
    alone : tuple of str
        What it may call those outside.
    absent : tuple of str
        What it may call schools that had not joined yet, or had left.
    """

    term: str
    schools: int
    pairs: int
    density: float
    groups: int
    largest: int
    outside: int
    drawn: tuple[tuple[str, str], ...]
    alone: tuple[str, ...]
    absent: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class KindOfWork:
    """One kind of joint work, over all terms.

    Attributes
    ----------
    kind : str
        What schools did.
    terms : int
        Terms with any of it.
    pairs : int
        Pairs of schools that did it at least once.
    schools : int
        Schools among them.
    reciprocity : float
        Share of the links from one school to another that were returned, in whatever term; NaN for a kind without a
        direction.
    """

    kind: str
    terms: int
    pairs: int
    schools: int
    reciprocity: float


@dataclass(frozen=True, slots=True)
class OtherSchools:
    """Schools that are reached without belonging to the programme's own.

    Attributes
    ----------
    name : str
        What they are.
    listed : int
        How many the table of schools holds.
    reached : int
        How many worked with a school of the programme.
    by_term : tuple of (str, int)
        How many of them had been reached by the end of each term.
    """

    name: str
    listed: int
    reached: int
    by_term: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class ProvidersTogether:
    """What providers did with each other.

    Attributes
    ----------
    providers : int
        Providers that held a session.
    days : int
        Days on which any did.
    shared_days : int
        Days on which two or more did for the same school.
    schools : int
        Schools that worked with two or more providers.
    agreed : int
        Providers with an agreement that was signed.
    """

    providers: int
    days: int
    shared_days: int
    schools: int
    agreed: int


@dataclass(frozen=True, slots=True)
class PartnershipItem:
    """Answers to one question about the partnership at one time.

    Attributes
    ----------
    asks : str
        The question.
    wave : str
        When.
    answers : tuple of (str, int)
        How many gave each answer, the lowest first.
    """

    asks: str
    wave: str
    answers: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkingTogether(DeliveryRecord):
    """Who worked with whom.

    Attributes
    ----------
    terms : tuple of TermNetwork
        The earliest first, each term between the first and the last with any joint work.
    names : tuple of str
        What the report may call the programme's schools, in an order that says nothing of them.
    kinds : tuple of KindOfWork
        The most common first.
    schools, special : int
        Schools of the programme, shown or not, and the special schools among them.
    months : tuple of float
        Months from each school's start to its first joint work, of those that had any; 0 where it had begun before.
    never : int
        Schools that had none.
    kept : BeyondDegrees or None
        Pairs of the last term that had worked together in an earlier one; None where there is one term.
    threes : BeyondDegrees or None
        Change, from the first term to the last, of how many threes all worked with each other.
    others : tuple of OtherSchools
        The authority's other schools, and special schools.
    providers : ProvidersTogether or None
        None where sessions name no provider.
    partnership : tuple of PartnershipItem
        What partners answered, if they were asked.
    left_out : int
        Rows that link a school with itself.
    """

    kind: ClassVar[str] = "working_together"
    terms: tuple[TermNetwork, ...]
    names: tuple[str, ...]
    kinds: tuple[KindOfWork, ...]
    schools: int
    special: int
    months: tuple[float, ...]
    never: int
    kept: BeyondDegrees | None
    threes: BeyondDegrees | None
    others: tuple[OtherSchools, ...]
    providers: ProvidersTogether | None
    partnership: tuple[PartnershipItem, ...]
    left_out: int
