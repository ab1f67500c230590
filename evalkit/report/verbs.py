"""Three verbs that work on every result: each returns a `Block` that shows itself and can be kept; and all of them."""

from __future__ import annotations

from evalkit.records.delivery.record import DeliveryRecord
from evalkit.report.block import Block
from evalkit.report.catalogue import maker, parts_of_account


def table(thing: object, part: str = "") -> Block:
    """Return a table of ``thing``.

    Parameters
    ----------
    thing : object
        A study, a panel, or a result of the evaluation.
    part : str
        Which of its tables; the first when left out.
    """
    return maker("table", thing, part)(thing)


def figure(thing: object, part: str = "") -> Block:
    """Return a figure of ``thing``, with its message as title, its alt text and its data.

    Parameters
    ----------
    thing : object
        A result of the evaluation.
    part : str
        Which of its figures; the first when left out.
    """
    return maker("figure", thing, part)(thing)


def sentence(thing: object, part: str = "") -> Block:
    """Return what ``thing`` says in plain English, with every number it quotes.

    Parameters
    ----------
    thing : object
        A study, a panel, a closing section or a result of the evaluation.
    part : str
        Which of its sentences; the first when left out.
    """
    return maker("sentence", thing, part)(thing)


def everything(record: DeliveryRecord) -> tuple[Block, ...]:
    """Return every block of an account of what was done: its sentences, then its figures, then its tables.

    Parameters
    ----------
    record : DeliveryRecord
        What ``evaluation.delivery(...)`` gives; of one whose tables nobody kept, the sentence that says so.
    """
    return (
        *(sentence(record, part) for part in parts_of_account("sentence", record)),
        *(figure(record, part) for part in parts_of_account("figure", record)),
        *(table(record, part) for part in parts_of_account("table", record)),
    )
