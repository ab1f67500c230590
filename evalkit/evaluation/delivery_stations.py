"""Stations of what was done: the programme's own tables, and each account of them."""

from __future__ import annotations

from functools import cache
from typing import TypeVar

from evalkit.core.errors import StudyFileError
from evalkit.delivery import DELIVERY
from evalkit.delivery.parts.account import INDICATORS, DeliveryInputs, given
from evalkit.evaluation import reads
from evalkit.evaluation.answers import REFUSALS, answers
from evalkit.evaluation.plans import Asked, programme_of
from evalkit.evaluation.station import Address, At, Station
from evalkit.evaluation.tables import Tables
from evalkit.findings.finding import Finding
from evalkit.programme.kept import KeptTables
from evalkit.programme.reading import read_programme
from evalkit.records.comparison import Comparison
from evalkit.records.delivery.record import DeliveryRecord
from evalkit.records.estimate import Estimate
from evalkit.study.theory_of_change import FINDING, TheoryOfChange

Made = TypeVar("Made", Comparison, Estimate)
KEPT, ACCOUNT = "programme_tables", "delivery"
# Stations that an account may rest on, beside the programme's tables; those of a question are of the leading one.
OF_STUDY, OF_LEADING = ("panel",), ("comparison", "estimate")
# Of an account that may ask for the others, and for the answers to the questions.
OTHERS, ANSWERS = "accounts", "answers"


def _kept(asked: Asked, at: At) -> KeptTables:
    reading = read_programme(asked.study, resting_on_none())
    if reading.faults:
        raise StudyFileError(reading.faults)
    return reading.kept


def _account(asked: Asked, at: At) -> DeliveryRecord:
    wanted = DELIVERY.get(asked.part).rests_on
    panel = at("panel", Tables).panel if "panel" in wanted else None
    theory = asked.study.theory if INDICATORS in wanted else None
    indicators, refused = _indicators(theory, at) if theory else ({}, frozenset())
    inputs = DeliveryInputs(
        study=asked.study,
        kept=at(KEPT, KeptTables),
        panel=panel,
        programme=frozenset() if panel is None else programme_of(asked.study, panel),
        comparison=_of_leading("comparison", Comparison, asked, at),
        estimate=_of_leading("estimate", Estimate, asked, at),
        accounts=(lambda name: at(f"{ACCOUNT} {name}", DeliveryRecord)) if OTHERS in wanted else None,
        answers={one.id: one for one in answers(asked, at)} if ANSWERS in wanted else {},
        indicators=indicators,
        refused=refused,
    )
    return given(DELIVERY, asked.part, inputs)


def _indicators(theory: TheoryOfChange, at: At) -> tuple[dict[str, object], frozenset[str]]:
    """Return what each indicator gives, and those whose question is refused."""
    found: dict[str, object] = {
        f"{ACCOUNT}:{name}": at(f"{ACCOUNT} {name}", DeliveryRecord) for name in theory.indicators(ACCOUNT)
    }
    refused = set()
    for question in theory.indicators(FINDING):
        name, why = f"{FINDING}:{question}", at("refused", object, question)
        found[name] = why or at("finding", Finding, question)
        if why:
            refused.add(name)
    return found, frozenset(refused)


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
    questions = asked.study.questions if ANSWERS in wanted else ()
    return (
        (KEPT, ""),
        *((name, "") for name in OF_STUDY if {name, *OF_LEADING}.intersection(wanted)),
        *((name, leading) for name in OF_LEADING if name in wanted),
        *((f"{ACCOUNT} {name}", "") for name in (resting_on_none() if OTHERS in wanted else ())),
        *((name, question.id) for question in questions for name in ("finding", "refused")),
        *(_of_theory(asked.study.theory) if INDICATORS in wanted and asked.study.theory else ()),
    )


@cache
def resting_on_none() -> tuple[str, ...]:
    """Return the accounts that others may ask for: those that rest on no other."""
    return tuple(name for name in DELIVERY.names() if not {OTHERS, INDICATORS} & set(DELIVERY.get(name).rests_on))


def _of_theory(theory: TheoryOfChange) -> tuple[Address, ...]:
    accounts = tuple((f"{ACCOUNT} {name}", "") for name in theory.indicators(ACCOUNT))
    return (*accounts, *((name, one) for one in theory.indicators(FINDING) for name in ("refused", "finding")))


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
        (reads.delivery, reads.theory),
        of_study=True,
        in_parts=True,
    ),
)
