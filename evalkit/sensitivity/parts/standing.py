"""When a check holds, raises doubt or could not tell: every rule in one place, and its yardsticks in words.

A check that saw nothing has not shown that there is nothing. Each says what size could have gone unseen and holds it
against the estimate; it holds only where that is less than half of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite

from evalkit.core.quantity import Unit
from evalkit.records.estimate import Estimate
from evalkit.sensitivity.parts.refits import leaves_out_nought

# What is half of an estimate or more carries it; what is less leaves most of it standing.
HALF = 0.5
# The same share of what chance may move an estimate: a move beyond it would be seen in any reading of the interval.
SHARE = 0.5
# A share is told in tenths, so half begins where tenths round to five.
TENTH = 0.1
AS_LARGE = (0.95, 1.05)
MANY_TIMES = 10.0
TIMES = Unit("times", 1)


@dataclass(frozen=True, slots=True)
class Yardstick:
    """The estimate that a check is held against.

    Attributes
    ----------
    estimate : float
        In its own unit.
    low, high : float or None
        Ends of the primary interval; None where it has none.
    unit : Unit
        Unit of a difference.
    """

    estimate: float
    low: float | None
    high: float | None
    unit: Unit

    @property
    def half_width(self) -> float | None:
        """Half the width of the interval: how far chance may move the estimate."""
        return None if self.low is None or self.high is None else (self.high - self.low) / 2

    @property
    def tells_a_direction(self) -> bool:
        """Whether the interval leaves out nought."""
        return self.low is not None and self.high is not None and leaves_out_nought(self.low, self.high)

    def is_more_than(self, share: float) -> bool:
        """Say whether the estimate is at least so large a share of what chance may move it."""
        return self.half_width is not None and abs(self.estimate) >= share * self.half_width


def yardstick(estimate: Estimate) -> Yardstick:
    """Return the estimate with its primary interval as what checks are held against."""
    unit = estimate.unit.difference()
    if not estimate.primary:
        return Yardstick(estimate.estimate, None, None, unit)
    sure = estimate.inference()
    if not (isfinite(sure.conf_low) and isfinite(sure.conf_high)):
        return Yardstick(estimate.estimate, None, None, unit)
    return Yardstick(estimate.estimate, sure.conf_low, sure.conf_high, unit)


def tenths(size: float, whole: float) -> float:
    """Return a size as a share of another, in tenths; infinite where the other is nought."""
    return round(abs(size) / abs(whole) / TENTH) if whole else float("inf")


def carries(yard: Yardstick, move: float, share: float) -> bool:
    """Say whether a move takes away half of an estimate, where there is enough of it for that to mean something."""
    return yard.is_more_than(share) and tenths(move, yard.estimate) >= HALF / TENTH


def passed_by_moves(yard: Yardstick, moves: Sequence[float], share: float) -> bool | None:
    """Return what refits under other choices, or without one unit, leave of the estimate.

    False where one moves it by more than ``share`` of what chance may, or takes half of it away. True where every
    move is smaller than both. None without an interval, and where the estimate itself is smaller than that share of
    what chance may move it: then there is too little of it to ask who carries it.

    Parameters
    ----------
    yard : Yardstick
        The estimate.
    moves : sequence of float
        Distances of the refits from it.
    share : float
        Share of half the interval's width.
    """
    half = yard.half_width
    if half is None or not moves:
        return None
    farthest = max(map(abs, moves))
    if farthest > share * half or carries(yard, farthest, share):
        return False
    return True if yard.is_more_than(share) else None


@dataclass(frozen=True, slots=True)
class Nought:
    """A contrast that should be nought, on the scale of the estimate.

    Attributes
    ----------
    seen : float
        What was found.
    low, high : float
        Its interval; NaN where it has none.
    """

    seen: float
    low: float
    high: float

    @property
    def unseen(self) -> float:
        """The farther end of the interval from nought: so much could be there; NaN where there is none."""
        return max(abs(self.low), abs(self.high))

    def times(self, factor: float) -> Nought:
        """Return the contrast on another scale."""
        return Nought(self.seen * factor, self.low * factor, self.high * factor)


def passed_by_noughts(
    yard: Yardstick, noughts: Sequence[Nought], *, alarm: bool | None, all_seen: bool = True
) -> bool | None:
    """Return what contrasts that should be nought leave of the estimate.

    False where together they leave out nought, or where one of them is as large as an estimate that tells a
    direction. True where nothing was left out, and what each could have missed is less than half of the estimate.
    None elsewhere: something large enough to matter could be there unseen.

    Parameters
    ----------
    yard : Yardstick
        The estimate.
    noughts : sequence of Nought
        On the scale of the estimate.
    alarm : bool or None
        Whether together they leave out nought; None where that cannot be said.
    all_seen : bool
        Whether everything that was asked about could be looked at.
    """
    if alarm or as_large(yard, noughts):
        return False
    if alarm is None or not all_seen:
        return None
    limit = HALF * abs(yard.estimate)
    return True if all(one.unseen < limit for one in noughts) else None


def borne_out(ends: Sequence[tuple[float, float]]) -> bool | None:
    """Say whether every answer tells the direction that any of them tells; None where none tells one.

    Parameters
    ----------
    ends : sequence of (float, float)
        Both ends of each answer's interval; NaN where it has none.
    """
    told = {(low > 0) - (high < 0) for low, high in ends}
    return None if told == {0} else told in ({1}, {-1})


def as_large(yard: Yardstick, noughts: Sequence[Nought]) -> bool:
    """Say whether what should be nought was as large as an estimate that tells a direction."""
    return yard.tells_a_direction and any(abs(one.seen) >= abs(yard.estimate) for one in noughts)


def beside(size: float, yard: Yardstick) -> str:
    """Return a size beside the estimate in words: ``30 per cent of the estimate``, ``2.7 times the estimate``."""
    shown = yard.unit.show(yard.estimate)
    if not yard.estimate:
        return f"beside an estimate of {shown}"
    times = abs(size / yard.estimate)
    if times < AS_LARGE[0]:
        return f"{100 * times:.0f} per cent of the estimate of {shown}"
    if times <= AS_LARGE[1]:
        return f"as large as the estimate of {shown}"
    if times < MANY_TIMES:
        return f"{TIMES.show(times)} times the estimate of {shown}"
    return f"more than {MANY_TIMES:.0f} times the estimate of {shown}"


def of_it(move: float, yard: Yardstick) -> str:
    """Return how much of the estimate a move takes away: ``half of it``, ``70 per cent of it``, ``all of it``."""
    share = tenths(move, yard.estimate)
    if share == HALF / TENTH:
        return "half of it"
    return "all of it" if share >= 1 / TENTH else f"{share * 100 * TENTH:.0f} per cent of it"


def bare(size: float, yard: Yardstick) -> str:
    """Return how large something is, without sign, as the estimate is shown."""
    return Unit(yard.unit.name, yard.unit.decimals).show(abs(size))
