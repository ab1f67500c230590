"""The documents of a report in the memory of its study: any format can be made of them, and no kernel starts."""

from __future__ import annotations

from functools import lru_cache

from evalkit.document.editions import StudyDocuments
from evalkit.evaluation.key import Key
from evalkit.evaluation.memory import Memory
from evalkit.run.work.run_order import Order

STATION = "documents"


def keep_documents(order: Order, documents: StudyDocuments) -> None:
    """Keep the documents of a report under everything that it rests on."""
    Memory(order.stations).keep(_key(order), documents)


@lru_cache(maxsize=1)
def kept_documents(order: Order) -> StudyDocuments | None:
    """Return the documents of a report; None where they are not kept, or were made of something else.

    They are read once in a process, and before it is copied: what is kept under a key does not change.
    """
    found, _ = Memory(order.stations).recall(_key(order))
    return found if isinstance(found, StudyDocuments) else None


def _key(order: Order) -> Key:
    rests = order.key.inputs if order.key is not None else (("report", str(order.building)),)
    return Key(STATION, "", (*rests, ("called", order.called)))
