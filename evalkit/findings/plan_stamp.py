"""How a question stands to the locked plans, as it is written to a file."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from evalkit.records.plan_stamp import PlanChange, PlanStamp

Json = dict[str, object]


def stamp_content(stamp: PlanStamp | None) -> Json:
    """Return the stamp under its own name, without what it does not have; nothing where nobody asked for it."""
    if stamp is None:
        return {}
    told: Json = {
        "standing": stamp.standing.value,
        "plan": stamp.digest,
        "locked": _day(stamp.locked),
        "deposit": stamp.deposit,
        "deposited": _day(stamp.deposited),
        "results_of": list(stamp.results_of),
        "public_since": _day(stamp.public_since),
        "read_before": stamp.read_before,
        "changes": _changes(stamp.changes),
        "relocked": _day(stamp.relocked),
        "earlier": _changes(stamp.earlier),
        "first_locked": _day(stamp.first_locked),
    }
    return {"stamp": {name: value for name, value in told.items() if value not in ("", [], False)}}


def _day(day: dt.date | None) -> str:
    return "" if day is None else day.isoformat()


def _changes(changes: Iterable[PlanChange]) -> list[Json]:
    return [{"question": one.question, "part": one.part, "said": one.said} for one in changes]
