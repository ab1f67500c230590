"""The theory of change with what each arrow's indicator showed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from evalkit.records.delivery.record import DeliveryRecord


@dataclass(frozen=True, slots=True)
class ChangeStep:
    """One step.

    Attributes
    ----------
    id, level, says : str
        As written.
    """

    id: str
    level: str
    says: str


@dataclass(frozen=True, slots=True)
class ChangeArrow:
    """One thing expected to follow from another.

    Attributes
    ----------
    start, end : str
        Ids of its steps.
    because : str
        What is assumed.
    indicator : str
        Its name, such as ``delivery:courses``; empty where nothing tests it.
    about : str
        What the indicator tells, in words.
    part : str
        Which of the account's answers; empty for its first.
    shows : str
        The lead's own words beside it.
    answer : object or None
        What the indicator gives: the record of an account, a finding, or why a question is not answered; None where
        nothing tests the arrow.
    recorded : bool
        Whether there is such an answer: the tables were kept, and the question could be answered.
    """

    start: str
    end: str
    because: str
    indicator: str
    about: str
    part: str
    shows: str
    answer: object
    recorded: bool


@dataclass(frozen=True, slots=True)
class LooseIndicator:
    """An indicator that no arrow names.

    Attributes
    ----------
    indicator : str
        Its name.
    about : str
        What it tells.
    """

    indicator: str
    about: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeTheory(DeliveryRecord):
    """Steps, arrows, and indicators without an arrow.

    Attributes
    ----------
    levels : tuple of str
        Levels that hold a step, in their order.
    steps : tuple of ChangeStep
        As written.
    arrows : tuple of ChangeArrow
        As written.
    loose : tuple of LooseIndicator
        Accounts whose tables were kept, and questions, that test no arrow.
    """

    kind: ClassVar[str] = "theory_of_change"
    levels: tuple[str, ...]
    steps: tuple[ChangeStep, ...]
    arrows: tuple[ChangeArrow, ...]
    loose: tuple[LooseIndicator, ...]

    def step(self, identifier: str) -> ChangeStep:
        """Return one step."""
        return next(step for step in self.steps if step.id == identifier)
