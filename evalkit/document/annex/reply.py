"""An answer of the annex with the places that show it."""

from __future__ import annotations

from dataclasses import dataclass

from evalkit.document.annex.audited_run import AuditedRun
from evalkit.document.parts import PlaceLink

EVERY = "Every question"
NOT_KNOWN = "Not known"


@dataclass(frozen=True, slots=True)
class Reply:
    """One answer.

    Attributes
    ----------
    answer : str
        In words.
    links : tuple of PlaceLink
        At most two places that show it.
    """

    answer: str
    links: tuple[PlaceLink, ...] = ()


def not_known(why: str, *links: PlaceLink) -> Reply:
    """Return the answer to a question of which the run holds too little."""
    return Reply(f"{NOT_KNOWN}. {why}.", links)


def shown_by(held: AuditedRun, identifier: str, *parts: tuple[str, str, str]) -> tuple[PlaceLink, ...]:
    """Return links to what pages kept of one question, the first two that are there.

    Parameters
    ----------
    held : AuditedRun
        What the run has at hand.
    identifier : str
        The question; where a study has one question only, its blocks do not name it.
    *parts : tuple of (str, str, str)
        The end of the block's id, its kind, and the words of the link.
    """
    places = ((held.place(f"{identifier}-{end}", end, kind=kind), text) for end, kind, text in parts)
    return tuple(PlaceLink(text, place) for place, text in places if place)[:2]
