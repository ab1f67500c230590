"""Stations of what was done: the programme's own tables, and each account of them."""

from __future__ import annotations

from typing import TypeVar

from evalkit.core.errors import StudyFileError
from evalkit.delivery import DELIVERY
from evalkit.delivery.parts.account import DeliveryInputs, given
from evalkit.evaluation import reads
from evalkit.evaluation.answers import REFUSALS
from evalkit.evaluation.plans import Asked
from evalkit.evaluation.station import Address, At, Station
from evalkit.evaluation.tables import Tables
from evalkit.programme.kept import KeptTables
from evalkit.programme.reading import read_programme
from evalkit.records.comparison import Comparison
from evalkit.records.delivery.record import DeliveryRecord
from evalkit.records.estimate import Estimate

Made = TypeVar("Made", Comparison, Estimate)
KEPT, ACCOUNT = "programme_tables", "delivery"
# Stations that an account may rest on, beside the programme's tables; those of a question are of the leading one.
OF_STUDY, OF_LEADING = ("panel",), ("comparison", "estimate")


def _kept(asked: Asked, at: At) -> KeptTables:
    reading = read_programme(asked.study)
    if reading.faults:
        raise StudyFileError(reading.faults)
    return reading.kept


def _account(asked: Asked, at: At) -> DeliveryRecord:
    wanted = DELIVERY.get(asked.part).rests_on
    comparison = _of_leading("comparison", Comparison, asked, at)
    inputs = DeliveryInputs(
        asked.study,
        at(KEPT, KeptTables),
        at("panel", Tables).panel if "panel" in wanted else None,
        comparison,
        _of_leading("estimate", Estimate, asked, at) if comparison or "comparison" not in wanted else None,
    )
    return given(DELIVERY, asked.part, inputs)


def _of_leading(station: str, kind: type[Made], asked: Asked, at: At) -> Made | None:
    """Return a station of the leading question; None where the account does not rest on it, or it was refused."""
    if station not in DELIVERY.get(asked.part).rests_on:
        return None
    # Tables that cannot be read are no refusal of one question: they are raised here.
    at("panel", Tables)
    try:
        return at(station, kind, asked.study.leading.id)
    except REFUSALS:
        return None


def _rests_on(asked: Asked) -> tuple[Address, ...]:
    wanted, leading = DELIVERY.get(asked.part).rests_on, asked.study.leading.id
    of_leading = tuple((name, leading) for name in OF_LEADING if name in wanted)
    return (
        (KEPT, ""),
        *((name, "") for name in OF_STUDY if name in wanted or of_leading),
        *of_leading,
    )


DELIVERY_ROWS = (
    Station(
        KEPT,
        "the programme's own tables as they were kept",
        _kept,
        reads=(reads.programme_tables,),
        of_study=True,
    ),
    Station(
        ACCOUNT,
        "what one account of the programme's own tables shows",
        _account,
        _rests_on,
        (reads.delivery,),
        of_study=True,
        in_parts=True,
    ),
)
