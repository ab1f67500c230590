"""How a question stands to the plan: what was fixed, when, where that is seen, and since when results are public."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from evalkit.findings.finding import Answer
from evalkit.records.plan_stamp import PlanChange, PlanStamp, PlanStanding
from evalkit.report.block import Block
from evalkit.report.words import Words, ended

# More are told by the table beside it.
MOST = 3
EXPLORATORY = "Status: exploratory. The question was not fixed before the results could be seen."
NOT_LOCKED = (
    "Status: planned in the study file, but no plan was locked. Nothing shows that the question and its method came "
    "before the results."
)
RESULTS_DAY = (8, 1)
EARLIER_RELEASE = ", but an earlier release may have come before it"
NOT_ASKED = "Status: planned in the study file. The report says whether a plan was locked."


def stamp(result: PlanStamp) -> Block:
    """What may be said of when the question was fixed, what changed since, and since when results are public."""
    words = Words()
    parts = [*_standing(words, result), *_public(words, result)]
    return words.block(f"{result.question}-stamp", " ".join(parts), (result.question,))


def brief(result: PlanStamp) -> Block:
    """The same of the study's main question in two short sentences, for a reader of one page."""
    words = Words()
    parts = [_main(words, result)]
    if result.standing is not PlanStanding.EXPLORATORY and result.public_since is not None:
        read = " and had been read here before" if result.read_before else ""
        parts.append(f"The results were public by {words.day('public', result.public_since)}{read}.")
    return words.block(f"{result.question}-stamp-brief", " ".join(parts), (result.question,))


def stamped(answer: Answer) -> Block:
    """The stamp of an answer, or what its study file says where nobody asked for the plans that were locked."""
    if answer.stamp is not None:
        return stamp(answer.stamp)
    told = NOT_ASKED if answer.status == "planned" else EXPLORATORY
    return Words().block(f"{answer.id}-stamp", told, (answer.id,))


def _standing(words: Words, result: PlanStamp) -> Iterable[str]:
    if result.standing is PlanStanding.EXPLORATORY:
        yield EXPLORATORY
    elif result.standing is PlanStanding.CHANGED:
        yield f"Status: changed since the plan of {_day(words, result.locked)}."
        yield f"What changed: {_told(words, result.changes)}."
        yield _relocked(words, result)
    elif result.standing is PlanStanding.NOT_LOCKED:
        yield NOT_LOCKED
    else:
        yield _planned(words, result) if result.standing is PlanStanding.PLANNED else _fixed(words, result)
        yield from _earlier(words, result)


def _planned(words: Words, result: PlanStamp) -> str:
    return (
        f"Status: planned. The question and its method were deposited at {words.repeat('deposit', result.deposit)} on "
        f"{_day(words, result.deposited)}, as the team's own record of {_day(words, result.locked)} says."
    )


def _fixed(words: Words, result: PlanStamp) -> str:
    return (
        "Status: fixed before this run. The question and its method were locked on "
        f"{_day(words, result.locked)} by the clock of the team's own machine, and have not changed since."
    )


def _earlier(words: Words, result: PlanStamp) -> Iterable[str]:
    if result.earlier:
        told = _told(words, result.earlier)
        yield f"In the first plan, of {_day(words, result.first_locked)}, it was otherwise: {told}."


def _relocked(words: Words, result: PlanStamp) -> str:
    if result.relocked is None:
        return "Its present form was never locked."
    read = "after results had been read here" if not result.read_before else "when results had already been read here"
    return f"Its present form was locked on {_day(words, result.relocked)}, {read}."


def _public(words: Words, result: PlanStamp) -> Iterable[str]:
    """Yield since when results are public, and what that leaves of the word that the question came first."""
    if result.standing is PlanStanding.EXPLORATORY or not result.results_of:
        return
    results = f"results of {words.years(result.results_of)}"
    if result.public_since is None:
        yield f"Since when {results} are public is not known here."
        return
    since = f"The {results} were public by {words.day('public', result.public_since)}"
    fixed = result.deposited or result.locked
    if fixed is None or result.standing is PlanStanding.CHANGED:
        yield f"{since}."
    elif result.public_since > fixed:
        # Results come out in August, so before it no release of theirs can have been seen.
        unseen = fixed < dt.date(max(result.results_of), *RESULTS_DAY)
        yield f"{since}, which is after that day{'' if unseen else EARLIER_RELEASE}."
    elif result.read_before:
        yield f"{since}, and had been read here before the plan was locked."
    else:
        yield f"{since}, which is before that day, so only the team's word shows that nobody had looked at them."


def _told(words: Words, changes: tuple[PlanChange, ...]) -> str:
    told = [words.repeat("changed", f"{change.part}: {change.said}") for change in changes[:MOST]]
    if len(changes) > MOST:
        told.append(f"and {words.count('more changes', len(changes) - MOST)} more")
    return ended("; ".join(told)).removesuffix(".")


def _main(words: Words, result: PlanStamp) -> str:
    match result.standing:
        case PlanStanding.PLANNED:
            where = words.repeat("deposit", result.deposit)
            return f"The plan for the main question was lodged at {where} on {_day(words, result.deposited)}."
        case PlanStanding.FIXED:
            return f"The main question was fixed on {_day(words, result.locked)}, before this run."
        case PlanStanding.CHANGED:
            return f"The main question was changed after the plan of {_day(words, result.locked)}; the report says how."
        case PlanStanding.NOT_LOCKED:
            return "The main question was planned, but no plan was locked."
        case PlanStanding.EXPLORATORY:
            return "The main question was not fixed before the results were known."


def _day(words: Words, day: dt.date | None) -> str:
    return "a day that is not known" if day is None else words.day("plan", day)
