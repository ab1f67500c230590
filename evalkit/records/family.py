"""Questions asked of one study, judged together."""

from __future__ import annotations

import math
from dataclasses import dataclass

from evalkit.core.quantity import Unit, holds_nought


@dataclass(frozen=True, slots=True)
class FamilyMember:
    """One question among those it is judged with.

    Attributes
    ----------
    finding : str
        Id of its finding.
    outcome : str
        In words.
    unit : Unit
        Of its numbers.
    estimate : float
        In ``unit``.
    conf_low, conf_high : float
        Its own interval, as if no other question had been asked; NaN where it has none.
    joint_low, joint_high : float
        The interval that holds its true difference at once with those of all others; NaN where none can be given.
    p_value : float
        Step-down p-value, which counts the others in; NaN where none can be given.
    judged_by : str
        ``placebos`` where the largest of the questions in untreated areas widens its interval, ``number`` where the
        number of questions does; empty where nothing can.
    other_low, other_high : float
        Where another answer stands beside the estimate, for an area that may have been picked for how it stood, its
        interval widened as much as its own for the other questions; NaN elsewhere.
    """

    finding: str
    outcome: str
    unit: Unit
    estimate: float
    conf_low: float
    conf_high: float
    joint_low: float = math.nan
    joint_high: float = math.nan
    p_value: float = math.nan
    judged_by: str = ""
    other_low: float = math.nan
    other_high: float = math.nan

    @property
    def stands_out(self) -> bool:
        """Whether its own interval, as shown, leaves out 0."""
        return not holds_nought(self.conf_low, self.conf_high, self.unit)

    @property
    def stands_out_among_others(self) -> bool:
        """Whether the interval that counts the other questions in, as shown, leaves out 0."""
        return not holds_nought(self.joint_low, self.joint_high, self.unit)

    @property
    def borne_out_by_the_other(self) -> bool:
        """Whether the other answer, counting the other questions in, leaves out 0 on the same side, or none stands."""
        if math.isnan(self.other_low):
            return True
        return not holds_nought(self.other_low, self.other_high, self.unit) and (
            (self.other_low > 0) == (self.joint_low > 0)
        )


@dataclass(frozen=True, slots=True)
class QuestionFamily:
    """The questions of one status, which are judged together.

    Attributes
    ----------
    status : str
        ``planned`` or ``exploratory``.
    members : tuple of FamilyMember
        Every question that was answered, in the order of the study.
    unanswered : int
        Questions of the status that were refused.
    level : float
        Of the joint intervals, such as 0.95.
    areas : int
        Untreated areas in which the questions were asked together; 0 where they could not be.
    left_out : int
        Untreated areas that have fewer than half of the questions.
    set_beside : int
        Questions that were asked of untreated areas.
    by_chance : float
        Share of those areas in which as large a part of these questions' intervals leaves out nought; NaN without them.
    """

    status: str
    members: tuple[FamilyMember, ...]
    unanswered: int
    level: float
    areas: int = 0
    left_out: int = 0
    set_beside: int = 0
    by_chance: float = math.nan

    @property
    def several(self) -> bool:
        """Whether there is anything to be judged together."""
        return len(self.members) > 1

    @property
    def standing_out(self) -> int:
        """How many of the questions' own intervals leave out 0."""
        return sum(one.stands_out for one in self.members)

    def member(self, finding: str) -> FamilyMember:
        """Return the question of that finding."""
        return next(one for one in self.members if one.finding == finding)
