"""What is said of the farthest move of an estimate: when one unit is left out, and under other choices."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from evalkit.records.estimate import Estimate
from evalkit.records.shown import WithoutArea, WithoutSchool
from evalkit.sensitivity.parts.standing import SHARE, Yardstick, bare, beside, carries, of_it, passed_by_moves

NO_YARDSTICK = "without an interval there is no yardstick for such a move"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What refits leave of an estimate, and how that is said.

    Attributes
    ----------
    passed : bool or None
        As of a check.
    words : str
        Part of a sentence.
    """

    passed: bool | None
    words: str


def without_one(yard: Yardstick, refits: Sequence[float], share: float, noun: str) -> Verdict:
    """Return whether one school or area carries the estimate.

    Parameters
    ----------
    yard : Yardstick
        The estimate of all.
    refits : sequence of float
        Without each in turn.
    share : float
        Of half the interval's width: a larger move raises doubt.
    noun : str
        What was left out, in the plural.
    """
    passed = passed_by_moves(yard, [value - yard.estimate for value in refits], share)
    most = _farthest(yard, refits)
    move = most - yard.estimate
    many = f"{len(refits)} {noun}"
    if yard.half_width is None:
        return Verdict(None, f"{NO_YARDSTICK}, at most {bare(move, yard)}")
    if carries(yard, move, share):
        if move * yard.estimate > 0:
            return Verdict(
                passed, f"one of {many} holds it down: without it the estimate would be {yard.unit.show(most)}"
            )
        return Verdict(passed, f"one of {many} carries {of_it(move, yard)}")
    if passed is False:
        return Verdict(passed, f"one of {many} moves it by {bare(move, yard)}, {_far(share)}")
    if passed is None:
        return Verdict(
            passed, f"it lies too near 0 to ask who carries it; one of {many} moves it by {bare(move, yard)}"
        )
    return Verdict(passed, f"none of {many} carries half of it. The farthest move is {beside(move, yard)}")


def farthest(rows: Sequence[WithoutSchool] | Sequence[WithoutArea], estimate: Estimate) -> float:
    """Return how far the farthest refit lies from the estimate of all."""
    return max(abs(row.estimate - estimate.estimate) for row in rows)


def by_other_choices(yard: Yardstick, fair: Sequence[float], unfair: Sequence[float]) -> Verdict:
    """Return whether other choices give another answer; one that is less fair than the plan allows decides nothing.

    Parameters
    ----------
    yard : Yardstick
        The estimate as planned.
    fair, unfair : sequence of float
        Refits that the plan's own limits allow, and those that they do not.
    """
    if yard.half_width is None:
        return Verdict(None, "Without an interval there is no yardstick for such a move.")
    if _passed(yard, fair) is False:
        return Verdict(False, f"The answer depends on the choice: {_moved(yard, fair)}.")
    if _passed(yard, unfair) is False:
        told = f"{_moved(yard, unfair)}, but compares less fairly than the plan allows"
        return Verdict(None, f"Whether the answer depends on the choice cannot be told: {told}.")
    if not fair:
        return Verdict(None, "No other choice is as fair as the plan demands, so none can stand against it.")
    if not yard.is_more_than(SHARE):
        return Verdict(None, "The estimate lies too near 0 to ask how much of it another choice takes away.")
    told = beside(_farthest(yard, [*fair, *unfair]) - yard.estimate, yard)
    return Verdict(True, f"None of these choices takes away half of it: the farthest move is {told}.")


def _passed(yard: Yardstick, refits: Sequence[float]) -> bool | None:
    return passed_by_moves(yard, [value - yard.estimate for value in refits], SHARE)


def _farthest(yard: Yardstick, refits: Sequence[float]) -> float:
    return max(refits, key=lambda value: abs(value - yard.estimate))


def _moved(yard: Yardstick, refits: Sequence[float]) -> str:
    move = _farthest(yard, refits) - yard.estimate
    if not carries(yard, move, SHARE):
        return f"one moves the estimate by {bare(move, yard)}, {_far(SHARE)}"
    if move * yard.estimate < 0:
        return f"one takes away {of_it(move, yard)}"
    return f"one moves the estimate by {bare(move, yard)}, {beside(move, yard)}"


def _far(share: float) -> str:
    part = "half" if share == SHARE else f"{100 * share:g} per cent"
    return f"more than {part} of what chance may move it"
